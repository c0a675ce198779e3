/**
 * Causes that disappear by themselves: an account unlocked or created in RetailSuite, a fiscal year opened, a currency
 * allowed. While jobs wait for such a thing, RS is asked now and then with a read whether it is there.
 *
 * Jobs that the same fact holds up make one lot (same cause, same accounts, same year). What a read says is not yet what
 * RS does with a posting, so one job of a lot goes ahead; once it is booked, the rest follow. Where no read answers
 * (RS refused for a reason that we do not know), the one job goes at long intervals. Never more than one is ahead:
 * a refused posting is no booking, and one that is unclear is looked up as always.
 */
import type { AccountBook } from '../../../shared/domain/assignment.ts';
import type { Cause } from '../../../shared/domain/causes.ts';
import type { JobState } from '../../../shared/domain/states.ts';
import { HOUR, MINUTE, SECOND, type Clock, type Timers } from '../../../shared/domain/time.ts';
import type { AttentionStore } from '../../core/db/attention.ts';
import type { HealingTries, Tried } from '../../core/db/healing-tries.ts';
import { askForFacts, HEALING, lotsOf, OF_INVOICE, type Lot } from './lots.ts';
import type { RsConnector } from '../../core/rs/connector.ts';

/** So often RS is asked while jobs wait for something that may come to be there. */
const ASK_EVERY_MS = 10 * MINUTE;
/** After questions that RS did not answer, at most. */
const ASK_CAP_MS = HOUR;
/** At once when somebody looks at the causes or the line is back, but not more often than that. */
const ASK_GAP_MS = 30 * SECOND;
const ASK_TIMEOUT_MS = 30 * SECOND;
/** The next lot has its turn as soon as the job that went ahead of another one has come to its end. */
const NEXT_LOT_AFTER_MS = SECOND;
/** One job of a lot is sent again although nothing says that it would be booked now. */
const TRY_EVERY_MS = HOUR;
const TRY_CAP_MS = 12 * HOUR;

/** States in which the job that went ahead is still on its way. */
const UNDER_WAY: readonly JobState[] = ['waiting', 'sending', 'unclear'];
const BOOKED: readonly JobState[] = ['booked', 'verified'];

interface Ahead {
  readonly id: number;
  readonly key: string;
  readonly followers: Lot;
}

export interface Healing {
  start(): void;
  /** Somebody looks at the causes. */
  look(): void;
  /** These jobs changed; none: the engine's pause did. */
  changed(ids: readonly number[]): void;
  stop(): Promise<void>;
}

export interface HealingParts {
  readonly attention: Pick<AttentionStore, 'jobsOf'>;
  /** Outlive the program. */
  readonly tries: HealingTries;
  readonly book: () => AccountBook;
  readonly connector: () => RsConnector | undefined;
  /** The engine may not send now: RS would be asked in vain. */
  readonly isPaused: () => boolean;
  readonly stateOf: (id: number) => JobState | undefined;
  /** Starts one job again, now, and writes it in the journal. @returns false: it does not wait for that any more. */
  readonly sendAhead: (id: number, cause: Cause) => boolean;
  /** Those that still wait for the cause start again, in slices, each with its entry in the journal. */
  readonly restart: (cause: Cause, ids: readonly number[]) => void;
  readonly onBug: (error: unknown) => void;
  readonly clock: Clock;
  readonly timers: Timers;
}

export function createHealing(parts: HealingParts): Healing {
  const { attention, clock, timers } = parts;
  const abort = new AbortController();
  const tried = rememberedTries(parts.tries, clock);
  let ahead: Ahead | undefined;
  let asking: Promise<void> | undefined;
  let askedAt = -Infinity;
  /** RS asked not to be asked before. */
  let quietUntil = -Infinity;
  let failures = 0;
  let wasPaused = false;
  let isStarted = false;
  let cancel: (() => void) | undefined;

  function askAfter(ms: number): void {
    cancel?.();
    cancel = isStarted ? timers.after(ms, ask) : undefined;
  }

  function ask(): void {
    if (asking || !isStarted) return;
    cancel?.();
    cancel = undefined;
    asking = askRs()
      .catch((error: unknown) => {
        failures += 1;
        parts.onBug(error);
      })
      .then(() => {
        asking = undefined;
        if (cancel) return;
        const pause = Math.min(ASK_CAP_MS, ASK_EVERY_MS * 2 ** Math.min(failures, 10));
        askAfter(Math.max(pause, quietUntil - clock()));
      });
  }

  async function askRs(): Promise<void> {
    const connector = parts.connector();
    if (!connector || parts.isPaused()) return;
    const waiting = attention.jobsOf(HEALING);
    if (waiting.length === 0) {
      for (const key of [...tried.keys()]) tried.delete(key);
      return;
    }
    askedAt = clock();
    const signal = AbortSignal.any([abort.signal, AbortSignal.timeout(ASK_TIMEOUT_MS)]);
    const asked = await askForFacts(connector, waiting, signal);
    if (!isStarted) return;
    failures = asked.ok ? 0 : failures + 1;
    if (!asked.ok) {
      const { retryAfterMs } = asked;
      quietUntil = retryAfterMs === null ? -Infinity : clock() + Math.min(retryAfterMs, TRY_CAP_MS);
      return;
    }
    quietUntil = -Infinity;
    const lots = lotsOf(waiting, parts.book(), asked.facts);
    for (const key of [...tried.keys()]) {
      if (!lots.has(key) && !isUnderWay(tried.get(key)?.lastId ?? 0)) tried.delete(key);
    }
    releaseOrders([...lots.values()]);
    for (const key of resume(lots)) lots.delete(key);
    tryNext(lots);
  }

  /** Their invoices have just been read and are clear now: nothing has to be tried. */
  function releaseOrders(lots: readonly Lot[]): void {
    for (const cause of OF_INVOICE) {
      const gone = lots.filter((lot) => lot.cause === cause && lot.verdict === 'gone');
      const ids = gone.flatMap(({ jobs }) => jobs.map(({ id }) => id));
      if (ids.length > 0) parts.restart(cause, ids);
    }
  }

  function isUnderWay(id: number): boolean {
    const state = parts.stateOf(id);
    return state !== undefined && UNDER_WAY.includes(state);
  }

  /**
   * The program ended while a job was ahead: it still is, or has been booked since.
   *
   * @returns the lots that followed.
   */
  function resume(lots: ReadonlyMap<string, Lot>): string[] {
    const followed: string[] = [];
    for (const [key, lot] of lots) {
      const id = tried.get(key)?.lastId ?? 0;
      if (id === 0 || ahead?.key === key) continue;
      if (isUnderWay(id)) ahead ??= { id, key, followers: lot };
      else if (follow({ id, key, followers: lot })) followed.push(key);
    }
    return followed;
  }

  function tryNext(lots: ReadonlyMap<string, Lot>): void {
    if (ahead) settle();
    if (ahead) return;
    const now = clock();
    for (const [key, lot] of lots) {
      if (OF_INVOICE.includes(lot.cause)) continue;
      const last = tried.get(key);
      if (lot.verdict === 'stands') {
        // Should it be gone tomorrow, that is news.
        tried.delete(key);
        continue;
      }
      const isNews = lot.verdict === 'gone' && last?.facts !== lot.facts;
      if (!isNews && !last) {
        // RS has just refused these: the first try without a reason is not at once.
        tried.set(key, { facts: lot.facts, count: 0, notBefore: now + TRY_EVERY_MS, lastId: 0 });
      }
      if (!isNews && (!last || last.notBefore > now)) continue;
      const next = lot.jobs.find(({ id }) => id > (last?.lastId ?? 0)) ?? lot.jobs[0];
      if (!next || !parts.sendAhead(next.id, lot.cause)) continue;
      const count = isNews ? 1 : (last?.count ?? 0) + 1;
      const pause = Math.min(TRY_CAP_MS, TRY_EVERY_MS * 2 ** Math.min(count - 1, 10));
      tried.set(key, { facts: lot.facts, count, notBefore: now + pause, lastId: next.id });
      ahead = { id: next.id, key, followers: lot };
      return;
    }
  }

  /** If the one that went ahead has come to its end: the others follow it when it was booked. */
  function settle(): void {
    if (!ahead) return;
    const last = ahead;
    if (isUnderWay(last.id)) return;
    ahead = undefined;
    follow(last);
  }

  function follow({ id, key, followers }: Ahead): boolean {
    const state = parts.stateOf(id);
    if (state === undefined || !BOOKED.includes(state)) return false;
    tried.delete(key);
    const ids = followers.jobs.map((job) => job.id).filter((other) => other !== id);
    if (ids.length > 0) parts.restart(followers.cause, ids);
    return true;
  }

  function look(): void {
    if (askedAt + ASK_GAP_MS <= clock() && quietUntil <= clock()) ask();
  }

  return {
    look,
    start() {
      isStarted = true;
      wasPaused = parts.isPaused();
      askAfter(ASK_GAP_MS);
    },
    changed(ids) {
      if (!isStarted) return;
      if (ahead && ids.includes(ahead.id)) {
        settle();
        if (!ahead) askAfter(NEXT_LOT_AFTER_MS);
      }
      if (ids.length > 0) return;
      const isPaused = parts.isPaused();
      if (wasPaused && !isPaused) look();
      wasPaused = isPaused;
    },
    async stop() {
      isStarted = false;
      cancel?.();
      abort.abort();
      await asking;
    },
  };
}

/** In memory and on the disk alike. A PC whose clock was ahead must not wait for that date. */
function rememberedTries(tries: HealingTries, clock: Clock) {
  const known = tries.all();
  const latest = clock() + TRY_CAP_MS;
  for (const [key, tried] of known) {
    if (tried.notBefore > latest) known.set(key, { ...tried, notBefore: latest });
  }
  return {
    keys: () => known.keys(),
    get: (key: string) => known.get(key),
    set(key: string, tried: Tried): void {
      known.set(key, tried);
      tries.put(key, tried);
    },
    delete(key: string): void {
      if (known.delete(key)) tries.remove(key);
    },
  };
}
