/**
 * Claims: whether anything may be taken now (the gate), and which jobs are out, up to `concurrency` at once.
 *
 * Free slots are filled by the last step of every commit, so that settling one job and taking the next share a flush.
 * The loop asks for a commit of its own (`want`) only when there was none to fill them.
 */
import type { RsConnector } from '../rs/connector.ts';
import type { Context, EngineOptions, Halt, Session } from './context.ts';
import type { Pauses, Trouble } from './pauses.ts';
import { prepare, sendAndSettle, type Prepared } from './post.ts';

/** While jobs are posted without a break, look-ups and invoices get their turn after so long. */
const MAX_POSTING_STRETCH_MS = 250;

export interface Claims {
  /** Takes due jobs with the next commit, which is asked for here. */
  want(): void;
  /**
   * The last step of a commit: takes due jobs for the slots that are free.
   *
   * @returns what sends them once that is durable
   */
  fill(): (() => void) | undefined;
  isOut(id: number): boolean;
  outCount(): number;
  hasFreeSlot(): boolean;
  /** Jobs are out or about to be. */
  isBusy(): boolean;
}

export interface ClaimsOptions {
  /** Undefined: nothing may be taken (stopping, paused, halted, or RS is not known yet). */
  readonly session: () => Session | undefined;
  /** When the loop last looked, epoch ms. */
  readonly lookedAt: () => number;
  readonly wake: () => void;
  readonly onError: (error: unknown) => void;
}

export function createClaims(context: Context, claims: ClaimsOptions): Claims {
  const { options } = context;
  /** Jobs that are out; those settled in the turn's transaction no longer take a slot in it. */
  const out = new Set<number>();
  const settledInTurn = new Set<number>();
  let isWanted = false;

  function fill(): (() => void) | undefined {
    const wasWanted = isWanted;
    isWanted = false;
    const stillOut = [...out].filter((id) => !settledInTurn.has(id)).length;
    settledInTurn.clear();
    if (!wasWanted && stillOut === out.size) return undefined;
    const session = claims.session();
    const slots = options.concurrency() - stillOut;
    if (!session || slots <= 0) return undefined;
    const { prepared, parked } = prepare(context, session, slots);
    if (prepared.length === 0 && parked.length === 0) return undefined;
    return () => {
      if (prepared.length > 0) options.onSending?.(Math.max(...prepared.map(({ token }) => token)));
      for (const one of prepared) send(one, session);
      if (parked.length > 0) {
        context.progressed();
        context.changed(parked);
        claims.wake();
      }
    };
  }

  function send(prepared: Prepared, session: Session): void {
    const { id } = prepared.job;
    out.add(id);
    sendAndSettle(context, session, prepared, (jobId) => settledInTurn.add(jobId))
      .catch(claims.onError)
      .finally(() => {
        out.delete(id);
        const isOthersTurn = options.clock() - claims.lookedAt() > MAX_POSTING_STRETCH_MS;
        if (hasFreeSlot() || isOthersTurn) claims.wake();
      });
  }

  function hasFreeSlot(): boolean {
    return out.size < options.concurrency();
  }

  return {
    want() {
      isWanted = true;
      context.committer.run(() => undefined).then(claims.wake, claims.onError);
    },
    fill,
    isOut: (id) => out.has(id),
    outCount: () => out.size,
    hasFreeSlot,
    isBusy: () => out.size > 0 || isWanted,
  };
}

export interface Gate {
  /** Whether a job may be taken, also between two looks of the loop. */
  mayTake(): boolean;
  /** Whether the loop may begin anything; notes why not, and probes are allowed when a pause is over. */
  isOpen(connector: RsConnector | undefined, now: number): connector is RsConnector;
}

export interface GateOptions {
  readonly options: EngineOptions;
  readonly pauses: Pauses;
  /** A person started the run. */
  readonly isWanted: () => boolean;
  readonly pause: (trouble: Trouble) => void;
}

const SHOWN_FIRST: readonly Halt['cause'][] = ['stopped', 'data-folder-gone'];
const NOT_CONNECTED: Trouble = {
  cause: 'not-connected',
  message: 'Not connected to RetailSuite.',
  retryAfterMs: null,
};

export function createGate({ options, pauses, isWanted, pause }: GateOptions): Gate {
  /** The connection that the last look saw. */
  let seenConnector: RsConnector | undefined;

  const haltAt = (now: number): Halt | null => options.halt?.(now, isWanted()) ?? null;

  function haltBecause(halt: Halt): false {
    if (pauses.haltBecause(halt)) options.onChange([]);
    return false;
  }

  return {
    mayTake: () => pauses.current() === null && haltAt(options.clock()) === null,

    isOpen(connector, now): connector is RsConnector {
      const halt = haltAt(now);
      // Some are shown before everything else: connecting would not end them.
      if (halt && (connector || SHOWN_FIRST.includes(halt.cause))) return haltBecause(halt);
      if (pauses.haltEnded()) options.onChange([]);
      if (!connector) {
        pause(NOT_CONNECTED);
        return false;
      }
      if (seenConnector !== connector) pauses.connectedAnew();
      seenConnector = connector;
      return !pauses.holds(now);
    },
  };
}
