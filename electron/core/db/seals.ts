/** Seals of closings, and the times at which they were reopened; it only grows. When each closing is read from RS again. */
import { GIVEN } from './given-limit.ts';
import type { Db } from './open.ts';

export interface NewSeal {
  /** `closingKey` of `core/db/closings`. */
  readonly closing: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly sealed: boolean;
  readonly hash: string;
  /** `ClosingLine` as JSON. */
  readonly line: string;
  /** The line that opened it again. */
  readonly reopenedBy: string | null;
  readonly anchor: string | null;
}

export interface Seal extends NewSeal {
  readonly id: number;
}

interface Row extends Omit<Seal, 'sealed'> {
  readonly sealed: 0 | 1;
}

const COLUMNS = `id, closing, at, is_sealed AS sealed, hash, line, reopened_by AS reopenedBy, anchor`;

export function createSeals(db: Db) {
  const insert = db.prepare<object>(
    `INSERT INTO closing_seals (closing, at, is_sealed, hash, line, reopened_by, anchor)
     VALUES (@closing, @at, @sealed, @hash, @line, @reopenedBy, @anchor)`,
  );
  const of = db.prepare<[string, number], Row>(
    `SELECT ${COLUMNS} FROM closing_seals WHERE closing = ? ORDER BY id DESC LIMIT ${GIVEN}`,
  );
  const read = db.prepare<object>(
    `INSERT INTO closing_reads (closing, day, read_at, due_at) VALUES (@closing, @day, @readAt, @dueAt)
     ON CONFLICT (closing) DO UPDATE SET day = excluded.day, read_at = coalesce(excluded.read_at, read_at),
       due_at = excluded.due_at`,
  );
  const due = db.prepare<[number, number, number], { closing: string; day: string }>(
    `SELECT closing, day FROM closing_reads WHERE due_at <= ? OR due_at > ? ORDER BY due_at LIMIT ${GIVEN}`,
  );
  const readAt = db
    .prepare<[string], number | null>('SELECT read_at FROM closing_reads WHERE closing = ?')
    .pluck();
  const forget = db.prepare<[string]>('DELETE FROM closing_reads WHERE closing = ?');
  const hasten = db.prepare<object>(
    'UPDATE closing_reads SET due_at = @now WHERE closing = @closing AND due_at > @now',
  );
  // A walk by days would be one through every job.
  const touched = db
    .prepare<[number, number], string>(
      `SELECT DISTINCT business_day FROM jobs INDEXED BY jobs_modified WHERE modified_at > ? AND modified_at <= ?`,
    )
    .pluck();
  const newest = db.prepare<[], number | null>('SELECT max(modified_at) FROM jobs').pluck();

  return {
    /** Part of the caller's transaction. */
    add(seal: NewSeal): void {
      insert.run({ ...seal, sealed: seal.sealed ? 1 : 0 });
    },
    /** Newest first. */
    of: (closing: string, most: number): Seal[] =>
      of.all(closing, most).map((row) => ({ ...row, sealed: row.sealed === 1 })),
    /** @param readAt null: RS could not be asked, or is to be asked */
    plan(closing: string, day: string, dueAt: number, readAt: number | null): void {
      read.run({ closing, day, dueAt, readAt });
    },
    /** What is due later is due now; one that is due already stays as it is. */
    hasten: (closing: string, now: number): void => void hasten.run({ closing, now }),
    /** @param latest nothing is planned for later: a clock that was ahead did */
    due: (now: number, latest: number, most: number) => due.all(now, latest, most),
    readAt: (closing: string): number | null => readAt.get(closing) ?? null,
    /** There is no such closing any more: the till has told more of it. */
    forget: (closing: string): void => void forget.run(closing),
    /** Business days of jobs that changed after a moment and until another one. */
    daysTouched: (after: number, until: number): string[] => touched.all(after, until),
    newestChange: (): number => newest.get() ?? 0,
  };
}
