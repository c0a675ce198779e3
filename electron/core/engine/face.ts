/** The engine as the rest of the program sees it. */
import type { Cause } from '../../../shared/domain/causes.ts';
import type { Posting } from '../rs/connector.ts';

export interface Pause {
  readonly cause: Cause;
  readonly message: string;
  readonly since: number;
  /** When it is tried again by itself; null: when a person acted. */
  readonly until: number | null;
}

export interface Run {
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly booked: number;
}

export interface EngineState {
  readonly running: boolean;
  /** The run only asks RS something, by itself and not for long: no news for people. */
  readonly quiet: boolean;
  readonly pause: Pause | null;
  readonly run: Run | null;
  /** When the engine goes on by itself: the next due job or the end of a pause; null when neither comes. */
  readonly nextWakeAt: number | null;
  /** Jobs booked per minute, over the last seconds of the run; null while it cannot be known. */
  readonly perMinute: number | null;
  /** When a job last came further. */
  readonly lastProgressAt: number;
  /** Until then a lost request may still land, and a look-up may decide; null when nothing is in doubt. */
  readonly doubtUntil: number | null;
}

/** Jobs whose cause went away. */
export interface Freed {
  readonly cause: Cause;
  readonly ids: readonly number[];
  /** Part of each slice's transaction, with how many of them started: for the journal. */
  readonly noteRestarted?: (restarted: number) => void;
}

export interface Engine {
  /** Recovers what an earlier run left, then works. */
  start(): void;
  /** The loop looks again: something may have come due, or been mended. No job changes. */
  wake(): void;
  /**
   * A run over everything that is not booked, now, ignoring backoff. Pressed twice it is one run.
   *
   * @param what `waiting` leaves alone what needs a person.
   */
  kick(what?: 'all' | 'waiting'): Promise<{ alreadyRunning: boolean }>;
  /** A person starts single jobs again. @returns ids that start; the others are booked, excluded or out. */
  restart(ids: readonly number[]): number[];
  /** The cause of these jobs went away: those that still wait for it start again, in slices. */
  restartFreed(jobs: readonly Freed[]): void;
  /** The posting that would be sent for a job now; null while it cannot be made (no account, no invoice, no RS yet). */
  preview(id: number): Posting | null;
  state(): EngineState;
  /** Takes nothing new and waits for what is out; after `deadlineMs` requests are cut off and end `unclear`. */
  stop(deadlineMs: number): Promise<void>;
}
