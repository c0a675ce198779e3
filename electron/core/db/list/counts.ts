/** The counters: exact counts by type, state and business day, and where in the order of ids a row stands. */
import { JOB_TYPES, type JobType } from '../../../../shared/domain/job.ts';
import type { Condition, JobColumn } from '../../../../shared/domain/job-list.ts';
import { JOB_STATES, statusOf, type JobState } from '../../../../shared/domain/states.ts';
import { BUCKET_BITS } from '../migrations/0080-list.ts';
import type { Db } from '../open.ts';
import { IS_CHANGED, quoted, where } from './conditions.ts';
import { addSums, type CurrencySum, type Sums } from './sums.ts';

/** A question as the counters see it. */
export interface Counted {
  readonly types: readonly JobType[];
  readonly states: readonly JobState[];
  readonly days: { readonly from: string; readonly to: string } | null;
  /** Conditions that they cannot answer. */
  readonly rest: readonly Condition[];
}

/** Columns by whose values `job_places` counts, under the names that they have in `jobs`. */
const PLACES: readonly JobColumn[] = ['store', 'payDesk', 'paymentType'];

const FIRST_DAY = '';
const LAST_DAY = '9999-12-31';

/**
 * Splits a question; conditions on the same column are alternatives.
 *
 * @param hasChanged some job that needs a person is booked all the same: its state alone does not say its status
 */
export function counted(conditions: readonly Condition[], hasChanged = false): Counted {
  const chosen: Record<'type' | 'state' | 'status', Set<string> | undefined> = {
    type: undefined,
    state: undefined,
    status: undefined,
  };
  let days: Counted['days'] = null;
  const rest: Condition[] = [];
  const alternativesOfDay = conditions.filter(({ column }) => column === 'businessDay').length;
  for (const condition of conditions) {
    const { column } = condition;
    if (
      condition.kind === 'choice' &&
      (column === 'type' || column === 'state' || column === 'status')
    ) {
      chosen[column] = new Set([...(chosen[column] ?? []), ...condition.values]);
      if (column === 'status' && hasChanged) rest.push(condition);
    } else if (condition.kind === 'day' && alternativesOfDay === 1) {
      days = { from: condition.from ?? FIRST_DAY, to: condition.to ?? LAST_DAY };
    } else rest.push(condition);
  }
  return {
    types: JOB_TYPES.filter((type) => chosen.type?.has(type) ?? true),
    states: JOB_STATES.filter(
      (state) =>
        (chosen.state?.has(state) ?? true) &&
        ((chosen.status?.has(statusOf(state)) ?? true) || (hasChanged && state === 'attention')),
    ),
    days,
    rest,
  };
}

/** How many jobs a bucket of ids, or a business day, has. */
interface Place {
  readonly at: number | string;
  readonly count: number;
}

/** Where a walk through the ids begins, so that few rows are left to skip. */
export interface Start {
  /** The first id to look at, in the direction of the walk. */
  readonly id: number;
  /** Matching rows from there on that come before the wanted one. */
  readonly skip: number;
}

export function createJobCounts(db: Db) {
  const all = db.prepare<[], number>('SELECT coalesce(sum(count), 0) FROM job_totals').pluck();
  const groups = db.prepare<[], { type: JobType; state: JobState; count: number }>(
    'SELECT type, state, sum(count) AS count FROM job_totals GROUP BY type, state',
  );

  const changed = db
    .prepare<[], number>(`SELECT count(*) FROM jobs INDEXED BY jobs_attention WHERE ${IS_CHANGED}`)
    .pluck();

  const idsOfDays = db.prepare<
    { from: string; to: string },
    { first: number | null; last: number | null }
  >(
    `SELECT min((SELECT id FROM jobs INDEXED BY jobs_day WHERE business_day = day ORDER BY id LIMIT 1)) AS first,
       max((SELECT id FROM jobs INDEXED BY jobs_day WHERE business_day = day ORDER BY id DESC LIMIT 1)) AS last
     FROM (SELECT DISTINCT business_day AS day FROM job_day_counts_before WHERE business_day BETWEEN @from AND @to
       UNION SELECT business_day FROM job_moves WHERE business_day BETWEEN @from AND @to)`,
  );

  /**
   * Counts by place, in the order of places, one by one: who has found the row reads no further. What has moved since the
   * counters were written is merged in; both are read in one transaction.
   */
  function* inOrder(
    table: 'job_counts' | 'job_day_counts',
    place: 'bucket' | 'business_day',
    asked: string,
    way: 'asc' | 'desc',
    ...values: string[]
  ): Generator<Place> {
    const places = (from: string) =>
      db.prepare<unknown[], Place>(
        `SELECT ${place} AS at, sum(count) AS count FROM ${from} WHERE ${asked} GROUP BY ${place} ORDER BY ${place} ${way}`,
      );
    const moved = places('job_changes').all(...values);
    for (const { at, count } of places(`${table}_before`).iterate(...values)) {
      while (moved[0] && (way === 'asc' ? moved[0].at < at : moved[0].at > at)) {
        yield moved.shift() as Place;
      }
      yield { at, count: count + (moved[0]?.at === at ? (moved.shift() as Place).count : 0) };
    }
    yield* moved;
  }

  function ofKinds({ types, states }: Counted): string {
    const parts = [
      ...(types.length < JOB_TYPES.length ? [`type IN (${quoted(types)})`] : []),
      ...(states.length < JOB_STATES.length ? [`state IN (${quoted(states)})`] : []),
    ];
    return parts.join(' AND ') || '1';
  }

  /** Exact for types, states and days, however many there are; what else is asked is left aside. */
  function countOf(question: Counted): number {
    const { types, states, days } = question;
    if (days === null) {
      return groups
        .all()
        .filter(({ type, state }) => types.includes(type) && states.includes(state))
        .reduce((sum, { count }) => sum + count, 0);
    }
    return (
      db
        .prepare<{ from: string; to: string }, number>(
          `SELECT coalesce(sum(count), 0) FROM
             (SELECT business_day, type, state, count FROM job_day_counts_before
              UNION ALL SELECT business_day, type, state, count FROM job_changes)
           WHERE business_day BETWEEN @from AND @to AND ${ofKinds(question)}`,
        )
        .pluck()
        .get(days) ?? 0
    );
  }

  /** The money of the same jobs; null: too much for an exact number. */
  function sumsOf(question: Counted): Sums | null {
    const { days } = question;
    const columns = 'business_day, type, state, currency, count, sum';
    const asked =
      days === null
        ? `job_totals WHERE ${ofKinds(question)}`
        : `(SELECT ${columns} FROM job_day_sums_before UNION ALL SELECT ${columns} FROM job_changes)
           WHERE business_day BETWEEN ? AND ? AND ${ofKinds(question)}`;
    return addSums(
      db
        .prepare<string[], CurrencySum>(
          `SELECT currency, sum(sum) AS sum FROM ${asked} GROUP BY currency HAVING sum(count) > 0`,
        )
        .all(...(days === null ? [] : [days.from, days.to])),
    );
  }

  /** Where to begin for the row at `offset` in the order of ids; the question names no days. */
  function startById(
    question: Counted,
    offset: number,
    direction: 'asc' | 'desc',
  ): Start | undefined {
    let skip = offset;
    for (const { at, count } of inOrder('job_counts', 'bucket', ofKinds(question), direction)) {
      if (skip < count) {
        const first = Number(at) * 2 ** BUCKET_BITS;
        return { id: direction === 'asc' ? first : first + 2 ** BUCKET_BITS - 1, skip };
      }
      skip -= count;
    }
    return undefined;
  }

  /** The business day of the row at `offset` in the order of days, and how many of that day come before it. */
  function startByDay(
    question: Counted,
    offset: number,
    direction: 'asc' | 'desc',
  ): { readonly day: string; readonly skip: number } | undefined {
    const { from, to } = question.days ?? { from: FIRST_DAY, to: LAST_DAY };
    const total = countOf(question);
    if (offset >= total) return undefined;
    const isFar = offset * 2 > total;
    // Counted from the nearer end.
    let skip = isFar ? total - 1 - offset : offset;
    const way = isFar === (direction === 'asc') ? 'desc' : 'asc';
    const asked = `business_day BETWEEN ? AND ? AND ${ofKinds(question)}`;
    for (const { at, count } of inOrder('job_day_counts', 'business_day', asked, way, from, to)) {
      if (skip < count) return { day: String(at), skip: isFar ? count - 1 - skip : skip };
      skip -= count;
    }
    return undefined;
  }

  return {
    all: () => all.get() ?? 0,

    /** How many jobs are booked and need a person, since RS has them otherwise now: hardly any, ever. */
    changed(): number {
      return changed.get() ?? 0;
    },

    /** How many jobs each type and state has. */
    groups: () => groups.all(),

    count: countOf,
    sums: sumsOf,

    /** Exact for conditions on store, pay desk and way of paying; undefined when others are among them. */
    countPlaces(conditions: readonly Condition[]): number | undefined {
      if (!conditions.every(({ column }) => PLACES.includes(column))) return undefined;
      const { sql, values } = where(conditions);
      return (
        db
          .prepare<unknown[], number>(`SELECT coalesce(sum(count), 0) FROM job_places WHERE ${sql}`)
          .pluck()
          .get(...values) ?? 0
      );
    },

    /** Days are booked about in the order of ids: the ids between which those of some days lie. */
    idsOfDays(days: NonNullable<Counted['days']>): { first: number; last: number } {
      const { first, last } = idsOfDays.get(days) ?? { first: null, last: null };
      return { first: first ?? 0, last: last ?? 0 };
    },

    startById: db.transaction(startById),
    startByDay: db.transaction(startByDay),
  };
}

export type JobCounts = ReturnType<typeof createJobCounts>;
