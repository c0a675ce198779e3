/** The forms of an export: the table as it is shown, and the one for whoever keeps the books. */
import type { BulkTarget, ExportForm } from '../../../shared/contract/contract.ts';
import type { JobColumn, JobSort } from '../../../shared/domain/job-list.ts';
import type { Words } from '../../../shared/words/catalogue.ts';
import type { Db } from '../db/open.ts';
import { exportColumns } from './columns.ts';
import { cellsOf, type ExportTable } from './export-table.ts';
import { selectRows } from './rows.ts';
import { taxTable } from './tax-table.ts';
import type { StoreTime } from '../db/list/search-condition.ts';

export interface TableTask {
  readonly form: ExportForm;
  readonly columns: readonly JobColumn[];
  readonly target: BulkTarget;
  readonly sort: JobSort;
}

export async function exportTable(
  db: Db,
  { form, columns: names, target, sort }: TableTask,
  words: Words,
  yieldTurn: () => Promise<void>,
  time: StoreTime,
): Promise<ExportTable> {
  if (form === 'tax') return taxTable(db, target, words, yieldTurn, time);
  const columns = exportColumns(names, words, time.clock());
  const rows = await selectRows(db, target, sort, yieldTurn, time);
  return { columns, rows: cellsOf(rows, columns) };
}
