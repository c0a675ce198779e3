import type { Timers } from '../../shared/domain/time.ts';

/** A clock with timers that only moves when told to. */
export class SimulatedTime {
  now: number;
  #timers: { at: number; run: () => void }[] = [];

  constructor(start = 1_000_000) {
    this.now = start;
  }

  readonly clock = (): number => this.now;

  readonly timers: Timers = {
    after: (ms, run) => {
      const timer = { at: this.now + ms, run };
      this.#timers.push(timer);
      return () => {
        this.#timers = this.#timers.filter((other) => other !== timer);
      };
    },
  };

  /** When the next timer rings; undefined when none is set. */
  get nextTimerAt(): number | undefined {
    return this.#timers.length === 0 ? undefined : Math.min(...this.#timers.map(({ at }) => at));
  }

  /** Moves on and rings every timer on the way, in order. */
  async advance(ms: number): Promise<void> {
    const until = this.now + ms;
    for (;;) {
      const due = this.#timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#timers = this.#timers.filter((other) => other !== due);
      this.now = Math.max(this.now, due.at);
      due.run();
      await turn();
    }
    this.now = until;
    await turn();
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
