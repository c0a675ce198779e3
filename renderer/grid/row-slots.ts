/**
 * Rows of the grid that outlive the rows of the list (docs/adr/0020-grid-of-row-slots.md).
 *
 * The grid throws the elements of a row away when its id is no longer there, and makes new ones for a new id. Turning a
 * page would cost hundreds of elements. The grid's ids are slots instead: a row keeps its slot for as long as it is shown,
 * and rows that come take the slots of those that went, whose elements are drawn anew in place.
 */
export interface RowSlots<Row> {
  /** Takes the rows that are shown from now on, in their order. Safe to call twice. */
  place(rows: readonly Row[]): void;
  /**
   * The slot that a row was placed in. The grid asks for rows that it still holds while others are placed already, hence
   * by the object: it answers for a row that is no longer shown, too. A row that was never placed gets a new slot.
   */
  slotOf(row: Row): string;
  /** The slot of a row that is shown; undefined for others. */
  slotOfId(rowId: string): string | undefined;
}

export function createRowSlots<Row extends object>(rowId: (row: Row) => string): RowSlots<Row> {
  /** By the id of a row that is shown, in the order of the rows. */
  let shown = new Map<string, string>();
  const placed = new WeakMap<Row, string>();
  let made = 0;
  const newSlot = () => `slot-${++made}`;
  return {
    place(rows) {
      const ids = new Set(rows.map(rowId));
      const free = [...shown].filter(([id]) => !ids.has(id)).map(([, slot]) => slot);
      const next = new Map<string, string>();
      for (const row of rows) {
        const id = rowId(row);
        const slot = shown.get(id) ?? free.shift() ?? newSlot();
        next.set(id, slot);
        placed.set(row, slot);
      }
      shown = next;
    },
    slotOf(row) {
      const slot = placed.get(row) ?? newSlot();
      placed.set(row, slot);
      return slot;
    },
    slotOfId: (id) => shown.get(id),
  };
}
