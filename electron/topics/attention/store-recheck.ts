/** Rechecking, connected to a store and its engine. */
import type { Cause } from '../../../shared/domain/causes.ts';
import type { Clock, Timers } from '../../../shared/domain/time.ts';
import type { Assignment } from '../accounts/assignment.ts';
import type { Connection } from '../connection/connection.ts';
import type { AttentionStore } from '../../core/db/attention.ts';
import { createAttentionTries } from '../../core/db/attention-tries.ts';
import type { JobMoves } from '../../core/db/jobs/moves.ts';
import type { Journal } from '../../core/db/journal.ts';
import type { Db } from '../../core/db/open.ts';
import type { Engine } from '../../core/engine/engine.ts';
import { createRecheck, type Recheck } from './recheck.ts';

export interface StoreRecheckOptions {
  readonly db: Db;
  readonly attention: AttentionStore;
  readonly assignment: Assignment;
  readonly connection: Connection;
  readonly moves: JobMoves;
  /** Written to in the program's own name. */
  readonly journal: Journal;
  readonly engine: Engine;
  readonly onRestart: (id: number) => void;
  readonly onBug: (error: unknown) => void;
  readonly clock: Clock;
  readonly timers: Timers;
}

export function createStoreRecheck(options: StoreRecheckOptions): Recheck {
  const { attention, assignment, connection, clock, db, engine, journal, moves } = options;

  /** Part of the transaction that starts the jobs again. */
  function note(cause: Cause, action: 'try' | 'restart', details: object): void {
    const at = clock();
    journal.append({ at, topic: 'cause', subject: cause, action, reason: null, details });
  }

  return createRecheck({
    attention,
    tries: createAttentionTries(db),
    book: assignment.book,
    connector: () => connection.connector(),
    isPaused: () => engine.state().pause !== null,
    stateOf: (id) => moves.byId(id)?.state,
    sendAhead(id, cause) {
      const isStarted = db
        .transaction(() => {
          if (!moves.restart(id, cause, clock())) return false;
          note(cause, 'try', { job: id });
          return true;
        })
        .immediate();
      if (!isStarted) return false;
      // Nothing but the engine's knowledge of the years: the job itself has started.
      engine.restartFreed([{ cause, ids: [] }]);
      options.onRestart(id);
      engine.wake();
      return true;
    },
    restart: (cause, ids) =>
      engine.restartFreed([
        { cause, ids, noteRestarted: (count) => note(cause, 'restart', { count }) },
      ]),
    onBug: options.onBug,
    clock,
    timers: options.timers,
  });
}
