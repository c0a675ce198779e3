/**
 * Whether this database is what the last run left. Where it is not, RS may have booked what the database does not know,
 * and books twice what is sent twice: then whatever is open is asked for before it is sent (docs/adr/0018-last-run.md).
 *
 * Two things are noticed. A folder that somebody copied and put back bears a generation that this PC no longer knows:
 * each run gives the database a new one and notes it outside of the folder. And a run without an orderly end, after which
 * the PC was switched on anew, may have lost what its disk had said it kept; while the PC stayed on, it has not.
 */
import type { CrashHook } from '../../../shared/domain/crash-points.ts';
import { SECOND, type Random } from '../../../shared/domain/time.ts';
import { doubtOpenJobs } from './jobs/doubt.ts';
import type { Journal } from './journal.ts';
import type { Db } from './open.ts';
import { LAST_RUN, noteLostPower, noteRestored } from './gaps.ts';
import type { SettingsStore } from './settings.ts';

/** What this PC knows of the folder, kept where a copy of the folder does not take it along. */
export interface FolderWitness {
  /** When this PC was switched on: epoch ms, to a few seconds. */
  bootedAt(): number;
  /** The generations that the database may bear; none: this user of this PC never worked on it. */
  known(): readonly string[];
  /** Durable when it returns. @throws when it cannot be written */
  remember(generations: readonly string[]): void;
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

/** What the run found; `as-left` is every usual start, also after a crash of the program. */
export type Found = 'as-left' | 'put-back' | 'power-lost';

export interface Run {
  readonly found: Found;
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
  let found: Found = 'as-left';
  if (last) {
    const isKnown = last.generation === null || witness.known().includes(last.generation);
    if (!isKnown) found = 'put-back';
    else if (last.isOpen && !isSameBoot(db, last.bootedAt, bootedAt, now)) found = 'power-lost';
  }

  const generation = nextGeneration(options, last?.generation ?? null);
  crash?.('run-witnessed');
  settings.transact(() => {
    if (found !== 'as-left') takeOver(options, found, bootedAt);
    settings.set(LAST_RUN, { generation, bootedAt, isOpen: true });
  });
  crash?.('run-begun');
  if (generation !== null) tryTo(() => witness.remember([generation]), options.onUnwitnessed);

  return {
    found,
    end: () => settings.set(LAST_RUN, { generation, bootedAt, isOpen: false }),
  };
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

function takeOver(options: RunOptions, found: Found, bootedAt: number): void {
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
