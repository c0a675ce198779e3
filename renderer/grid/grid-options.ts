/** How AG Grid is set up here, and what it tells of; all of it is read once, when the grid is made. */
import type {
  CellKeyDownEvent,
  ColDef,
  FullWidthCellKeyDownEvent,
  GridApi,
  GridOptions,
  RowSelectionOptions,
} from 'ag-grid-community';
import { isMenuKey } from './cell-menu.ts';
import { extendBy, focusRow, isChoosing, isRangeKey } from './grid-keys.ts';
import type { DataGridProps, GridSort } from './grid-props.ts';
import { gridTheme } from './theme.ts';

const ROW_SELECTION: RowSelectionOptions = {
  mode: 'singleRow',
  checkboxes: false,
  enableClickSelection: 'enableSelection',
};

const DEFAULT_COLUMN = {
  // The backend has sorted already; the grid shows the mark in the header and leaves the order alone.
  comparator: () => 0,
  sortingOrder: ['desc', 'asc'],
  resizable: true,
  suppressHeaderMenuButton: true,
  minWidth: 60,
  wrapHeaderText: true,
  suppressKeyboardEvent: ({ event }) => isChoosing(event),
  suppressHeaderKeyboardEvent: ({ event }) => event.key === ' ',
} satisfies ColDef;

export interface GridSurroundings<Row> {
  /** The properties as they are now: handlers outlive those that the grid was made with. */
  props(): DataGridProps<Row>;
  /** The grid's element has the focus in it. */
  hasKeyboard(): boolean;
  /** Answers false where there is no menu. */
  openMenu(target: EventTarget | null): boolean;
}

function sortOf<Row>(api: GridApi<Row>): GridSort | undefined {
  const sorted = api.getColumnState().find((column) => column.sort);
  return sorted?.sort ? { column: sorted.colId, direction: sorted.sort } : undefined;
}

/** Moves the mark in the headings; nothing is done where it is there already, as after a click on one. */
export function markSort<Row>(api: GridApi<Row>, { column, direction }: GridSort): void {
  const shown = sortOf(api);
  if (shown?.column === column && shown.direction === direction) return;
  api.applyColumnState({
    state: [{ colId: column, sort: direction }],
    defaultState: { sort: null },
  });
}

export function gridOptions<Row>(around: GridSurroundings<Row>): GridOptions<Row> {
  const { props, hasKeyboard, openMenu } = around;
  // Marking the row makes it the current one of this window: what counts is how it was when the grid appeared.
  const { currentRow, focusesCurrent, place, context, sort } = props();
  let focusedRow = currentRow;

  return {
    theme: gridTheme,
    defaultColDef: DEFAULT_COLUMN,
    context,
    getRowId: ({ data }) => props().rowId(data),
    initialState: {
      partialColumnState: true,
      scroll: { ...place },
      sort: { sortModel: [{ colId: sort.column, sort: sort.direction }] },
      ...(currentRow !== null && { rowSelection: [currentRow] }),
    },
    rowSelection: ROW_SELECTION,
    animateRows: false,
    // Cells of new rows are drawn with them, not in a frame that comes later.
    suppressAnimationFrame: true,
    ensureDomOrder: true,
    enableCellTextSelection: true,
    suppressNoRowsOverlay: true,
    suppressScrollOnNewData: true,
    suppressMultiSort: true,
    suppressDragLeaveHidesColumns: true,
    tooltipShowDelay: 500,
    tooltipShowMode: 'standard',

    onFirstDataRendered({ api }) {
      const current = props().currentRow;
      const node = current === null || !focusesCurrent ? undefined : api.getRowNode(current);
      if (node?.rowIndex != null) focusRow(api, node.rowIndex, 'details');
    },
    onCellFocused({ api, rowIndex, rowPinned }) {
      if (rowIndex === null || rowPinned) return;
      const node = api.getDisplayedRowAtIndex(rowIndex);
      if (node?.id === undefined) return;
      focusedRow = node.id;
      node.setSelected(true, true);
    },
    /** The focus of the grid is a position; when rows move, it is taken along with its row. */
    onRowDataUpdated({ api }) {
      const focused = api.getFocusedCell();
      if (!focused || focusedRow === null || !hasKeyboard()) return;
      const rowIndex = api.getRowNode(focusedRow)?.rowIndex;
      if (rowIndex != null && rowIndex !== focused.rowIndex) {
        api.setFocusedCell(rowIndex, focused.column.getColId());
      }
    },
    onSelectionChanged({ api }) {
      const id = api.getSelectedNodes()[0]?.id;
      if (id !== undefined) props().onCurrentRow(id);
    },
    onCellClicked({ node }) {
      // A second click on the selected row changes no selection, yet it is where the user is.
      if (node.id !== undefined) props().onCurrentRow(node.id);
    },
    onSortChanged({ api, source }) {
      // Changes of the column definitions arrive here too; only the user's clicks are news.
      if (source !== 'uiColumnSorted') return;
      const sort = sortOf(api);
      if (sort) props().onSort(sort);
    },
    onColumnMoved({ api, finished, source }) {
      if (!finished || source !== 'uiColumnMoved') return;
      props().onColumnOrder(api.getAllDisplayedColumns().map((each) => each.getColId()));
    },
    onColumnResized({ columns, finished, flexColumns, source }) {
      if (!finished || source !== 'uiColumnResized') return;
      // Columns that share what is left over follow by themselves.
      const column = columns?.find((each) => !flexColumns?.includes(each));
      if (column) props().onColumnWidth(column.getColId(), Math.round(column.getActualWidth()));
    },
    onRowDoubleClicked({ data }) {
      if (data !== undefined) props().onOpen(data);
    },
    onCellKeyDown: (event) => answerKey(event, props(), openMenu),
    onBodyScrollEnd({ api }) {
      props().onPlace({
        top: api.getVerticalPixelRange().top,
        left: api.getHorizontalPixelRange().left,
      });
    },
  };
}

function answerKey<Row>(
  event: CellKeyDownEvent<Row> | FullWidthCellKeyDownEvent<Row>,
  { onChoose, onChoosePage, onOpen }: DataGridProps<Row>,
  openMenu: GridSurroundings<Row>['openMenu'],
): void {
  const key = event.event as KeyboardEvent | null;
  if (!key || event.data === undefined) return;
  if (key.key.toLowerCase() === 'a' && (key.ctrlKey || key.metaKey)) {
    key.preventDefault();
    onChoosePage();
    return;
  }
  if (isMenuKey(key)) {
    key.preventDefault();
    openMenu(key.target);
    return;
  }
  if (isRangeKey(key)) {
    key.preventDefault();
    extendBy(event, key.key === 'ArrowDown' ? 1 : -1, onChoose);
    return;
  }
  if (key.key !== 'Enter' && key.key !== ' ') return;
  const target = key.target as HTMLElement;
  // A button that has the focus itself answers the key itself.
  if (target.closest('button')) return;
  const button = target.querySelector<HTMLButtonElement>('button');
  if (button) {
    key.preventDefault();
    button.click();
  } else if (key.key === 'Enter') {
    onOpen(event.data);
  } else if (event.node.id !== undefined) {
    key.preventDefault();
    onChoose(event.node.id, key.shiftKey ? 'extend' : 'toggle');
  }
}
