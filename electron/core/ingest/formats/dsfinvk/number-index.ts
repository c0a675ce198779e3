/**
 * Numbers by text: in memory while they are few, as in every shop's export, and from then on in the staging file.
 *
 * A map that grows with its input ends the whole process when one of its tables no longer fits: the limit of a thread
 * does not help, because the table is a single allocation.
 */
import type Database from 'better-sqlite3';

/** Some thirty megabytes; a shop of years has as many receipts. */
const MAX_IN_MEMORY = 250_000;

export class NumberIndex {
  readonly #db: Database.Database;
  readonly #table: string;
  readonly #maxInMemory: number;
  #memory = new Map<string, number>();
  #file:
    | {
        readonly get: Database.Statement<[string], number>;
        readonly set: Database.Statement<[string, number]>;
      }
    | undefined;

  constructor(db: Database.Database, table: string, maxInMemory = MAX_IN_MEMORY) {
    this.#db = db;
    this.#table = table;
    this.#maxInMemory = maxInMemory;
  }

  get(key: string): number | undefined {
    return this.#file ? this.#file.get.get(key) : this.#memory.get(key);
  }

  set(key: string, value: number): void {
    if (!this.#file && this.#memory.size >= this.#maxInMemory) this.#spill();
    if (this.#file) this.#file.set.run(key, value);
    else this.#memory.set(key, value);
  }

  clear(): void {
    this.#memory = new Map();
    if (this.#file) this.#db.exec(`DELETE FROM ${this.#table}`);
  }

  #spill(): void {
    this.#db.exec(
      `CREATE TABLE ${this.#table} (key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID`,
    );
    this.#file = {
      get: this.#db
        .prepare<[string], number>(`SELECT value FROM ${this.#table} WHERE key = ?`)
        .pluck(),
      set: this.#db.prepare<[string, number]>(
        `INSERT INTO ${this.#table} (key, value) VALUES (?, ?)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
      ),
    };
    for (const [key, value] of this.#memory) this.#file.set.run(key, value);
    this.#memory = new Map();
  }
}
