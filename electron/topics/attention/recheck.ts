/**
 * Rechecks whether the cause of jobs that need a person is gone: an account unlocked or created in RetailSuite, a fiscal
 * year opened, a currency allowed. While jobs wait for such a thing, RS is asked with a read at an interval.
 *
 * Jobs that the same fact holds up make one lot (same cause, same accounts, same year). The answer to a read is not yet what
 * RS does with a posting, so one job of a lot goes ahead; once it is booked, the rest follow. Where no read answers
 * (RS refused for a reason that we do not know), the one job goes at long intervals. Never more than one is ahead:
 * a refused posting is no booking, and one that is unclear is looked up as always.
 */
import type { AccountBook } from '../../../shared/domain/assignment.ts';
import type { Cause } from '../../../shared/domain/causes.ts';
import type { JobState } from '../../../shared/domain/states.ts';
import { HOUR, MINUTE, SECOND, type Clock, type Timers } from '../../../shared/domain/time.ts';
import type { AttentionStore } from '../../core/db/attention.ts';
import type { AttentionTries, Tried } from '../../core/db/attention-tries.ts';
import { askForFacts } from '../rs-facts.ts';
import { lotsOf, INVOICE_CAUSES, RECHECKED_CAUSES, wantedFor, type Lot } from './lots.ts';
import type { RsConnector } from '../../core/rs/connector.ts';

const ASK_INTERVAL_MS = 10 * MINUTE;
/** Upper limit of the backoff after questions that RS did not answer. */
const ASK_BACKOFF_LIMIT_MS = HOUR;
/** Shortest time between two questions, whether a person opens the cards or the line is back. */
const ASK_MIN_INTERVAL_MS = 30 * SECOND;
const ASK_TIMEOUT_MS = 30 * SECOND;
/** Delay until the next lot once the job that went ahead of another one has ended. */
const NEXT_LOT_DELAY_MS = SECOND;
/** First backoff of a lot whose job is sent again although no read says that it would be booked now. */
const TRY_BACKOFF_MS = HOUR;
const TRY_BACKOFF_LIMIT_MS = 12 * HOUR;

/** States in which the job that went ahead is still on its way. */
const UNDER_WAY: readonly JobState[] = ['waiting', 'sending', 'unclear'];
const BOOKED: readonly JobState[] = ['booked', 'verified'];

interface Ahead {
  readonly id: number;
  readonly key: string;
  readonly followers: Lot;
}

export interface Recheck {
  start(): void;
  /** Asks RS now, unless it has just been asked or wants to be left alone. */
  askNow(): void;
  /** These jobs changed; none: the engine's pause did. */
  changed(ids: readonly number[]): void;
  stop(): Promise<void>;
}

export interface RecheckOptions {
  readonly attention: Pick<AttentionStore, 'jobsOf'>;
  /** Outlive the program. */
  readonly tries: AttentionTries;
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

export function createRecheck(options: RecheckOptions): Recheck {
  const { attention, clock, timers } = options;
  /** Gives up the question that is out. */
  let question = new AbortController();
  const tried = rememberedTries(options.tries, clock);
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
        options.onBug(error);
      })
      .then(() => {
        asking = undefined;
        if (cancel) return;
        const pause = Math.min(ASK_BACKOFF_LIMIT_MS, ASK_INTERVAL_MS * 2 ** Math.min(failures, 10));
        askAfter(Math.max(pause, quietUntil - clock()));
      });
  }

  async function askRs(): Promise<void> {
    const connector = options.connector();
    if (!connector || options.isPaused()) return;
    const waiting = attention.jobsOf(RECHECKED_CAUSES);
    if (waiting.length === 0) {
      for (const key of [...tried.keys()]) tried.delete(key);
      return;
    }
    askedAt = clock();
    question = new AbortController();
    const cancelTimeout = timers.after(ASK_TIMEOUT_MS, () => question.abort());
    const asked = await askForFacts(connector, wantedFor(waiting), question.signal).finally(
      cancelTimeout,
    );
    if (!isStarted) return;
    failures = asked.ok ? 0 : failures + 1;
    if (!asked.ok) {
      const { retryAfterMs } = asked.fault;
      quietUntil =
        retryAfterMs === null ? -Infinity : clock() + Math.min(retryAfterMs, TRY_BACKOFF_LIMIT_MS);
      return;
    }
    quietUntil = -Infinity;
    const lots = lotsOf(waiting, options.book(), asked.facts);
    for (const key of [...tried.keys()]) {
      if (!lots.has(key) && !isUnderWay(tried.get(key)?.lastId ?? 0)) tried.delete(key);
    }
    releaseOrders([...lots.values()]);
    for (const key of resume(lots)) lots.delete(key);
    tryNext(lots);
  }

  /** Their invoices have just been read and are clear now: nothing has to be tried. */
  function releaseOrders(lots: readonly Lot[]): void {
    for (const cause of INVOICE_CAUSES) {
      const gone = lots.filter((lot) => lot.cause === cause && lot.verdict === 'gone');
      const ids = gone.flatMap(({ jobs }) => jobs.map(({ id }) => id));
      if (ids.length > 0) options.restart(cause, ids);
    }
  }

  function isUnderWay(id: number): boolean {
    const state = options.stateOf(id);
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
      if (INVOICE_CAUSES.includes(lot.cause)) continue;
      const last = tried.get(key);
      if (lot.verdict === 'stands') {
        // Should it be gone tomorrow, that is news.
        tried.delete(key);
        continue;
      }
      const isNews = lot.verdict === 'gone' && last?.facts !== lot.facts;
      if (!isNews && !last) {
        // RS has just refused these: the first try without a reason is not at once.
        tried.set(key, { facts: lot.facts, count: 0, notBefore: now + TRY_BACKOFF_MS, lastId: 0 });
      }
      if (!isNews && (!last || last.notBefore > now)) continue;
      const next = lot.jobs.find(({ id }) => id > (last?.lastId ?? 0)) ?? lot.jobs[0];
      if (!next || !options.sendAhead(next.id, lot.cause)) continue;
      const count = isNews ? 1 : (last?.count ?? 0) + 1;
      const pause = Math.min(TRY_BACKOFF_LIMIT_MS, TRY_BACKOFF_MS * 2 ** Math.min(count - 1, 10));
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
    const state = options.stateOf(id);
    if (state === undefined || !BOOKED.includes(state)) return false;
    tried.delete(key);
    const ids = followers.jobs.map((job) => job.id).filter((other) => other !== id);
    if (ids.length > 0) options.restart(followers.cause, ids);
    return true;
  }

  function askNow(): void {
    if (askedAt + ASK_MIN_INTERVAL_MS <= clock() && quietUntil <= clock()) ask();
  }

  return {
    askNow,
    start() {
      isStarted = true;
      wasPaused = options.isPaused();
      askAfter(ASK_MIN_INTERVAL_MS);
    },
    changed(ids) {
      if (!isStarted) return;
      if (ahead && ids.includes(ahead.id)) {
        settle();
        if (!ahead) askAfter(NEXT_LOT_DELAY_MS);
      }
      if (ids.length > 0) return;
      const isPaused = options.isPaused();
      if (wasPaused && !isPaused) askNow();
      wasPaused = isPaused;
    },
    async stop() {
      isStarted = false;
      cancel?.();
      question.abort();
      await asking;
    },
  };
}

/** In memory and on the disk alike. A PC whose clock was ahead must not wait for that date. */
function rememberedTries(tries: AttentionTries, clock: Clock) {
  const known = tries.all();
  const latest = clock() + TRY_BACKOFF_LIMIT_MS;
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
