/** The rows of an export, in the order of the list, from a connection of their own that nobody else waits for. */
import type { BulkTarget } from '../../../shared/contract/contract.ts';
import type { JobRow, JobSort } from '../../../shared/domain/job-list.ts';
import { and, where, type Where } from '../db/list/conditions.ts';
import { counted } from '../db/list/counts.ts';
import { ROW_COLUMNS } from '../db/list/rows.ts';
import { createJobSearch } from '../db/list/search.ts';
import type { StoreTime } from '../db/list/search-condition.ts';
import { asksForOpen, OPEN, orderOf, sortOf } from '../db/list/ways.ts';
import type { Db } from '../db/open.ts';

/** Ids that the search names; of more it tells the condition. */
const MAX_NAMED_JOBS = 5_000;

/** @param further columns beside those of a row, as SQL over `jobs` */
export async function selectRows<Row extends JobRow = JobRow>(
  db: Db,
  target: BulkTarget,
  sort: JobSort,
  yieldTurn: () => Promise<void>,
  time: StoreTime,
  further = '',
): Promise<IterableIterator<Row>> {
  const { from, asked } = await wayTo(db, target, sort, yieldTurn, time);
  const order = orderOf({ conditions: [], sort, offset: 0, limit: 1 });
  return db
    .prepare<unknown[], Row>(
      `SELECT ${ROW_COLUMNS}${further === '' ? '' : `, ${further}`} FROM jobs ${from} WHERE ${asked.sql} ORDER BY ${order}`,
    )
    .iterate(...asked.values);
}

async function wayTo(
  db: Db,
  target: BulkTarget,
  sort: JobSort,
  yieldTurn: () => Promise<void>,
  time: StoreTime,
): Promise<{ from: string; asked: Where }> {
  const among = (ids: readonly number[]): Where => ({
    sql: 'id IN (SELECT value FROM json_each(?))',
    values: [JSON.stringify(ids)],
  });
  if (target.kind === 'jobs') return { from: '', asked: among(target.ids) };
  const search = createJobSearch({ db, most: MAX_NAMED_JOBS, yieldTurn, ...time });
  const found = await search.find(target.search ?? '', () => true);
  const asked = where(target.conditions);
  if (found.ids !== null) return { from: '', asked: and(among(found.ids), asked) };
  if (asksForOpen(counted(target.conditions))) {
    return { from: OPEN.from, asked: and(OPEN.requires, asked, found.where) };
  }
  const { from } = sortOf({ conditions: [], sort, offset: 0, limit: 1 });
  return { from, asked: and(asked, found.where) };
}
