/** The stored version of an event that a problem is about: what became of its jobs, and what a decision does with them. */
import type { JobType } from '../../../../shared/domain/job.ts';
import type { JobState } from '../../../../shared/domain/states.ts';
import type { Journal } from '../journal.ts';
import type { Db } from '../open.ts';
import { createJobDecisions, createReplacement } from './decisions.ts';

export interface StoredJob {
  readonly id: number;
  readonly type: JobType;
  readonly amount: number;
  readonly currency: string;
  readonly state: JobState;
  readonly in_doubt_since: number | null;
  readonly lease_token: number | null;
}

export interface StoredVersion {
  readonly id: number;
  readonly source: string;
  readonly payload: string;
  readonly origin: string;
  readonly received_at: number;
  readonly jobs: readonly StoredJob[];
  /** Nothing of it is in RS, and nothing is on its way there. */
  readonly isUnsent: boolean;
}

interface Note {
  /** Null: the question is just being found. */
  readonly problem: number | null;
  readonly reason: string | null;
  readonly now: number;
}

const UNSENT: readonly JobState[] = [
  'waiting',
  'waiting-invoice',
  'attention',
  'on-hold',
  'excluded',
];

/** In the journal: held because a question is open, not because a person wanted it. */
const HELD_BY_QUESTION = 'question';

export function createHeldVersions(db: Db, journal: Journal) {
  const byKey = db.prepare<[string], Omit<StoredVersion, 'jobs' | 'isUnsent'>>(
    `SELECT pos_events.id, sources.name AS source, payload, origin, pos_events.received_at
     FROM pos_events JOIN sources ON sources.id = pos_events.source_id WHERE natural_key = ?`,
  );
  const jobsOf = db.prepare<[number], StoredJob>(
    'SELECT id, type, amount, currency, state, in_doubt_since, lease_token FROM jobs WHERE event_id = ? ORDER BY id',
  );
  const exclude = createReplacement(db);
  const { move } = createJobDecisions(db);

  const note = (id: number, action: string, { problem, reason, now }: Note, by?: string) =>
    journal.append({
      at: now,
      topic: 'job',
      subject: String(id),
      action,
      reason,
      details: { problem, ...(by !== undefined && { by }) },
    });

  return {
    stored(naturalKey: string): StoredVersion | undefined {
      const event = byKey.get(naturalKey);
      if (!event) return undefined;
      const jobs = jobsOf.all(event.id);
      // A lease: the engine is about to send it.
      const isUnsent = jobs.every(
        ({ state, in_doubt_since, lease_token }) =>
          UNSENT.includes(state) && in_doubt_since === null && lease_token === null,
      );
      return { ...event, jobs, isUnsent };
    },

    /** Another version takes its place. */
    exclude(version: StoredVersion, why: Note): void {
      for (const { id } of version.jobs) if (exclude(id, why.now)) note(id, 'exclude', why);
    },

    /** Nothing of it is sent until the question is answered. */
    hold(version: StoredVersion, why: Note): void {
      for (const { id, state } of version.jobs) {
        if (state === 'on-hold' || !move('hold', id, why.now)) continue;
        note(id, 'hold', why, HELD_BY_QUESTION);
      }
    },

    /** Jobs that a question held go on; those that a person put on hold stay there. */
    release(version: StoredVersion, why: Note): void {
      for (const { id, state } of version.jobs) {
        if (state !== 'on-hold') continue;
        const [last] = journal.about('job', String(id)).slice(-1);
        const details = last?.details as { by?: string } | null;
        if (last?.action !== 'hold' || details?.by !== HELD_BY_QUESTION) continue;
        if (move('release', id, why.now)) note(id, 'release', why);
      }
    },
  };
}

export type HeldVersions = ReturnType<typeof createHeldVersions>;
