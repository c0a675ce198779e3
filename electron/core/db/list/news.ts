/**
 * The changes of a page of the list since it was read: its rows as they are now, wherever they would stand, and
 * how many new jobs its question has found.
 */
import type { JobRow, PageRequest } from '../../../../shared/domain/job-list.ts';
import type { Db } from '../open.ts';
import { and, where } from './conditions.ts';
import { ROW_COLUMNS } from './rows.ts';
import { createSearchConditions, type StoreTime } from './search-condition.ts';

/** New jobs that are counted; more are "very many" to a person. */
const MAX_NEW_JOBS = 1_000;

export function createJobNews(db: Db, time: StoreTime) {
  const searched = createSearchConditions(db, time);
  const newest = db.prepare<[], number>('SELECT coalesce(max(id), 0) FROM jobs').pluck();
  const rows = db.prepare<[string], JobRow>(
    `SELECT ${ROW_COLUMNS} FROM jobs WHERE id IN (SELECT value FROM json_each(?))`,
  );

  return {
    /** Ids grow: every job that comes later has a higher one. 0: there is none. */
    newestId: () => newest.get() ?? 0,

    /** Those that are there, in no order. */
    rows: (ids: readonly number[]): JobRow[] => rows.all(JSON.stringify(ids)),

    /** Jobs above an id that match; `MAX_NEW_JOBS` at most. Looks at the new ones alone. */
    countAfter(id: number, asked: Pick<PageRequest, 'conditions' | 'search'>): number {
      const { sql, values } = and(
        { sql: 'id > ?', values: [id] },
        where(asked.conditions),
        searched.where(asked.search ?? ''),
      );
      return (
        db
          .prepare<unknown[], number>(
            `SELECT count(*) FROM (SELECT 1 FROM jobs NOT INDEXED WHERE ${sql} LIMIT ${MAX_NEW_JOBS})`,
          )
          .pluck()
          .get(...values) ?? 0
      );
    },
  };
}

export type JobNews = ReturnType<typeof createJobNews>;
