/**
 * The neighbours of a job: the one above and the one below in the list as it is filtered and sorted, and how many
 * jobs share its receipt, its closing, its day.
 *
 * The neighbours are found by key (sort value and id), never by counting rows, so that a job deep in the list is found
 * as fast as one at its top.
 */
import type { Condition, JobRow, PageRequest } from '../../../../shared/domain/job-list.ts';
import type { Relation } from '../../../../shared/contract/contract.ts';
import { GIVEN } from '../given-limit.ts';
import type { Db } from '../open.ts';
import { and, where, type Where } from './conditions.ts';
import { counted } from './counts.ts';
import { createSearchConditions, type StoreTime } from './search-condition.ts';
import { asksForOpen, OPEN, sortOf } from './ways.ts';

/** Rows that are looked at in one go. */
const SLICE = 2_000;
/** After so many slices the neighbour is called far away: nobody steps a hundred thousand rows with a key. */
const MAX_SLICES = 50;
/** Open jobs that are sorted in one go, at most; more are walked. */
const MAX_SORTED_JOBS = 5_000;

interface Place {
  readonly value: string | number;
  readonly id: number;
}

export interface Neighbour {
  readonly id: number | null;
  /** False: there may be one beyond what was looked through. */
  readonly exact: boolean;
}

export interface Related {
  readonly relation: Relation;
  readonly count: number;
  readonly conditions: Condition[];
}

/**
 * @param yieldTurn lets others run between two slices
 * @param sliceSize rows that are looked at in one go
 */
export function createJobsAround(
  db: Db,
  yieldTurn: () => Promise<void>,
  time: StoreTime,
  sliceSize = SLICE,
) {
  const searched = createSearchConditions(db, time);
  const openJobs = db
    .prepare<[number], number>(
      `SELECT count(*) FROM (SELECT 1 FROM jobs INDEXED BY jobs_open
       WHERE state NOT IN ('booked', 'verified') LIMIT ${GIVEN})`,
    )
    .pluck();

  async function neighbour(
    request: PageRequest,
    id: number,
    way: 'above' | 'below',
  ): Promise<Neighbour> {
    const path = sortOf(request);
    const down = way === 'below';
    const ascending = (path.direction === 'asc') === down;
    const direction = ascending ? 'ASC' : 'DESC';
    const byId = path.sql === 'id';
    const order = byId ? `id ${direction}` : `${path.sql} ${direction}, id ${direction}`;
    const beyond = ({ value, id: at }: Place, sign: '>' | '<' | '>=' | '<='): Where =>
      byId
        ? { sql: `id ${sign} ?`, values: [at] }
        : { sql: `(${path.sql}, id) ${sign} (?, ?)`, values: [value, at] };
    const start = db
      .prepare<[number], Place>(`SELECT ${path.sql} AS value, id FROM jobs WHERE id = ?`)
      .get(id);
    if (!start) return { id: null, exact: true };
    const asked = and(where(request.conditions), searched.where(request.search ?? ''));
    const first = (from: string, condition: Where) =>
      db
        .prepare<unknown[], number>(
          `SELECT id FROM jobs ${from} WHERE ${condition.sql} ORDER BY ${order} LIMIT 1`,
        )
        .pluck()
        .get(...condition.values);

    if (
      asksForOpen(counted(request.conditions)) &&
      (openJobs.get(MAX_SORTED_JOBS + 1) ?? 0) <= MAX_SORTED_JOBS
    ) {
      const found = first(
        OPEN.from,
        and(OPEN.requires, asked, beyond(start, ascending ? '>' : '<')),
      );
      return { id: found ?? null, exact: true };
    }
    let after = start;
    for (let slice = 0; slice < MAX_SLICES; slice++) {
      const edge = beyond(after, ascending ? '>' : '<');
      const end = db
        .prepare<unknown[], Place>(
          `SELECT ${path.sql} AS value, id FROM jobs ${path.from} WHERE ${edge.sql}
           ORDER BY ${order} LIMIT 1 OFFSET ${sliceSize - 1}`,
        )
        .get(...edge.values);
      const range = end ? and(edge, beyond(end, ascending ? '<=' : '>=')) : edge;
      const found = first(path.from, and(range, asked));
      if (found !== undefined) return { id: found, exact: true };
      if (!end) return { id: null, exact: true };
      after = end;
      await yieldTurn();
      if (!db.open) break;
    }
    return { id: null, exact: false };
  }

  function count(from: string, condition: Where): number {
    return (
      db
        .prepare<unknown[], number>(`SELECT count(*) FROM jobs ${from} WHERE ${condition.sql}`)
        .pluck()
        .get(...condition.values) ?? 0
    );
  }

  return {
    async neighbours(
      request: PageRequest,
      id: number,
    ): Promise<{ readonly previous: Neighbour; readonly next: Neighbour }> {
      return {
        previous: await neighbour(request, id, 'above'),
        next: await neighbour(request, id, 'below'),
      };
    },

    /** Each with the filter that lists the same jobs. */
    related(job: JobRow): Related[] {
      const desk: Condition = { kind: 'choice', column: 'payDesk', values: [job.payDesk] };
      const day: Condition = {
        kind: 'day',
        column: 'businessDay',
        from: job.businessDay,
        to: job.businessDay,
      };
      const text = (column: 'billNumber' | 'closing', wanted: string): Condition => ({
        kind: 'text',
        column,
        operator: 'equals',
        text: wanted,
      });
      const related: Omit<Related, 'count'>[] = [];
      if (job.billNumber) {
        related.push({
          relation: 'receipt',
          conditions: [text('billNumber', job.billNumber), desk],
        });
      }
      if (job.closing) {
        related.push({
          relation: 'closing',
          conditions: [text('closing', job.closing), desk, day],
        });
      }
      related.push({ relation: 'day', conditions: [desk, day] });
      return related.map((one) => ({
        ...one,
        count: count(
          one.relation === 'receipt' ? 'INDEXED BY jobs_bill' : 'INDEXED BY jobs_day',
          where(one.conditions),
        ),
      }));
    },
  };
}

export type JobsAround = ReturnType<typeof createJobsAround>;
