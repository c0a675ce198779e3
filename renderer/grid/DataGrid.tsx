/**
 * The one place that touches AG Grid: rows of one page, sorted and filtered by the backend.
 *
 * Rows are replaced immutably and matched by their id, so that scroll, selection and focus survive changes. The focus
 * stays with its row when rows move.
 */
import {
  CellStyleModule,
  ClientSideRowModelModule,
  ColumnApiModule,
  GridStateModule,
  ModuleRegistry,
  RowApiModule,
  RowSelectionModule,
  ScrollApiModule,
  TooltipModule,
  type CellClickedEvent,
  type CellFocusedEvent,
  type CellKeyDownEvent,
  type ColDef,
  type ColumnMovedEvent,
  type ColumnResizedEvent,
  type FullWidthCellKeyDownEvent,
  type GetRowIdParams,
  type GridApi,
  type GridReadyEvent,
  type GridState,
  type RowDoubleClickedEvent,
  type RowSelectionOptions,
  type SelectionChangedEvent,
  type SortChangedEvent,
} from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import {
  useSelectionAtPress,
  isMenuKey,
  menuCellOf,
  placeHandle,
  type MenuCell,
} from './cell-menu.ts';
import { gridTheme, HEADER_HEIGHT_PX, SMALL_HEADER_HEIGHT_PX } from './theme.ts';
import { Icon } from '../ui/Icon.tsx';
import { useRoom } from '../ui/use-room.ts';
import './DataGrid.css';

ModuleRegistry.registerModules([
  CellStyleModule,
  ClientSideRowModelModule,
  ColumnApiModule,
  GridStateModule,
  RowApiModule,
  RowSelectionModule,
  ScrollApiModule,
  TooltipModule,
]);

const ROW_SELECTION: RowSelectionOptions = {
  mode: 'singleRow',
  checkboxes: false,
  enableClickSelection: 'enableSelection',
};

const DEFAULT_COLUMN: ColDef = {
  // The backend has sorted already; the grid shows the mark in the header and leaves the order alone.
  comparator: () => 0,
  sortingOrder: ['desc', 'asc'],
  resizable: true,
  suppressHeaderMenuButton: true,
  minWidth: 60,
  wrapHeaderText: true,
  suppressKeyboardEvent: ({ event }) => isChoosing(event),
  suppressHeaderKeyboardEvent: ({ event }) => event.key === ' ',
};

export interface GridPlace {
  readonly top: number;
  readonly left: number;
}

export interface DataGridProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  /** Ids are the row's identity: the same id is the same row, wherever it stands. */
  rowId(row: Row): string;
  /** Shown columns in their order; keep the identity while nothing changes. */
  readonly columns: ColDef<Row>[];
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
  onSort(column: string, direction: 'asc' | 'desc'): void;
  onColumnOrder(columns: string[]): void;
  onColumnWidth(column: string, width: number): void;
  /** Space on a row, or Shift with an arrow: the row is chosen for an action on many. */
  onChoose(id: string, how: 'toggle' | 'extend'): void;
  /** Space on the box in the header, or Ctrl+A. */
  onChoosePage(): void;
  /** Enter or double click on a row; a click or a key on a cell that holds a button presses that button. */
  onOpen(row: Row): void;
  /** The menu of a cell is asked for. */
  onMenu(cell: MenuCell): void;
  /** Columns without one, beside the boxes at the left edge. */
  readonly menuless: readonly string[];
  readonly menuLabel: string;
}

export function DataGrid<Row>(props: DataGridProps<Row>) {
  const { rows, columns, question, reveal } = props;
  const room = useRoom();
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  const apiRef = useRef<GridApi<Row>>(null);
  const frameRef = useRef<HTMLDivElement>(null);
  const rowData = useMemo(() => [...rows], [rows]);
  const pressed = useSelectionAtPress();
  const focusedRow = useRef<string | null>(props.currentRow);

  // Marking the row makes it the current one of this window: what counts is how it was when the grid appeared.
  const [focusesCurrent] = useState(props.focusesCurrent);
  const [initialState] = useState<GridState>(() => ({
    partialColumnState: true,
    scroll: { ...props.place },
    ...(props.currentRow !== null && { rowSelection: [props.currentRow] }),
  }));

  const getRowId = useCallback(
    (params: GetRowIdParams<Row>) => latest.current.rowId(params.data),
    [],
  );

  const onGridReady = useCallback((event: GridReadyEvent<Row>) => {
    apiRef.current = event.api;
    nameGrid(frameRef.current, latest.current.label);
  }, []);

  const onFirstDataRendered = useCallback(() => {
    const { currentRow } = latest.current;
    const node =
      currentRow === null || !focusesCurrent ? undefined : apiRef.current?.getRowNode(currentRow);
    if (node?.rowIndex != null) focusRow(apiRef.current, node.rowIndex, 'details');
  }, [focusesCurrent]);

  const onCellFocused = useCallback((event: CellFocusedEvent<Row>) => {
    if (event.rowIndex === null || event.rowPinned) return;
    const node = event.api.getDisplayedRowAtIndex(event.rowIndex);
    if (node?.id === undefined) return;
    focusedRow.current = node.id;
    node.setSelected(true, true);
  }, []);

  /** The focus of the grid is a position; when rows move, it is taken along with its row. */
  const onRowDataUpdated = useCallback(() => {
    const api = apiRef.current;
    const focused = api?.getFocusedCell();
    const id = focusedRow.current;
    if (!api || !focused || id === null) return;
    if (!frameRef.current?.contains(document.activeElement)) return;
    const rowIndex = api.getRowNode(id)?.rowIndex;
    if (rowIndex != null && rowIndex !== focused.rowIndex) {
      api.setFocusedCell(rowIndex, focused.column.getColId());
    }
  }, []);

  const onSelectionChanged = useCallback((event: SelectionChangedEvent<Row>) => {
    const id = event.api.getSelectedNodes()[0]?.id;
    if (id !== undefined) latest.current.onCurrentRow(id);
  }, []);

  const onSortChanged = useCallback((event: SortChangedEvent<Row>) => {
    // Changes of the column definitions arrive here too; only the user's clicks are news.
    if (event.source !== 'uiColumnSorted') return;
    const sorted = event.api.getColumnState().find((column) => column.sort);
    if (sorted?.sort) latest.current.onSort(sorted.colId, sorted.sort);
  }, []);

  const onColumnMoved = useCallback((event: ColumnMovedEvent<Row>) => {
    if (!event.finished || event.source !== 'uiColumnMoved') return;
    latest.current.onColumnOrder(event.api.getAllDisplayedColumns().map((each) => each.getColId()));
  }, []);

  const onColumnResized = useCallback((event: ColumnResizedEvent<Row>) => {
    if (!event.finished || event.source !== 'uiColumnResized') return;
    // Columns that share what is left over follow by themselves.
    const column = event.columns?.find((each) => !event.flexColumns?.includes(each));
    if (column) {
      latest.current.onColumnWidth(column.getColId(), Math.round(column.getActualWidth()));
    }
  }, []);

  const onRowDoubleClicked = useCallback((event: RowDoubleClickedEvent<Row>) => {
    if (event.data !== undefined) latest.current.onOpen(event.data);
  }, []);

  const menuCell = useCallback((target: EventTarget | null) => {
    const cell = menuCellOf(target);
    return cell && !latest.current.menuless.includes(cell.column) ? cell : undefined;
  }, []);

  const openMenu = useCallback(
    (target: EventTarget | null) => {
      const cell = menuCell(target);
      if (cell) latest.current.onMenu(cell);
      return cell !== undefined;
    },
    [menuCell],
  );

  /** Under the mouse; moved by hand, because a render at each cell that the mouse passes would be felt. */
  const hovered = useRef<HTMLElement>(null);
  const handleRef = useRef<HTMLButtonElement>(null);
  const moveHandle = useCallback(
    (target: EventTarget | null) => {
      const handle = handleRef.current;
      const frame = frameRef.current;
      if (!handle || !frame || handle.contains(target as Node)) return;
      const anchor = menuCell(target)?.anchor ?? null;
      if (anchor === hovered.current) return;
      hovered.current = anchor;
      if (anchor) placeHandle(handle, frame, anchor);
      else handle.dataset['shown'] = 'false';
    },
    [menuCell],
  );

  const onCellKeyDown = useCallback(
    (event: CellKeyDownEvent<Row> | FullWidthCellKeyDownEvent<Row>) => {
      const key = event.event as KeyboardEvent | null;
      if (!key || event.data === undefined) return;
      if (key.key.toLowerCase() === 'a' && (key.ctrlKey || key.metaKey)) {
        key.preventDefault();
        latest.current.onChoosePage();
        return;
      }
      if (isMenuKey(key)) {
        key.preventDefault();
        openMenu(key.target);
        return;
      }
      if (isRangeKey(key)) {
        key.preventDefault();
        extendBy(event, key.key === 'ArrowDown' ? 1 : -1, latest.current.onChoose);
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
        latest.current.onOpen(event.data);
      } else if (event.node.id !== undefined) {
        key.preventDefault();
        latest.current.onChoose(event.node.id, key.shiftKey ? 'extend' : 'toggle');
      }
    },
    [openMenu],
  );

  const onBodyScrollEnd = useCallback(() => {
    const api = apiRef.current;
    if (!api) return;
    latest.current.onPlace({
      top: api.getVerticalPixelRange().top,
      left: api.getHorizontalPixelRange().left,
    });
  }, []);

  const onCellClicked = useCallback((event: CellClickedEvent<Row>) => {
    // A second click on the selected row changes no selection, yet it is where the user is.
    if (event.node.id !== undefined) latest.current.onCurrentRow(event.node.id);
  }, []);

  useEffect(() => nameGrid(frameRef.current, props.label), [props.label]);

  const shownQuestion = useRef(question);
  useEffect(() => {
    if (shownQuestion.current === question) return;
    shownQuestion.current = question;
    if (rowData.length > 0) apiRef.current?.ensureIndexVisible(0, 'top');
  }, [question, rowData]);

  const revealed = useRef(reveal.count);
  useEffect(() => {
    if (revealed.current === reveal.count) return;
    revealed.current = reveal.count;
    // The grid draws new rows in a frame of its own.
    requestAnimationFrame(() => {
      const api = apiRef.current;
      if (!api || api.isDestroyed() || api.getDisplayedRowCount() === 0) return;
      api.ensureIndexVisible(0, 'top');
      if (reveal.byKeyboard) focusRow(api, 0, 'id');
    });
  }, [reveal]);

  return (
    <div
      ref={frameRef}
      className="grid-frame"
      onKeyDown={(event) => {
        const header = (event.target as HTMLElement).closest('.ag-header-cell.cell-select');
        if (event.key !== ' ' || !header) return;
        event.preventDefault();
        props.onChoosePage();
      }}
      onPointerDownCapture={pressed.remember}
      onContextMenu={(event) => {
        if (!pressed.onSelection() && openMenu(event.target)) event.preventDefault();
      }}
      onMouseOver={(event) => moveHandle(event.target)}
      onMouseLeave={() => moveHandle(null)}
      onWheel={() => moveHandle(null)}
    >
      <AgGridReact<Row>
        theme={gridTheme}
        headerHeight={room.small ? SMALL_HEADER_HEIGHT_PX : HEADER_HEIGHT_PX}
        rowData={rowData}
        columnDefs={columns}
        defaultColDef={DEFAULT_COLUMN}
        getRowId={getRowId}
        initialState={initialState}
        rowSelection={ROW_SELECTION}
        animateRows={false}
        ensureDomOrder
        enableCellTextSelection
        suppressNoRowsOverlay
        suppressScrollOnNewData
        suppressMultiSort
        suppressDragLeaveHidesColumns
        tooltipShowDelay={500}
        tooltipShowMode="standard"
        onGridReady={onGridReady}
        onFirstDataRendered={onFirstDataRendered}
        onCellFocused={onCellFocused}
        onCellClicked={onCellClicked}
        onRowDataUpdated={onRowDataUpdated}
        onSelectionChanged={onSelectionChanged}
        onSortChanged={onSortChanged}
        onColumnMoved={onColumnMoved}
        onColumnResized={onColumnResized}
        onRowDoubleClicked={onRowDoubleClicked}
        onCellKeyDown={onCellKeyDown}
        onBodyScrollEnd={onBodyScrollEnd}
      />
      <button
        ref={handleRef}
        type="button"
        className="button button-icon cell-handle"
        data-shown="false"
        title={props.menuLabel}
        // For the mouse alone; the keyboard has Shift+F10 in the cell itself.
        tabIndex={-1}
        aria-hidden="true"
        onClick={() => openMenu(hovered.current)}
      >
        <Icon name="filter" size={12} />
      </button>
    </div>
  );
}

function isRangeKey(key: KeyboardEvent): boolean {
  return key.shiftKey && (key.key === 'ArrowDown' || key.key === 'ArrowUp');
}

/** Keys that choose rows are not the grid's. */
function isChoosing(key: KeyboardEvent): boolean {
  const isAll = key.key.toLowerCase() === 'a' && (key.ctrlKey || key.metaKey);
  return key.key === ' ' || isAll || isRangeKey(key);
}

/** The row at hand and the one beside it are chosen, and the focus goes there. */
function extendBy<Row>(
  { api, node }: CellKeyDownEvent<Row> | FullWidthCellKeyDownEvent<Row>,
  step: 1 | -1,
  onChoose: DataGridProps<Row>['onChoose'],
): void {
  // Where the grid's focus is, not where the key was heard: the page follows a moment later.
  const rowIndex = api.getFocusedCell()?.rowIndex ?? node.rowIndex;
  const current = rowIndex === null ? undefined : api.getDisplayedRowAtIndex(rowIndex);
  if (rowIndex === null || current?.id === undefined) return;
  const next = api.getDisplayedRowAtIndex(rowIndex + step);
  onChoose(current.id, 'extend');
  if (next?.id === undefined || next.rowIndex === null) return;
  onChoose(next.id, 'extend');
  api.ensureIndexVisible(next.rowIndex);
  const column = api.getFocusedCell()?.column;
  if (column) api.setFocusedCell(next.rowIndex, column);
}

function focusRow<Row>(api: GridApi<Row> | null, rowIndex: number, preferred: string): void {
  const column = api?.getColumn(preferred) ?? api?.getAllDisplayedColumns()[0];
  if (!api || !column) return;
  api.ensureIndexVisible(rowIndex);
  api.setFocusedCell(rowIndex, column);
}

/** AG Grid has no option for the name that screen readers say. */
function nameGrid(frame: HTMLElement | null, label: string): void {
  frame?.querySelector('[role="grid"], [role="treegrid"]')?.setAttribute('aria-label', label);
}
