import type { Timers } from '../../shared/domain/time.ts';

interface Timer {
  readonly at: number;
  readonly run: () => void;
  isCancelled: boolean;
}

/** A clock with timers that only moves when told to. */
export class SimulatedTime {
  now: number;
  /** Time that passed, whatever `now` was set to meanwhile. */
  uptime = 0;
  /** Soonest last; timers of the same time in the order in which they were set. */
  readonly #timers: Timer[] = [];
  readonly #settle: () => Promise<void>;

  /** @param settle lets everything run that a timer set off */
  constructor(start = 1_000_000, settle: () => Promise<void> = turn) {
    this.now = start;
    this.#settle = settle;
  }

  readonly clock = (): number => this.now;

  readonly timers: Timers = {
    after: (ms, run) => {
      const timer: Timer = { at: this.now + ms, run, isCancelled: false };
      let low = 0;
      let high = this.#timers.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((this.#timers[middle] as Timer).at <= timer.at) high = middle;
        else low = middle + 1;
      }
      this.#timers.splice(low, 0, timer);
      return () => {
        timer.isCancelled = true;
      };
    },
  };

  /** When the next timer rings; undefined when none is set. */
  get nextTimerAt(): number | undefined {
    while (this.#timers.at(-1)?.isCancelled) this.#timers.pop();
    return this.#timers.at(-1)?.at;
  }

  #pass(until: number): void {
    this.uptime += until - this.now;
    this.now = until;
  }

  /** Moves on and rings every timer on the way, in order. */
  async advance(ms: number): Promise<void> {
    const until = this.now + ms;
    for (;;) {
      const at = this.nextTimerAt;
      if (at === undefined || at > until) break;
      const due = this.#timers.pop() as Timer;
      this.#pass(Math.max(this.now, due.at));
      due.run();
      await this.#settle();
    }
    this.#pass(until);
    await this.#settle();
  }
}

/** Lets everything run that is ready. */
export async function turn(): Promise<void> {
  for (let round = 0; round < 3; round++) {
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
  }
}
