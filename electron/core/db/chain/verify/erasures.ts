/** What was erased after its retention period is named by the journal, and nothing else was erased. */
import type Database from 'better-sqlite3';
import { z } from 'zod';
import { hashOfErased } from '../../erasure/hash.ts';
import type { OnFinding } from './finding.ts';

const detailsSchema = z.object({ before: z.string(), events: z.number(), hash: z.string() });
type Details = z.infer<typeof detailsSchema>;

interface ErasedEvent {
  readonly id: number;
  readonly entry: number;
  readonly hash: Buffer;
  readonly day: string;
  readonly isEmpty: 0 | 1;
}

/** Rows that belong to an event, and are erased with it. */
const WITH_EVENT = [
  {
    table: 'jobs',
    sql: `SELECT jobs.id FROM jobs JOIN pos_events ON pos_events.id = event_id
      WHERE jobs.erasure IS NOT NULL AND (jobs.erasure IS NOT pos_events.erasure OR text IS NOT NULL
        OR business_name IS NOT NULL OR debtor IS NOT NULL OR error IS NOT NULL)`,
  },
  {
    table: 'attempts',
    sql: `SELECT attempts.id FROM attempts JOIN jobs ON jobs.id = job_id
      WHERE attempts.erasure IS NOT NULL AND (attempts.erasure IS NOT jobs.erasure OR request <> '{}')`,
  },
  {
    table: 'answers',
    sql: `SELECT attempt_id FROM answers JOIN attempts ON attempts.id = attempt_id
      WHERE answers.erasure IS NOT NULL
        AND (answers.erasure IS NOT attempts.erasure OR response IS NOT NULL OR error IS NOT NULL)`,
  },
  {
    table: 'expected_postings',
    sql: `SELECT expected_postings.id FROM expected_postings JOIN jobs ON jobs.id = job_id
      WHERE expected_postings.erasure IS NOT NULL AND expected_postings.erasure IS NOT jobs.erasure`,
  },
] as const;

const ORIGINALS = `SELECT id FROM sources WHERE erasure IS NOT NULL AND NOT EXISTS
  (SELECT 1 FROM journal WHERE journal.id = sources.erasure AND topic = 'erasure' AND action = 'original'
     AND subject = sources.sha256 AND json_extract(details, '$.source') = sources.id)`;

/** A program of before knew no erasure. */
function knowsErasure(db: Database.Database): boolean {
  const column = db.prepare(`SELECT 1 FROM pragma_table_info('pos_events') WHERE name = 'erasure'`);
  return column.get() !== undefined;
}

export function checkErasures(db: Database.Database, onFinding: OnFinding): void {
  if (!knowsErasure(db)) return;
  checkReceipts(db, onFinding);
  for (const { table, sql } of WITH_EVENT) {
    for (const row of db.prepare<[], number>(sql).pluck().iterate()) {
      onFinding(notNamed(table, row));
    }
  }
  for (const row of db.prepare<[], number>(ORIGINALS).pluck().iterate()) {
    onFinding(notNamed('sources', row));
  }
}

function checkReceipts(db: Database.Database, onFinding: OnFinding): void {
  const entries = entriesOf(db);
  const found = new Map<number, { count: number; hash: ReturnType<typeof hashOfErased> }>();
  const erased = db.prepare<[], ErasedEvent>(
    `SELECT id, erasure AS entry, content_hash AS hash, business_day AS day, payload = '{}' AS isEmpty
     FROM pos_events WHERE erasure IS NOT NULL ORDER BY id`,
  );
  for (const { id, entry, hash, day, isEmpty } of erased.iterate()) {
    const details = entries.get(entry);
    if (!details || day >= details.before || isEmpty === 0) onFinding(notNamed('pos_events', id));
    const known = found.get(entry) ?? { count: 0, hash: hashOfErased() };
    known.count += 1;
    known.hash.add(hash);
    found.set(entry, known);
  }
  const unfinished = unfinishedEntry(db);
  for (const [entry, { events, hash }] of entries) {
    const known = found.get(entry) ?? { count: 0, hash: hashOfErased() };
    // A program that was ended in between goes on at its next run.
    if (entry === unfinished && known.count < events) continue;
    if (known.count !== events || known.hash.end() !== hash) onFinding(otherReceipts(entry));
  }
}

function entriesOf(db: Database.Database): Map<number, Details> {
  const rows = db.prepare<[], { id: number; details: string | null }>(
    `SELECT id, details FROM journal WHERE topic = 'erasure' AND action = 'records'`,
  );
  const entries = new Map<number, Details>();
  for (const { id, details } of rows.iterate()) {
    const parsed = detailsSchema.safeParse(JSON.parse(details ?? 'null'));
    if (parsed.success) entries.set(id, parsed.data);
  }
  return entries;
}

function unfinishedEntry(db: Database.Database): number | undefined {
  const entry = db
    .prepare<[], number>(
      `SELECT json_extract(value, '$.entry') FROM settings WHERE key = 'retention.unfinished'`,
    )
    .pluck();
  return entry.get();
}

function notNamed(table: string, row: number) {
  return {
    code: 'erased-without-entry',
    table,
    row,
    text: `Row ${row} of ${table} is marked as erased after its time, and no entry of the journal says so.`,
  };
}

function otherReceipts(entry: number) {
  return {
    code: 'erased-otherwise',
    table: 'journal',
    row: entry,
    text: `Entry ${entry} of the journal names other receipts as erased than those that are.`,
  };
}
