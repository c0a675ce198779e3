/** The values that a column of the filter offers, most frequent first. */
import { statusOf } from '../../../../shared/domain/states.ts';
import type { ValueColumn } from '../../../../shared/domain/job-list.ts';
import type { Db } from '../open.ts';
import type { JobCounts } from './counts.ts';

export interface JobValue {
  readonly value: string;
  /** Null where it is not kept. */
  readonly count: number | null;
}

/** A list of some hundred values is one to search in, not to pick from. */
const MOST = 500;

export function createJobValues(db: Db, counts: JobCounts) {
  const ofTotals = db.prepare<[], { value: string; count: number }>(
    'SELECT currency AS value, sum(count) AS count FROM job_totals GROUP BY currency',
  );
  const ofPlaces = (value: string) =>
    db.prepare<[], { value: string; count: number }>(
      `SELECT ${value} AS value, sum(count) AS count FROM job_places GROUP BY 1`,
    );
  const places = {
    store: ofPlaces('store'),
    payDesk: ofPlaces('pay_desk'),
    paymentType: ofPlaces(`trim(payment_type || ' ' || payment_name)`),
  };
  const causes = db.prepare<[], { value: string; count: number }>(
    `SELECT cause AS value, count(*) AS count FROM jobs INDEXED BY jobs_attention
     WHERE state = 'attention' AND cause IS NOT NULL GROUP BY cause`,
  );
  // This many of the jobs that go on by themselves are read: enough to know which causes there are.
  const otherCauses = db
    .prepare<[], string>(
      `SELECT DISTINCT cause FROM
         (SELECT cause FROM jobs INDEXED BY jobs_open
          WHERE state NOT IN ('booked', 'verified') AND state IN ('waiting', 'waiting-invoice', 'unclear', 'on-hold')
          LIMIT 5000)
       WHERE cause IS NOT NULL`,
    )
    .pluck();

  function grouped(column: 'type' | 'state' | 'status'): JobValue[] {
    const sums = new Map<string, number>();
    for (const { type, state, count } of counts.groups()) {
      const value = { type, state, status: statusOf(state) }[column];
      sums.set(value, (sums.get(value) ?? 0) + count);
    }
    const changed = column === 'status' ? counts.changed() : 0;
    if (changed > 0) {
      sums.set('pending', (sums.get('pending') ?? 0) - changed);
      sums.set('synced', (sums.get('synced') ?? 0) + changed);
    }
    return [...sums].flatMap(([value, count]) => (count === 0 ? [] : [{ value, count }]));
  }

  function valuesOf(column: ValueColumn): readonly JobValue[] {
    switch (column) {
      case 'type':
      case 'state':
      case 'status':
        return grouped(column);
      case 'currency':
        return ofTotals.all();
      case 'store':
      case 'payDesk':
      case 'paymentType':
        return places[column].all();
      case 'cause': {
        const counted = causes.all();
        const known = new Set(counted.map(({ value }) => value));
        const others = otherCauses.all().filter((value) => !known.has(value));
        return [...counted, ...others.map((value) => ({ value, count: null }))];
      }
    }
  }

  return {
    values: (column: ValueColumn): JobValue[] =>
      valuesOf(column)
        .filter(({ value, count }) => value !== '' && count !== 0)
        .sort((a, b) => (b.count ?? 0) - (a.count ?? 0) || (a.value < b.value ? -1 : 1))
        .slice(0, MOST),
  };
}

export type JobValues = ReturnType<typeof createJobValues>;
