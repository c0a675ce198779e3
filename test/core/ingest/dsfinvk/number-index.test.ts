/** Receipt ids of an export, however many: two million of them must not end the program. */
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { NumberIndex } from '../../../../electron/core/ingest/formats/dsfinvk/number-index.ts';

function indexOf(maxInMemory: number) {
  const db = new Database(':memory:');
  onTestFinished(() => {
    db.close();
  });
  return { db, index: new NumberIndex(db, 'ids', maxInMemory) };
}

it('answers the same, whether its texts lie in memory or in the file', () => {
  const entries = fc.array(fc.tuple(fc.string(), fc.nat()), { maxLength: 60 });
  fc.assert(
    fc.property(entries, fc.integer({ min: 0, max: 60 }), (given, maxInMemory) => {
      const { index } = indexOf(maxInMemory);
      const wanted = new Map<string, number>();
      for (const [key, value] of given) {
        expect(index.get(key)).toBe(wanted.get(key));
        index.set(key, value);
        wanted.set(key, value);
      }
      for (const [key, value] of wanted) expect(index.get(key)).toBe(value);
    }),
  );
});

it('keeps a bounded number of texts in memory', () => {
  const { db, index } = indexOf(1_000);
  for (let id = 0; id < 5_000; id++) index.set(`receipt ${id}`, id);
  expect(db.prepare('SELECT count(*) FROM ids').pluck().get()).toBe(5_000);
  expect(index.get('receipt 0')).toBe(0);
  expect(index.get('receipt 4999')).toBe(4_999);
});

it('is empty after it was cleared, and can be used again', () => {
  const { index } = indexOf(2);
  for (const key of ['a', 'b', 'c']) index.set(key, 1);
  index.clear();
  expect(index.get('a')).toBeUndefined();
  index.set('a', 2);
  expect(index.get('a')).toBe(2);
});
