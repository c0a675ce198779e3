/** The props of AgGridReact, and the options that go through its API (docs/adr/0020-grid-of-row-slots.md). */
import {
  CellStyleModule,
  ColumnAutoSizeModule,
  ClientSideRowModelModule,
  ColumnApiModule,
  GridStateModule,
  LocaleModule,
  ModuleRegistry,
  RowApiModule,
  RowSelectionModule,
  ScrollApiModule,
  TooltipModule,
  type GridOptions,
} from 'ag-grid-community';
import type { AgGridReact } from 'ag-grid-react';
import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

ModuleRegistry.registerModules([
  CellStyleModule,
  ColumnAutoSizeModule,
  ClientSideRowModelModule,
  ColumnApiModule,
  GridStateModule,
  LocaleModule,
  RowApiModule,
  RowSelectionModule,
  ScrollApiModule,
  TooltipModule,
]);

/** Options that change while the grid is there; keep the identity of each while it does not. */
export type LiveOptions<Row> = Required<
  Pick<GridOptions<Row>, 'columnDefs' | 'headerHeight' | 'rowData'>
>;

/** Columns first: rows are drawn in those that are there. */
const LIVE_OPTIONS = ['columnDefs', 'headerHeight', 'rowData'] as const;

export interface Grid<Row> {
  /** Its `api` is there from the first commit on. */
  readonly gridRef: RefObject<AgGridReact<Row> | null>;
  /** The same object for as long as the component is there. */
  readonly gridOptions: GridOptions<Row>;
}

/**
 * AgGridReact hands on changed props in a passive effect, and what React draws for them comes a frame later. Handed to
 * the API in a layout effect they are drawn, cells included, before the frame of the commit that brings them.
 *
 * @param options called once, when the component appears; event handlers must read what changes through a ref
 */
export function useGrid<Row>(options: () => GridOptions<Row>, live: LiveOptions<Row>): Grid<Row> {
  const gridRef = useRef<AgGridReact<Row>>(null);
  const [gridOptions] = useState<GridOptions<Row>>(() => ({ ...options(), ...live }));
  const given = useRef(live);

  useLayoutEffect(() => {
    const api = gridRef.current?.api;
    if (!api) return;
    for (const name of LIVE_OPTIONS) {
      if (live[name] !== given.current[name]) api.setGridOption(name, live[name]);
    }
    given.current = live;
  });

  return { gridRef, gridOptions };
}
