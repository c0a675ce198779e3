/** The run that people see: when it began, how far it is, how fast it goes, and whether it is worth showing. */
import { SECOND, type Clock, type Timers } from '../../../shared/domain/time.ts';
import type { Activity } from './activities.ts';
import type { EngineState, Run } from './face.ts';
import { createRate } from './rate.ts';

const TICK_MS = SECOND;
/** Questions (is the invoice there, was it booked?) are asked all day: one that ends sooner is not shown as a run. */
const QUIET_MS = 3 * SECOND;
const QUESTIONS: readonly Activity[] = ['years', 'look-up', 'invoices'];

export interface RunProgress {
  /** Begins or ends the run by what goes on now. */
  update(now: number): void;
  /** Jobs came further, and so many of them to their end. */
  progressed(booked: number): void;
  /** A person starts this run: quiet hours do not hold it up. */
  want(): void;
  isWanted(): boolean;
  isActive(): boolean;
  state(): Pick<EngineState, 'running' | 'quiet' | 'run' | 'perMinute' | 'lastProgressAt'>;
}

export interface RunOptions {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Jobs are out or about to be. */
  readonly isPosting: () => boolean;
  readonly activities: () => readonly Activity[];
  readonly isPaused: () => boolean;
  readonly isStopping: () => boolean;
  readonly onChange: () => void;
}

export function createRunProgress(options: RunOptions): RunProgress {
  const { clock, timers } = options;
  const rate = createRate(clock);
  let run: Run | null = null;
  let lastProgressAt = clock();
  let isTicking = false;
  let isWanted = false;

  const isOver = (): boolean => run === null || run.endedAt !== null;

  function isActive(): boolean {
    // Probing during a pause and reading back are no run: nothing gets booked by them.
    const counts = (name: Activity) =>
      name !== 'verify' && !(name === 'years' && options.isPaused());
    return options.isPosting() || options.activities().some(counts);
  }

  function isQuiet(): boolean {
    const asksOnly = options.activities().every((name) => QUESTIONS.includes(name));
    if (isWanted || !asksOnly || options.isPosting()) return false;
    return run !== null && run.endedAt === null && clock() < run.startedAt + QUIET_MS;
  }

  /** Tells how far the run is, also while no answer comes. */
  function tick(): void {
    isTicking = true;
    timers.after(TICK_MS, () => {
      isTicking = !isOver() && !options.isStopping();
      if (!isTicking) return;
      if (!isQuiet()) options.onChange();
      tick();
    });
  }

  return {
    update(now) {
      const active = isActive();
      if (active && isOver()) {
        run = { startedAt: now, endedAt: null, booked: 0 };
        rate.begin();
        if (!isTicking) tick();
        if (isQuiet()) timers.after(QUIET_MS, options.onChange);
        options.onChange();
      } else if (!active && run && run.endedAt === null) {
        run = { ...run, endedAt: now };
        isWanted = false;
        options.onChange();
      }
    },
    progressed(booked) {
      lastProgressAt = clock();
      if (booked === 0) return;
      if (run) run = { ...run, booked: run.booked + booked };
      rate.note(booked);
    },
    want() {
      isWanted = true;
    },
    isWanted: () => isWanted,
    isActive,
    state: () => ({
      running: isActive(),
      quiet: isQuiet(),
      run,
      perMinute: isOver() ? null : rate.perMinute(),
      lastProgressAt,
    }),
  };
}
