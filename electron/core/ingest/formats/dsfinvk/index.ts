/**
 * Reads a DSFinV-K 2.x export: staged, every closing proven, then its receipts as POS events.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { LocatedProblem } from '../../../../../shared/domain/ingest-report.ts';
import type { ReaderMessage, ReadOptions } from '../../reader.ts';
import { CsvFileError } from '../csv.ts';
import { readClosing } from './closing.ts';
import { ContainerError, openContainer } from './container.ts';
import { CashChain } from './drawer.ts';
import { load } from './load.ts';
import { Staging, type ClosingRow } from './staging.ts';
import { TABLES } from './tables.ts';
import { tillClock } from './times.ts';

/** Whether a path is worth reading as an export: a ZIP, or a folder with one of its files. */
export async function looksLikeExport(source: string): Promise<boolean> {
  const stat = await fs.promises.stat(source);
  if (!stat.isDirectory()) return path.extname(source).toLowerCase() === '.zip';
  const names = (await fs.promises.readdir(source)).map((name) => name.toLowerCase());
  const known = new Set<string>([
    'index.xml',
    ...Object.values(TABLES).flatMap(({ file, name }) => [file, `${name.toLowerCase()}.csv`]),
  ]);
  return names.some((name) => known.has(name));
}

/** Reads a source; ends after the last closing. Never throws for what a user can drop in. */
export async function* readExport(
  source: string,
  options: ReadOptions,
): AsyncGenerator<ReaderMessage> {
  let staging: Staging | undefined;
  let container: Awaited<ReturnType<typeof openContainer>> | undefined;
  try {
    container = await openContainer(source);
    staging = new Staging(options.scratchFolder);
    for (const problem of await load(container, staging)) yield { kind: 'warning', problem };
    if (staging.closings.length === 0 && staging.orphans.size === 0) {
      yield { kind: 'failed', problem: noClosing() };
      return;
    }
    yield* readClosings(staging, options);
  } catch (error) {
    yield { kind: 'failed', problem: failure(error, source) };
  } finally {
    staging?.close();
    container?.close();
  }
}

function noClosing(): LocatedProblem {
  return {
    file: TABLES.closings.file,
    code: 'no-closing',
    message:
      'The export holds no closing. Nothing was stored from it and nothing is lost; make the closing of the day at ' +
      'the till, then export and import again.',
  };
}

function failure(error: unknown, source: string): LocatedProblem {
  if (error instanceof CsvFileError) return error.problem;
  const file = path.basename(source);
  const message = error instanceof Error ? error.message : String(error);
  const code =
    error instanceof ContainerError
      ? error.code
      : (error as NodeJS.ErrnoException).code === 'ENOENT'
        ? 'not-found'
        : 'unreadable';
  const remedy =
    (error instanceof ContainerError ? error.remedy : undefined) ??
    'copy or export it again and import it once more';
  return {
    file,
    code,
    message: `${message.replace(/\.$/, '')}. Nothing was stored from this export and nothing is lost; ${remedy}.`,
    values: { source: file },
  };
}

function* readClosings(staging: Staging, options: ReadOptions): Generator<ReaderMessage> {
  for (const { payDesk, closing, problem } of staging.orphans.values()) {
    yield { kind: 'blocked', closing: { payDesk, closing, reasons: [problem] }, madeAt: '' };
  }
  const clock = tillClock(options.timeZone);
  const cash = new CashChain(options.knownCash);
  for (const closing of inOrder(staging.closings)) {
    yield* readClosing(staging, closing, { options, clock, cash });
  }
}

/** By pay desk and number, so that each closing finds the cash that the one before it left. */
function inOrder(closings: readonly ClosingRow[]): ClosingRow[] {
  return [...closings].sort(
    (a, b) => a.desk.localeCompare(b.desk) || Number(a.number) - Number(b.number),
  );
}
