/** Whatever the data folder is called, the session starts the program on it. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { desktopEntry } from '../../../electron/shell/app/desktop-entry.ts';

// Lines end with a line feed alone: what JavaScript takes for the end of a line, too, may stand in a name.
const valueOf = (entry: string, key: string) =>
  entry
    .split('\n')
    .find((line) => line.startsWith(`${key}=`))
    ?.slice(`${key}=`.length) ?? '';

/** As a desktop reads it: escapes of the value, then quotes, then field codes; written from the specification. */
function read(value: string): string[] {
  const unescaped = value.replaceAll(
    /\\(.)/gs,
    (_, c: string) => ({ n: '\n', t: '\t', r: '\r' })[c] ?? c,
  );
  return [...unescaped.matchAll(/"((?:[^"\\]|\\.)*)"/gs)].map(([, inner = '']) =>
    inner.replaceAll(/\\(["\\$`])/g, '$1').replaceAll('%%', '%'),
  );
}

it('a folder with blanks, quotes, percent and dollar signs is given as it is', () => {
  const command = [
    '/opt/Venduo POS/venduo',
    '--hidden',
    '--data=/srv/100 % "Kasse"/$1\\`',
  ] as const;
  const entry = desktopEntry(command);
  expect(valueOf(entry, 'Exec')).toBe(
    '"/opt/Venduo POS/venduo" "--hidden" "--data=/srv/100 %% \\\\"Kasse\\\\"/\\\\$1\\\\\\\\\\\\`"',
  );
  expect(valueOf(entry, 'TryExec')).toBe('/opt/Venduo POS/venduo');
});

it('any arguments come back from it', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), (args) => {
      const command = ['/usr/bin/venduo', ...args] as const;
      expect(read(valueOf(desktopEntry([...command]), 'Exec'))).toEqual(command);
    }),
  );
});
