/**
 * Imports sources, one after another: the original is kept and noted, read to its end, and what it holds is stored with a
 * report. The same bytes are imported once.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { IngestReport, LocatedProblem } from '../../../shared/domain/ingest-report.ts';
import type { SourceStatus, StoredSource } from '../db/sources.ts';
import { readClosingsAgain } from './earlier-closings.ts';
import { removeErased } from './erased-originals.ts';
import { readInboxFile } from './inbox-file.ts';
import type { ReaderMessage, ReadOptions } from './reader.ts';
import { MAX_DELIVERY_BYTES, signatureOf } from './deliveries.ts';
import { looksLikeExport } from './formats/dsfinvk/index.ts';
import {
  nameReused,
  rejectedFingerprint,
  reusedDeliveryName,
  setAside,
} from './import-problems.ts';
import type { EarlierReading } from './inbox-folder.ts';
import { keepOriginal, removeLeftovers, unknownOriginals } from './originals.ts';
import type { Delivery } from './watched-folders.ts';
import {
  known,
  ReportBuilder,
  stillAside,
  unreadable,
  type Imported,
  type RejectedLine,
} from './report.ts';
import { ImportStopped, SourceWriter, type WriterParts } from './source-writer.ts';

export interface ImportParts extends WriterParts {
  readonly dataFolder: string;
  readonly scratchFolder: string;
  /** @param size of the source in bytes */
  readonly readExport: (
    path: string,
    size: number,
    options: ReadOptions,
  ) => AsyncIterable<ReaderMessage>;
  readonly readOptions: () => ReadOptions;
}

/** After so many readings in each of which the program ended, a source is not read again by itself. */
const MAX_STARTS = 2;

export interface Importer {
  /** @param delivery absent: a person chose the file, under whatever name. Never throws for input. */
  importFile(file: string, delivery?: Delivery): Promise<Imported>;
  /** @param onEvents hears how many new events are stored so far */
  importPaths: (given: string, onEvents?: (events: number) => void) => Promise<IngestReport[]>;
  resume: () => Promise<IngestReport[]>;
  /** Reads originals once more for what earlier programs did not keep of their closings. */
  keepClosings(): Promise<void>;
  /** Removes files of erased originals, while nothing is being imported. @returns how many */
  removeErased(inbox: string | null, before: string): Promise<number>;
  /** Resolves when nothing is being imported. */
  idle(): Promise<unknown>;
}

interface BegunSource {
  readonly stored: StoredSource;
  readonly isNew: boolean;
}

export function createImporter(parts: ImportParts): Importer {
  const { sources, dataFolder, clock } = parts;
  let last: Promise<unknown> = Promise.resolve();

  /** One source at a time: two at once would fight for the disk, and the order of closings would be chance. */
  function queued<T>(work: () => Promise<T>): Promise<T> {
    const result = last.then(work, work);
    last = result.catch(() => undefined);
    return result;
  }

  async function importOne(
    source: string,
    delivery?: Delivery,
    onEvents?: (events: number) => void,
  ): Promise<Imported> {
    let begun: BegunSource | Imported;
    try {
      begun = await begin(source);
    } catch (error) {
      return unreadable(source, error);
    }
    if ('report' in begun) {
      const { sha256 } = begun.report;
      await readAgain((earlier) => earlier.sha256 === sha256);
      return begun;
    }
    const { stored, isNew } = begun;
    const imported = await importSource(parts, stored, onEvents);
    if (delivery?.earlier) resolveOutgrown(delivery.earlier, imported);
    else if (delivery && isNew && stored.kind === 'inbox') noteReusedName(stored, imported);
    return imported;
  }

  /** What earlier programs did not keep of closings. A person who imports the same export asks for it once more. */
  async function readAgain(isMeant: (source: StoredSource) => boolean): Promise<void> {
    for (const source of sources.lackingClosings().filter(isMeant)) {
      await readClosingsAgain(parts, source).catch((error: unknown) => {
        if (!(error instanceof ImportStopped)) throw error;
      });
    }
  }

  /** Keeps the original and notes the source; or says what is known of the same bytes. */
  async function begin(source: string): Promise<BegunSource | Imported> {
    const name = path.basename(source);
    const kind = source.toLowerCase().endsWith('.jsonl') ? 'inbox' : 'dsfinvk';
    const given = await signatureOf(source);
    if (given.size > MAX_DELIVERY_BYTES)
      throw new Error('it is larger than anything a shop delivers');
    const { sha256, size, relativePath: originalPath } = await keepOriginal(source, dataFolder);
    parts.crash?.('original-kept');
    const before = sources.importedWith(sha256);
    if (before?.report) return known(name, before);
    const aside = sources.asideWith(sha256);
    if (aside?.report) return stillAside(name, aside);
    const unfinished = sources.unfinishedWith(sha256);
    if (unfinished) {
      inTransaction(parts, () => sources.begin(unfinished.id));
      return { stored: unfinished, isNew: false };
    }
    const receivedAt = clock();
    const id = inTransaction(parts, () =>
      sources.add({ kind, name, sha256, size, receivedAt, originalPath }),
    );
    parts.crash?.('source-noted');
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
    inTransaction(parts, () => {
      for (const fingerprint of outgrown) sources.resolveProblem(fingerprint, clock());
    });
  }

  function noteReusedName({ id, name, sha256 }: StoredSource, { report }: Imported): void {
    if (sha256 === null || !sources.hasOtherUnderName(name, sha256)) return;
    report.warnings.push(nameReused(name));
    const { fingerprint, detail } = reusedDeliveryName(name);
    inTransaction(parts, () => sources.addProblem(id, fingerprint, detail, clock()));
  }

  return {
    importFile: (file, delivery) => queued(() => importOne(file, delivery)),

    importPaths(given, onEvents) {
      return queued(async () => {
        const reports: IngestReport[] = [];
        let paths: string[];
        try {
          paths = await sourcesIn(given);
        } catch (error) {
          return [unreadable(given, error).report];
        }
        let before = 0;
        for (const source of paths) {
          const { report } = await importOne(source, undefined, (events) =>
            onEvents?.(before + events),
          );
          reports.push(report);
          before += report.events;
        }
        return reports;
      });
    },

    resume() {
      return queued(async () => {
        await removeLeftovers(dataFolder, parts.scratchFolder, clock());
        const reports: IngestReport[] = [];
        for (const source of sources.unfinished()) {
          inTransaction(parts, () => sources.begin(source.id));
          reports.push((await importSource(parts, source)).report);
        }
        // Only after a restore: the copy of the database may be older than what the tills have delivered since.
        for (const original of await unknownOriginals(dataFolder, sources.isKnown)) {
          reports.push((await importOne(original)).report);
        }
        return reports;
      });
    },

    async keepClosings() {
      const lacking = sources.lackingClosings().filter(({ id }) => !sources.wasReadAgain(id));
      // One at a time: what a till delivers meanwhile comes first.
      for (const { id } of lacking) {
        if (parts.isStopping()) return;
        await queued(() => readAgain((source) => source.id === id));
      }
    },

    removeErased: (inbox, before) =>
      queued(() => removeErased({ db: parts.db, dataFolder, inbox, before })),

    idle: () => last,
  };
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
  // An empty folder is reported as what it should have been: an export without its files.
  return inside.length > 0 ? inside : [given];
}

/** Reads a stored source (new, or left unfinished by an earlier run) to its end. @param source as it was before this reading began */
async function importSource(
  given: ImportParts,
  source: StoredSource,
  onEvents?: (events: number) => void,
): Promise<Imported> {
  const parts: ImportParts = {
    ...given,
    onStored() {
      given.onStored();
      onEvents?.(report.events);
    },
  };
  const report = new ReportBuilder(source.name, source.kind, source.sha256);
  const rejectedLines: RejectedLine[] = [];
  const original = path.join(parts.dataFolder, source.originalPath ?? '');
  const writer = new SourceWriter(parts, source, report);
  const isSetAside = source.starts >= MAX_STARTS;
  try {
    if (isSetAside) await writer.fail(setAside(source.name));
    else if (source.kind === 'inbox') {
      await importInbox(writer, original, source.name, rejectedLines);
    } else {
      await importExport(parts, writer, original, source);
    }
  } catch (error) {
    if (error instanceof ImportStopped) {
      inTransaction(parts, () => parts.sources.progress(source.id));
      return { report: report.build(), rejectedLines, isFinished: false };
    }
    await writer.fail({
      file: source.name,
      code: 'unreadable',
      message:
        `${error instanceof Error ? error.message : String(error)}. What was stored before is safe and is not stored ` +
        `twice; correct the cause and import it again.`,
      values: { source: source.name },
    });
  }
  const built = report.build();
  inTransaction(parts, () => {
    const now = parts.clock();
    parts.sources.finish(source.id, built.status as SourceStatus, now, built);
    if (isSetAside) parts.sources.setAside(source.id, now);
    else parts.sources.progress(source.id);
  });
  parts.crash?.('source-finished');
  return { report: built, rejectedLines, isFinished: true };
}

function inTransaction<T>({ db }: ImportParts, work: () => T): T {
  return db.transaction(work).immediate();
}

async function importInbox(
  writer: SourceWriter,
  file: string,
  name: string,
  rejectedLines: RejectedLine[],
): Promise<void> {
  for await (const line of readInboxFile(file, name)) {
    if (line.ok) await writer.storeEvents([line.event]);
    else if (await writer.reject(line.problem, line.text)) {
      rejectedLines.push({ ...line.problem, text: line.text });
    }
  }
  writer.finishLines();
  await writer.flush();
}

/** The reader knows the kept original, whose name is a hash; a person knows the delivery. */
function underName(problem: LocatedProblem, original: string, name: string): LocatedProblem {
  if (problem.file !== original) return problem;
  return {
    ...problem,
    file: name,
    message: problem.message.replaceAll(original, () => name),
    ...(problem.values?.['source'] === original && {
      values: { ...problem.values, source: name },
    }),
  };
}

async function importExport(
  parts: ImportParts,
  writer: SourceWriter,
  file: string,
  { name, size }: StoredSource,
): Promise<void> {
  for await (const message of parts.readExport(file, size, parts.readOptions())) {
    switch (message.kind) {
      case 'warning':
        writer.warn(message.problem);
        break;
      case 'failed':
        await writer.fail(underName(message.problem, path.basename(file), name));
        break;
      case 'blocked':
        writer.block(message);
        break;
      case 'closing':
        writer.openClosing(message.closing);
        break;
      case 'events':
        await writer.storeEvents(message.events);
        break;
    }
    await writer.pause();
  }
  writer.finishClosing();
  await writer.flush();
}
