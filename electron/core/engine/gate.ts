/** Whether the loop may take up work with RS now: there is a connection, nobody halts it, and no trouble holds it up. */
import type { RsConnector } from '../rs/connector.ts';
import type { EngineOptions, Halt } from './context.ts';
import type { Pauses, Trouble } from './pauses.ts';

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

const TOLD_FIRST: readonly Halt['cause'][] = ['stopped', 'data-folder-gone'];
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
      // Some are told before everything else: connecting would not end them.
      if (halt && (connector || TOLD_FIRST.includes(halt.cause))) return haltBecause(halt);
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
