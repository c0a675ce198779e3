/** Sources: deliveries, kept byte-identical, and what became of them. */
import type { IngestReport } from '../../../shared/domain/ingest-report.ts';
import type { SourceKind } from '../../../shared/domain/pos-event.ts';
import type { Db } from './open.ts';
import type { ProblemDetail } from './attention-problems.ts';

export type SourceStatus = 'importing' | 'imported' | 'partly' | 'failed';

export interface StoredSource {
  readonly id: number;
  readonly kind: SourceKind | 'unknown';
  readonly name: string;
  readonly sha256: string | null;
  readonly size: number;
  /** Relative to the data folder. */
  readonly originalPath: string | null;
  readonly status: SourceStatus;
  readonly report: string | null;
  /** Readings that began since it last brought something new; the program ended in each of them. */
  readonly starts: number;
}

const COLUMNS =
  'id, kind, name, sha256, size, original_path AS originalPath, status, report, starts';

export function createSourceStore(db: Db) {
  const insert = db.prepare(
    `INSERT INTO sources (kind, name, sha256, size, received_at, original_path, status, starts)
     VALUES (?, ?, ?, ?, ?, ?, 'importing', 1)`,
  );
  const finish = db.prepare(
    `UPDATE sources SET status = ?, finished_at = ?, report = ? WHERE id = ?`,
  );
  const unfinished = db.prepare<[], StoredSource>(
    `SELECT ${COLUMNS} FROM sources WHERE status = 'importing' ORDER BY id`,
  );
  const imported = db.prepare<[string], StoredSource>(
    `SELECT ${COLUMNS} FROM sources WHERE sha256 = ? AND status = 'imported' ORDER BY id LIMIT 1`,
  );
  const unfinishedWith = db.prepare<[string], StoredSource>(
    `SELECT ${COLUMNS} FROM sources WHERE sha256 = ? AND status = 'importing' ORDER BY id LIMIT 1`,
  );
  const asideWith = db.prepare<[string], StoredSource>(
    `SELECT ${COLUMNS} FROM sources WHERE sha256 = ? AND set_aside_at IS NOT NULL ORDER BY id LIMIT 1`,
  );
  const lacking = db.prepare<[], StoredSource>(
    `SELECT ${COLUMNS} FROM sources WHERE kind = 'dsfinvk' AND original_path IS NOT NULL AND erasure IS NULL AND status <> 'importing'
       AND id IN (SELECT source_id FROM closings WHERE status = 'released' AND NOT EXISTS
         (SELECT 1 FROM till_closings WHERE pay_desk = closings.pay_desk AND number = closings.number))
     ORDER BY id DESC`,
  );
  const wasReadAgain = db
    .prepare<[number], number>(
      'SELECT EXISTS (SELECT 1 FROM closings_read_again WHERE source_id = ?)',
    )
    .pluck();
  const readAgain = db.prepare<[number, number]>(
    'INSERT OR REPLACE INTO closings_read_again (source_id, at) VALUES (?, ?)',
  );
  const setAside = db.prepare<[number, number]>('UPDATE sources SET set_aside_at = ? WHERE id = ?');
  const begin = db.prepare<[number]>('UPDATE sources SET starts = starts + 1 WHERE id = ?');
  const progress = db.prepare<[number]>('UPDATE sources SET starts = 0 WHERE id = ?');
  const usedName = db
    .prepare<[string, string], number>(
      `SELECT EXISTS (SELECT 1 FROM sources WHERE name = ? AND kind = 'inbox' AND sha256 <> ?)`,
    )
    .pluck();
  const addProblem = db.prepare(
    `INSERT INTO attention_problems (source_id, fingerprint, detail, found_at) VALUES (?, ?, ?, ?)
     -- A closing that was decided about, and is blocked again for other reasons, is open again; a source that ends the
     -- program again, too.
     ON CONFLICT (fingerprint) DO UPDATE SET source_id = excluded.source_id, detail = excluded.detail, resolved_at = NULL
     WHERE resolved_at IS NULL OR (fingerprint LIKE 'blocked|%' AND detail <> excluded.detail)
       OR fingerprint LIKE 'failed|%|set-aside'`,
  );
  const decided = db
    .prepare<[string], number>(
      'SELECT EXISTS (SELECT 1 FROM attention_problems WHERE fingerprint = ? AND resolved_at IS NOT NULL)',
    )
    .pluck();
  const resolveProblem = db.prepare(
    `UPDATE attention_problems SET resolved_at = ? WHERE fingerprint = ? AND resolved_at IS NULL`,
  );
  const resolveFailed = db.prepare(
    `UPDATE attention_problems SET resolved_at = ?
     WHERE resolved_at IS NULL AND fingerprint LIKE 'failed|' || (SELECT sha256 FROM sources WHERE id = ?) || '|%'`,
  );

  const waiting = db
    .prepare<[string, string], number>(
      `SELECT EXISTS (SELECT 1 FROM attention_problems WHERE fingerprint > ? AND fingerprint < ? AND resolved_at IS NULL)`,
    )
    .pluck();
  const conflicts = db
    .prepare<[string, string, string], number>(
      `SELECT EXISTS (SELECT 1 FROM attention_problems WHERE fingerprint > ? AND fingerprint < ? AND resolved_at IS NULL
         AND detail ->> '$.conflict.code' IN (SELECT value FROM json_each(?)))`,
    )
    .pluck();
  const known = db
    .prepare<[string], number>('SELECT EXISTS (SELECT 1 FROM sources WHERE sha256 = ?)')
    .pluck();

  return {
    isKnown: (sha256: string) => known.get(sha256) === 1,

    /** Its first reading begins with it. */
    add(source: {
      readonly kind: SourceKind | 'unknown';
      readonly name: string;
      readonly sha256: string | null;
      readonly size: number;
      readonly receivedAt: number;
      readonly originalPath: string | null;
    }): number {
      const { kind, name, sha256, size, receivedAt, originalPath } = source;
      return Number(insert.run(kind, name, sha256, size, receivedAt, originalPath).lastInsertRowid);
    },
    /** Its reading begins again; counted until it brings something new or ends in order. */
    begin: (id: number): void => void begin.run(id),
    /** It brought something new, or its reading ended in order. */
    progress: (id: number): void => void progress.run(id),
    setAside: (id: number, now: number): void => void setAside.run(now, id),
    /** The source of the same bytes that is read no more until a person says so. */
    asideWith: (sha256: string) => asideWith.get(sha256),
    /** The source of the same bytes whose reading an earlier run did not end. */
    unfinishedWith: (sha256: string) => unfinishedWith.get(sha256),
    /** Whether a delivery of events had this name and other content. */
    hasOtherUnderName: (name: string, sha256: string) => usedName.get(name, sha256) === 1,
    finish(id: number, status: SourceStatus, now: number, report: IngestReport): void {
      finish.run(status, now, JSON.stringify(report), id);
      if (status !== 'failed') resolveFailed.run(now, id);
    },
    /** Exports of whose closings nothing is kept that their tills said; the newest first. */
    lackingClosings: () => lacking.all(),
    wasReadAgain: (id: number) => wasReadAgain.get(id) === 1,
    /** Its original was read once more, or will never be readable. */
    readAgain: (id: number, now: number): void => void readAgain.run(id, now),
    /** Sources whose import an earlier run of the program did not finish. */
    unfinished: () => unfinished.all(),
    /** The source of the same bytes that was imported without a remark; its import need not be repeated. */
    importedWith: (sha256: string) => imported.get(sha256),
    /** Found again it is the same row, with what is known of it now. */
    addProblem(sourceId: number, fingerprint: string, detail: ProblemDetail, now: number): void {
      addProblem.run(sourceId, fingerprint, JSON.stringify(detail), now);
    },
    /** Whether a problem waits whose fingerprint begins so. */
    isOpen: (prefix: string) => waiting.get(prefix, `${prefix}\uffff`) === 1,
    /** Whether a conflict with one of the codes waits, whose fingerprint begins so. */
    isConflictOpen: (prefix: string, codes: readonly string[]) =>
      conflicts.get(prefix, `${prefix}\uffff`, JSON.stringify(codes)) === 1,
    /** Whether a person has decided it, or it resolved itself. */
    isDecided: (fingerprint: string) => decided.get(fingerprint) === 1,
    resolveProblem(fingerprint: string, now: number): void {
      resolveProblem.run(now, fingerprint);
    },
  };
}

export type SourceStore = ReturnType<typeof createSourceStore>;
