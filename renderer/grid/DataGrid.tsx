/**
 * The one place that touches AG Grid: rows of one page, sorted and filtered by the backend.
 *
 * Rows are replaced immutably and matched by their id, so that scroll, selection and focus survive changes. The focus
 * stays with its row when rows move. Elements are drawn anew in place when other rows come.
 */
import type { ColDef } from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { menuCellOf, placeHandle, useSelectionAtPress } from './cell-menu.ts';
import { focusRow } from './grid-keys.ts';
import { createGridOptions, markSort } from './grid-options.ts';
import type { DataGridProps } from './grid-props.ts';
import { HEADER_HEIGHT_PX, textScale } from './theme.ts';
import { createRowSlots } from './row-slots.ts';
import { useGrid } from './use-grid.ts';
import { Icon } from '../ui/Icon.tsx';
import './DataGrid.css';

export function DataGrid<Row extends object>(props: DataGridProps<Row>) {
  const { rows, columns, sort, question, reveal } = props;
  const columnDefs = useMemo((): ColDef<Row>[] => [...columns], [columns]);
  const rowData = useMemo(() => [...rows], [rows]);
  const latest = useRef(props);
  useLayoutEffect(() => {
    latest.current = props;
  });
  const frameRef = useRef<HTMLDivElement>(null);
  const hostRef = useRef<HTMLDivElement>(null);
  const pressed = useSelectionAtPress();

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

  const [slots] = useState(() => {
    const made = createRowSlots<Row>(props.rowId);
    made.place(rowData);
    return made;
  });
  // Before the grid is given the rows.
  useLayoutEffect(() => slots.place(rowData), [slots, rowData]);

  const labelGrid = useCallback(() => {
    // AG Grid has no option for the name that screen readers say.
    const grid = hostRef.current?.querySelector('[role="grid"], [role="treegrid"]');
    grid?.setAttribute('aria-label', latest.current.label);
  }, []);
  useEffect(labelGrid, [labelGrid, props.label]);

  const { gridRef, gridOptions } = useGrid<Row>(
    () => ({
      ...createGridOptions({
        slots,
        props: () => latest.current,
        hasKeyboard: () => hostRef.current?.contains(document.activeElement) ?? false,
        openMenu,
      }),
      onGridReady: labelGrid,
    }),
    { columnDefs, headerHeight: HEADER_HEIGHT_PX * textScale(), rowData },
  );

  useLayoutEffect(() => {
    const api = gridRef.current?.api;
    if (api) markSort(api, sort);
  }, [sort, columnDefs, gridRef]);

  const shownColumns = useRef(columnDefs);
  useEffect(() => {
    const before = shownColumns.current;
    shownColumns.current = columnDefs;
    const added = columnDefs.find(({ colId }) => !before.some((one) => one.colId === colId));
    if (added?.colId !== undefined) gridRef.current?.api.ensureColumnVisible(added.colId);
  }, [columnDefs, gridRef]);

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

  const shownQuestion = useRef(question);
  useEffect(() => {
    if (shownQuestion.current === question) return;
    shownQuestion.current = question;
    const api = gridRef.current?.api;
    // At the top already: AG Grid would measure the page now and at the next change of its rows.
    if (!api || rowData.length === 0 || api.getVerticalPixelRange().top === 0) return;
    api.ensureIndexVisible(0, 'top');
  }, [question, rowData, gridRef]);

  const revealed = useRef(reveal.count);
  useEffect(() => {
    if (revealed.current === reveal.count) return;
    revealed.current = reveal.count;
    // The button that was pressed goes away in this commit, and would take the keyboard with it.
    requestAnimationFrame(() => {
      const api = gridRef.current?.api;
      if (!api || api.getDisplayedRowCount() === 0) return;
      api.ensureIndexVisible(0, 'top');
      if (reveal.byKeyboard) focusRow(api, 0, 'id');
    });
  }, [reveal, gridRef]);

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
      <div ref={hostRef} className="grid-host">
        <AgGridReact<Row> ref={gridRef} gridOptions={gridOptions} />
      </div>
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
