/** Reactions to changes outside the engine: whoever works by them reads them again, and the windows hear of it. */
import type { JobMoves } from '../../core/db/jobs/moves.ts';
import type { Journal } from '../../core/db/journal.ts';
import type { SearchIndexer } from '../../core/db/list/search-index.ts';
import type { Engine } from '../../core/engine/face.ts';
import type { Clock } from '../../../shared/domain/time.ts';
import type { Assignment } from '../accounts/assignment.ts';
import type { Connection } from '../connection/connection.ts';
import { createSignInJournal } from '../connection/sign-in-journal.ts';
import type { ProgramSettingsStore } from '../settings/program-settings.ts';
import type { ChangesHub } from './changes-hub.ts';
import type { Stop } from './stop.ts';

export interface ReactionsOptions {
  readonly hub: ChangesHub;
  readonly engine: Pick<Engine, 'restartFreed' | 'wake'>;
  readonly index: Pick<SearchIndexer, 'touch'>;
  readonly assignment: Pick<Assignment, 'freed' | 'reload'>;
  readonly connection: Pick<Connection, 'forget'>;
  readonly programSettings: Pick<ProgramSettingsStore, 'forget'>;
  readonly stop: Pick<Stop, 'forget'>;
  readonly moves: Pick<JobMoves, 'restartByCause'>;
  readonly journal: Journal;
  /** Watches the folders as they are set now. */
  readonly watchFolders: () => void;
  readonly clock: Clock;
}

export function createReactions(options: ReactionsOptions) {
  const { hub, engine, index, assignment, watchFolders, clock } = options;
  const signIns = createSignInJournal(options.journal, clock);

  /** An earlier run may have ended before it started these again. */
  const restartFreed = () => engine.restartFreed(assignment.freed());

  function accountsChanged(): void {
    assignment.reload();
    restartFreed();
    hub.touchAndWake();
  }

  return {
    restartFreed,
    accountsChanged,

    settingsSaved(): void {
      watchFolders();
      hub.touchSettings();
      engine.wake();
    },

    setupClosed(): void {
      hub.touchSettings();
      engine.wake();
    },

    connected(baseUrl: string, clientId: string): void {
      signIns.connected(baseUrl, clientId);
      options.moves.restartByCause('not-connected', clock());
      hub.touchSettings();
      hub.touchAndWake();
    },

    signedOut(baseUrl: string): void {
      signIns.signedOut(baseUrl);
      hub.touchSettings();
      hub.touchAndWake();
    },

    /** Another program wrote to the database, whatever it was. */
    changedElsewhere(): void {
      options.connection.forget();
      options.programSettings.forget();
      options.stop.forget();
      hub.touchSettings();
      watchFolders();
      accountsChanged();
      index.touch();
    },
  };
}
