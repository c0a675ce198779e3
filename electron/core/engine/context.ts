/** The parts that the engine's activities (post, look up, ask for invoices) share. */
import type { AccountBook } from '../../../shared/domain/assignment.ts';
import type { Cause } from '../../../shared/domain/causes.ts';
import type { CrashHook } from '../../../shared/domain/crash-points.ts';
import type { Clock, Random, Timers } from '../../../shared/domain/time.ts';
import type { JobMoves } from '../db/jobs/moves.ts';
import type { Db } from '../db/open.ts';
import type { TurnCommitter } from '../db/turn-committer.ts';
import type { Fault, FiscalYear, RsConnector } from '../rs/connector.ts';
import type { PostingTexts } from './posting-texts.ts';
import type { Doubts } from './doubts.ts';

export interface EngineOptions {
  readonly db: Db;
  /** Undefined while the program is not connected to RS. A new connection is a new object. */
  readonly connector: () => RsConnector | undefined;
  readonly accounts: () => AccountBook;
  readonly texts: () => PostingTexts;
  readonly clock: Clock;
  /** Milliseconds of some beginning that nobody sets (`performance.now`): a clock put right ends no doubt too early. */
  readonly uptime: () => number;
  readonly random: Random;
  readonly timers: Timers;
  /** Runs a function at the end of the event-loop turn (`setImmediate`). */
  readonly endOfTurn: (run: () => void) => void;
  /** Requests out at once; 4 suits a store's line. */
  readonly concurrency: () => number;
  /** The time after which a request that was not answered can no longer land in RS. */
  readonly settleWindowMs: number;
  /** A booked posting is read back so long after it was booked, in calm minutes; absent: never. */
  readonly verifyAfterMs?: number;
  /**
   * This database has never sent anything, and nobody on this PC has worked on its folder before: that RS does not have a
   * job is believed at once where RS has no posting of ours on the job's day.
   */
  readonly isFirstStart?: boolean;
  /** Requests up to this attempt are about to leave; called before they do. */
  readonly onSending?: (attempt: number) => void;
  /** After that the connector gives a request up. */
  readonly requestTimeoutMs: number;
  /** Jobs that changed, and what `status()` says with them. */
  readonly onChange: (jobs: readonly number[]) => void;
  /**
   * Why nothing is sent although it could be: a person stopped it, quiet hours, a first start that is not through.
   * Asked before every job that is taken, so that it holds from the moment it is known.
   *
   * @param isWanted a person started the run.
   */
  readonly halt?: (now: number, isWanted: boolean) => Halt | null;
  /** An order that waits long for its invoice is asked for so often; default: every quarter of an hour. */
  readonly invoiceIntervalMs?: () => number;
  /** An error that is a bug of ours: for the log. */
  readonly onBug: (error: unknown) => void;
  readonly crash?: CrashHook;
}

export interface Halt {
  readonly cause: Extract<Cause, 'stopped' | 'quiet-hours' | 'setting-up' | 'data-folder-gone'>;
  readonly message: string;
  /** When it began; absent: when the engine first hears of it. */
  readonly since?: number;
  /** Null: until a person has acted. */
  readonly until: number | null;
}

/** One connection to RS as the running activities see it. */
export interface Session {
  readonly connector: RsConnector;
  readonly years: readonly FiscalYear[];
}

export interface Context {
  readonly options: EngineOptions;
  readonly moves: JobMoves;
  readonly committer: TurnCommitter;
  readonly abort: AbortSignal;
  readonly crash: CrashHook;
  readonly doubts: Doubts;
  /** Where this engine's moments of asking for invoices lie ({@link invoiceAskAt}). */
  readonly invoicePhase: number;
  /** The whole engine waits: no line, throttled, frozen, not signed in. */
  pause(fault: Fault): void;
  /** A reply came through: the line and RS are fine. */
  lineIsFine(): void;
  changed(ids: readonly number[]): void;
  /** Jobs came further, and so many of them to their end: whoever waits for that goes on waiting. */
  progressed(booked?: number): void;
}
