/**
 * Ingest: what tills deliver becomes POS events and jobs.
 *
 * Two inputs: DSFinV-K exports (folder or ZIP) and JSON-lines files of the inbox. Only this thread writes the database,
 * reading may happen in another. Sources are imported by `importer.ts`, one after another, whoever brings them.
 */
import path from 'node:path';
import type { FolderProblem } from '../../../shared/contract/contract.ts';
import type { CrashHook } from '../../../shared/domain/crash-points.ts';
import type { IngestReport } from '../../../shared/domain/ingest-report.ts';
import {
  DEFAULT_OPENING_DIFFERENCE_LIMIT,
  programSettingsSchema,
} from '../../../shared/domain/program-settings.ts';
import type { Clock, Timers } from '../../../shared/domain/time.ts';
import { createEventStore } from '../db/events.ts';
import type { Db } from '../db/open.ts';
import { createRepeatedClosings } from '../db/repeated-closings.ts';
import { createHeldVersions } from '../db/jobs/held-versions.ts';
import { createJournal, PROGRAM } from '../db/journal.ts';
import { createDecidedClosings } from '../db/problem-decisions.ts';
import { createSettingsStore, type Setting } from '../db/settings.ts';
import { createSourceStore } from '../db/sources.ts';
import { readExport } from './formats/dsfinvk/index.ts';
import { tillClock } from './formats/dsfinvk/times.ts';
import { createImporter, type ImportParts } from './importer.ts';
import { readWithLimits, type StartReader } from './thread-client.ts';
import { createWatchedFolders } from './watched-folders.ts';

export { checkOriginals } from './check-originals.ts';
export { MAX_DELIVERY_BYTES } from './deliveries.ts';
export { readOriginalLine } from './original-line.ts';
export { copyWithHash } from './originals.ts';
export { serialNumbersOf, type SerialNumber } from './serial-numbers.ts';
export type { StartReader } from './thread-client.ts';

/** See `programSettingsSchema`; read when a source is imported. */
export const OPENING_DIFFERENCE_LIMITS: Setting<Record<string, number>> = {
  key: 'ingest.openingDifferenceLimits',
  schema: programSettingsSchema.shape.openingDifferenceLimits,
};

/** A window does not feel it. */
const SLICE_MS = 5;
/** What a transaction writes in this time fits into the database's cache. */
const ALONE_SLICE_MS = 200;

export interface IngestOptions {
  readonly db: Db;
  readonly dataFolder: string;
  readonly clock: Clock;
  /** Monotonic, in ms. */
  readonly uptime: () => number;
  readonly timers: Timers;
  readonly timeZone: string;
  readonly billNumberPattern?: string;
  readonly startReader?: StartReader;
  /** New jobs were committed. */
  readonly onStored: () => void;
  /** Nobody waits for this process meanwhile: longer transactions write each page of the database fewer times. */
  readonly isAlone?: boolean;
  /** `folderProblems` changed. */
  readonly onFolderProblems?: () => void;
  readonly crash?: CrashHook;
}

export interface Ingest {
  /**
   * Imports a file or export folder; of any other folder what lies in it. One report a source; never throws for input.
   *
   * @param onEvents hears how many new events are stored so far
   */
  importPaths(path: string, onEvents?: (events: number) => void): Promise<IngestReport[]>;
  /** Finishes what an earlier run of the program left half-read, and removes its temporary files. */
  resume(): Promise<IngestReport[]>;
  /** Reads originals once more for what earlier programs did not keep of their closings; books nothing. */
  keepClosings(): Promise<void>;
  /**
   * Removes the files of originals that the database says are erased, while nothing is being imported.
   *
   * @param inbox a folder whose archive holds deliveries once more; null: none
   * @param before `YYYY-MM-DD`: older months of the archive are looked through
   * @returns how many files, or folders of one export
   * @throws errors of the file system
   */
  removeErased(inbox: string | null, before: string): Promise<number>;
  /** Imports what is dropped into the folder, until `stop`; makes the folder if it is not there. */
  watchInbox(folder: string): void;
  /**
   * From now on watches these folders, and no others.
   *
   * @param exports a folder of others: exports are read from it, nothing in it is changed; null: none.
   */
  watch(folders: { readonly inbox: string; readonly exports: string | null }): void;
  /** The watched folders are looked at now, without waiting for the next poll. */
  look(): void;
  /** Watched folders, and deliveries in them, that cannot be used now. */
  folderProblems(): FolderProblem[];
  /** Ends after the chunk that is being stored. */
  stop(): Promise<void>;
}

export function createIngest(options: IngestOptions): Ingest {
  const { db, dataFolder, clock } = options;
  const sources = createSourceStore(db);
  const events = createEventStore(db);
  const scratchFolder = path.join(dataFolder, 'scratch');
  let isStopping = false;
  const decisions = createDecidedClosings(db);
  const clockOfTills = tillClock(options.timeZone);
  const settings = createSettingsStore(db);

  const parts: ImportParts = {
    db,
    sources,
    events,
    dataFolder,
    scratchFolder,
    clock,
    readExport: (file, size, readOptions) =>
      options.startReader
        ? readWithLimits(options.startReader, readExport, file, size, readOptions)
        : readExport(file, readOptions),
    readOptions: () => ({
      timeZone: options.timeZone,
      now: clock(),
      knownCash: events.knownCash(),
      scratchFolder,
      released: decisions.released(),
      ...(options.billNumberPattern !== undefined && {
        billNumberPattern: options.billNumberPattern,
      }),
    }),
    repeated: createRepeatedClosings(db),
    versions: createHeldVersions(db, createJournal(db, PROGRAM)),
    isTakenBoth: (closing) => decisions.takenBoth().includes(closing),
    instantOf: (text) => clockOfTills(text)?.instant,
    openingLimit: (store) =>
      settings.get(OPENING_DIFFERENCE_LIMITS)?.[store] ?? DEFAULT_OPENING_DIFFERENCE_LIMIT,
    onStored: options.onStored,
    isStopping: () => isStopping,
    yieldTurn: () => new Promise((resolve) => setImmediate(resolve)),
    sliceMs: options.isAlone ? ALONE_SLICE_MS : SLICE_MS,
    ...(options.crash && { crash: options.crash }),
  };

  const importer = createImporter(parts);
  const folders = createWatchedFolders({
    db,
    clock,
    uptime: options.uptime,
    timers: options.timers,
    importFile: importer.importFile,
    onProblems: () => options.onFolderProblems?.(),
  });

  return {
    importPaths: importer.importPaths,
    resume: importer.resume,
    keepClosings: importer.keepClosings,
    removeErased: importer.removeErased,

    watchInbox(folder) {
      folders.watch([{ folder, use: 'inbox' }]);
    },

    look: folders.look,

    watch({ inbox, exports }) {
      folders.watch([
        { folder: inbox, use: 'inbox' },
        ...(exports === null ? [] : [{ folder: exports, use: 'exports' as const }]),
      ]);
    },

    folderProblems: folders.problems,

    async stop() {
      isStopping = true;
      await folders.close();
      await importer.idle();
    },
  };
}
