/**
 * The engine: takes due jobs, asks RS for invoices, posts, looks up what is unclear, and waits by itself.
 *
 * One loop (`work`) decides; it runs whenever something may have changed (an answer, a timer, new jobs, a click) and
 * never twice at once. It knows these conditions, in this order:
 *
 * - stopped: nothing is taken any more; what is out is awaited.
 * - resting: nothing is taken although it could be: stopped by a person, quiet hours (unless a person started the
 *   run), first start. What is out gets its answer.
 * - not connected / paused: nothing is taken until a time, or until a person acts. A pause concerns RS or the line,
 *   never one job. Before work goes on after a pause, a question without effect (the fiscal years) must succeed.
 * - working: due jobs are prepared, up to `concurrency` out at once; a run is active (the lamp is blue).
 * - idle: nothing is due; a timer waits for the next job that comes due by itself.
 */
import { HOUR, MINUTE, SECOND } from '../../../shared/domain/time.ts';
import { causeOfFailure } from '../db/disk-fault.ts';
import { jobList } from '../db/job-list.ts';
import { createJobMoves } from '../db/jobs/moves.ts';
import { createTurnCommitter } from '../db/turn-committer.ts';
import type { RsConnector } from '../rs/connector.ts';
import type { Context, EngineOptions, Rest, Session } from './context.ts';
import { createDoubts } from './doubts.ts';
import { askForInvoices } from './invoices.ts';
import type { Engine, Freed, Run } from './face.ts';
import { lookUpDue } from './look-up.ts';
import { build, prepare, sendAndSettle, type Prepared } from './post.ts';
import { createRate } from './rate.ts';
import { recover, wakeFromFuture } from './recover.ts';
import { createPauses, type Trouble } from './pauses.ts';
import { earliest } from './retry.ts';
import { verifyBooked } from './verify.ts';

export type { Engine, EngineState } from './face.ts';

/** Fiscal years and their locked months change rarely; a posting in a new year must not wait for a restart. */
const YEARS_FRESH_MS = 10 * MINUTE;
/** Reading back is never in a hurry: one batch at a time, and a rest when RS does not answer. */
const VERIFY_EVERY_MS = SECOND;
const VERIFY_AGAIN_AFTER_MS = 5 * MINUTE;
const KICK_SLICE = 1_000;
const TICK_MS = SECOND;
const TURN_OF_OTHERS_MS = 250;
/** Smaller steps back are a clock being put right, and nothing waits wrongly by them. */
const CLOCK_BACK_MS = MINUTE;

/** Questions (is the invoice there, was it booked?) are asked all day: one that ends sooner is not shown as a run. */
const QUIET_MS = 3 * SECOND;
const QUESTIONS: readonly Activity[] = ['years', 'look-up', 'invoices'];

type Activity = 'years' | 'look-up' | 'invoices' | 'kick' | 'wake' | 'verify' | 'restart';

export function createEngine(options: EngineOptions): Engine {
  const { clock, timers, db } = options;
  const moves = createJobMoves(db);
  const list = jobList(db);
  const abort = new AbortController();

  /** Jobs that are out; those settled in the turn's transaction no longer take a slot in it. */
  const out = new Set<number>();
  const settledInTurn = new Set<number>();

  let started = false;
  let stopping = false;
  const pauses = createPauses(clock, options.random);
  let session: (Session & { readonly fetchedAt: number }) | undefined;
  let run: Run | null = null;
  let lastProgressAt = clock();
  const rate = createRate(clock);
  let isTicking = false;
  let claimWanted = false;
  /** Something broke in the middle: jobs may hold a lease that nobody in this run works on. */
  let mayBeAbandoned = false;
  /** A person started this run: quiet hours do not hold it up. */
  let isWanted = false;
  let workedAt = 0;
  let verifyNotBefore = 0;
  /** The connection that the last look at the pause saw. */
  let seenConnector: RsConnector | undefined;
  const activities = new Map<Activity, Promise<void>>();
  let cancelTimer: (() => void) | undefined;
  let idleWaiters: (() => void)[] = [];
  const freed: Freed[] = [];

  const committer = createTurnCommitter(db, {
    schedule: options.endOfTurn,
    uptime: options.uptime,
    // Each answer that is awaited brings a step.
    expected: () => out.size,
    last: claim,
    lastFailed: brokenDown,
  });

  const context: Context = {
    options,
    moves,
    committer,
    abort: abort.signal,
    crash: options.crash ?? (() => undefined),
    doubts: createDoubts(options.uptime, clock()),
    invoicePhase: Math.floor(options.random() * HOUR),
    pause: pauseFor,
    lineIsFine: pauses.lineIsFine,
    changed: options.onChange,
    progressed(booked = 0) {
      lastProgressAt = clock();
      if (run && booked > 0) run = { ...run, booked: run.booked + booked };
      if (booked > 0) rate.note(booked);
    },
  };

  function pauseFor(trouble: Trouble): void {
    if (!pauses.failed(trouble)) return;
    // What was known of RS may be why it failed; and the question for it is the probe that ends the pause.
    session = undefined;
    options.onChange([]);
  }

  /** The last step of every commit: fills the free slots, so that settling and taking share one flush. */
  function claim(): (() => void) | undefined {
    const wanted = claimWanted;
    claimWanted = false;
    const stillOut = [...out].filter((id) => !settledInTurn.has(id)).length;
    settledInTurn.clear();
    const current = session;
    const isUseless = stopping || pauses.current() !== null || !(wanted || stillOut < out.size);
    if (isUseless || !current) return undefined;
    // The loop looks at the end of the turn, and this may come before.
    if (options.rest?.(clock(), isWanted)) return undefined;
    const slots = options.concurrency() - stillOut;
    if (slots <= 0) return undefined;
    const { prepared, parked } = prepare(context, current, slots);
    if (prepared.length === 0 && parked.length === 0) return undefined;
    return () => {
      for (const one of prepared) send(one, current);
      if (parked.length > 0) {
        context.progressed();
        options.onChange(parked);
        nudge();
      }
    };
  }

  function send(prepared: Prepared, current: Session): void {
    const { id } = prepared.job;
    out.add(id);
    sendAndSettle(context, current, prepared, (jobId) => settledInTurn.add(jobId))
      .catch(brokenDown)
      .finally(() => {
        out.delete(id);
        // A settling commit fills the slot again by itself; the loop is only needed when there was nothing to fill it
        // with, and now and then so that look-ups and invoices get their turn while many jobs are posted.
        if (out.size < options.concurrency() || clock() - workedAt > TURN_OF_OTHERS_MS) nudge();
      });
  }

  /** A failing disk, or a bug: the engine stands still for a while instead of spinning, and says so. */
  function brokenDown(error: unknown): void {
    options.onBug(error);
    mayBeAbandoned = true;
    const message = error instanceof Error ? error.message : String(error);
    pauseFor({ cause: causeOfFailure(error), message, retryAfterMs: null });
  }

  function begin(name: Activity, activity: () => Promise<unknown>): void {
    if (activities.has(name)) return;
    const done = activity()
      .catch(brokenDown)
      .then(() => {
        activities.delete(name);
        nudge();
      });
    activities.set(name, done);
  }

  async function fetchYears(connector: RsConnector): Promise<void> {
    const reply = await connector.fiscalYears(abort.signal);
    if (!reply.ok) {
      pauseFor(reply.fault);
      return;
    }
    session = { connector, years: reply.value, fetchedAt: clock() };
    if (pauses.healed()) {
      context.progressed();
      options.onChange([]);
    }
  }

  /** Whatever waits for a time comes due now, in slices. */
  function makeDue(activity: 'kick' | 'wake', what: 'all' | 'waiting'): void {
    begin(activity, async () => {
      const ids = moves.kickable(clock(), what);
      for (let at = 0; at < ids.length; at += KICK_SLICE) {
        const slice = ids.slice(at, at + KICK_SLICE);
        await committer.run(() => slice.forEach((id) => moves.kick(id, clock())));
        options.onChange(slice);
      }
    });
  }

  function restartFreed(): void {
    if (freed.length === 0 || stopping) return;
    begin('restart', async () => {
      for (let next = freed.shift(); next && !stopping; next = freed.shift()) {
        const { cause, ids, told } = next;
        for (let at = 0; at < ids.length && !stopping; at += KICK_SLICE) {
          const slice = ids.slice(at, at + KICK_SLICE);
          await committer.run(() => {
            const restarted = slice.filter((id) => moves.restart(id, cause, clock()));
            if (restarted.length > 0) told?.(restarted.length);
          });
          options.onChange(slice);
          nudge();
        }
      }
    });
  }

  function nudge(): void {
    if (!started || cancelTimer === immediate) return;
    cancelTimer?.();
    cancelTimer = immediate;
    options.endOfTurn(() => {
      cancelTimer = undefined;
      try {
        work();
      } catch (error) {
        brokenDown(error);
        wakeAfter(TURN_OF_OTHERS_MS);
      }
    });
  }

  function wakeAfter(ms: number): void {
    cancelTimer = timers.after(Math.min(ms, MINUTE), () => nudge());
  }
  // Stands for "work() comes at the end of this turn": nothing to cancel, nothing to add.
  function immediate(): void {}

  function work(): void {
    if (stopping) return settleIdle();
    restartFreed();
    const now = clock();
    if (now < workedAt - CLOCK_BACK_MS) clockWentBack(workedAt - now);
    workedAt = now;
    const connector = options.connector();
    if (connector !== session?.connector) session = undefined;
    const resting = options.rest?.(now, isWanted) ?? null;
    // A stop is told before everything else: connecting would not end it.
    if (resting?.cause === 'stopped') return restBecause(resting, now);
    if (!connector) {
      if (pauses.restEnded()) options.onChange([]);
      pauseFor({
        cause: 'not-connected',
        message: 'Not connected to RetailSuite.',
        retryAfterMs: null,
      });
      return rest(now);
    }
    if (resting) return restBecause(resting, now);
    if (pauses.restEnded()) options.onChange([]);
    if (seenConnector !== connector) pauses.connectedAnew();
    seenConnector = connector;
    if (pauses.holds(now)) return rest(now);

    if (mayBeAbandoned && !activities.has('look-up')) recoverAbandoned(now);
    const nextDueAt = moves.nextDueAt();
    const due = nextDueAt !== null && nextDueAt <= now;
    if (!pauses.current() && !due) {
      const verifyAt = nextVerifyAt();
      if (verifyAt !== null && verifyAt <= now) begin('verify', () => verify(connector, now));
      return rest(now);
    }
    const current = session;
    if (!current || now - current.fetchedAt > YEARS_FRESH_MS) {
      begin('years', () => fetchYears(connector));
      return rest(now);
    }
    if (moves.dueUnclear(now, 1).length > 0) {
      begin('look-up', () => lookUpDue(context, current, list.lastPosting));
    }
    if (moves.dueInvoice(now, 1).length > 0) {
      begin('invoices', () => askForInvoices(context, current));
    }
    if (out.size < options.concurrency() && moves.duePost(now, 1).length > 0) {
      claimWanted = true;
      committer.run(() => undefined).then(nudge, brokenDown);
    }
    rest(now);
  }

  function restBecause(resting: Rest, now: number): void {
    if (pauses.restBecause(resting)) options.onChange([]);
    rest(now);
  }

  /** Times that were noted by the wrong clock would come long after they were meant to. */
  function clockWentBack(byMs: number): void {
    pauses.clockWentBack(byMs);
    session = undefined;
    verifyNotBefore = 0;
    // Not as a kick: one that a person presses meanwhile must not find it running, and do less.
    makeDue('wake', 'waiting');
  }

  /** What could not be settled when the disk failed is looked up, without waiting for the next start. @throws again */
  function recoverAbandoned(now: number): void {
    const recovered = db
      .transaction(() =>
        recover(moves, now, options.requestTimeoutMs, context.doubts, (id) => out.has(id)),
      )
      .immediate();
    mayBeAbandoned = false;
    options.onChange(recovered);
  }

  async function verify(connector: RsConnector, now: number): Promise<void> {
    const before = now - (options.verifyAfterMs ?? 0);
    const answered = await verifyBooked(context, connector, list.lastPosting, before);
    verifyNotBefore = clock() + (answered ? VERIFY_EVERY_MS : VERIFY_AGAIN_AFTER_MS);
  }

  /** When there is a posting to read back; null while the engine pauses, or is not to do it. */
  function nextVerifyAt(): number | null {
    if (options.verifyAfterMs === undefined || pauses.current()) return null;
    const bookedAt = moves.firstToVerify();
    return bookedAt === null ? null : Math.max(bookedAt + options.verifyAfterMs, verifyNotBefore);
  }

  /** Notes whether a run is active, and sets the timer for what comes next: all that was not due yet at `now`. */
  function rest(now: number): void {
    const active = isActive();
    if (active && (!run || run.endedAt !== null)) {
      run = { startedAt: now, endedAt: null, booked: 0 };
      rate.begin();
      if (!isTicking) tick();
      if (isQuiet()) timers.after(QUIET_MS, () => options.onChange([]));
      options.onChange([]);
    } else if (!active && run && run.endedAt === null) {
      run = { ...run, endedAt: now };
      isWanted = false;
      options.onChange([]);
    }
    if (cancelTimer !== immediate) {
      cancelTimer?.();
      cancelTimer = undefined;
      const wakeAt = earliest(nextWakeAt(), nextVerifyAt());
      // A due job that is not taken is in someone's hands (out, or being asked for): its end nudges.
      if (wakeAt !== null && wakeAt > now) wakeAfter(wakeAt - now);
    }
    settleIdle();
  }

  /** A run tells how far it is, also while no answer comes. */
  function tick(): void {
    isTicking = true;
    timers.after(TICK_MS, () => {
      isTicking = run?.endedAt === null && !stopping;
      if (!isTicking) return;
      if (!isQuiet()) options.onChange([]);
      tick();
    });
  }

  function isActive(): boolean {
    const work = [...activities.keys()].filter(
      // Probing during a pause and reading back are no run: nothing gets booked by them.
      (name) => name !== 'verify' && !(name === 'years' && pauses.current()),
    );
    return out.size > 0 || claimWanted || work.length > 0;
  }

  function isQuiet(): boolean {
    const asksOnly = [...activities.keys()].every((name) => QUESTIONS.includes(name));
    if (isWanted || !asksOnly || out.size > 0 || claimWanted) return false;
    return run !== null && run.endedAt === null && clock() < run.startedAt + QUIET_MS;
  }

  function nextWakeAt(): number | null {
    const pause = pauses.current();
    return pause ? pause.until : moves.nextDueAt();
  }

  function settleIdle(): void {
    if (out.size > 0 || activities.size > 0 || claimWanted) return;
    const waiting = idleWaiters;
    idleWaiters = [];
    for (const resolve of waiting) resolve();
  }

  return {
    start() {
      started = true;
      const now = clock();
      const recovered = db
        .transaction(() => [
          ...recover(moves, now, options.requestTimeoutMs, context.doubts),
          ...wakeFromFuture(moves, now),
        ])
        .immediate();
      if (recovered.length > 0) options.onChange(recovered);
      nudge();
    },

    nudge,

    async kick(what = 'all') {
      const alreadyRunning = isActive();
      isWanted = true;
      if (options.connector()) pauses.tryNow();
      const kicking = activities.get('kick');
      if (kicking) {
        await kicking;
        return { alreadyRunning: true };
      }
      makeDue('kick', what);
      await activities.get('kick');
      return { alreadyRunning };
    },

    retry(ids) {
      const now = clock();
      const startedIds = db.transaction(() => ids.filter((id) => moves.retry(id, now))).immediate();
      if (startedIds.length > 0) {
        isWanted = true;
        options.onChange(startedIds);
      }
      nudge();
      return startedIds;
    },

    restart(jobs) {
      // They may have been refused for a year that is there now.
      if (jobs.some(({ cause }) => cause === 'fiscal-year-missing')) session = undefined;
      freed.push(...jobs);
      restartFreed();
    },

    preview(id) {
      const job = moves.byId(id);
      if (!job || !session) return null;
      const built = build(job, context, session);
      return built.ok ? built.posting : null;
    },

    state: () => {
      const lastDoubtAt = moves.lastDoubtAt();
      return {
        running: isActive(),
        quiet: isQuiet(),
        pause: pauses.current(),
        run,
        nextWakeAt: nextWakeAt(),
        perMinute: run?.endedAt === null ? rate.perMinute() : null,
        lastProgressAt,
        doubtUntil: lastDoubtAt === null ? null : lastDoubtAt + options.settleWindowMs,
      };
    },

    async stop(deadlineMs) {
      stopping = true;
      cancelTimer?.();
      const idle = new Promise<void>((resolve) => idleWaiters.push(resolve));
      settleIdle();
      let cancel: (() => void) | undefined;
      const deadline = new Promise<void>((resolve) => {
        cancel = timers.after(deadlineMs, resolve);
      });
      await Promise.race([idle, deadline]);
      cancel?.();
      // Cut off, a request ends `unclear` and is looked up at the next start.
      abort.abort();
      if (started) nudge();
      await idle;
    },
  };
}
