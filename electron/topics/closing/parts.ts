/** The parts of closings: reading them back and sealing them, by a person's wish and by themselves. */
import type { Language } from '../../../shared/domain/preferences.ts';
import type { Clock, Timers } from '../../../shared/domain/time.ts';
import { createAccountStore } from '../../core/db/accounts.ts';
import { anchorOf } from '../../core/db/chain/anchor.ts';
import { createClosings } from '../../core/db/closings/index.ts';
import type { JobList } from '../../core/db/job-list.ts';
import type { JobMoves } from '../../core/db/jobs/moves.ts';
import type { Journal } from '../../core/db/journal.ts';
import type { Db } from '../../core/db/open.ts';
import type { SettingsStore } from '../../core/db/settings.ts';
import type { Engine } from '../../core/engine/face.ts';
import type { RsConnector } from '../../core/rs/connector.ts';
import type { ClearingOptions } from './clearing.ts';
import { createClosingHandlers } from './handlers.ts';
import { createSealing } from './sealing.ts';
import { createTillHandlers } from './till-handlers.ts';
import { createSealWatch } from './watch.ts';

export interface ClosingPartsOptions {
  readonly db: Db;
  readonly list: JobList;
  readonly moves: JobMoves;
  readonly journal: Journal;
  readonly settings: SettingsStore;
  readonly connector: () => RsConnector | undefined;
  readonly onChange: (ids: readonly number[]) => void;
  readonly onBug: (error: unknown) => void;
  readonly clock: Clock;
}

/** What the command line needs of it, too: no engine, no timers. */
export function createClosingSealing(options: Omit<ClosingPartsOptions, 'settings' | 'onBug'>) {
  const { db } = options;
  const closings = createClosings(db);
  const lastPosting = options.list.lastPosting;
  const anchor = () => anchorOf(db);
  return { closings, sealing: createSealing({ ...options, closings, lastPosting, anchor }) };
}

/** What clearing accounts are read with, for the command line, too. */
export function createClearing({
  db,
  journal,
  connector,
}: Pick<ClosingPartsOptions, 'db' | 'journal' | 'connector'>): ClearingOptions {
  return { closings: createClosings(db), accounts: createAccountStore(db, journal), connector };
}

export function createClosingParts(
  options: ClosingPartsOptions & {
    readonly engine: Pick<Engine, 'state'>;
    readonly language: () => Language;
    readonly timers: Timers;
    /** Who is signed in to this PC. */
    readonly user: string;
    /** A person said something of a drawer or of its numbers. */
    readonly onSaid: () => void;
  },
) {
  const { closings, sealing } = createClosingSealing(options);
  const isBusy = () => {
    const { running, pause } = options.engine.state();
    return running || pause !== null || options.connector() === undefined;
  };
  return {
    handlers: {
      ...createClosingHandlers({
        ...options,
        closings,
        sealing,
        clearing: createClearing(options),
      }),
      ...createTillHandlers({
        ...options,
        closings,
        lastRead: sealing.lastRead,
        onChange: options.onSaid,
      }),
    },
    watch: createSealWatch({ ...options, closings, sealing, isBusy }),
  };
}
