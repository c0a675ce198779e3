/**
 * The journal: what a person decided or changed, when, and why. It only grows.
 *
 * Attempts tell what the program did with a job; the journal tells what people did to jobs, accounts, settings and problems.
 */
import type { Db } from './open.ts';

/** What an entry is about; `subject` names the one. */
export const JOURNAL_TOPICS = [
  'job',
  /** Many jobs at once; each has an entry of its own, too. */
  'selection',
  'account',
  'store',
  'pay-desk',
  'setting',
  'problem',
  /** Jobs that wait for the same thing; `subject` is the cause. */
  'cause',
  /** A folder for the tax office; `subject` is its name. */
  'tax-folder',
  /** What was erased after its time; `subject` is the closing, or the hash of the original. */
  'erasure',
] as const;
export type JournalTopic = (typeof JOURNAL_TOPICS)[number];

export interface JournalEntry {
  readonly at: number;
  /** Who is signed in to this PC; `PROGRAM` where nobody had to do anything. */
  readonly who: string;
  readonly topic: JournalTopic;
  /** The job's id, the setting's key, …; within its topic. */
  readonly subject: string;
  /** One word: `hold`, `assign`, `accept`, … */
  readonly action: string;
  /** Why, in the person's words; null where none was asked for. */
  readonly reason: string | null;
  /** Old and new values as JSON; never a secret. */
  readonly details: unknown;
}

/** In the journal, for what went on by itself. */
export const PROGRAM = 'program';

export function createJournal(db: Db, who: string) {
  const insert = db.prepare<[number, string, string, string, string, string | null, string | null]>(
    'INSERT INTO journal (at, who, topic, subject, action, reason, details) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const about = db.prepare<
    [string, string],
    Omit<JournalEntry, 'details'> & { details: string | null }
  >(
    'SELECT at, who, topic, subject, action, reason, details FROM journal WHERE topic = ? AND subject = ? ORDER BY id',
  );

  return {
    /**
     * Part of the caller's transaction: the entry and what it tells of are durable together.
     *
     * @returns the entry's number; later ones are higher.
     */
    append(entry: Omit<JournalEntry, 'who'>): number {
      const { at, topic, subject, action, reason, details } = entry;
      const text = details === undefined || details === null ? null : JSON.stringify(details);
      return Number(insert.run(at, who, topic, subject, action, reason, text).lastInsertRowid);
    },
    about: (topic: JournalTopic, subject: string): JournalEntry[] =>
      about.all(topic, subject).map((row) => ({
        ...row,
        details: row.details === null ? null : (JSON.parse(row.details) as unknown),
      })),
  };
}

export type Journal = ReturnType<typeof createJournal>;
