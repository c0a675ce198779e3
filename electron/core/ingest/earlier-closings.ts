/**
 * Closings that an earlier program imported, which kept nothing of what the till said of them: their originals are read
 * once more. Nothing of them is booked by it.
 */
import path from 'node:path';
import type { ProblemCode } from '../../../shared/domain/problem-codes.ts';
import type { StoredSource } from '../db/sources.ts';
import type { ReaderMessage, ReadOptions } from './reader.ts';
import { ImportStopped, type WriterParts } from './source-writer.ts';

interface ReadingParts extends WriterParts {
  readonly dataFolder: string;
  readonly readExport: (
    path: string,
    size: number,
    options: ReadOptions,
  ) => AsyncIterable<ReaderMessage>;
  readonly readOptions: () => ReadOptions;
}

/** Told where the file could not be had, whatever it says: a drive that is away, a program that holds it. */
const PASSING_CODES: readonly ProblemCode[] = ['not-found', 'unreadable'];

/** @returns how many closings are known now that were not. @throws ImportStopped when the program is about to end */
export async function readClosingsAgain(
  parts: ReadingParts,
  source: StoredSource,
): Promise<number> {
  const { db, events, sources, dataFolder, clock } = parts;
  const original = path.join(dataFolder, source.originalPath ?? '');
  let kept = 0;
  let isRead = true;
  try {
    for await (const message of parts.readExport(original, source.size, parts.readOptions())) {
      if (parts.isStopping()) throw new ImportStopped();
      if (message.kind === 'failed') isRead = !PASSING_CODES.includes(message.problem.code);
      if (message.kind !== 'closing' || !message.closing.till) continue;
      const { payDesk, number, madeAt, till } = message.closing;
      const stored = events.closing(payDesk, number);
      if (stored?.status !== 'released' || stored.made_at !== madeAt) continue;
      db.transaction(() => events.saveTillClosing(source.id, till)).immediate();
      kept += 1;
      await parts.yieldTurn();
    }
  } catch (error) {
    if (error instanceof ImportStopped) throw error;
    // The disk, the memory or the database, not what the original says.
    isRead = false;
  }
  // One that will never be read leaves its closings as they are: not known. All else is tried at the next start.
  if (isRead) db.transaction(() => sources.readAgain(source.id, clock())).immediate();
  return kept;
}
