/** Jobs that need a person, grouped by cause and by what decides their accounts; read from the index `jobs_attention` alone. */
import { NO_JOBS, addTallies } from './job-list.ts';
import type { JobPlace } from '../../shared/domain/assignment.ts';
import type { Cause } from '../../shared/domain/causes.ts';
import type { Tally } from '../../shared/contract/contract.ts';
import type { Db } from './open.ts';

export interface AttentionGroup extends JobPlace {
  readonly cause: Cause;
  readonly tally: Tally;
}

interface GroupRow {
  readonly cause: Cause;
  readonly type: AttentionGroup['type'];
  readonly positive: number;
  readonly currency: string;
  readonly payment_type: string | null;
  readonly payment_name: string | null;
  readonly store: string;
  readonly pay_desk: string;
  readonly count: number;
  readonly sum: number;
  readonly oldest: number;
}

const FROM = `FROM jobs INDEXED BY jobs_attention WHERE state = 'attention'`;
const BY = `cause, type, (amount > 0), currency, payment_type, payment_name, store, pay_desk`;
const WHAT = `cause, type, (amount > 0) AS positive, currency, payment_type, payment_name, store, pay_desk,
  count(*) AS count, sum(amount) AS sum, min(created_at) AS oldest`;
const SAME = `cause = @cause AND type = @type AND (amount > 0) = @positive AND currency = @currency
  AND payment_type IS @paymentType AND payment_name IS @paymentName AND store = @store AND pay_desk = @payDesk`;

export function attentionStore(db: Db) {
  const all = db.prepare<[], GroupRow>(`SELECT ${WHAT} ${FROM} GROUP BY ${BY}`);
  const ofCause = db.prepare<[string], GroupRow>(
    `SELECT ${WHAT} ${FROM} AND cause = ? GROUP BY ${BY}`,
  );
  const ids = db.prepare<[object], number>(`SELECT id ${FROM} AND ${SAME}`).pluck();
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
    ids: (group: AttentionGroup): number[] =>
      ids.all({
        cause: group.cause,
        type: group.type,
        positive: group.amount > 0 ? 1 : 0,
        currency: group.currency,
        paymentType: group.payment_type,
        paymentName: group.payment_name,
        store: group.store,
        payDesk: group.pay_desk,
      }),
    /** The version of the assignment that a job was last sent with; 0: of the time before versions, or never sent. */
    sentWithVersion: (id: number) => newestUse.get(id) ?? 0,
  };
}

export type AttentionStore = ReturnType<typeof attentionStore>;

export function sumOf(groups: readonly AttentionGroup[]): Tally {
  return groups.reduce<Tally>((sum, { tally }) => addTallies(sum, tally), NO_JOBS);
}
