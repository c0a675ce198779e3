/**
 * The engine: takes due jobs, asks RS for invoices, posts, looks up what is unclear, and waits by itself.
 *
 * One loop (`work`) decides whenever something may have changed (an answer, a timer, new jobs, a click). Its modes:
 *
 *            start()
 *               │
 *               ▼        jobs are due         trouble with RS or the line
 *     ┌─────► idle ─────────────────► working ─────────────────────────┐
 *     │         ▲                        │                             ▼
 *     │         └── nothing due, none out┘        ┌── no answer ──► paused
 *     │                                           │                    │ its time, a person,
 *     └── RS answers ───────────────────────── probing ◄───────────────┘ another connection
 *
 *     any mode ── a stop, quiet hours, a first start ──► halted ── it ends ──► the mode before
 *     any mode ── stop() ──► stopping: nothing is taken, what is out is awaited until the deadline
 *
 * - idle: nothing is due; a timer waits for the next job that comes due by itself, and booked postings are read back.
 * - working: due jobs are out, up to `concurrency` at once (`claims.ts`); a run is active and the lamp is blue (`run.ts`).
 * - paused: concerns RS or the line, never one job (`pauses.ts`, `claims.ts`).
 * - probing: a question without effect, the fiscal years, must succeed before work goes on (`session.ts`).
 * - halted: somebody wants that nothing is taken although it could be. Requests that are out get their answer.
 *
 * Three words for starting again. *Wake*: the loop looks again, no job changes. *Restart*: jobs that wait for a time or
 * a person come due now (`restarts.ts`). *Kick*: a person wants a run, over everything that is not booked.
 */
import { HOUR, MINUTE } from '../../../shared/domain/time.ts';
import { causeOfFailure } from '../db/disk-fault.ts';
import { createJobList } from '../db/job-list.ts';
import { createJobMoves } from '../db/jobs/moves.ts';
import { createTurnCommitter } from '../db/turn-committer.ts';
import type { RsConnector } from '../rs/connector.ts';
import { createActivities } from './activities.ts';
import { earliest } from './backoff.ts';
import { createClaims, createGate } from './claims.ts';
import type { Context, EngineOptions } from './context.ts';
import { createDoubts } from './doubts.ts';
import { createExpectations } from './expectations.ts';
import { createEnding } from './ending.ts';
import { askForInvoices } from './invoices.ts';
import { createLookUp } from './look-up.ts';
import { createLoop } from './loop.ts';
import { createPauses, type Trouble } from './pauses.ts';
import { build } from './post.ts';
import { createRecovery } from './recover.ts';
import { createRestarts } from './restarts.ts';
import { createRunProgress } from './run.ts';
import { createSession } from './session.ts';
import { createReadingBack } from './verify.ts';
import { createExpectingConnectors, createVitals } from './vitals.ts';
import type { MortalEngine } from './watched-engine.ts';

export type { Engine, EngineState } from './face.ts';

/** Smaller steps back are a clock being put right. */
const CLOCK_BACK_MS = MINUTE;

export function createEngine(options: EngineOptions): MortalEngine {
  const { clock, timers, db } = options;
  const moves = createJobMoves(db);
  const list = createJobList(db);
  const abort = new AbortController();

  let isStopping = false;
  let lookedAt = 0;

  const vitals = createVitals(options.requestTimeoutMs);
  const expecting = createExpectingConnectors(vitals);
  const loop = createLoop({ ...options, work, onError: brokenDown, vitals });
  const pauses = createPauses(clock, options.random);
  const activities = createActivities({ onError: brokenDown, onEnd: loop.wake });
  const run = createRunProgress({
    clock,
    timers,
    isPosting: () => claims.isBusy(),
    activities: activities.names,
    isPaused: () => pauses.current() !== null,
    isStopping: () => isStopping,
    onChange: () => options.onChange([]),
  });
  const committer = createTurnCommitter(db, {
    schedule: options.endOfTurn,
    uptime: options.uptime,
    // Each answer that is awaited brings a step.
    expected: () => claims.outCount(),
    last: () => claims.fill(),
    lastFailed: brokenDown,
  });
  const context: Context = {
    options,
    moves,
    committer: { run: (step) => vitals.during('commit', committer.run(step)) },
    abort: abort.signal,
    crash: options.crash ?? (() => undefined),
    doubts: createDoubts(options.uptime, clock()),
    invoicePhase: Math.floor(options.random() * HOUR),
    pause,
    lineIsFine: pauses.lineIsFine,
    changed: options.onChange,
    progressed: (booked = 0) => run.progressed(booked),
  };
  const session = createSession(context);
  const recovery = createRecovery(context);
  const gate = createGate({ options, pauses, isWanted: run.isWanted, pause });
  const claims = createClaims(context, {
    session: () => (!isStopping && gate.mayTake() ? session.current() : undefined),
    lookedAt: () => lookedAt,
    wake: loop.wake,
    onError: brokenDown,
  });
  const restarts = createRestarts({
    context,
    activities,
    run,
    pauses,
    isStopping: () => isStopping,
    wake: loop.wake,
  });
  const lookUp = createLookUp(context, list.lastPosting);
  const readingBack = createReadingBack(context, createExpectations(db, list.lastPosting));
  const ending = createEnding(timers, () => !claims.isBusy() && activities.names().length === 0);

  function pause(trouble: Trouble): void {
    if (!pauses.failed(trouble)) return;
    // The facts about RS may be why it failed; and the question for it is the probe that ends the pause.
    session.forget();
    options.onChange([]);
  }

  /** A failing disk, or a bug: the engine stands still for a while instead of spinning, and says so. */
  function brokenDown(error: unknown): void {
    options.onBug(error);
    recovery.mayBeNeeded();
    const message = error instanceof Error ? error.message : String(error);
    pause({ cause: causeOfFailure(error), message, retryAfterMs: null });
  }

  function work(): void {
    if (isStopping) return ending.check();
    restarts.continueFreed();
    const now = clock();
    if (now < lookedAt - CLOCK_BACK_MS) clockWentBack(lookedAt - now);
    lookedAt = now;
    const connector = expecting(options.connector());
    session.useOnly(connector);
    if (gate.isOpen(connector, now)) takeUp(connector, now);
    waitForNext(now);
  }

  /** Idle, working or probing: begins whatever is due. */
  function takeUp(connector: RsConnector, now: number): void {
    if (!activities.running('look-up')) recovery.ifNeeded(now, claims.isOut);
    const isDue = (moves.nextDueAt() ?? Infinity) <= now;
    if (!pauses.current() && !isDue) {
      const isToReadBack = (readingBack.nextAt() ?? Infinity) <= now;
      if (isToReadBack) activities.begin('verify', () => readingBack.run(connector, now));
      return;
    }
    const current = session.current();
    if (!current || !session.isFresh(now)) return activities.begin('years', () => probe(connector));
    if (moves.dueUnclear(now, 1).length > 0) activities.begin('look-up', () => lookUp(current));
    if (moves.dueInvoice(now, 1).length > 0) {
      activities.begin('invoices', () => askForInvoices(context, current));
    }
    if (claims.hasFreeSlot() && moves.duePost(now, 1).length > 0) claims.want();
  }

  async function probe(connector: RsConnector): Promise<void> {
    if (!(await session.fetch(connector)) || !pauses.healed()) return;
    context.progressed();
    options.onChange([]);
  }

  /** Times that were noted by the wrong clock would come long after they were meant to. */
  function clockWentBack(byMs: number): void {
    pauses.clockWentBack(byMs);
    session.forget();
    readingBack.clockWentBack();
    restarts.clockWentBack();
  }

  /** Tells how the run stands, and sleeps until what was not due yet at `now`. */
  function waitForNext(now: number): void {
    run.update(now);
    loop.sleep(() => {
      const wakeAt = earliest(nextWakeAt(), pauses.current() ? null : readingBack.nextAt());
      // A due job that is not taken is in someone's hands (out, or being asked for): its end wakes the loop.
      return wakeAt !== null && wakeAt > now ? wakeAt - now : null;
    });
    ending.check();
  }

  function nextWakeAt(): number | null {
    const current = pauses.current();
    return current ? current.until : moves.nextDueAt();
  }

  return {
    start() {
      recovery.atStart();
      loop.start();
    },

    wake: loop.wake,

    kick: restarts.kick,

    restart(ids) {
      const started = restarts.jobs(ids);
      if (started.length > 0) {
        run.want();
        options.onChange(started);
      }
      loop.wake();
      return started;
    },

    restartFreed(jobs) {
      // They may have been refused for a year that is there now.
      if (jobs.some(({ cause }) => cause === 'fiscal-year-missing')) session.forget();
      restarts.addFreed(jobs);
      restarts.continueFreed();
    },

    preview(id) {
      const job = moves.byId(id);
      const current = session.current();
      const built = job && current && build(job, context, current);
      return built?.ok ? built.posting : null;
    },

    state: () => ({
      ...run.state(),
      pause: pauses.current(),
      nextWakeAt: nextWakeAt(),
      // Reads every job in doubt, a year of them on a new PC: only who asks for it pays.
      get doubtUntil() {
        const lastDoubtAt = moves.lastDoubtAt();
        return lastDoubtAt === null ? null : lastDoubtAt + options.settleWindowMs;
      },
    }),

    vitals,

    abandon() {
      isStopping = true;
      loop.cancelSleep();
      abort.abort();
    },

    async stop(deadlineMs) {
      isStopping = true;
      loop.cancelSleep();
      await ending.idle(deadlineMs, () => {
        // Cut off, a request ends `unclear` and is looked up at the next start.
        abort.abort();
        loop.wake();
      });
    },
  };
}
