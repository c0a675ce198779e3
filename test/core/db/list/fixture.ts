/** Jobs in a database, and questions about them, for the tests of the list. */
import type { JobPages } from '../../../../electron/core/db/list/pages.ts';
import type { Db } from '../../../../electron/core/db/open.ts';
import { JOB_TYPES } from '../../../../shared/domain/job.ts';
import {
  JOB_COLUMNS,
  JOB_COLUMN_NAMES,
  type PageRequest,
} from '../../../../shared/domain/job-list.ts';
import { JOB_STATES } from '../../../../shared/domain/states.ts';

export const DAYS = ['2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21'];
/** The columns by which the list offers to sort. */
export const SORTS = JOB_COLUMN_NAMES.filter((column) => JOB_COLUMNS[column].sortable);

/** Type, state and day by their place in the lists. */
export interface Made {
  readonly type: number;
  readonly state: number;
  readonly day: number;
  readonly amount: number;
  readonly at: number;
  readonly bill: number | null;
}

export function fill(db: Db, jobs: readonly Made[]): void {
  db.prepare(
    `INSERT OR IGNORE INTO sources (id, kind, name, size, received_at, status) VALUES (1, 'inbox', 'x', 0, 0, 'imported')`,
  ).run();
  const event = db.prepare(
    `INSERT INTO pos_events (source_id, natural_key, content_hash, store, pay_desk, currency, business_day, occurred_at,
       received_at, origin, payload) VALUES (1, ?, x'00', '1', 'K1', ?, ?, 0, 0, 'x', '{}')`,
  );
  const job = db.prepare(
    `INSERT INTO jobs (event_id, part, type, state, created_at, modified_at, needs_invoice, bill_number, amount, currency,
       business_day, store, pay_desk, reference, posting_number, lease_token)
     VALUES (?, 'all', ?, 'waiting', ?, ?, 0, ?, ?, ?, ?, '1', ?, ?, ?, 1)`,
  );
  const move = db.prepare('UPDATE jobs SET state = ? WHERE id = ?');
  db.transaction(() => {
    for (const { type, state, day, amount, at, bill } of jobs) {
      const currency = at % 5 === 0 ? 'CHF' : 'EUR';
      const id = event.run(`k${Math.random()}`, currency, DAYS[day]).lastInsertRowid;
      const number = bill === null ? null : `B-${String(bill).padStart(5, '0')}`;
      const added = job.run(
        id,
        JOB_TYPES[type],
        at,
        100 - at,
        number,
        amount,
        currency,
        DAYS[day],
        at % 7 === 0 ? 'K2' : 'K1',
        `VP-P${id}`,
        String(id),
      );
      move.run(JOB_STATES[state], added.lastInsertRowid);
    }
  })();
}

/** Asks until the count is known, as the window does. */
export async function settled(pages: JobPages, question: PageRequest) {
  for (;;) {
    const page = await pages.page(question);
    if (page.exact && page.sums !== 'counting') return page;
  }
}
