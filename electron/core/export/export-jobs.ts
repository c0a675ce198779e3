/**
 * Exports jobs into a file, row by row: memory does not grow with their number. The file appears under its name when it is
 * whole; before that, and after a mistake, there is only a part that is removed.
 */
import fs from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ExportFormat } from '../../../shared/contract/contract.ts';
import type { Language } from '../../../shared/domain/preferences.ts';
import type { Db } from '../db/open.ts';
import type { Cell } from './columns.ts';
import { csvWriter } from './csv.ts';
import { exportTable, type TableTask } from './tables.ts';
import { WORDS } from '../../../shared/words/words.ts';
import { MAX_SHEET_ROWS, sheetWriter, wholeSheet, workbook, type Sheet } from './xlsx.ts';

export interface ExportTask extends TableTask {
  readonly file: string;
  readonly format: ExportFormat;
  readonly language: Language;
  readonly timeZone: string;
  /** CSV: texts that a spreadsheet would take for numbers or dates get no mark. */
  readonly isPlain: boolean;
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
 * @throws NotAFileError, what the file system says, or that it was cancelled
 */
export async function exportJobs(
  db: Db,
  task: ExportTask,
  options: ExportOptions,
): Promise<number> {
  await refuseWhatIsNoFile(task.file);
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

/** A name that leads to a folder, a pipe or a device. Nothing was written. */
export class NotAFileError extends Error {
  constructor(file: string) {
    super(`${file} is no file that could be replaced.`);
    this.name = 'NotAFileError';
  }
}

/** Renaming puts the export in the place of whatever bears its name, a device of the system included. */
async function refuseWhatIsNoFile(file: string): Promise<void> {
  const there = await fs.promises.stat(file).catch(() => undefined);
  if (there && !there.isFile()) throw new NotAFileError(file);
}

async function write(
  db: Db,
  task: ExportTask,
  { yieldTurn, onRows, signal, mostRows = MAX_SHEET_ROWS }: ExportOptions,
  part: string,
): Promise<number> {
  const { language, timeZone, madeAt, isPlain } = task;
  const time = { clock: () => madeAt, timeZone };
  const table = await exportTable(db, task, WORDS[language], yieldTurn, time);
  const { columns, rows, totals } = table;
  const titles = columns.map(({ title }) => title);
  let written = 0;
  let isThrough = false;

  /** Text of the next rows, in pieces; at most `limit` rows. */
  async function* pieces(
    head: string,
    line: (cells: readonly Cell[], index: number) => string,
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
      text += line(next.value as readonly Cell[], count);
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

  async function* sheets(): AsyncGenerator<Sheet> {
    const sheet = sheetWriter(columns, timeZone);
    for (let number = 1; !isThrough; number++) {
      yield {
        name: number === 1 ? SHEET_NAME : `${SHEET_NAME} ${number}`,
        xml: pieces(
          sheet.head,
          (cells, index) => sheet.row(cells, index + 2),
          (count) => sheet.foot(count + 1),
          mostRows - 1,
        ),
      };
    }
    if (totals)
      yield { name: totals.name, xml: [wholeSheet(totals.columns, totals.rows(), timeZone)] };
  }

  let source: Readable;
  if (task.format === 'csv') {
    const csv = csvWriter({ language, timeZone, isPlain });
    const foot = () =>
      totals === undefined
        ? ''
        : [
            csv.gap,
            csv.titles([totals.name]),
            csv.titles(totals.columns.map(({ title }) => title)),
            ...totals.rows().map(csv.row),
          ].join('');
    source = Readable.from(
      pieces(csv.start + csv.titles(titles), csv.row, foot, Number.POSITIVE_INFINITY),
      { objectMode: false },
    );
  } else {
    source = workbook(sheets, { language, madeAt });
  }
  try {
    await pipeline(source, fs.createWriteStream(part), { ...(signal && { signal }) });
  } finally {
    // An iterator that is left half-way keeps the connection busy.
    rows.return?.();
  }
  return written;
}
