/** Imports one source: its kept original is read to the end, and what it holds is stored with a report. */
import path from 'node:path';
import type { IngestReport, LocatedProblem } from '../../../shared/domain/ingest-report.ts';
import type { SourceStatus, StoredSource } from '../db/sources.ts';
import { readInboxFile } from './inbox-file.ts';
import type { ReaderMessage, ReadOptions } from './reader.ts';
import { setAside } from './import-problems.ts';
import { ReportBuilder } from './report.ts';
import { ImportStopped, SourceWriter, type WriterParts } from './source-writer.ts';

export interface ImportParts extends WriterParts {
  readonly dataFolder: string;
  /** @param size of the source in bytes */
  readonly readExport: (
    path: string,
    size: number,
    options: ReadOptions,
  ) => AsyncIterable<ReaderMessage>;
  readonly readOptions: () => ReadOptions;
}

/** A bad line of an inbox file as it stood, for the file beside the archived one; at most as many as the report names. */
export interface RejectedLine extends LocatedProblem {
  readonly text: string;
}

export interface Imported {
  readonly report: IngestReport;
  readonly rejectedLines: readonly RejectedLine[];
  /** False: the program ended in between, and the source is finished at the next start. */
  readonly isFinished: boolean;
  /** Why it could not be read at all; it stays where it is. */
  readonly failure?: unknown;
}

/** After so many readings in each of which the program ended, a source is not read again by itself. */
const MAX_STARTS = 2;

/** Reads a stored source (new, or left unfinished by an earlier run) to its end. @param source as it was before this reading began */
export async function importSource(parts: ImportParts, source: StoredSource): Promise<Imported> {
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
      await importExport(parts, writer, original, source.size);
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

function inTransaction({ db }: ImportParts, work: () => void): void {
  db.transaction(work).immediate();
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

async function importExport(
  parts: ImportParts,
  writer: SourceWriter,
  file: string,
  size: number,
): Promise<void> {
  for await (const message of parts.readExport(file, size, parts.readOptions())) {
    switch (message.kind) {
      case 'warning':
        writer.warn(message.problem);
        break;
      case 'failed':
        await writer.fail(message.problem);
        break;
      case 'blocked':
        writer.block(message.closing, message.madeAt);
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
