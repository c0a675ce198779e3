/** Has the import watch the folders that are set. */
import path from 'node:path';
import type { Ingest } from '../../core/ingest/index.ts';
import type { ProgramSettingsStore } from './program-settings.ts';

export interface FolderWatchOptions {
  readonly ingest: Pick<Ingest, 'watch'>;
  readonly programSettings: Pick<ProgramSettingsStore, 'current'>;
  readonly dataFolder: string;
  /** Undefined: as set, else `inbox` in the data folder; null: none is watched. */
  readonly inbox?: string | null;
}

export interface FolderWatch {
  /** Watches the folders as they are set now; again after each change of settings. */
  watch(): void;
  /** The inbox as it is set now; null: none is watched. */
  inbox(): string | null;
}

export function createFolderWatch(options: FolderWatchOptions): FolderWatch {
  const { ingest, programSettings, dataFolder, inbox } = options;
  const inboxNow = () =>
    inbox === undefined
      ? (programSettings.current().inboxFolder ?? path.join(dataFolder, 'inbox'))
      : inbox;
  return {
    watch() {
      const folder = inboxNow();
      if (folder === null) return;
      ingest.watch({ inbox: folder, exports: programSettings.current().exportFolder });
    },
    inbox: inboxNow,
  };
}
