/** What a folder for the tax office takes from the database; rows come one by one, for a year has more than memory should hold. */
import type { JobType } from '../../../shared/domain/job.ts';
import type { JobState } from '../../../shared/domain/states.ts';
import type { Db } from './open.ts';

/** Business days, both included. */
export interface DayPeriod {
  readonly from: string;
  readonly to: string;
}

export interface FolderSource {
  readonly id: number;
  readonly kind: string;
  readonly name: string;
  readonly sha256: string | null;
  readonly size: number;
  readonly receivedAt: number;
  /** Relative to the data folder. */
  readonly originalPath: string | null;
  /** After its retention period. */
  readonly isErased: 0 | 1;
  readonly status: string;
}

export interface FolderEvent {
  readonly id: number;
  readonly sourceId: number;
  readonly naturalKey: string;
  readonly contentHash: string;
  readonly store: string;
  readonly payDesk: string;
  readonly closing: string | null;
  readonly billNumber: string | null;
  readonly currency: string;
  readonly day: string;
  readonly occurredAt: number;
  readonly receivedAt: number;
  readonly origin: string;
  readonly notBooked: string | null;
}

export interface FolderJob {
  readonly id: number;
  readonly eventId: number;
  readonly part: string;
  readonly type: JobType;
  readonly state: JobState;
  readonly cause: string | null;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly day: string;
  readonly store: string;
  readonly payDesk: string;
  readonly closing: string | null;
  readonly billNumber: string | null;
  readonly invoiceNumber: string | null;
  readonly debtor: string | null;
  readonly paymentType: string | null;
  readonly paymentName: string | null;
  readonly text: string | null;
  readonly businessCase: string | null;
  readonly businessName: string | null;
  /** Minor units. */
  readonly amount: number;
  readonly currency: string;
  readonly reference: string;
  readonly postingNumber: string | null;
  readonly movedToPeriod: string | null;
  readonly attempts: number;
  /** The assignment of accounts that the last request was made with. */
  readonly accountsVersion: number | null;
}

export interface FolderAttempt {
  readonly id: number;
  readonly jobId: number;
  readonly kind: string;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly outcome: string | null;
  readonly httpStatus: number | null;
  readonly accountsVersion: number | null;
}

export interface FolderJournalEntry {
  readonly id: number;
  readonly at: number;
  readonly who: string;
  readonly topic: string;
  readonly subject: string;
  readonly action: string;
  readonly reason: string | null;
  /** JSON. */
  readonly details: string | null;
}

export interface FolderAccount {
  readonly type: string;
  readonly currency: string;
  readonly paymentType: string | null;
  readonly paymentName: string | null;
  readonly businessCase: string | null;
  readonly businessName: string | null;
  readonly store: string | null;
  readonly payDesk: string | null;
  readonly account: string;
  readonly version: number;
}

export interface FolderPlace {
  readonly kind: 'store' | 'pay-desk';
  readonly id: string;
  readonly store: string | null;
  readonly name: string;
  readonly createdAt: number;
  readonly offSince: number | null;
  readonly mergedInto: string | null;
}

export interface FolderOpening {
  readonly id: number;
  readonly store: string | null;
  readonly payDesk: string;
  readonly currency: string;
  readonly cents: number;
  readonly reason: string;
  readonly who: string;
  readonly at: number;
}

export interface FolderExplanation {
  readonly id: number;
  readonly kind: string | null;
  readonly store: string | null;
  readonly payDesk: string;
  readonly first: string | null;
  readonly last: string | null;
  readonly reason: string;
  readonly who: string;
  readonly at: number;
  readonly takesBack: number | null;
}

export interface FolderChainEntry {
  readonly seq: number;
  readonly at: number;
  readonly body: Buffer;
  /** In hexadecimal digits, like the one before it; null: this is the first entry. */
  readonly hash: string;
  readonly before: string | null;
}

const OF_PERIOD = 'business_day BETWEEN @from AND @to';

/** @param db a connection that reads; its transaction makes the folder one state of the database */
export function createFolderRows(db: Db) {
  const sources = db.prepare<object, FolderSource>(
    `SELECT id, kind, name, sha256, size, received_at AS receivedAt, original_path AS originalPath, status,
       erasure IS NOT NULL AS isErased FROM sources
     WHERE id IN (SELECT source_id FROM pos_events WHERE ${OF_PERIOD})
       OR id IN (SELECT source_id FROM till_closings WHERE ${OF_PERIOD})
       OR received_at BETWEEN @since AND @until
     ORDER BY id`,
  );
  const events = db.prepare<object, FolderEvent>(
    `SELECT id, source_id AS sourceId, natural_key AS naturalKey, lower(hex(content_hash)) AS contentHash, store,
       pay_desk AS payDesk, closing, bill_number AS billNumber, currency, business_day AS day, occurred_at AS occurredAt,
       received_at AS receivedAt, origin, not_booked AS notBooked
     FROM pos_events WHERE ${OF_PERIOD} ORDER BY id`,
  );
  const jobs = db.prepare<object, FolderJob>(
    `SELECT id, event_id AS eventId, part, type, state, cause, created_at AS createdAt, modified_at AS modifiedAt,
       business_day AS day, store, pay_desk AS payDesk, closing, bill_number AS billNumber,
       invoice_number AS invoiceNumber, debtor, payment_type AS paymentType, payment_name AS paymentName, text,
       business_case AS businessCase, business_name AS businessName, amount, currency, reference,
       posting_number AS postingNumber, moved_to_period AS movedToPeriod, attempts,
       (SELECT accounts_version FROM attempts WHERE job_id = jobs.id AND kind = 'post' ORDER BY attempts.id DESC LIMIT 1)
         AS accountsVersion
     FROM jobs INDEXED BY jobs_day WHERE ${OF_PERIOD} ORDER BY business_day, id`,
  );
  const attempts = db.prepare<[number], FolderAttempt>(
    `SELECT id, job_id AS jobId, kind, started_at AS startedAt, ended_at AS endedAt, outcome, http_status AS httpStatus,
       accounts_version AS accountsVersion
     FROM attempts LEFT JOIN answers ON attempt_id = attempts.id WHERE job_id = ? ORDER BY id`,
  );
  const journal = db.prepare<object, FolderJournalEntry>(
    `SELECT id, at, who, topic, subject, action, reason, details FROM journal
     WHERE topic <> 'job' OR EXISTS (SELECT 1 FROM jobs WHERE id = CAST(journal.subject AS INTEGER) AND ${OF_PERIOD})
     ORDER BY id`,
  );
  const accounts = db.prepare<[], FolderAccount>(
    `SELECT type, currency, payment_type AS paymentType, payment_name AS paymentName, business_case AS businessCase,
       business_name AS businessName, store, pay_desk AS payDesk, account, version FROM accounts ORDER BY id`,
  );
  const places = db.prepare<[], FolderPlace>(
    `SELECT 'store' AS kind, id, NULL AS store, name, created_at AS createdAt, off_since AS offSince, NULL AS mergedInto
     FROM stores
     UNION ALL
     SELECT 'pay-desk', id, store, name, created_at, off_since, merged_into FROM pay_desks ORDER BY 1 DESC, 2`,
  );
  const openings = db.prepare<[], FolderOpening>(
    `SELECT id, store, pay_desk AS payDesk, currency, cents, reason, who, at FROM drawer_openings ORDER BY id`,
  );
  const explanations = db.prepare<[], FolderExplanation>(
    `SELECT id, kind, store, pay_desk AS payDesk, first, last, reason, who, at, takes_back AS takesBack
     FROM gap_explanations ORDER BY id`,
  );
  const chain = db.prepare<object, FolderChainEntry>(
    `SELECT seq, at, body, lower(hex(hash)) AS hash,
       (SELECT lower(hex(hash)) FROM chain AS earlier WHERE earlier.seq = chain.seq - 1) AS before
     FROM chain WHERE seq >= coalesce((SELECT min(seq) FROM chain WHERE at >= @since), 0) ORDER BY seq`,
  );
  const pending = db.prepare<[], number>('SELECT count(*) FROM chain_pending').pluck();
  const openProblems = db
    .prepare<[], number>('SELECT count(*) FROM attention_problems WHERE resolved_at IS NULL')
    .pluck();

  return {
    /** Deliveries that something of the period came from, and those that arrived between two instants. */
    sources: (period: DayPeriod & { readonly since: number; readonly until: number }) =>
      sources.all(period),
    events: (period: DayPeriod) => events.iterate(period),
    jobs: (period: DayPeriod) => jobs.iterate(period),
    attemptsOf: (jobId: number) => attempts.all(jobId),
    /** Of jobs only what concerns those of the period. */
    journal: (period: DayPeriod) => journal.iterate(period),
    accounts: () => accounts.all(),
    places: () => places.all(),
    openings: () => openings.all(),
    explanations: () => explanations.all(),
    /** From the first entry that was made since then to the last one. */
    chain: (since: number) => chain.iterate({ since }),
    /** Whether rows of before the chain are not in it yet. */
    isChainBehind: () => pending.get() !== 0,
    /** Problems of deliveries that wait for a person: whatever hides behind one may be of the period. */
    openProblems: () => openProblems.get() ?? 0,
    schemaVersion: () => db.pragma('user_version', { simple: true }) as number,
  };
}

export type FolderRows = ReturnType<typeof createFolderRows>;

/** Whether a folder with this manifest was made from the database. @param sha256 in hexadecimal digits */
export function isManifestKnown(db: Db, sha256: string): boolean {
  return (
    db
      .prepare<[string], number>(
        `SELECT 1 FROM journal WHERE topic = 'tax-folder' AND json_extract(details, '$.manifest') = ?`,
      )
      .get(sha256) !== undefined
  );
}
