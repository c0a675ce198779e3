/** Erases originals: the database says it first, their files go afterwards. */
import { instantOfLimit } from '../../../../shared/domain/retention.ts';
import type { Clock } from '../../../../shared/domain/time.ts';
import type { Journal } from '../journal.ts';
import type { Db } from '../open.ts';
import { IS_SENDING } from './records.ts';

export interface DueOriginal {
  readonly id: number;
  readonly sha256: string;
  readonly size: number;
  readonly receivedAt: number;
  /** A problem of it waits for a person, or its import is not finished. */
  readonly isHeld: 0 | 1;
}

export interface OriginalErasureOptions {
  readonly db: Db;
  readonly journal: Journal;
  readonly clock: Clock;
}

const HELD = `(status = 'importing' OR set_aside_at IS NOT NULL
  OR EXISTS (SELECT 1 FROM attention_problems WHERE source_id = sources.id AND resolved_at IS NULL))`;

export function createOriginalErasure({ db, journal, clock }: OriginalErasureOptions) {
  const isSending = db.prepare<[], number>(IS_SENDING).pluck();
  const due = db.prepare<object, DueOriginal>(
    `SELECT id, sha256, size, received_at AS receivedAt, ${HELD} AS isHeld FROM sources
     WHERE original_path IS NOT NULL AND sha256 IS NOT NULL AND erasure IS NULL AND received_at < @instant
       -- The clock of a till may have been ahead.
       AND id NOT IN (SELECT source_id FROM till_closings WHERE business_day >= @limit)
       AND id NOT IN (SELECT source_id FROM closings WHERE business_day >= @limit)
     ORDER BY id`,
  );
  const mayGo = db
    .prepare<[number], number>(
      `SELECT EXISTS (SELECT 1 FROM sources WHERE id = ? AND erasure IS NULL AND NOT ${HELD})`,
    )
    .pluck();
  const erase = db.prepare<[number, number]>('UPDATE sources SET erasure = ? WHERE id = ?');
  const open = db
    .prepare<[number], number>(
      `SELECT DISTINCT source_id FROM jobs INDEXED BY jobs_open JOIN pos_events ON pos_events.id = event_id
       WHERE state NOT IN ('booked', 'verified') AND state <> 'excluded' AND received_at < ?`,
    )
    .pluck();
  const unread = db
    .prepare<[number], number>(
      `SELECT DISTINCT source_id FROM jobs INDEXED BY jobs_to_verify JOIN pos_events ON pos_events.id = event_id
       WHERE state = 'booked' AND received_at < ?`,
    )
    .pluck();

  return {
    isSending: (): boolean => isSending.get() === 1,
    /** Originals that arrived before a day and are still there. */
    due: (limit: string): DueOriginal[] => due.all({ limit, instant: instantOfLimit(limit) }),

    /** Sources with a receipt that is not booked and read back, whatever day their till says. */
    openSources: (limit: string): number[] => [
      ...open.all(instantOfLimit(limit)),
      ...unread.all(instantOfLimit(limit)),
    ],

    /** @returns false: it stays, something came up or is being sent */
    erase: ({ id, sha256, size, receivedAt }: DueOriginal, limit: string): boolean =>
      db
        .transaction(() => {
          if (isSending.get() === 1 || mayGo.get(id) !== 1) return false;
          const entry = journal.append({
            at: clock(),
            topic: 'erasure',
            subject: sha256,
            action: 'original',
            reason: null,
            details: { before: limit, source: id, size, receivedAt },
          });
          erase.run(entry, id);
          return true;
        })
        .immediate(),
  };
}

/** What the database says of the originals' files. */
export function createErasedOriginals(db: Db) {
  // The same bytes may have been delivered again since: then they are kept.
  const paths = db
    .prepare<[], string>(
      `SELECT original_path FROM sources WHERE original_path IS NOT NULL
       GROUP BY original_path HAVING count(*) = count(erasure)`,
    )
    .pluck();
  const isErased = db
    .prepare<[string], number>(
      'SELECT count(*) > 0 AND count(*) = count(erasure) FROM sources WHERE sha256 = ?',
    )
    .pluck();
  return {
    /** Relative to the data folder. */
    paths: (): string[] => paths.all(),
    isErased: (sha256: string): boolean => isErased.get(sha256) === 1,
  };
}
