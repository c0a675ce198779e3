/** A table on its way into a file: its columns, its rows one by one, and what stands beneath them. */
import type { Cell, ExportColumn } from './columns.ts';

/** A table whose rows are read one by one. */
export interface ExportTable {
  readonly columns: readonly Omit<ExportColumn<never>, 'cell'>[];
  readonly rows: IterableIterator<readonly Cell[]>;
  /** A further table, made of the rows that were read. */
  readonly totals?: {
    readonly name: string;
    readonly columns: readonly Omit<ExportColumn<never>, 'cell'>[];
    rows(): readonly (readonly Cell[])[];
  };
}

/** Ends the reading when it is left half-way. */
export function* cellsOf<Row>(
  rows: IterableIterator<Row>,
  columns: readonly ExportColumn<Row>[],
): Generator<readonly Cell[], undefined> {
  try {
    for (const row of rows) yield columns.map((column) => column.cell(row));
  } finally {
    rows.return?.();
  }
}
