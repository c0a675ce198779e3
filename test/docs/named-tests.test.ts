/** Pages that name the test of a promise: the words that they quote stand in the test that they link. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const DOCS = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../docs');
/** A link to a test, and the quoted words behind it. */
const NAMED = /\]\((?<file>\.\.\/test\/[^)]+)\)(?<quotes>(?:,? (?:and )?"[^"]+")+)/g;

function quotesOf(text: string): { file: string; words: string }[] {
  return [...text.matchAll(NAMED)].flatMap(({ groups }) =>
    [...(groups?.['quotes'] ?? '').matchAll(/"([^"]+)"/g)].map(([, words = '']) => ({
      file: groups?.['file'] ?? '',
      words,
    })),
  );
}

const unfound = (text: string) =>
  quotesOf(text).filter(
    ({ file, words }) => !fs.readFileSync(path.resolve(DOCS, file), 'utf8').includes(words),
  );

it.each(['closing-tests.md', 'field-lessons-tests.md', 'reliability.md'])(
  '%s quotes tests that are there',
  (page) => {
    const text = fs.readFileSync(path.join(DOCS, page), 'utf8');
    expect(quotesOf(text).length).toBeGreaterThan(10);
    expect(unfound(text)).toEqual([]);
    // The twin: a test that was renamed would be found.
    expect(unfound('[till](../test/topics/closing/till.test.ts) "no such test"')).toHaveLength(1);
  },
);
