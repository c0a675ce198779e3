/**
 * Proof that the engine lives: whatever it waits for by its own doing comes within a limit.
 *
 * A timer that rings proves only that timers ring. The engine instead notes each thing that it has coming (its next look,
 * a commit, an answer of RS) and strikes it off when it comes; what is overdue means that this engine goes on no more.
 *
 * Ages grow only as they are told to (`grow`), never by a clock: a PC that slept and a main loop that stood still have kept
 * nothing from coming that could have come.
 */
import { SECOND } from '../../../shared/domain/time.ts';
import type { RsConnector } from '../rs/connector.ts';

/** `question`: reads from RS, of many requests where a list has many pages. */
export type Awaited = 'look' | 'commit' | 'posting' | 'question';

/** With the step of the watchdog in front of it, an engine that waits for nobody else is found dead within 30 seconds. */
const OWN_LIMIT_MS = 25 * SECOND;

interface Expectation {
  readonly what: Awaited;
  /** Below zero: it is not due yet. */
  ageMs: number;
}

export interface Vitals {
  /**
   * @param inMs so much later it is due
   * @returns strikes it off
   */
  expect(what: Awaited, inMs?: number): () => void;
  /** Expects `what` until the promise is settled; its result is passed on. */
  during<T>(what: Awaited, promise: Promise<T>): Promise<T>;
  /** RS answered some request: a question of many pages goes on. */
  heard(): void;
  /** All that is open grows older. @returns what is overdue; null: the engine lives */
  grow(ms: number): Awaited | null;
}

/** @param requestTimeoutMs after that the connector gives a request up */
export function createVitals(requestTimeoutMs: number): Vitals {
  const open = new Set<Expectation>();
  const limits: Record<Awaited, number> = {
    look: OWN_LIMIT_MS,
    commit: OWN_LIMIT_MS,
    // The sign-in may have to be renewed first, by a request of its own.
    posting: 2 * requestTimeoutMs + OWN_LIMIT_MS,
    question: 2 * requestTimeoutMs + OWN_LIMIT_MS,
  };

  function expect(what: Awaited, inMs = 0): () => void {
    const expectation = { what, ageMs: -inMs };
    open.add(expectation);
    return () => void open.delete(expectation);
  }

  return {
    expect,
    during<T>(what: Awaited, promise: Promise<T>): Promise<T> {
      const strikeOff = expect(what);
      // Beside the promise, not behind it: whoever waits for it waits not a turn longer.
      promise.then(strikeOff, strikeOff);
      return promise;
    },
    heard() {
      for (const expectation of open) if (expectation.what === 'question') expectation.ageMs = 0;
    },
    grow(ms) {
      let overdue: Awaited | null = null;
      for (const expectation of open) {
        expectation.ageMs += ms;
        if (expectation.ageMs >= limits[expectation.what]) overdue ??= expectation.what;
      }
      return overdue;
    },
  };
}

/** The same connector, each of whose answers is expected; one object for each connection, by which the engine knows it. */
export function createExpectingConnectors(
  vitals: Vitals,
): (connector: RsConnector | undefined) => RsConnector | undefined {
  const known = new WeakMap<RsConnector, RsConnector>();

  function expecting(connector: RsConnector): RsConnector {
    const ask = <T>(reply: Promise<T>) => vitals.during('question', reply);
    return {
      batchSize: connector.batchSize,
      buildPosting: (...input) => connector.buildPosting(...input),
      fiscalYears: (...input) => ask(connector.fiscalYears(...input)),
      accounts: (...input) => ask(connector.accounts(...input)),
      findInvoices: (...input) => ask(connector.findInvoices(...input)),
      postingsOfDay: (...input) => ask(connector.postingsOfDay(...input)),
      lookUp: (...input) => ask(connector.lookUp(...input)),
      post: (...input) => vitals.during('posting', connector.post(...input)),
    };
  }

  return (connector) => {
    if (!connector) return undefined;
    const found = known.get(connector) ?? expecting(connector);
    known.set(connector, found);
    return found;
  };
}
