/** Where the keyboard is in the grid, and the keys that choose rows. */
import type { CellKeyDownEvent, FullWidthCellKeyDownEvent, GridApi } from 'ag-grid-community';

export function isRangeKey(key: KeyboardEvent): boolean {
  return key.shiftKey && (key.key === 'ArrowDown' || key.key === 'ArrowUp');
}

/** Keys that choose rows are not the grid's. */
export function isChoosing(key: KeyboardEvent): boolean {
  const isAll = key.key.toLowerCase() === 'a' && (key.ctrlKey || key.metaKey);
  return key.key === ' ' || isAll || isRangeKey(key);
}

/** The row at hand and the one beside it are chosen, and the focus goes there. */
export function extendBy<Row>(
  { api, node }: CellKeyDownEvent<Row> | FullWidthCellKeyDownEvent<Row>,
  step: 1 | -1,
  choose: (row: Row) => void,
): void {
  // Where the grid's focus is, not where the key was heard: the page follows a moment later.
  const rowIndex = api.getFocusedCell()?.rowIndex ?? node.rowIndex;
  const current = rowIndex === null ? undefined : api.getDisplayedRowAtIndex(rowIndex);
  if (rowIndex === null || current?.data === undefined) return;
  const next = api.getDisplayedRowAtIndex(rowIndex + step);
  choose(current.data);
  if (next?.data === undefined || next.rowIndex === null) return;
  choose(next.data);
  api.ensureIndexVisible(next.rowIndex);
  const column = api.getFocusedCell()?.column;
  if (column) api.setFocusedCell(next.rowIndex, column);
}

export function focusRow<Row>(api: GridApi<Row>, rowIndex: number, preferred: string): void {
  const column = api.getColumn(preferred) ?? api.getAllDisplayedColumns()[0];
  if (!column) return;
  api.ensureIndexVisible(rowIndex);
  api.setFocusedCell(rowIndex, column);
}
