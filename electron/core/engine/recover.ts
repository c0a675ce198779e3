/**
 * Recovery, at the start and after a disk that failed: leases that nobody works on become `unclear`, at once.
 */
import type { JobMoves } from '../db/jobs/moves.ts';
import type { Context } from './context.ts';
import type { Doubts } from './doubts.ts';
import { MAX_DELAY_MS } from './backoff.ts';

/**
 * Part of the caller's transaction.
 *
 * @param requestTimeoutMs the bytes of a request leave within that time, or never (`mayLeave` in `post.ts`). Who sent it
 *   may still run: a program that has lost the folder does not know.
 * @param isOut jobs whose request this run still waits for: they are left alone.
 * @returns ids of the jobs that are looked up now.
 */
function recover(
  moves: JobMoves,
  now: number,
  requestTimeoutMs: number,
  doubts: Doubts,
  isOut: (id: number) => boolean = () => false,
): number[] {
  const interrupted = moves.interrupted().filter(({ id }) => !isOut(id));
  for (const job of interrupted) {
    // A look-up sends no posting: the doubt is as old as it was.
    let inDoubtSince = job.in_doubt_since;
    if (job.state === 'sending') {
      inDoubtSince = Math.min(now, job.started_at) + requestTimeoutMs;
      doubts.begin(job.id, inDoubtSince, requestTimeoutMs);
    }
    moves.unclear(
      job.id,
      job.lease_token,
      { dueAt: now, cause: 'no-answer', error: null, inDoubtSince },
      { endedAt: now, outcome: 'interrupted', httpStatus: null, response: null, error: null },
    );
  }
  return interrupted.map((job) => job.id);
}

/**
 * Jobs that a wrong clock made due far from now come due at once; part of the caller's transaction.
 *
 * @returns their ids
 */
function restartFromFuture(moves: JobMoves, now: number): number[] {
  return moves.dueAfter(now + MAX_DELAY_MS).filter((id) => moves.kick(id, now));
}

/** Takes up what an earlier run left, and what this run had to drop when its disk failed. */
export interface Recovery {
  atStart(): void;
  /** Something broke in the middle: jobs may hold a lease that nobody in this run works on. */
  mayBeNeeded(): void;
  /** Looks up jobs that could not be settled, without waiting for the next start. @throws what broke it, again */
  ifNeeded(now: number, isOut: (id: number) => boolean): void;
}

export function createRecovery({ options, moves, doubts }: Context): Recovery {
  const { db, clock, requestTimeoutMs, onChange } = options;
  let isNeeded = false;
  return {
    atStart() {
      const now = clock();
      const recovered = db
        .transaction(() => [
          ...recover(moves, now, requestTimeoutMs, doubts),
          ...restartFromFuture(moves, now),
        ])
        .immediate();
      if (recovered.length > 0) onChange(recovered);
    },
    mayBeNeeded() {
      isNeeded = true;
    },
    ifNeeded(now, isOut) {
      if (!isNeeded) return;
      const recovered = db
        .transaction(() => recover(moves, now, requestTimeoutMs, doubts, isOut))
        .immediate();
      isNeeded = false;
      onChange(recovered);
    },
  };
}
