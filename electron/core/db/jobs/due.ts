/** The engine's questions at each turn, answered by partial indexes: who is due, and when the next one is. */
import { stateIn } from './move.ts';
import type { Cause } from '../../../../shared/domain/causes.ts';
import type { JobState } from '../../../../shared/domain/states.ts';
import { GIVEN } from '../given-limit.ts';
import { IS_OPEN } from '../list/conditions.ts';
import type { Db } from '../open.ts';
import type { DueInvoice, InterruptedJob, JobToSend } from './rows.ts';

const SEND_COLUMNS = `id, type, state, amount, currency, business_day, store, pay_desk, payment_type, payment_name, text,
  closing, bill_number, invoice_number, debtor, reference, earlier_reference, attempts, created_at,
  in_doubt_since, needs_invoice, contra_account, business_case, business_name`;

/** The conditions of the partial indexes, word for word: SQLite uses an index only when it reads its own. */
const DUE = {
  post: `FROM jobs INDEXED BY jobs_due_post WHERE state = 'waiting' AND needs_invoice = 0`,
  invoice: `FROM jobs INDEXED BY jobs_due_invoice WHERE needs_invoice = 1 AND state IN ('waiting', 'waiting-invoice')`,
  unclear: `FROM jobs INDEXED BY jobs_due_unclear WHERE state = 'unclear'`,
} as const;

export function createDueJobs(db: Db) {
  const byId = db.prepare<[number], JobToSend>(`SELECT ${SEND_COLUMNS} FROM jobs WHERE id = ?`);
  const toSend = (from: string) =>
    db.prepare<[number, number], JobToSend>(
      `SELECT ${SEND_COLUMNS} ${from} AND due_at <= ? ORDER BY due_at, id LIMIT ${GIVEN}`,
    );
  const post = toSend(DUE.post);
  const unclear = toSend(DUE.unclear);
  const invoice = db.prepare<[number, number], DueInvoice>(
    `SELECT id, bill_number, amount, currency, created_at ${DUE.invoice} AND due_at <= ?
     ORDER BY due_at, id LIMIT ${GIVEN}`,
  );
  const next = Object.values(DUE).map((from) =>
    db
      .prepare<[], number>(`SELECT due_at ${from} AND due_at IS NOT NULL ORDER BY due_at LIMIT 1`)
      .pluck(),
  );
  const later = db
    .prepare<{ time: number }, number>(
      Object.values(DUE)
        .map((from) => `SELECT id ${from} AND due_at > @time`)
        .join(' UNION ALL '),
    )
    .pluck();
  const pendingIds = db
    .prepare<[], number>(
      `SELECT id FROM jobs INDEXED BY jobs_open WHERE ${IS_OPEN}
         AND ${stateIn(['waiting', 'waiting-invoice', 'attention', 'unclear', 'sending'])} ORDER BY id`,
    )
    .pluck();
  const lastDoubt = db
    .prepare<[], number | null>(
      `SELECT max(in_doubt_since) FROM jobs INDEXED BY jobs_open WHERE ${IS_OPEN} AND ${stateIn(['sending', 'unclear'])}`,
    )
    .pluck();
  const sentOnDay = db
    .prepare<{ day: string; reference: string }, number>(
      `SELECT 1 FROM jobs WHERE business_day = @day AND @reference IN (reference, earlier_reference) AND attempts > 0 LIMIT 1`,
    )
    .pluck();
  const restOfPayment = db.prepare<[number], { state: JobState; cause: Cause | null }>(
    `SELECT rest.state, rest.cause FROM jobs JOIN jobs AS rest ON rest.event_id = jobs.event_id
       AND rest.part = substr(jobs.part, 8 + instr(substr(jobs.part, 8), ':'))
     WHERE jobs.id = ? AND jobs.part LIKE 'contra:%'`,
  );
  const interrupted = db.prepare<[], InterruptedJob>(
    `SELECT jobs.id, jobs.lease_token, jobs.state, jobs.in_doubt_since, attempts.started_at
     FROM jobs INDEXED BY jobs_open JOIN attempts ON attempts.id = jobs.lease_token
     WHERE ${IS_OPEN} AND ${stateIn(['sending', 'unclear'])} AND lease_token IS NOT NULL`,
  );

  return {
    byId: (id: number) => byId.get(id),
    duePost: (now: number, limit: number) => post.all(now, limit),
    dueInvoice: (now: number, limit: number) => invoice.all(now, limit),
    dueUnclear: (now: number, limit: number) => unclear.all(now, limit),

    /** When the next job comes due by itself; null when none does. */
    nextDueAt(): number | null {
      const times = next.map((statement) => statement.get()).filter((at) => at !== undefined);
      return times.length > 0 ? Math.min(...times) : null;
    },

    /** Jobs that go on by themselves, but later than that. */
    dueAfter: (time: number) => later.all({ time }),

    /** Jobs that may still be sent, oldest first: not booked, not put aside. */
    pendingIds: () => pendingIds.all(),

    /** Whether a posting that RS has on a day was sent by this database. */
    hasSent: (day: string, reference: string) => sentOnDay.get({ day, reference }) !== undefined,

    /** Of a part of a payment: the job of the payment's rest, which an earlier program booked whole. */
    restOfPayment: (id: number) => restOfPayment.get(id),

    /** When bytes last left whose outcome is not known; null when nothing is in doubt. */
    lastDoubtAt: () => lastDoubt.get() ?? null,

    /** Leases that an earlier run of the program left behind. */
    interrupted: () => interrupted.all(),
  };
}
