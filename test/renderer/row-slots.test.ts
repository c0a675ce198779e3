/** The grid's rows outlive the rows of the list: who keeps a slot, and who gets one that is free. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRowSlots } from '../../renderer/grid/row-slots.ts';

const given = () => createRowSlots<string>((row) => row);
type Slots = ReturnType<typeof given>;

function show(slots: Slots, rows: readonly string[]): (string | undefined)[] {
  slots.place(rows);
  return rows.map((row) => slots.slotOf(row));
}

test('another page takes the slots of the one before, in their order', () => {
  const slots = given();
  const first = show(slots, ['a', 'b', 'c']);

  expect(new Set(first).size).toBe(3);
  expect(show(slots, ['d', 'e', 'f'])).toEqual(first);
  expect(slots.slotOf('a')).toBeUndefined();
});

test('a row that stays keeps its slot, wherever it stands', () => {
  const slots = given();
  const [a, b, c] = show(slots, ['a', 'b', 'c']);

  expect(show(slots, ['new', 'c', 'a'])).toEqual([b, c, a]);
});

test('more rows get slots of their own, fewer leave some behind', () => {
  const slots = given();
  const [a] = show(slots, ['a']);
  const three = show(slots, ['a', 'b', 'c']);

  expect(three[0]).toBe(a);
  expect(new Set(three).size).toBe(3);
  expect(show(slots, ['c'])).toEqual([three[2]]);
});

test('rows that are told twice stay where they are', () => {
  const slots = given();
  const once = show(slots, ['a', 'b']);
  expect(show(slots, ['a', 'b'])).toEqual(once);
});

test('whatever comes and goes, no two rows share a slot, and whoever stays keeps it', () => {
  const pages = fc.array(fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { maxLength: 6 }));
  fc.assert(
    fc.property(pages, (all) => {
      const slots = given();
      let before = new Map<string, string | undefined>();
      for (const rows of all) {
        const shown = show(slots, rows);
        expect(shown).not.toContain(undefined);
        expect(new Set(shown).size).toBe(rows.length);
        for (const row of rows)
          if (before.has(row)) expect(slots.slotOf(row)).toBe(before.get(row));
        before = new Map(rows.map((row, index) => [row, shown[index]]));
      }
    }),
  );
});
