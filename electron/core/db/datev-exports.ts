/** What is to go to DATEV, and what went there already. */
import { z } from 'zod';
import { newestOf } from './expected-postings.ts';
import { lastRequestOf } from './jobs/last-request.ts';
import type { Db } from './open.ts';

/** A job of a month, and the posting that RetailSuite has of it. */
export interface MonthJob {
  readonly id: number;
  readonly state: string;
  readonly amount: number;
  readonly currency: string;
  readonly day: string;
  readonly reference: string;
  readonly store: string;
  readonly payDesk: string;
  readonly closing: string | null;
  readonly billNumber: string | null;
  readonly postingNumber: string | null;
  readonly movedTo: string | null;
  readonly text: string | null;
  /** The last request that was sent, JSON: of a booked job, the one that RetailSuite booked; null: none was sent. */
  readonly request: string | null;
  /** The posting that it had already or that a person made, JSON; wins over the request. */
  readonly expected: string | null;
}

const runsSchema = z.array(z.tuple([z.number(), z.number()]));

export function createDatevExports(db: Db) {
  const ofMonth = db.prepare<[string, string], MonthJob>(
    `SELECT id, state, amount, currency, business_day AS day, reference, store, pay_desk AS payDesk, closing,
       bill_number AS billNumber, posting_number AS postingNumber, moved_to_period AS movedTo, text,
       (${lastRequestOf('jobs.id')}) AS request,
       (${newestOf('posting', 'jobs.id')}) AS expected
     FROM jobs WHERE business_day >= ? AND business_day <= ? ORDER BY business_day, id`,
  );
  const earlier = db
    .prepare<[string], string>('SELECT jobs FROM datev_exports WHERE month = ? ORDER BY id')
    .pluck();
  const add = db.prepare<[string, number, string, string, string, number, string]>(
    'INSERT INTO datev_exports (month, made_at, who, file, sha256, rows, jobs) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );

  return {
    /** @param month YYYY-MM */
    jobsOf: (month: string): MonthJob[] => ofMonth.all(`${month}-01`, `${month}-31`),
    /** How many exports of the month there are, and which jobs went with them. */
    earlierOf(month: string): { readonly exports: number; readonly jobs: ReadonlySet<number> } {
      const all = earlier.all(month);
      const jobs = new Set<number>();
      for (const text of all) {
        for (const [first, last] of runsSchema.parse(JSON.parse(text))) {
          for (let id = first; id <= last; id++) jobs.add(id);
        }
      }
      return { exports: all.length, jobs };
    },
    /** Part of the caller's transaction. */
    add(made: {
      readonly month: string;
      readonly at: number;
      readonly who: string;
      readonly file: string;
      readonly sha256: string;
      readonly jobs: readonly number[];
    }): void {
      const { month, at, who, file, sha256, jobs } = made;
      add.run(month, at, who, file, sha256, jobs.length, JSON.stringify(runsOf(jobs)));
    },
  };
}

function runsOf(ids: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const id of [...ids].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && id === last[1] + 1) last[1] = id;
    else runs.push([id, id]);
  }
  return runs;
}
