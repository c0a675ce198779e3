/**
 * The rows of an export that matter, in a temporary SQLite file: any order of rows, any size, little memory.
 *
 * A receipt's key is its closing's number times `RECEIPTS_PER_CLOSING` plus its place, so that every table sorted by it
 * is sorted by closing and receipt.
 */
import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { LocatedProblem } from '../../../../../shared/domain/ingest-report.ts';
import { NumberIndex } from './number-index.ts';

export const RECEIPTS_PER_CLOSING = 2 ** 26;

export interface ClosingRow {
  readonly c: number;
  readonly desk: string;
  readonly number: string;
  readonly madeAt: string;
  readonly bookingDay: string;
  readonly taxonomy: string;
  readonly startId: string;
  readonly endId: string;
  /** Cents; null where the column is missing or empty. */
  readonly payments: number | null;
  readonly cashPayments: number | null;
  readonly line: number;
}

export interface ReceiptRow {
  readonly b: number;
  readonly id: string;
  readonly nr: string;
  readonly type: string;
  readonly name: string;
  readonly voided: 0 | 1;
  readonly startedAt: string;
  readonly endedAt: string;
  /** Cents. */
  readonly total: number;
  readonly line: number;
}

export interface PaymentRow {
  readonly b: number;
  readonly type: string;
  readonly name: string;
  readonly currency: string;
  /** As the till wrote it. */
  readonly foreign_amount: string;
  /** Cents of `currency`; null: none is written, or what is written is no amount. */
  readonly foreign_cents: number | null;
  /** Cents of the base currency. */
  readonly amount: number;
  readonly line: number;
}

export interface LineRow {
  readonly b: number;
  readonly position: string;
  readonly case_type: string;
  readonly case_name: string;
  readonly text: string;
  readonly voided: 0 | 1;
  readonly line: number;
}

export interface LineVatRow {
  readonly b: number;
  readonly position: string;
  readonly vat: string;
  /** Hundred-thousandths. */
  readonly gross: number;
  readonly line: number;
}

export interface ReceiptVatRow {
  readonly b: number;
  readonly vat: string;
  readonly gross: number;
}

/** A sum that the export claims for a closing. */
export interface ClaimRow {
  readonly type: string;
  readonly name: string;
  readonly vat: string;
  readonly amount: number;
  readonly line: number;
}

const SCHEMA = /* sql */ `
  CREATE TABLE receipts (b INTEGER PRIMARY KEY, id TEXT, nr TEXT, type TEXT, name TEXT, voided INTEGER,
    startedAt TEXT, endedAt TEXT, total INTEGER, line INTEGER);
  CREATE TABLE payments (b INTEGER, line INTEGER, type TEXT, name TEXT, currency TEXT, foreign_amount TEXT,
    foreign_cents INTEGER, amount INTEGER, PRIMARY KEY (b, line)) WITHOUT ROWID;
  CREATE TABLE lines (b INTEGER, line INTEGER, position TEXT, case_type TEXT, case_name TEXT, text TEXT, voided INTEGER,
    PRIMARY KEY (b, line)) WITHOUT ROWID;
  CREATE TABLE line_vat (b INTEGER, line INTEGER, position TEXT, vat TEXT, gross INTEGER, PRIMARY KEY (b, line)) WITHOUT ROWID;
  CREATE TABLE receipt_vat (b INTEGER, line INTEGER, vat TEXT, gross INTEGER, PRIMARY KEY (b, line)) WITHOUT ROWID;
  CREATE TABLE refs (b INTEGER PRIMARY KEY);
`;

const COLUMNS = {
  receipts: 'b, id, nr, type, name, voided, startedAt, endedAt, total, line',
  payments: 'b, line, type, name, currency, foreign_amount, foreign_cents, amount',
  lines: 'b, line, position, case_type, case_name, text, voided',
  line_vat: 'b, line, position, vat, gross',
  receipt_vat: 'b, line, vat, gross',
  refs: 'b',
} as const;
type StagedTable = keyof typeof COLUMNS;

const ROWS_PER_COMMIT = 50_000;

export interface Orphan {
  readonly payDesk: string;
  readonly closing: string;
  readonly problem: LocatedProblem;
}

/** A till that counts rows where the closing's number belongs makes one a row: these say enough. */
export const MOST_ORPHANS = 200;

/** The staged export. Small facts of closings lie in memory, rows of receipts in the file. */
export class Staging {
  readonly closings: ClosingRow[] = [];
  readonly #closingByKey = new Map<string, ClosingRow>();
  /** Receipt keys by closing and BON_ID. */
  readonly #receipts: NumberIndex;
  /** Receipts of a closing so far. */
  readonly #receiptCounts = new Map<number, number>();
  readonly stores = new Map<number, string>();
  readonly currencies = new Map<number, string>();
  readonly vatKeys = new Map<number, Set<string>>();
  readonly businessCases = new Map<number, ClaimRow[]>();
  readonly closingPayments = new Map<number, ClaimRow[]>();
  /** What the till recorded of its drawer, by currency; no money hangs on it. */
  readonly recordedCash = new Map<number, { currency: string; cents: number }[]>();
  /** What makes a closing unreadable, by its number here. */
  readonly faults = new Map<number, LocatedProblem[]>();
  /** What is told of a closing although no money hangs on it. */
  readonly notes = new Map<number, LocatedProblem[]>();
  /** Files that were there and could be read. */
  readonly present = new Set<string>();
  /** Receipts that move no money, by key: what is unreadable in them harms nothing. */
  readonly #withoutMoney: NumberIndex;
  /** Closings that rows speak of and cashpointclosing.csv does not. */
  readonly orphans = new Map<string, Orphan>();
  readonly #folder: string;
  readonly db: Database.Database;
  readonly #reads = new Map<StagedTable, Database.Statement<[number, number]>>();
  readonly #inserts: Readonly<Record<StagedTable, Database.Statement<unknown[]>>>;
  #rows = 0;

  constructor(scratchFolder: string) {
    fs.mkdirSync(scratchFolder, { recursive: true });
    this.#folder = fs.mkdtempSync(path.join(scratchFolder, 'export-'));
    this.db = new Database(path.join(this.#folder, 'staging.sqlite'));
    // Nothing here outlives the import: no journal, no sync.
    this.db.pragma('journal_mode = OFF');
    this.db.pragma('synchronous = OFF');
    // Rows come and go in order: a large cache would only be memory.
    this.db.pragma('cache_size = -8192');
    this.db.exec(SCHEMA);
    const insert = (table: StagedTable) => {
      const columns = COLUMNS[table].split(', ');
      return this.db.prepare<unknown[]>(
        `INSERT OR ${table === 'refs' ? 'IGNORE' : 'ABORT'} INTO ${table} (${columns.join(', ')})
         VALUES (${columns.map(() => '?').join(', ')})`,
      );
    };
    this.#inserts = {
      receipts: insert('receipts'),
      payments: insert('payments'),
      lines: insert('lines'),
      line_vat: insert('line_vat'),
      receipt_vat: insert('receipt_vat'),
      refs: insert('refs'),
    };
    this.#receipts = new NumberIndex(this.db, 'receipt_ids');
    this.#withoutMoney = new NumberIndex(this.db, 'without_money');
    this.db.exec('BEGIN');
  }

  /** Rows of a table whose receipt key lies between the two, in order. */
  rows<T>(table: StagedTable, after: number, before: number): IterableIterator<T> {
    let read = this.#reads.get(table);
    if (!read) {
      const order = table === 'receipts' || table === 'refs' ? 'b' : 'b, line';
      read = this.db.prepare<[number, number]>(
        `SELECT * FROM ${table} WHERE b > ? AND b < ? ORDER BY ${order}`,
      );
      this.#reads.set(table, read);
    }
    return read.iterate(after, before) as IterableIterator<T>;
  }

  /** @param values in the order of the table's columns */
  insert(table: StagedTable, ...values: readonly (string | number | null)[]): void {
    this.#inserts[table].run(...values);
    this.#rows += 1;
    // No transaction grows without bound.
    if (this.#rows % ROWS_PER_COMMIT === 0) this.db.exec('COMMIT; BEGIN');
  }

  clear(table: StagedTable): void {
    this.db.exec(`DELETE FROM ${table}`);
  }

  loaded(): void {
    this.db.exec('COMMIT');
    this.#withoutMoney.clear();
    this.#receipts.clear();
  }

  addClosing(row: ClosingRow): void {
    this.closings.push(row);
    this.#closingByKey.set(`${row.desk}|${row.number}`, row);
  }

  closing(desk: string, number: string): ClosingRow | undefined {
    return this.#closingByKey.get(`${desk}|${number}`);
  }

  /** @returns the new receipt's key, or undefined when the closing has this BON_ID already. */
  addReceipt(c: number, id: string): number | undefined {
    const key = `${c} ${id}`;
    if (this.#receipts.get(key) !== undefined) return undefined;
    const count = (this.#receiptCounts.get(c) ?? 0) + 1;
    const b = c * RECEIPTS_PER_CLOSING + count;
    this.#receiptCounts.set(c, count);
    // A copy: a slice would keep the whole text alive that it was cut from.
    this.#receipts.set(Buffer.from(key).toString(), b);
    return b;
  }

  receipt(c: number, id: string): number | undefined {
    return this.#receipts.get(`${c} ${id}`);
  }

  fault(c: number, problem: LocatedProblem): void {
    const faults = this.faults.get(c);
    // A file in the wrong dialect has a fault a line: the first ones say it.
    if (!faults) this.faults.set(c, [problem]);
    else if (faults.length < 20) faults.push(problem);
  }

  /** @param b the receipt's key: its amounts count for nothing */
  addWithoutMoney(b: number): void {
    this.#withoutMoney.set(String(b), 1);
  }

  isWithoutMoney(b: number): boolean {
    return this.#withoutMoney.get(String(b)) !== undefined;
  }

  /** Notes a value that is no number; in a receipt without money it harms nothing and is told once a file. */
  badNumber(
    c: number,
    file: string,
    row: { readonly line: number; text(column: string): string },
    { column, message }: { readonly column: string; readonly message: string },
    isMoney = true,
  ): void {
    const problem: LocatedProblem = {
      file,
      line: row.line,
      column,
      code: 'number',
      message: `${message} in column ${column}.`,
      values: { found: row.text(column) },
    };
    if (isMoney) return this.fault(c, problem);
    const notes = this.notes.get(c) ?? [];
    this.notes.set(c, notes);
    if (!notes.some((note) => note.file === file)) notes.push(problem);
  }

  close(): void {
    this.db.close();
    fs.rmSync(this.#folder, { recursive: true, force: true });
  }
}
