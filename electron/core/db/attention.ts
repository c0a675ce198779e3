/** Jobs that need a person, grouped by cause and by what decides their accounts; read from the index `jobs_attention` alone. */
import type { JobPlace } from '../../../shared/domain/assignment.ts';
import type { Cause } from '../../../shared/domain/causes.ts';
import type { Tally } from '../../../shared/contract/contract.ts';
import type { Db } from './open.ts';

export interface AttentionGroup extends JobPlace {
  readonly cause: Cause;
  readonly tally: Tally;
}

/** One job that needs a person, with what decides its accounts, its year and its invoice. */
export interface AttentionJob extends JobPlace {
  readonly id: number;
  readonly cause: Cause;
  readonly business_day: string;
  readonly bill_number: string | null;
  readonly debtor: string | null;
}

/** Jobs of a cause; those beyond have their turn when these are booked. */
const MAX_JOBS = 5_000;

interface GroupRow {
  readonly cause: Cause;
  readonly type: AttentionGroup['type'];
  readonly positive: number;
  readonly currency: string;
  readonly payment_type: string | null;
  readonly payment_name: string | null;
  readonly business_case: string | null;
  readonly business_name: string | null;
  readonly store: string;
  readonly pay_desk: string;
  readonly count: number;
  readonly sum: number;
  readonly oldest: number;
}

const FROM = `FROM jobs INDEXED BY jobs_attention WHERE state = 'attention'`;
const BY = `cause, type, (amount > 0), currency, payment_type, payment_name, business_case, business_name, store, pay_desk`;
const WHAT = `cause, type, (amount > 0) AS positive, currency, payment_type, payment_name, business_case, business_name,
  store, pay_desk, count(*) AS count, sum(amount) AS sum, min(created_at) AS oldest`;
const SAME = `cause = @cause AND type = @type AND (amount > 0) = @positive AND currency = @currency
  AND payment_type IS @paymentType AND payment_name IS @paymentName AND business_case IS @businessCase
  AND business_name IS @businessName AND store = @store AND pay_desk = @payDesk`;

export function createAttentionStore(db: Db) {
  const all = db.prepare<[], GroupRow>(`SELECT ${WHAT} ${FROM} GROUP BY ${BY}`);
  const ofCause = db.prepare<[string], GroupRow>(
    `SELECT ${WHAT} ${FROM} AND cause = ? GROUP BY ${BY}`,
  );
  const ids = db.prepare<[object], number>(`SELECT id ${FROM} AND ${SAME}`).pluck();
  const example = db.prepare<[object], { readonly job: number; readonly error: string | null }>(
    `SELECT id AS job, error ${FROM} AND ${SAME} LIMIT 1`,
  );
  const jobsOfCause = db.prepare<[string], AttentionJob>(
    `SELECT id, cause, type, amount, currency, store, pay_desk, payment_type, payment_name, business_case, business_name,
       business_day, bill_number, debtor
     ${FROM} AND cause = ? ORDER BY id LIMIT ${MAX_JOBS}`,
  );
  const newestUse = db
    .prepare<[number], number | null>(
      `SELECT accounts_version FROM attempts WHERE job_id = ? AND kind = 'post' ORDER BY id DESC LIMIT 1`,
    )
    .pluck();

  function told(rows: readonly GroupRow[]): AttentionGroup[] {
    return rows.map(({ count, sum, oldest, positive, ...group }) => ({
      ...group,
      amount: positive === 1 ? 1 : -1,
      tally: { count, sums: { [group.currency]: sum }, oldestAt: oldest },
    }));
  }

  return {
    groups: () => told(all.all()),
    groupsOf: (cause: Cause) => told(ofCause.all(cause)),
    /** Oldest first within a cause. */
    jobsOf: (causes: readonly Cause[]) => causes.flatMap((cause) => jobsOfCause.all(cause)),
    ids: (group: AttentionGroup): number[] => ids.all(sameAs(group)),
    /** One of them, with its error; undefined: none is left. */
    example: (group: AttentionGroup) => example.get(sameAs(group)),
    /** The version of the assignment that a job was last sent with; 0: of the time before versions, or never sent. */
    sentWithVersion: (id: number) => newestUse.get(id) ?? 0,
  };
}

function sameAs(group: AttentionGroup) {
  return {
    cause: group.cause,
    type: group.type,
    positive: group.amount > 0 ? 1 : 0,
    currency: group.currency,
    paymentType: group.payment_type,
    paymentName: group.payment_name,
    businessCase: group.business_case,
    businessName: group.business_name,
    store: group.store,
    payDesk: group.pay_desk,
  };
}

export type AttentionStore = ReturnType<typeof createAttentionStore>;
