/**
 * Rows of the grid that outlive the rows of the list (docs/adr/0019-grid-without-react.md).
 *
 * The grid throws the elements of a row away when its id is no longer there, and makes new ones for a new id. Turning a
 * page would cost hundreds of elements. So the grid's ids are slots: a row keeps its slot for as long as it is shown,
 * and rows that come take the slots of those that went, whose elements are drawn anew in place.
 */
export interface RowSlots<Row> {
  /** Tells which rows are shown from now on, in their order. Safe to tell twice. */
  place(rows: readonly Row[]): void;
  /** The slot of a row that is shown; undefined for others. */
  slotOf(rowId: string): string | undefined;
}

export function createRowSlots<Row>(rowId: (row: Row) => string): RowSlots<Row> {
  /** By the row's id, in the order of the rows. */
  let slots = new Map<string, string>();
  let made = 0;
  return {
    place(rows) {
      const ids = rows.map(rowId);
      const shown = new Set(ids);
      const free = [...slots].filter(([id]) => !shown.has(id)).map(([, slot]) => slot);
      slots = new Map(ids.map((id) => [id, slots.get(id) ?? free.shift() ?? `slot-${++made}`]));
    },
    slotOf: (id) => slots.get(id),
  };
}
