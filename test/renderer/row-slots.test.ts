/** The grid's rows outlive the rows of the list: who keeps a slot, and who gets one that is free. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRowSlots } from '../../renderer/grid/row-slots.ts';

interface Row {
  readonly id: string;
}
const given = () => createRowSlots<Row>(({ id }) => id);
type Slots = ReturnType<typeof given>;

/** Shows new objects for the rows, as every answer of the backend does, and names the slots that they get. */
function show(slots: Slots, ids: readonly string[]): string[] {
  const rows = ids.map((id): Row => ({ id }));
  slots.place(rows);
  const shown = rows.map((row) => slots.slotOf(row));
  expect(ids.map((id) => slots.slotOfId(id))).toEqual(shown);
  return shown;
}

it('another page takes the slots of the one before, in their order', () => {
  const slots = given();
  const first = show(slots, ['a', 'b', 'c']);

  expect(new Set(first).size).toBe(3);
  expect(show(slots, ['d', 'e', 'f'])).toEqual(first);
  expect(slots.slotOfId('a')).toBeUndefined();
});

it('a row that stays keeps its slot, wherever it stands', () => {
  const slots = given();
  const [a, b, c] = show(slots, ['a', 'b', 'c']);

  expect(show(slots, ['new', 'c', 'a'])).toEqual([b, c, a]);
});

it('more rows get slots of their own, fewer leave some behind', () => {
  const slots = given();
  const [a] = show(slots, ['a']);
  const three = show(slots, ['a', 'b', 'c']);

  expect(three[0]).toBe(a);
  expect(new Set(three).size).toBe(3);
  expect(show(slots, ['c'])).toEqual([three[2]]);
});

it('rows that are told twice stay where they are', () => {
  const slots = given();
  const once = show(slots, ['a', 'b']);
  expect(show(slots, ['a', 'b'])).toEqual(once);
});

it('a row that the grid still holds is answered for when others are placed already', () => {
  const slots = given();
  const old: Row = { id: 'a' };
  slots.place([old]);
  const slot = slots.slotOf(old);
  slots.place([{ id: 'b' }, { id: 'c' }]);

  expect(slots.slotOf(old)).toBe(slot);
});

it('a row that was never placed gets a slot that no other has', () => {
  const slots = given();
  const [a, b] = show(slots, ['a', 'b']);
  const stranger: Row = { id: 'x' };
  const slot = slots.slotOf(stranger);

  expect([a, b]).not.toContain(slot);
  expect(slots.slotOf(stranger)).toBe(slot);
  expect(show(slots, ['a', 'b', 'c'])).not.toContain(slot);
});

it('whatever comes and goes, no two rows share a slot, and whoever stays keeps it', () => {
  const pages = fc.array(fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { maxLength: 6 }));
  fc.assert(
    fc.property(pages, (all) => {
      const slots = given();
      let before = new Map<string, string | undefined>();
      for (const rows of all) {
        const shown = show(slots, rows);
        expect(new Set(shown).size).toBe(rows.length);
        for (const row of rows)
          if (before.has(row)) expect(slots.slotOfId(row)).toBe(before.get(row));
        before = new Map(rows.map((row, index) => [row, shown[index]]));
      }
    }),
  );
});
