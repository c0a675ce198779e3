/** The books of the sandbox's RetailSuite, in a SQLite file of their own. Like the real one it does not deduplicate. */
import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { CHART } from './chart.ts';

export interface WirePosting {
  readonly bstKey: number;
  readonly gegkonto: number;
  readonly umsatz: number;
  readonly beleg1: string;
  readonly beleg2: string;
  readonly konto: string;
  readonly text: string;
  readonly currency: string;
  readonly i_stkey: number;
  readonly datum: string;
  readonly wj_id: string;
  readonly wmonat: number;
  readonly journal: number;
  readonly action: string;
}

export interface StoredPosting extends WirePosting {
  readonly id: string;
  readonly lfdNr: number;
}

export interface InvoiceDocument {
  readonly id: number;
  readonly documentNumber: string;
  readonly type: string;
  readonly documentDate: string;
  readonly customerSupplierId: number;
  readonly paymentType: string;
  readonly currency: string;
  readonly brutto: number;
  readonly posBillNumber: string;
}

export interface NewInvoice {
  readonly posBillNumber: string;
  readonly documentNumber?: string | undefined;
  readonly type?: string | undefined;
  readonly documentDate?: string | undefined;
  readonly customerSupplierId?: number | undefined;
  readonly paymentType?: string | undefined;
  readonly currency?: string | undefined;
  readonly brutto?: number | undefined;
  /** Epoch ms from which on RS has it. */
  readonly availableAt: number;
}

export interface FiscalYear {
  readonly id: string;
  readonly description: string;
  readonly from: string;
  readonly to: string;
  readonly currency: string;
  readonly planning: boolean;
  readonly lockedMonths: readonly number[];
}

export interface Account {
  readonly number: string;
  readonly description: string;
  readonly currency: string;
  readonly locked: boolean;
}

export interface Client {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

const FIRST_YEAR = 2015;
const LAST_YEAR = 2035;
/** The default customer of the shop, as in the pictures of the original. */
const WALK_IN_DEBTOR = 10_007;

const POSTING_COLUMNS =
  'bstKey, gegkonto, umsatz, beleg1, beleg2, konto, text, currency, i_stkey, datum, wj_id, wmonat, journal, action';

export class Ledger {
  readonly #db: Database.Database;
  readonly #insert: Database.Statement;
  readonly #nextNumber: Database.Statement<[string, number], number>;
  readonly #invoice: Database.Statement<[string, number], InvoiceDocument>;
  readonly #anyInvoice: Database.Statement<[string]>;
  readonly #save: (posting: WirePosting) => StoredPosting;
  /** Read at every posting; changed by the control plane alone. */
  #years: FiscalYear[] = [];
  #accounts = new Map<string, Account>();
  /** Looked at by every request: those of the table, and always the same. */
  readonly #accessTokens: Map<string, number>;

  /** @param folder null: the books are kept in memory alone */
  constructor(folder: string | null) {
    if (folder !== null) fs.mkdirSync(folder, { recursive: true });
    this.#db = new Database(folder === null ? ':memory:' : path.join(folder, 'retailsuite.sqlite'));
    this.#db.pragma('journal_mode = WAL');
    this.#db.pragma('synchronous = NORMAL');
    this.#db.exec(SCHEMA);
    this.#seed();
    this.#accessTokens = new Map(
      this.#db
        .prepare<[], [string, number]>('SELECT token, expiresAt FROM access_tokens')
        .raw()
        .all() as [string, number][],
    );
    this.#insert = this.#db.prepare(
      `INSERT INTO postings (lfdNr, ${POSTING_COLUMNS}) VALUES (@lfdNr, ${POSTING_COLUMNS.replaceAll(/(\w+)/g, '@$1')})`,
    );
    this.#nextNumber = this.#db
      .prepare<[string, number], number>(
        `INSERT INTO counters (wj_id, wmonat, last) VALUES (?, ?, 1)
         ON CONFLICT (wj_id, wmonat) DO UPDATE SET last = last + 1 RETURNING last`,
      )
      .pluck();
    // Not bare parameters: with these SQLite would plan the statement anew at every call.
    this.#invoice = this.#db.prepare<[string, number], InvoiceDocument>(
      `SELECT id, documentNumber, type, documentDate, customerSupplierId, paymentType, currency, brutto, posBillNumber
       FROM invoices WHERE posBillNumber = ? || '' AND availableAt <= ? + 0 ORDER BY id`,
    );
    this.#anyInvoice = this.#db.prepare('SELECT 1 FROM invoices WHERE posBillNumber = ?');
    this.#save = this.#db.transaction((posting: WirePosting) => {
      const lfdNr = this.#nextNumber.get(posting.wj_id, posting.wmonat) ?? 1;
      const id = this.#insert.run({ ...posting, lfdNr }).lastInsertRowid;
      return { ...posting, id: String(id), lfdNr };
    });
    this.#reload();
  }

  #seed(): void {
    const year = this.#db.prepare(
      `INSERT OR IGNORE INTO years (id, description, "from", "to", currency, planning, lockedMonths)
       VALUES (?, ?, ?, ?, 'EUR', 0, '[]')`,
    );
    const account = this.#db.prepare(
      `INSERT OR IGNORE INTO accounts (number, description, currency, locked) VALUES (?, ?, 'EUR', 0)`,
    );
    this.#db.transaction(() => {
      for (let y = FIRST_YEAR; y <= LAST_YEAR; y++) {
        year.run(String(y - FIRST_YEAR + 1), String(y), `${y}-01-01`, `${y}-12-31`);
      }
      for (const { number, name } of CHART) account.run(number, name);
    })();
  }

  #reload(): void {
    const years = this.#db.prepare('SELECT * FROM years ORDER BY "from"').all() as (Omit<
      FiscalYear,
      'planning' | 'lockedMonths'
    > & { planning: number; lockedMonths: string })[];
    this.#years = years.map((year) => ({
      ...year,
      planning: year.planning === 1,
      lockedMonths: JSON.parse(year.lockedMonths) as number[],
    }));
    const accounts = this.#db.prepare('SELECT * FROM accounts').all() as (Omit<
      Account,
      'locked'
    > & {
      locked: number;
    })[];
    this.#accounts = new Map(
      accounts.map((account) => [account.number, { ...account, locked: account.locked === 1 }]),
    );
  }

  get years(): readonly FiscalYear[] {
    return this.#years;
  }

  get accounts(): readonly Account[] {
    return [...this.#accounts.values()];
  }

  account(number: string): Account | undefined {
    return this.#accounts.get(number);
  }

  /** Stores a posting as it is, again if it comes again. */
  save(posting: WirePosting): StoredPosting {
    return this.#save(posting);
  }

  /** An accountant's correction in RS: the posting goes against another account. */
  changeContra(reference: string, contra: number): void {
    this.#db.prepare('UPDATE postings SET gegkonto = ? WHERE beleg2 = ?').run(contra, reference);
  }

  /** A person changes a posting in RS. @returns how many were found */
  change(id: string, fields: Readonly<Record<string, string | number>>): number {
    const names = Object.keys(fields);
    return this.#db
      .prepare(
        `UPDATE postings SET ${names.map((name) => `${name} = @${name}`).join(', ')} WHERE id = @id`,
      )
      .run({ ...fields, id: Number(id) }).changes;
  }

  /** A person deletes a posting that is not processed yet. @returns how many were found */
  delete(id: string): number {
    return this.#db.prepare('DELETE FROM postings WHERE id = ?').run(Number(id)).changes;
  }

  postings(): StoredPosting[] {
    return this.#db
      .prepare<[], StoredPosting>(
        `SELECT CAST(id AS TEXT) AS id, lfdNr, ${POSTING_COLUMNS} FROM postings ORDER BY postings.id`,
      )
      .all();
  }

  postingsByReference(
    references: readonly string[],
    start: number,
    limit: number,
  ): StoredPosting[] {
    return this.#db
      .prepare<[string, number, number], StoredPosting>(
        `SELECT CAST(id AS TEXT) AS id, lfdNr, ${POSTING_COLUMNS} FROM postings
         WHERE beleg2 IN (SELECT value FROM json_each(?)) ORDER BY postings.id LIMIT ? + 0 OFFSET ? + 0`,
      )
      .all(JSON.stringify(references), limit, start);
  }

  postingsOfDays(days: readonly string[], start: number, limit: number): StoredPosting[] {
    return this.#db
      .prepare<[string, number, number], StoredPosting>(
        `SELECT CAST(id AS TEXT) AS id, lfdNr, ${POSTING_COLUMNS} FROM postings
         WHERE datum IN (SELECT value FROM json_each(?)) ORDER BY postings.id LIMIT ? + 0 OFFSET ? + 0`,
      )
      .all(JSON.stringify(days), limit, start);
  }

  summary(): { postings: number; references: number; sum: number; invoices: number } {
    return this.#db
      .prepare(
        `SELECT count(*) AS postings, count(DISTINCT beleg2) AS "references", coalesce(round(sum(umsatz), 2), 0) AS sum,
           (SELECT count(*) FROM invoices) AS invoices FROM postings`,
      )
      .get() as ReturnType<Ledger['summary']>;
  }

  invoicesOf(billNumber: string, now: number): InvoiceDocument[] {
    return this.#invoice.all(billNumber, now);
  }

  bills(now: number): string[] {
    return this.#db
      .prepare<[number], string>(
        'SELECT DISTINCT posBillNumber FROM invoices WHERE availableAt <= ?',
      )
      .pluck()
      .all(now);
  }

  hasInvoice(billNumber: string): boolean {
    return this.#anyInvoice.get(billNumber) !== undefined;
  }

  /** Numbers run per year in steps of one: 202600001, 202600002, … */
  addInvoice(invoice: NewInvoice): void {
    const day = invoice.documentDate ?? new Date(invoice.availableAt).toISOString().slice(0, 10);
    const year = Number(day.slice(0, 4));
    const number =
      invoice.documentNumber ??
      String(year * 100_000 + Number(this.#nextNumber.get('invoice', year) ?? 1));
    this.#db
      .prepare(
        `INSERT INTO invoices (documentNumber, type, documentDate, customerSupplierId, paymentType, currency, brutto,
           posBillNumber, availableAt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        number,
        invoice.type ?? 'RB',
        day,
        invoice.customerSupplierId ?? WALK_IN_DEBTOR,
        invoice.paymentType ?? 'B',
        invoice.currency ?? 'EUR',
        invoice.brutto ?? 0,
        invoice.posBillNumber,
        invoice.availableAt,
      );
  }

  /** The gross of an invoice, in units of its currency. */
  setGross(documentNumber: string, brutto: number): void {
    this.#db
      .prepare('UPDATE invoices SET brutto = ? WHERE documentNumber = ?')
      .run(brutto, documentNumber);
  }

  lockMonths(yearId: string, months: readonly number[]): void {
    this.#db
      .prepare('UPDATE years SET lockedMonths = ? WHERE id = ?')
      .run(JSON.stringify(months), yearId);
    this.#reload();
  }

  planYear(yearId: string, planning: boolean): void {
    this.#db.prepare('UPDATE years SET planning = ? WHERE id = ?').run(planning ? 1 : 0, yearId);
    this.#reload();
  }

  setAccount(account: Account): void {
    this.#db
      .prepare(
        `INSERT INTO accounts (number, description, currency, locked) VALUES (?, ?, ?, ?)
         ON CONFLICT (number) DO UPDATE SET description = excluded.description, currency = excluded.currency,
           locked = excluded.locked`,
      )
      .run(account.number, account.description, account.currency, account.locked ? 1 : 0);
    this.#reload();
  }

  client(): Client | undefined {
    return this.#db
      .prepare<[], Client>('SELECT clientId, clientSecret, refreshToken FROM client')
      .get();
  }

  saveClient(client: Client): void {
    this.#db
      .prepare(
        `INSERT INTO client (one, clientId, clientSecret, refreshToken) VALUES (1, ?, ?, ?)
         ON CONFLICT (one) DO UPDATE SET clientId = excluded.clientId, clientSecret = excluded.clientSecret,
           refreshToken = excluded.refreshToken`,
      )
      .run(client.clientId, client.clientSecret, client.refreshToken);
  }

  saveAccessToken(token: string, expiresAt: number): void {
    this.#db
      .prepare('INSERT INTO access_tokens (token, expiresAt) VALUES (?, ?)')
      .run(token, expiresAt);
    this.#accessTokens.set(token, expiresAt);
  }

  /** @returns its end in epoch ms; undefined: there is no such token, or no more. */
  accessTokenExpiresAt(token: string): number | undefined {
    return this.#accessTokens.get(token);
  }

  revokeAccessTokens(): void {
    this.#db.prepare('DELETE FROM access_tokens').run();
    this.#accessTokens.clear();
  }

  close(): void {
    this.#db.close();
  }
}

const SCHEMA = /* sql */ `
  CREATE TABLE IF NOT EXISTS postings (
    id INTEGER PRIMARY KEY, lfdNr INTEGER NOT NULL, bstKey INTEGER NOT NULL, gegkonto INTEGER NOT NULL,
    umsatz REAL NOT NULL, beleg1 TEXT NOT NULL, beleg2 TEXT NOT NULL, konto TEXT NOT NULL, text TEXT NOT NULL,
    currency TEXT NOT NULL, i_stkey INTEGER NOT NULL, datum TEXT NOT NULL, wj_id TEXT NOT NULL,
    wmonat INTEGER NOT NULL, journal INTEGER NOT NULL, action TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS postings_beleg2 ON postings (beleg2);
  CREATE TABLE IF NOT EXISTS counters (wj_id TEXT, wmonat INTEGER, last INTEGER NOT NULL, PRIMARY KEY (wj_id, wmonat)) STRICT;
  CREATE TABLE IF NOT EXISTS invoices (
    id INTEGER PRIMARY KEY, documentNumber TEXT NOT NULL, type TEXT NOT NULL, documentDate TEXT NOT NULL,
    customerSupplierId INTEGER NOT NULL, paymentType TEXT NOT NULL, currency TEXT NOT NULL, brutto REAL NOT NULL,
    posBillNumber TEXT NOT NULL, availableAt INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS invoices_bill ON invoices (posBillNumber);
  CREATE TABLE IF NOT EXISTS years (
    id TEXT PRIMARY KEY, description TEXT NOT NULL, "from" TEXT NOT NULL, "to" TEXT NOT NULL, currency TEXT NOT NULL,
    planning INTEGER NOT NULL, lockedMonths TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS accounts (
    number TEXT PRIMARY KEY, description TEXT NOT NULL, currency TEXT NOT NULL, locked INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS client (
    one INTEGER PRIMARY KEY CHECK (one = 1), clientId TEXT NOT NULL, clientSecret TEXT NOT NULL, refreshToken TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS access_tokens (token TEXT PRIMARY KEY, expiresAt INTEGER NOT NULL) STRICT;
`;
