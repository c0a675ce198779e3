/** Serial numbers of tills and TSE, from whatever dialect the export is written in. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { serialNumbersOf } from '../../../electron/core/ingest/serial-numbers.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

function exportWith(files: Readonly<Record<string, string>>): string {
  const folder = tempFolder();
  for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), text);
  return folder;
}

it('tells each serial number once for a till, with the closings that name it', async () => {
  const folder = exportWith({
    'cashregister.csv':
      'Z_KASSE_ID;Z_ERSTELLUNG;Z_NR;KASSE_BRAND;KASSE_MODELL;KASSE_SERIENNR;KASSE_SW_BRAND;KASSE_SW_VERSION\r\n' +
      'K1;2026-11-24T20:00:00;6;Acme;T1;A-1;Tillsoft;2.0\r\nK1;2026-11-25T20:00:00;7;Acme;T1;A-1;Tillsoft;2.0\r\n' +
      'K2;2026-11-25T20:00:00;3;;;B-1;;\r\n',
    'tse.csv':
      'Z_KASSE_ID|Z_ERSTELLUNG|Z_NR|TSE_ID|TSE_SERIAL|TSE_SIG_ALGO|TSE_ZEITFORMAT|TSE_PD_ENCODING|TSE_PUBLIC_KEY\n' +
      'K1|2026-11-25T20:00:00|7|1|abc123|ecdsa-plain-SHA256|unixTime|UTF-8|KEY=\n',
  });
  expect(await serialNumbersOf(folder)).toEqual([
    {
      ...{ kind: 'till', payDesk: 'K1', serial: 'A-1', facts: 'Acme, T1, Tillsoft, 2.0' },
      ...{ publicKey: null, firstClosing: '6', lastClosing: '7' },
    },
    {
      ...{ kind: 'till', payDesk: 'K2', serial: 'B-1', facts: '', publicKey: null },
      ...{ firstClosing: '3', lastClosing: '3' },
    },
    {
      ...{ kind: 'tse', payDesk: 'K1', serial: 'abc123' },
      facts: '1, ecdsa-plain-SHA256, unixTime, UTF-8',
      ...{ publicKey: 'KEY=', firstClosing: '7', lastClosing: '7' },
    },
  ]);
});

it('a table that is missing or broken takes nothing from the other one', async () => {
  const folder = exportWith({
    'cashregister.csv': 'Z_KASSE_ID;Z_NR\r\nK1;1\r\n',
    'tse.csv': 'Z_KASSE_ID;Z_NR;TSE_SERIAL\r\nK1;1;abc\r\nK1;1\r\n',
  });
  expect(await serialNumbersOf(folder)).toMatchObject([{ kind: 'tse', serial: 'abc' }]);
});
