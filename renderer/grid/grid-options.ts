/** AG Grid's options and event handlers; all of them are read once, when the grid is created. */
import type {
  CellKeyDownEvent,
  ColDef,
  FullWidthCellKeyDownEvent,
  GridApi,
  GridOptions,
  IRowNode,
  RowSelectionOptions,
} from 'ag-grid-community';
import { isMenuKey } from './cell-menu.ts';
import { extendBy, focusRow, isChoosing, isRangeKey } from './grid-keys.ts';
import type { DataGridProps, GridSort, GridTexts } from './grid-props.ts';
import type { RowSlots } from './row-slots.ts';
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
  /** Ids of the grid's rows are slots, not ids of the list's rows. */
  readonly slots: RowSlots<Row>;
}

/** One that is missing is told: each window test fails by a warning, and nobody hears English in a German list. */
function translated(texts: GridTexts, key: string): string | undefined {
  const text = new Map<string, string>(Object.entries(texts)).get(key);
  if (text === undefined) console.warn(`The grid has no text for ${key}.`);
  return text;
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

export function createGridOptions<Row>(around: GridSurroundings<Row>): GridOptions<Row> {
  const { props, hasKeyboard, openMenu, slots } = around;
  // Marking the row makes it the current one of this window: its origin counts as it was when the grid appeared.
  const { currentRow, focusesCurrent, place, context, sort } = props();
  let focusedRow = currentRow;
  let selectedRow = currentRow;
  const slotOf = (id: string | null) => (id === null ? undefined : slots.slotOfId(id));
  const nodeOf = (api: GridApi<Row>, id: string | null) => api.getRowNode(slotOf(id) ?? '');
  const idOf = ({ data }: IRowNode<Row>) => (data === undefined ? undefined : props().rowId(data));
  const currentSlot = slotOf(currentRow);
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;

  return {
    theme: gridTheme,
    ...(nonce && { styleNonce: nonce }),
    defaultColDef: DEFAULT_COLUMN,
    getLocaleText: ({ key, defaultValue }) => translated(props().texts, key) ?? defaultValue,
    context,
    getRowId: ({ data }) => slots.slotOf(data),
    // In the page as `row-business-key`: which row of the list it is.
    getBusinessKeyForNode: (node) => idOf(node) ?? '',
    initialState: {
      partialColumnState: true,
      scroll: { ...place },
      sort: { sortModel: [{ colId: sort.column, sort: sort.direction }] },
      ...(currentSlot !== undefined && { rowSelection: [currentSlot] }),
    },
    rowSelection: ROW_SELECTION,
    animateRows: false,
    // Three hundred cells would glide to their places, frame by frame, at every start.
    suppressColumnMoveAnimation: true,
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
      const node = focusesCurrent ? nodeOf(api, props().currentRow) : undefined;
      if (node?.rowIndex != null) focusRow(api, node.rowIndex, 'details');
    },
    onCellFocused({ api, rowIndex, rowPinned }) {
      if (rowIndex === null || rowPinned) return;
      const node = api.getDisplayedRowAtIndex(rowIndex);
      if (!node) return;
      focusedRow = idOf(node) ?? null;
      node.setSelected(true, true);
    },
    /**
     * The focus of the grid is a position; when rows move, it is taken along with its row. The mark goes with its row when
     * another takes the slot.
     */
    onRowDataUpdated({ api }) {
      for (const node of api.getSelectedNodes()) {
        if (idOf(node) !== selectedRow) node.setSelected(false);
      }
      const focused = api.getFocusedCell();
      if (!focused || focusedRow === null || !hasKeyboard()) return;
      const rowIndex = nodeOf(api, focusedRow)?.rowIndex;
      if (rowIndex != null && rowIndex !== focused.rowIndex) {
        api.setFocusedCell(rowIndex, focused.column.getColId());
      }
    },
    onSelectionChanged({ api }) {
      const [node] = api.getSelectedNodes();
      const id = node && idOf(node);
      if (id === undefined) return;
      selectedRow = id;
      props().onCurrentRow(id);
    },
    onCellClicked({ node }) {
      // A second click on the selected row changes no selection, yet it is where the user is.
      const id = idOf(node);
      if (id !== undefined) props().onCurrentRow(id);
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
      // A drag, or a double click on the edge, which fits the column to its cells.
      if (!finished || (source !== 'uiColumnResized' && source !== 'autosizeColumns')) return;
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
  { rowId, onChoose, onChoosePage, onOpen }: DataGridProps<Row>,
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
    extendBy(event, key.key === 'ArrowDown' ? 1 : -1, (row) => onChoose(rowId(row), 'extend'));
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
  } else {
    key.preventDefault();
    onChoose(rowId(event.data), key.shiftKey ? 'extend' : 'toggle');
  }
}
