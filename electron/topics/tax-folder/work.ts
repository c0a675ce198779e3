/** What the parts of a folder for the tax office share while it is written. */
import path from 'node:path';
import { minorDigits } from '../../../shared/domain/money.ts';
import type { Language } from '../../../shared/domain/preferences.ts';
import type { DayPeriod, FolderRows } from '../../core/db/tax-folder.ts';
import type { Db } from '../../core/db/open.ts';
import type { Table, TableFacts } from '../../core/export/gdpdu/table.ts';
import { openTableFile, type TableFile } from '../../core/export/gdpdu/table-file.ts';
import { WORDS, type OpenCode } from './words.ts';

/** Why the folder is not complete. */
export interface OpenPoint {
  /** An `OpenCode`, or the code of a closing's reason. */
  readonly code: string;
  /** `payDesk/closing`; null: it concerns the period as a whole. */
  readonly closing: string | null;
  /** A sentence in the folder's language. */
  readonly text: string;
}

/** The same in each language: both descriptions of the folder say it. */
export interface WorkPoint extends Omit<OpenPoint, 'text'> {
  readonly texts: Readonly<Record<Language, string>>;
}

/** Places in the folder. */
export const DATA_FOLDER = 'data';
export const ORIGINALS_FOLDER = 'originals';

export interface FolderWork {
  readonly db: Db;
  readonly rows: FolderRows;
  readonly period: DayPeriod;
  /** Instants between which the period lies: its first one, and its last one. */
  readonly since: number;
  readonly until: number;
  readonly language: Language;
  readonly timeZone: string;
  /** Where the folder is written, until it is whole. */
  readonly folder: string;
  /** The data folder of the shop. */
  readonly dataFolder: string;
  /** Lets others work; between things that take their time. */
  readonly pace: () => Promise<void>;
  readonly tables: readonly (TableFacts & { readonly rows: number })[];
  readonly open: readonly WorkPoint[];
  /** Opens a table, hands it over and closes it. */
  fill<Row>(table: Table<Row>, fill: (file: TableFile<Row>) => Promise<void> | void): Promise<void>;
  fillAll<Row>(table: Table<Row>, rows: Iterable<Row>): Promise<void>;
  note(code: OpenCode, what?: string): void;
  noteClosing(point: WorkPoint): void;
  /** Money of this currency stands in a table. */
  seen(currency: string): void;
  /** Digits behind the decimal sign that the tables need. */
  decimals(): number;
}

const LEAST_DECIMALS = 2;

export function createFolderWork(
  given: Pick<
    FolderWork,
    | 'db'
    | 'rows'
    | 'period'
    | 'since'
    | 'until'
    | 'language'
    | 'timeZone'
    | 'folder'
    | 'dataFolder'
    | 'pace'
  >,
): FolderWork {
  const tables: (TableFacts & { readonly rows: number })[] = [];
  const open: WorkPoint[] = [];
  const currencies = new Set<string>();
  const data = path.join(given.folder, DATA_FOLDER);

  async function fill<Row>(
    table: Table<Row>,
    fillIt: (file: TableFile<Row>) => Promise<void> | void,
  ): Promise<void> {
    const file = await openTableFile(data, table, given.timeZone);
    try {
      await fillIt(file);
    } catch (error) {
      await file.close();
      throw error;
    }
    tables.push({ ...table, rows: await file.close() });
    await given.pace();
  }

  return {
    ...given,
    tables,
    open,
    fill,
    fillAll: (table, rows) =>
      fill(table, async (file) => {
        for (const row of rows) await file.write(row);
      }),
    note: (code, what = '') =>
      open.push({
        ...{ code, closing: null },
        texts: { de: WORDS.de.open[code](what), en: WORDS.en.open[code](what) },
      }),
    noteClosing: (point) => open.push(point),
    seen: (currency) => void currencies.add(currency),
    decimals: () => Math.max(LEAST_DECIMALS, ...[...currencies].map(minorDigits)),
  };
}
