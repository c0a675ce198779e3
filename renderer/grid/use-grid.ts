/** AG Grid without its React wrapper, which draws each cell by React (docs/adr/0019-grid-without-react.md). */
import {
  CellStyleModule,
  ClientSideRowModelModule,
  ColumnApiModule,
  createGrid,
  GridStateModule,
  ModuleRegistry,
  RowApiModule,
  RowSelectionModule,
  ScrollApiModule,
  TooltipModule,
  type GridApi,
  type GridOptions,
} from 'ag-grid-community';
import { useLayoutEffect, useRef, type RefObject } from 'react';

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

/** Options that change while the grid is there; keep the identity of each while it does not. */
export type LiveOptions<Row> = Required<
  Pick<GridOptions<Row>, 'columnDefs' | 'headerHeight' | 'rowData'>
>;

/** Columns first: rows are drawn in those that are there. */
const LIVE = ['columnDefs', 'headerHeight', 'rowData'] as const;

/**
 * Makes the grid in `host` when the component appears, and takes it away with it.
 *
 * @param options asked for once, when the grid is made; event handlers must read what changes through a ref
 */
export function useGrid<Row>(
  host: RefObject<HTMLElement | null>,
  options: () => GridOptions<Row>,
  live: LiveOptions<Row>,
): RefObject<GridApi<Row> | null> {
  const apiRef = useRef<GridApi<Row>>(null);
  const given = useRef(live);
  const first = useRef(options);

  // In the same frame as React's own elements: rows that came later would be painted later, too.
  useLayoutEffect(() => {
    if (!host.current) return;
    const api = createGrid(host.current, { ...first.current(), ...given.current });
    apiRef.current = api;
    return () => {
      apiRef.current = null;
      api.destroy();
    };
  }, [host]);

  useLayoutEffect(() => {
    for (const name of LIVE) {
      if (live[name] !== given.current[name]) apiRef.current?.setGridOption(name, live[name]);
    }
    given.current = live;
  });

  return apiRef;
}
