/**
 * The sandbox's faults, by name: at a rate, or for the next requests. `docs/sandbox.md` describes each.
 */
import type { Random } from '../shared/domain/time.ts';

export const FAULTS = [
  /** Booked; the connection is cut before any answer. */
  'answer-lost',
  /** The connection is cut; booked some seconds later. */
  'late',
  /** The request is read and never answered; the connection stays open. */
  'half-open',
  /** Answered after a delay. */
  'slow',
  /** 401; the access token is dead from then on. */
  'unauthorized',
  /** 429, half of them with `Retry-After`. */
  'throttled',
  /** 530. */
  'frozen',
  /** 500, half of them after booking. */
  'server-error',
  /** 200 with something that is no JSON, half of them after booking. */
  'garbage',
  /** 200 with nothing, half of them after booking. */
  'empty',
  /** A token answer as some services send it: a byte order mark first, `expires_in` as text or not at all. */
  'odd-token',
  /** Lists begin anew on every page: `start` is ignored. */
  'same-page',
  /** Booked; the answer has other names than agreed. */
  'schema-drift',
  /** The connection is cut before anything is done. */
  'dropped',
] as const;
export type FaultName = (typeof FAULTS)[number];

/** Would lock the client out of a token call: its answer lost after it took effect, or refused without a reason. */
const LOCKS_OUT: readonly FaultName[] = [
  'answer-lost',
  'late',
  'server-error',
  'garbage',
  'empty',
  'schema-drift',
  'unauthorized',
];

export function isFaultName(text: string): text is FaultName {
  return (FAULTS as readonly string[]).includes(text);
}

interface Planned {
  readonly name: FaultName;
  readonly path: string | undefined;
  left: number;
}

export class Faults {
  readonly #random: Random;
  readonly #rates = new Map<FaultName, number>();
  #planned: Planned[] = [];

  constructor(random: Random) {
    this.#random = random;
  }

  /** @param rate share of requests, 0 to 1 */
  setRate(name: FaultName, rate: number): void {
    this.#rates.set(name, rate);
  }

  get rates(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#rates);
  }

  /**
   * The next `count` requests suffer it, before any rate.
   *
   * @param path part of the call's name, such as `Postings.save`; absent: any call.
   */
  next(name: FaultName, count = 1, path?: string): void {
    this.#planned.push({ name, path, left: count });
  }

  clear(): void {
    this.#rates.clear();
    this.#planned = [];
  }

  /**
   * The fault of this request; undefined for none.
   *
   * A rate never locks the client out of a token call: with its refresh token dead and the new one lost, nobody but
   * a person can mend it. `next` with the call's name does that on purpose.
   */
  pick(path: string): FaultName | undefined {
    const planned = this.#planned.find((one) => one.path === undefined || path.includes(one.path));
    if (planned) {
      planned.left -= 1;
      if (planned.left <= 0) this.#planned = this.#planned.filter((one) => one !== planned);
      return planned.name;
    }
    const isToken = path.endsWith('getAccessToken');
    for (const [name, rate] of this.#rates) {
      if (isToken && LOCKS_OUT.includes(name)) continue;
      if (rate > 0 && this.#random() < rate) return name;
    }
    return undefined;
  }
}
