/** The grid's content and its events. */
import type { ColDef } from 'ag-grid-community';
import type { MenuCell } from './cell-menu.ts';

export interface GridPlace {
  readonly top: number;
  readonly left: number;
}

export interface GridSort {
  readonly column: string;
  readonly direction: 'asc' | 'desc';
}

/** What AG Grid says of itself to screen readers, by its own names. */
export interface GridTexts {
  readonly ariaSortableColumn: string;
  readonly ariaRowSelect: string;
  readonly ariaRowDeselect: string;
}

export interface DataGridProps<Row> {
  readonly label: string;
  readonly texts: GridTexts;
  readonly rows: readonly Row[];
  /** Ids are the row's identity: the same id is the same row, wherever it stands. */
  rowId(row: Row): string;
  /** Shown columns in their order; keep the identity while nothing changes. */
  readonly columns: ColDef<Row>[];
  /** The column whose heading shows the mark; the rows come in this order already. Keep the identity while nothing changes. */
  readonly sort: GridSort;
  /** Read by the cells beside their row, for as long as the grid is there: they follow it by themselves. */
  readonly context: unknown;
  /** The row that the user is at when the grid appears; it is selected. */
  readonly currentRow: string | null;
  /** The keyboard is put there, too. */
  readonly focusesCurrent: boolean;
  /** Where the list is scrolled to when the grid appears. */
  readonly place: GridPlace;
  /** Another number leads to the top, with the keyboard there, too. */
  readonly reveal: { readonly count: number; readonly byKeyboard: boolean };
  /** Names the question that the rows answer: another question starts at the top. */
  readonly question: string;
  onCurrentRow(id: string): void;
  onPlace(place: GridPlace): void;
  onSort(sort: GridSort): void;
  onColumnOrder(columns: string[]): void;
  onColumnWidth(column: string, width: number): void;
  /** Space on a row, or Shift with an arrow: the row is chosen for an action on many. */
  onChoose(id: string, how: 'toggle' | 'extend'): void;
  /** Space on the box in the header, or Ctrl+A. */
  onChoosePage(): void;
  /** Enter or double click on a row; a click or a key on a cell that holds a button presses that button. */
  onOpen(row: Row): void;
  /** The menu of a cell was requested. */
  onMenu(cell: MenuCell): void;
  /** Columns without one, beside the boxes at the left edge. */
  readonly menuless: readonly string[];
  readonly menuLabel: string;
}
