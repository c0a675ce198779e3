import type { JobType } from '../../shared/domain/job.ts';
import { isOrderType } from '../../shared/domain/job.ts';
import { belongsToInvoice } from '../../shared/domain/assignment.ts';
import type { Db } from '../../electron/core/db/open.ts';

export interface NewJob {
  readonly type?: JobType;
  readonly amount?: number;
  readonly currency?: string;
  readonly billNumber?: string;
  readonly paymentType?: string;
  readonly paymentName?: string;
  readonly businessDay?: string;
  /** Absent: a transit for what moves the drawer, an invoice for orders. */
  readonly businessCase?: string | null;
  readonly businessName?: string;
  /** Absent: the only one of its event. */
  readonly part?: string;
  /** It is of the same event as the job before it. */
  readonly isFurther?: boolean;
  readonly text?: string;
  readonly payDesk?: string;
  readonly store?: string;
  readonly createdAt?: number;
}

/** Stores events with one job each, as ingest does; answers with their ids. */
export function insertJobs(db: Db, jobs: readonly NewJob[]): number[] {
  const source = db
    .prepare(
      `INSERT INTO sources (kind, name, size, received_at, status) VALUES ('inbox', 'test', 0, 0, 'imported')`,
    )
    .run().lastInsertRowid;
  const event = db.prepare(
    `INSERT INTO pos_events (source_id, natural_key, content_hash, store, pay_desk, bill_number, currency, business_day,
       occurred_at, received_at, origin, payload)
     VALUES (?, ?, x'00', ?, ?, ?, ?, ?, 0, 0, 'test:1', '{}')`,
  );
  // A test may store what an earlier program would have.
  const knowsCases = db.prepare(
    `SELECT 1 FROM pragma_table_info('jobs') WHERE name = 'business_case'`,
  );
  const cases = knowsCases.get() ? ['business_case', 'business_name'] : [];
  const job = db.prepare(
    `INSERT INTO jobs (event_id, part, type, created_at, modified_at, due_at, needs_invoice, bill_number, amount, currency,
       business_day, store, pay_desk, payment_type, payment_name, text, ${['reference', ...cases].join(', ')})
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?${', ?'.repeat(cases.length)})`,
  );
  const before = db.prepare<[], number>('SELECT count(*) FROM pos_events').pluck().get() ?? 0;
  let eventId: number | bigint = 0;
  return db
    .transaction(() =>
      jobs.map((given, index) => {
        const type = given.type ?? 'cash-in';
        const moves = type === 'cash-in' || type === 'cash-out' ? 'Geldtransit' : null;
        const businessCase = given.businessCase === undefined ? moves : given.businessCase;
        const store = given.store ?? '1';
        const payDesk = given.payDesk ?? 'K1';
        const currency = given.currency ?? 'EUR';
        const day = given.businessDay ?? '2026-11-20';
        const createdAt = given.createdAt ?? 0;
        const number = before + index + 1;
        const bill = given.billNumber ?? (isOrderType(type) ? `bill-${number}` : null);
        if (!given.isFurther) {
          const key = `key-${number}`;
          eventId = event.run(source, key, store, payDesk, bill, currency, day).lastInsertRowid;
        }
        return Number(
          job.run(
            eventId,
            given.part ?? 'all',
            type,
            createdAt,
            createdAt,
            createdAt,
            belongsToInvoice({ type, business_case: businessCase }) ? 1 : 0,
            bill,
            given.amount ?? 1000 + number,
            currency,
            day,
            store,
            payDesk,
            given.paymentType ?? null,
            given.paymentName ?? null,
            given.text ?? null,
            `VP-${number}`,
            ...(cases.length > 0 ? [businessCase, given.businessName ?? null] : []),
          ).lastInsertRowid,
        );
      }),
    )
    .immediate();
}
