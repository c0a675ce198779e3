/**
 * Whether this database is what the last run left. Where it is not, RS may have booked what the database does not know,
 * and books twice what is sent twice: then whatever is open is asked for before it is sent (docs/adr/0018-last-run.md).
 *
 * It notices: a folder that somebody copied and put back bears a generation that this PC no longer knows, for each run
 * gives the database a new one and notes it outside of the folder. A database that is gone, is another file, or has lost
 * commits: the id of the last attempt that left is noted outside, too. And a run without an orderly end, after which the
 * PC was switched on anew, may have lost what its disk had said it kept; while the PC stayed on, it has not.
 */
import type { CrashHook } from '../../../shared/domain/crash-points.ts';
import { SECOND, type Random } from '../../../shared/domain/time.ts';
import { doubtOpenJobs } from './jobs/doubt.ts';
import type { Journal } from './journal.ts';
import type { Db } from './open.ts';
import { gapsOf, LAST_RUN, noteLostPower, noteRestored, type LastRun } from './gaps.ts';
import type { SettingsStore } from './settings.ts';

/** This PC's knowledge of the folder, kept where a copy of the folder does not take it along. */
export interface FolderWitness {
  /** When this PC was switched on: epoch ms, to a few seconds. */
  bootedAt(): number;
  /** The generations that the database may bear; none: this user of this PC never worked on it. */
  known(): readonly string[];
  /** Durable when it returns; notes which file the database is, too. @throws when it cannot be written */
  remember(generations: readonly string[]): void;
  /** Whether the database is another file than the one that was remembered; false where nothing tells. */
  isOtherFile(): boolean;
  /** Highest id of an attempt that left from this PC; 0: none. */
  lastAttempt(): number;
  /** Kept through the end of the program, not through a power cut: no flush. Never throws. */
  noteAttempt(id: number): void;
}

export interface RunOptions {
  readonly db: Db;
  readonly settings: SettingsStore;
  readonly journal: Journal;
  readonly witness: FolderWitness;
  readonly now: number;
  readonly random: Random;
  readonly onUnwitnessed: (error: unknown) => void;
  readonly crash?: CrashHook;
}

/**
 * How the run found the folder; `as-left` is every usual start, also after a crash of the program; `first`: nobody has worked here
 * before; `put-back`: the database is older than, or another one than, what this PC knows of the folder.
 */
export type Found = 'as-left' | 'first' | 'put-back' | 'power-lost';

export interface Run {
  readonly found: Found;
  /** The run before came to its end, or there was none. */
  readonly endedInOrder: boolean;
  /** To be called when nothing is written any more. */
  end(): void;
}

/** The clock is put right by seconds all day; a start of the PC is further away than that. */
const BOOT_TOLERANCE_MS = 5 * SECOND;

/** To be called by the one program that works on the folder, before it takes up work. */
export function beginRun(options: RunOptions): Run {
  const { db, settings, witness, now, crash } = options;
  const last = settings.get(LAST_RUN);
  const bootedAt = Math.min(now, witness.bootedAt());
  const found = last ? whatLastRunLeft(options, last, bootedAt) : whatIsHere(options);
  const generation = nextGeneration(options, last?.generation ?? null);
  crash?.('run-witnessed');
  settings.transact(() => {
    if (found === 'put-back' || found === 'power-lost') takeOver(options, found, bootedAt);
    settings.set(LAST_RUN, { generation, bootedAt, isOpen: true });
  });
  crash?.('run-begun');
  if (generation !== null) tryTo(() => witness.remember([generation]), options.onUnwitnessed);
  // After the marks of this run: cut off before, the next start finds the gap again.
  witness.noteAttempt(lastAttemptId(db));

  return {
    found,
    endedInOrder: last?.isOpen !== true,
    end: () => settings.set(LAST_RUN, { generation, bootedAt, isOpen: false }),
  };
}

function whatLastRunLeft({ db, witness, now }: RunOptions, last: LastRun, bootedAt: number): Found {
  const isKnown = last.generation === null || witness.known().includes(last.generation);
  if (!isKnown) return 'put-back';
  if (last.isOpen && !isSameBoot(db, last.bootedAt, bootedAt, now)) return 'power-lost';
  // Lost commits: the log was removed, or an older copy was written over the file.
  if (witness.lastAttempt() > lastAttemptId(db) || witness.isOtherFile()) return 'put-back';
  return 'as-left';
}

/** The generation of a database that no run has begun on: a new one, or a copy that was taken over. */
function whatIsHere({ settings, witness }: RunOptions): Found {
  if (gapsOf(settings).restoredAt !== undefined) return 'as-left';
  // There was another one here.
  return witness.known().length > 0 ? 'put-back' : 'first';
}

function lastAttemptId(db: Db): number {
  return db.prepare<[], number | null>('SELECT max(id) FROM attempts').pluck().get() ?? 0;
}

/** Noted outside before the database bears it, so that no cut in between leaves one that nobody knows. */
function nextGeneration(
  { witness, random, onUnwitnessed }: RunOptions,
  last: string | null,
): string | null {
  const next = Math.floor(random() * 2 ** 52).toString(36);
  const may = last === null ? [next] : [last, next];
  return tryTo(() => witness.remember(may), onUnwitnessed) ? next : last;
}

function tryTo(write: () => void, failed: (error: unknown) => void): boolean {
  try {
    write();
    return true;
  } catch (error) {
    failed(error);
    return false;
  }
}

function takeOver(options: RunOptions, found: 'put-back' | 'power-lost', bootedAt: number): void {
  const { db, settings, journal, now } = options;
  if (found === 'put-back') {
    doubtOpenJobs(db, now, now);
    noteRestored(settings, now);
  } else {
    // Nothing of that run has left this PC since it was switched on.
    doubtOpenJobs(db, bootedAt, now);
    noteLostPower(settings, bootedAt);
  }
  journal.append({
    at: now,
    topic: 'setting',
    subject: 'database',
    action: found,
    reason: null,
    details: null,
  });
}

function isSameBoot(db: Db, before: number, bootedAt: number, now: number): boolean {
  if (Math.abs(before - bootedAt) > BOOT_TOLERANCE_MS) return false;
  // A PC whose clock battery is empty begins each time at the same moment.
  const lastAttempt = db
    .prepare<[], number>('SELECT started_at FROM attempts ORDER BY id DESC LIMIT 1')
    .pluck()
    .get();
  return lastAttempt === undefined || now >= lastAttempt - BOOT_TOLERANCE_MS;
}
