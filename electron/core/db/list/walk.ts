/**
 * All jobs that a question of the list finds, in slices: for what is done with many jobs at once.
 *
 * Goes through the ids once, from low to high, and only where the counters know of such jobs: a job that changes
 * meanwhile is met once or not at all, never twice.
 */
import { statusOf } from '../../../../shared/domain/states.ts';
import type { Condition } from '../../../../shared/domain/job-list.ts';
import { AT_HAND_COLUMNS, atHand, type AtHandRow, type JobAtHand } from '../jobs/decisions.ts';
import { BUCKET_BITS } from '../migrations/0080-list.ts';
import type { Db } from '../open.ts';
import { and, EVERYTHING, IS_CHANGED, quoted, where, type Where } from './conditions.ts';
import { counted, type Counted } from './counts.ts';
import { createJobSearch } from './search.ts';
import type { StoreTime } from './search-condition.ts';
import { asksForOpen, BY_ID, OPEN, type Way } from './ways.ts';

const BUCKET = 2 ** BUCKET_BITS;
/** Ids that are looked at in one go. */
const SLICE = BUCKET / 16;
/** Ids that the search names; of more it tells the condition. */
const MAX_NAMED_JOBS = 5_000;

export interface Question {
  readonly conditions: readonly Condition[];
  readonly search?: string | undefined;
}

/** @param yieldTurn lets others run between two slices */
export function createJobWalk(db: Db, yieldTurn: () => Promise<void>, time: StoreTime) {
  const search = createJobSearch({ db, most: MAX_NAMED_JOBS, yieldTurn, ...time });
  const changed = db
    .prepare<[], number>(`SELECT 1 FROM jobs INDEXED BY jobs_attention WHERE ${IS_CHANGED} LIMIT 1`)
    .pluck();
  const lastId = db.prepare<[], number>('SELECT coalesce(max(id), 0) FROM jobs').pluck();

  /** Where jobs of these types and states are. */
  function buckets({ types, states }: Counted): number[] {
    return db
      .prepare<[], number>(
        `SELECT bucket FROM job_counts WHERE type IN (${quoted(types)}) AND state IN (${quoted(states)})
         GROUP BY bucket HAVING sum(count) > 0 ORDER BY bucket`,
      )
      .pluck()
      .all();
  }

  async function* named(ids: readonly number[], asked: Where): AsyncGenerator<JobAtHand[]> {
    const among = db.prepare<unknown[], AtHandRow>(
      `SELECT ${AT_HAND_COLUMNS} FROM jobs WHERE id IN (SELECT value FROM json_each(?)) AND (${asked.sql}) ORDER BY id`,
    );
    for (let at = 0; at < ids.length; at += SLICE) {
      yield among.all(JSON.stringify(ids.slice(at, at + SLICE)), ...asked.values).map(atHand);
      await yieldTurn();
    }
  }

  return {
    /** The jobs with these ids that there are. */
    byIds: (ids: readonly number[]) => named(ids, EVERYTHING),

    async *matching({ conditions, search: text = '' }: Question): AsyncGenerator<JobAtHand[]> {
      const question = counted(conditions, changed.get() !== undefined);
      if (question.types.length === 0 || question.states.length === 0) return;
      const found = await search.find(text, () => true);
      const asked = and(where(conditions), found.where);
      if (found.ids !== null) {
        yield* named(found.ids, asked);
        return;
      }
      const way = asksForOpen(question) ? openOf(question) : BY_ID;
      const last = lastId.get() ?? 0;
      const slice = db.prepare<unknown[], AtHandRow>(
        `SELECT ${AT_HAND_COLUMNS} FROM jobs ${way.from} WHERE ${way.requires.sql} AND id BETWEEN ? AND ? AND (${asked.sql})`,
      );
      for (const bucket of buckets(question)) {
        for (let from = bucket * BUCKET; from < (bucket + 1) * BUCKET; from += SLICE) {
          if (from > last) return;
          const to = Math.min(from + SLICE - 1, last);
          yield slice.all(from, to, ...asked.values).map(atHand);
          await yieldTurn();
        }
      }
    },
  };
}

/** The states are named so that SQLite goes to their ids, and does not read the whole index for each slice. */
function openOf({ states }: Counted): Way {
  const open = states.filter((state) => statusOf(state) === 'pending');
  return {
    from: OPEN.from,
    requires: { sql: `${OPEN.requires.sql} AND state IN (${quoted(open)})`, values: [] },
  };
}

export type JobWalk = ReturnType<typeof createJobWalk>;
