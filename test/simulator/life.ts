/**
 * One run of the program, from its start to its end. Everything that makes it do something (a timer, an answer, the end
 * of a turn) enters here, so that it can be ended, or put to sleep and woken, between any two of them.
 */
import type { Random } from '../../shared/domain/time.ts';
import type { SimulatedTime } from '../helpers/simulated-time.ts';

export class Life {
  alive = true;
  /** Wakes when a request with one of these in its body leaves from elsewhere. */
  wakesAt: readonly string[] = [];
  readonly #time: SimulatedTime;
  #asleep: { readonly since: number; readonly losesTime: boolean } | undefined;
  #lostMs = 0;
  #held: (() => void)[] = [];

  constructor(time: SimulatedTime) {
    this.#time = time;
  }

  get isAsleep(): boolean {
    return this.#asleep !== undefined;
  }

  readonly uptime = (): number => this.#time.now - this.#lostMs;

  /** Now, or as soon as it is awake, or never. */
  enter(act: () => void): void {
    if (!this.alive) return;
    if (this.#asleep) this.#held.push(act);
    else act();
  }

  /** @param losesTime its `uptime` stands still meanwhile */
  fallAsleep(losesTime: boolean): void {
    this.#asleep = { since: this.#time.now, losesTime };
  }

  /** Events of the meantime come at once: timers before answers, or answers before timers. */
  wake(random: Random): void {
    if (!this.#asleep) return;
    if (this.#asleep.losesTime) this.#lostMs += this.#time.now - this.#asleep.since;
    this.#asleep = undefined;
    this.wakesAt = [];
    const held = this.#held.splice(0);
    for (const act of random() < 0.5 ? held : held.reverse()) this.enter(act);
  }
}
