/**
 * Ingest: what tills deliver becomes POS events and jobs.
 *
 * Two inputs: DSFinV-K exports (folder or ZIP) and JSON-lines files of the inbox. Sources are imported one after
 * another; only this thread writes the database, reading may happen in another.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { ResourceLimits, Worker } from 'node:worker_threads';
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
import { createHeldVersions } from '../db/jobs/held-versions.ts';
import { createJournal, PROGRAM } from '../db/journal.ts';
import { createDecidedClosings } from '../db/problem-decisions.ts';
import { createSettingsStore, type Setting } from '../db/settings.ts';
import { createSourceStore, type StoredSource } from '../db/sources.ts';
import { looksLikeExport, readExport } from './formats/dsfinvk/index.ts';
import { MAX_DELIVERY_BYTES, signatureOf } from './deliveries.ts';
import { tillClock } from './formats/dsfinvk/times.ts';
import { importSource, type Imported, type ImportParts } from './import-source.ts';
import { keepOriginal, removeLeftovers, unknownOriginals } from './originals.ts';
import type { ReaderMessage, ReadOptions } from './reader.ts';
import { ReportBuilder } from './report.ts';
import { readInThread } from './thread-client.ts';
import { nameReused, rejectedFingerprint, reusedDeliveryName } from './import-problems.ts';
import type { EarlierReading } from './inbox-folder.ts';
import { createWatchedFolders, type Delivery } from './watched-folders.ts';

export { readOriginalLine } from './original-line.ts';

/**
 * Starts the reader's thread (`reader-thread.ts`, where the host has it).
 *
 * @param limits without them V8 lets garbage lie until it has taken several hundred megabytes.
 */
export type StartReader = (limits: ResourceLimits) => Worker;

/** What a thread needs at least, and on top for each byte of an export: its receipt numbers are kept in memory. */
const READER_MEGABYTES = 96;
const READER_SHARE = 0.3;
const ZIP_RATIO = 12;
const YOUNG_MEGABYTES = 16;

function readerLimits(file: string, size: number): ResourceLimits {
  const bytes = file.toLowerCase().endsWith('.zip') ? size * ZIP_RATIO : size;
  return {
    maxOldGenerationSizeMb: Math.ceil(READER_MEGABYTES + (bytes / 2 ** 20) * READER_SHARE),
    maxYoungGenerationSizeMb: YOUNG_MEGABYTES,
  };
}

/** See `programSettingsSchema`; read when a source is imported. */
export const OPENING_DIFFERENCE_LIMITS: Setting<Record<string, number>> = {
  key: 'ingest.openingDifferenceLimits',
  schema: programSettingsSchema.shape.openingDifferenceLimits,
};

export interface IngestOptions {
  readonly db: Db;
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly timeZone: string;
  readonly billNumberPattern?: string;
  readonly startReader?: StartReader;
  /** New jobs were committed. */
  readonly onStored: () => void;
  /** `folderProblems` changed. */
  readonly onFolderProblems?: () => void;
  readonly crash?: CrashHook;
}

export interface Ingest {
  /** Imports a file or export folder; of any other folder what lies in it. One report a source; never throws for input. */
  importPaths(path: string): Promise<IngestReport[]>;
  /** Finishes what an earlier run of the program left half-read, and removes its temporary files. */
  resume(): Promise<IngestReport[]>;
  /** Imports what is dropped into the folder, until `stop`; makes the folder if it is not there. */
  watchInbox(folder: string): void;
  /**
   * From now on watches these folders, and no others.
   *
   * @param exports a folder of others: exports are read from it, nothing in it is changed; null: none.
   */
  watch(folders: { readonly inbox: string; readonly exports: string | null }): void;
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
  let last: Promise<unknown> = Promise.resolve();
  const decisions = createDecidedClosings(db);
  const clockOfTills = tillClock(options.timeZone);
  const settings = createSettingsStore(db);

  const parts: ImportParts = {
    db,
    sources,
    events,
    dataFolder,
    clock,
    readExport: (file, size, readOptions) =>
      options.startReader
        ? readWithin(options.startReader, readerLimits(file, size), file, readOptions)
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
    versions: createHeldVersions(db, createJournal(db, PROGRAM)),
    isTakenBoth: (closing) => decisions.takenBoth().includes(closing),
    instantOf: (text) => clockOfTills(text)?.instant,
    openingLimit: (store) =>
      settings.get(OPENING_DIFFERENCE_LIMITS)?.[store] ?? DEFAULT_OPENING_DIFFERENCE_LIMIT,
    onStored: options.onStored,
    isStopping: () => isStopping,
    yieldTurn: () => new Promise((resolve) => setImmediate(resolve)),
    ...(options.crash && { crash: options.crash }),
  };

  /** One source at a time: two at once would fight for the disk, and the order of closings would be chance. */
  function queued<T>(work: () => Promise<T>): Promise<T> {
    const result = last.then(work, work);
    last = result.catch(() => undefined);
    return result;
  }

  function inTransaction<T>(work: () => T): T {
    return db.transaction(work).immediate();
  }

  /** @param delivery absent: a person chose the file, under whatever name */
  async function importOne(source: string, delivery?: Delivery): Promise<Imported> {
    let begun: BegunSource | Imported;
    try {
      begun = await begin(source);
    } catch (error) {
      return unreadable(source, error);
    }
    if ('report' in begun) return begun;
    const { stored, isNew } = begun;
    const imported = await importSource(parts, stored);
    if (delivery?.earlier) resolveOutgrown(delivery.earlier, imported);
    else if (delivery && isNew && stored.kind === 'inbox') noteReusedName(stored, imported);
    return imported;
  }

  /** Keeps the original and notes the source; or says what is known of the same bytes. */
  async function begin(source: string): Promise<BegunSource | Imported> {
    const name = path.basename(source);
    const kind = source.toLowerCase().endsWith('.jsonl') ? 'inbox' : 'dsfinvk';
    const given = await signatureOf(source);
    if (given.size > MAX_DELIVERY_BYTES)
      throw new Error('it is larger than anything a shop delivers');
    const { sha256, size, relativePath: originalPath } = await keepOriginal(source, dataFolder);
    options.crash?.('original-kept');
    const before = sources.importedWith(sha256);
    if (before?.report) return known(name, before);
    const aside = sources.asideWith(sha256);
    if (aside?.report) return stillAside(name, aside);
    const unfinished = sources.unfinishedWith(sha256);
    if (unfinished) {
      inTransaction(() => sources.begin(unfinished.id));
      return { stored: unfinished, isNew: false };
    }
    const receivedAt = clock();
    const id = inTransaction(() =>
      sources.add({ kind, name, sha256, size, receivedAt, originalPath }),
    );
    options.crash?.('source-noted');
    const status = 'importing';
    return {
      stored: { id, kind, name, sha256, size, originalPath, status, report: null, starts: 0 },
      isNew: true,
    };
  }

  /** A file that grew has whole lines where it had cut ones: those are no problem any more. */
  function resolveOutgrown(earlier: EarlierReading, { rejectedLines }: Imported): void {
    const still = new Set(rejectedLines.map(({ text }) => rejectedFingerprint(text)));
    const outgrown = earlier.rejectedLines
      .map(({ text }) => rejectedFingerprint(text))
      .filter((fingerprint) => !still.has(fingerprint));
    if (outgrown.length === 0) return;
    inTransaction(() => {
      for (const fingerprint of outgrown) sources.resolveProblem(fingerprint, clock());
    });
  }

  function noteReusedName({ id, name, sha256 }: StoredSource, { report }: Imported): void {
    if (sha256 === null || !sources.hasOtherUnderName(name, sha256)) return;
    report.warnings.push(nameReused(name));
    const { fingerprint, detail } = reusedDeliveryName(name);
    inTransaction(() => sources.addProblem(id, fingerprint, detail, clock()));
  }

  const folders = createWatchedFolders({
    db,
    clock,
    timers: options.timers,
    importFile: (file, delivery) => queued(() => importOne(file, delivery)),
    onProblems: () => options.onFolderProblems?.(),
  });

  return {
    importPaths(given) {
      return queued(async () => {
        const reports: IngestReport[] = [];
        let paths: string[];
        try {
          paths = await sourcesIn(given);
        } catch (error) {
          return [unreadable(given, error).report];
        }
        for (const source of paths) reports.push((await importOne(source)).report);
        return reports;
      });
    },

    resume() {
      return queued(async () => {
        await removeLeftovers(dataFolder, scratchFolder, clock());
        const reports: IngestReport[] = [];
        for (const source of sources.unfinished()) {
          inTransaction(() => sources.begin(source.id));
          reports.push((await importSource(parts, source)).report);
        }
        // Only after a restore: the copy of the database may be older than what the tills have delivered since.
        for (const original of await unknownOriginals(dataFolder, sources.isKnown)) {
          reports.push((await importOne(original)).report);
        }
        return reports;
      });
    },

    watchInbox(folder) {
      folders.watch([{ folder, use: 'inbox' }]);
    },

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
      await last;
    },
  };
}

/** The limit is an estimate: an export that needs more is read once more without one. What was told before is known then. */
async function* readWithin(
  startReader: StartReader,
  limits: ResourceLimits,
  file: string,
  readOptions: ReadOptions,
): AsyncGenerator<ReaderMessage> {
  try {
    yield* readInThread(startReader(limits), file, readOptions);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_WORKER_OUT_OF_MEMORY') throw error;
    yield* readInThread(startReader({}), file, readOptions);
  }
}

/** The sources at a path: the path itself, or what a folder that is no export holds. @throws when it is not there */
async function sourcesIn(given: string): Promise<string[]> {
  const stat = await fs.promises.stat(given);
  if (stat.isFile() || (await looksLikeExport(given))) return [given];
  const entries = await fs.promises.readdir(given, { withFileTypes: true });
  const inside = entries
    .filter(
      (entry) =>
        !entry.name.startsWith('.') && (entry.isDirectory() || /\.(zip|jsonl)$/i.test(entry.name)),
    )
    .map((entry) => path.join(given, entry.name))
    .sort();
  // An empty folder is told as what it should have been: an export without its files.
  return inside.length > 0 ? inside : [given];
}

interface BegunSource {
  readonly stored: StoredSource;
  readonly isNew: boolean;
}

function stillAside(name: string, before: StoredSource): Imported {
  const report = JSON.parse(before.report ?? '{}') as IngestReport;
  return { report: { ...report, source: name }, rejectedLines: [], isFinished: true };
}

function known(name: string, before: StoredSource): Imported {
  const report = JSON.parse(before.report ?? '{}') as IngestReport;
  return {
    report: {
      ...report,
      source: name,
      status: 'known',
      events: 0,
      jobs: [],
      duplicates: report.events + report.duplicates,
    },
    rejectedLines: [],
    isFinished: true,
  };
}

function unreadable(source: string, error: unknown): Imported {
  const report = new ReportBuilder(path.basename(source), 'unknown', null);
  report.failed = true;
  const code = (error as NodeJS.ErrnoException).code;
  const what =
    code === 'ENOENT'
      ? `${source} is not there (any more)`
      : `${source} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  report.rejected.push({
    file: source,
    code: code === 'ENOENT' ? 'not-found' : 'unreadable',
    message: `${what}. Nothing was stored from it and nothing is lost; check the path or the drive and import it again.`,
  });
  return { report: report.build(), rejectedLines: [], isFinished: true, failure: error };
}
