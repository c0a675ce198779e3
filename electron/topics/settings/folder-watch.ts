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

/** @returns watches the folders as they are set at the call; again after each change of settings */
export function createFolderWatch(options: FolderWatchOptions): () => void {
  const { ingest, programSettings, dataFolder, inbox } = options;
  return () => {
    if (inbox === null) return;
    const { inboxFolder, exportFolder } = programSettings.current();
    ingest.watch({
      inbox: inbox ?? inboxFolder ?? path.join(dataFolder, 'inbox'),
      exports: exportFolder,
    });
  };
}
