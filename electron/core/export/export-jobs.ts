/**
 * Exports jobs into a file, row by row: memory does not grow with their number. The file appears under its name when it is
 * whole; before that, and after a mistake, there is only a part that is removed.
 */
import fs from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { BulkTarget, ExportFormat } from '../../../shared/contract/contract.ts';
import type { JobColumn, JobRow, JobSort } from '../../../shared/domain/job-list.ts';
import type { Language } from '../../../shared/domain/preferences.ts';
import type { Db } from '../db/open.ts';
import { exportColumns } from './columns.ts';
import { csvWriter } from './csv.ts';
import { selectRows } from './rows.ts';
import { WORDS } from '../../../shared/words/words.ts';
import { MAX_SHEET_ROWS, sheetWriter, workbook } from './xlsx.ts';

export interface ExportTask {
  readonly file: string;
  readonly format: ExportFormat;
  readonly language: Language;
  readonly timeZone: string;
  /** Shown columns in their order. */
  readonly columns: readonly JobColumn[];
  readonly target: BulkTarget;
  readonly sort: JobSort;
  readonly madeAt: number;
}

export interface ExportOptions {
  /** Lets others run between two pieces. */
  readonly yieldTurn: () => Promise<void>;
  readonly onRows: (rows: number) => void;
  readonly signal?: AbortSignal;
  /** Rows of a sheet, head included; tests make it small. */
  readonly mostRows?: number;
}

/** Characters that are written in one go. */
const PIECE = 64 * 1024;
const SHEET_NAME = 'Jobs';

/**
 * @param db a connection of its own, for nobody can use it meanwhile; reading sees one moment, whatever is written beside it
 * @returns rows written
 * @throws what the file system says, or that it was cancelled
 */
export async function exportJobs(
  db: Db,
  task: ExportTask,
  options: ExportOptions,
): Promise<number> {
  const part = `${task.file}.part`;
  try {
    const rows = await write(db, task, options, part);
    await fs.promises.rename(part, task.file);
    return rows;
  } catch (error) {
    await fs.promises.rm(part, { force: true });
    throw error;
  }
}

async function write(
  db: Db,
  task: ExportTask,
  { yieldTurn, onRows, signal, mostRows = MAX_SHEET_ROWS }: ExportOptions,
  part: string,
): Promise<number> {
  const { language, timeZone } = task;
  const columns = exportColumns(task.columns, WORDS[language]);
  const rows = await selectRows(db, task.target, task.sort, yieldTurn, {
    clock: () => task.madeAt,
    timeZone,
  });
  let written = 0;
  let isThrough = false;

  /** Text of the next rows, in pieces; at most `limit` rows. */
  async function* pieces(
    head: string,
    line: (row: JobRow, index: number) => string,
    foot: (count: number) => string,
    limit: number,
  ): AsyncGenerator<string> {
    let text = head;
    let count = 0;
    while (count < limit) {
      const next = rows.next();
      if (next.done === true) {
        isThrough = true;
        break;
      }
      text += line(next.value, count);
      count += 1;
      written += 1;
      if (text.length < PIECE) continue;
      onRows(written);
      yield text;
      text = '';
      await yieldTurn();
    }
    onRows(written);
    yield text + foot(count);
  }
  const cells = (row: JobRow) => columns.map((column) => column.cell(row));

  async function* sheets(): AsyncGenerator<AsyncIterable<string>> {
    const sheet = sheetWriter(columns, timeZone);
    do {
      yield pieces(
        sheet.head,
        (row, index) => sheet.row(cells(row), index + 2),
        (count) => sheet.foot(count + 1),
        mostRows - 1,
      );
    } while (!isThrough);
  }

  let source: Readable;
  if (task.format === 'csv') {
    const csv = csvWriter(columns, language, timeZone);
    source = Readable.from(
      pieces(
        csv.head,
        (row) => csv.row(cells(row)),
        () => '',
        Number.POSITIVE_INFINITY,
      ),
      { objectMode: false },
    );
  } else {
    source = workbook(sheets, { name: SHEET_NAME, language, madeAt: task.madeAt });
  }
  try {
    await pipeline(source, fs.createWriteStream(part), { ...(signal && { signal }) });
  } finally {
    // An iterator that is left half-way keeps the connection busy.
    rows.return?.();
  }
  return written;
}
