/** One shop under torture: its sandbox and its program as real processes over real HTTP, on a folder of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import { SHOP_ACCOUNTS } from '../../demo/shop-accounts.ts';
import { PRESET_ACCOUNTS } from '../../shared/domain/accounts.ts';
import { SECOND, type Random } from '../../shared/domain/time.ts';
import { openStore, type Store } from '../../electron/open-store.ts';
import { migrate } from '../../electron/core/db/migrate.ts';
import { MIGRATIONS } from '../../electron/core/db/migrations/index.ts';
import { markAsCopy } from '../../electron/core/db/copy-mark.ts';
import { DATABASE_FILE } from '../../electron/core/db/open.ts';
import { REPLACED, wishRestore } from '../../electron/topics/backup/restore.ts';
import { createHeadlessHost } from '../../electron/shell/host/headless-host.ts';
import { realTimers } from '../../electron/shell/host/real-time.ts';
import { createKeyFileSecretBox } from '../../electron/topics/connection/secret-box.ts';
import type { Orders, Told } from './child.ts';
import { programFile } from '../helpers/built-program.ts';
import { Feed } from './feed.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');
/** A `late` request lands a second after its connection was cut; the look-up believes "not there" after this. */
const SETTLE_WINDOW_MS = 5_000;
const LATE_SECONDS = '1';
const REQUEST_TIMEOUT_MS = 3_000;
/** Long enough that a random moment finds requests out, short enough for hundreds of kills a minute. */
export const SLOW_MS = 60;
const START_WITHIN_MS = 30 * SECOND;
/** Room enough that a life of half a second needs no garbage collection. */
const QUICK_START = ['--min-semi-space-size=32', '--max-semi-space-size=64'] as const;
const ACCOUNTS = [...PRESET_ACCOUNTS.SKR03, ...SHOP_ACCOUNTS];
const OLD_SETTING = ['torture.old', '"kept"'] as const;

export interface Verdict {
  readonly jobs: number;
  /** Parts without a posting. */
  readonly lost: string[];
  readonly twice: string[];
  /** Postings that nothing asked for. */
  readonly foreign: string[];
  /** Jobs that did not come to their end, or stand in the books and not here. */
  readonly stuck: string[];
  /** Moves that the table of states has not. */
  readonly illegalMoves: string[];
}

/** A posting in RS's books. */
export interface Booked {
  readonly id: string;
  readonly lfdNr: number;
  readonly umsatz: number;
  readonly text: string;
  readonly beleg2: string;
}

/** One life of the program. */
export class Life {
  readonly spawnedAt = Date.now();
  readonly child: ChildProcess;
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  errors = '';
  movedAt: number | undefined;
  settledAt: number | undefined;
  hasImported = false;
  readonly #illegalMoves: string[];
  /** Jobs that the end of the life before had left on their way; undefined until it is known. */
  interrupted: number | undefined;
  state: Extract<Told, { kind: 'state' }> | undefined;
  #waiting: (() => void)[] = [];

  /** @param illegalMoves gets those that the program makes */
  constructor(
    command: string,
    args: readonly string[],
    environment: NodeJS.ProcessEnv,
    illegalMoves: string[],
  ) {
    this.#illegalMoves = illegalMoves;
    this.child = spawn(command, args, {
      cwd: ROOT,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const { stdout, stderr } = this.child;
    stderr?.on('data', (chunk: Buffer) => (this.errors += chunk.toString()));
    if (stdout) createInterface({ input: stdout }).on('line', (line) => this.#hear(line));
    this.ended = once(this.child, 'exit').then(([code, signal]) => {
      this.#wake();
      return { code: code as number | null, signal: signal as NodeJS.Signals | null };
    });
  }

  get isOver(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  kill(): Promise<unknown> {
    this.child.kill('SIGKILL');
    return this.ended;
  }

  /** Resolves when the condition holds after something was told, or with false when this life or the time is over. */
  async until(condition: () => boolean, timeoutMs: number): Promise<boolean> {
    const deadline = Date.now() + timeoutMs;
    while (!condition()) {
      const left = deadline - Date.now();
      if (this.isOver || left <= 0) return false;
      await new Promise<void>((resolve) => {
        const cancel = realTimers.after(left, resolve);
        this.#waiting.push(() => {
          cancel();
          resolve();
        });
      });
    }
    return true;
  }

  #hear(line: string): void {
    const told = JSON.parse(line) as Told;
    if (told.kind === 'found') this.interrupted = told.interrupted;
    else if (told.kind === 'moved') this.movedAt = told.at;
    else if (told.kind === 'settled') this.settledAt = told.at;
    else if (told.kind === 'imported') this.hasImported = true;
    else if (told.kind === 'illegal-move') this.#illegalMoves.push(told.told);
    else this.state = told;
    this.#wake();
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}

export const AMNESIAS = ['database-gone', 'log-gone', 'old-copy', 'folder-gone', 'new-pc'] as const;
type Amnesia = (typeof AMNESIAS)[number];

export class TorturedShop {
  readonly folder: string;
  readonly data: string;
  readonly feed: Feed;
  url = '';
  #credentials: Record<string, string> = {};
  readonly #config: string;
  readonly #random: Random;
  readonly #copyByHand: string;
  #sandbox: ChildProcess | undefined;
  #life: Life | undefined;
  /** Exports of which no life has said yet that they are imported. */
  #exports: string[] = [];
  readonly #illegalMoves: string[] = [];
  signIns = 0;
  amnesias = 0;
  /** On top of that of this process, for the program alone. */
  environment: NodeJS.ProcessEnv = {};
  /** The orders of every life, beside its own. */
  always: Partial<Orders> = {};

  constructor(folder: string, random: Random) {
    this.folder = folder;
    this.data = path.join(folder, 'data');
    this.#config = path.join(folder, 'config');
    this.#copyByHand = path.join(folder, 'by-hand');
    this.#random = random;
    this.feed = new Feed(random, path.join(this.data, 'inbox'), path.join(folder, 'exports'));
  }

  /** Starts the sandbox. @param answerMs what a request that the faults slow down takes */
  async open(answerMs?: number): Promise<void> {
    const seed = String(Math.floor(this.#random() * 2 ** 31));
    const books = path.join(this.folder, 'sandbox');
    const child = spawn(
      process.execPath,
      [
        ...[programFile('sandbox'), '--port', '0', '--data', books, '--seed', seed],
        ...['--auto-invoice', '0', '--late', LATE_SECONDS],
        ...(answerMs === undefined ? [] : ['--slow', String(answerMs / SECOND)]),
      ],
      { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'], env: this.#environment() },
    );
    this.#sandbox = child;
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const told = JSON.parse(line) as Record<string, string>;
    this.url = told['url'] ?? '';
    this.#credentials = told;
  }

  /** Connects the program, and assigns the accounts. */
  setUp(): void {
    const { refreshToken = '', clientId = '', clientSecret = '' } = this.#credentials;
    this.#connect(refreshToken, clientId, clientSecret);
    this.#withStore((store) => store.assignment.change(ACCOUNTS, { chart: null }));
  }

  /** Leaves a database as the first version of the program made it, with something in it. */
  makeOldDatabase(): void {
    fs.mkdirSync(this.data, { recursive: true });
    const db = new Database(path.join(this.data, DATABASE_FILE));
    db.pragma('journal_mode = WAL');
    migrate(db, () => undefined, MIGRATIONS.slice(0, 1));
    db.prepare('INSERT INTO settings (key, value) VALUES (?, ?)').run(...OLD_SETTING);
    db.close();
  }

  /** A person asks in the settings for a copy to be put back and ends the program; the copy is of this moment, it lacks nothing. */
  async wishRestore(): Promise<void> {
    const life = this.start();
    await life.until(() => life.interrupted !== undefined, START_WITHIN_MS);
    await life.kill();
    this.after(life);
    const copy = path.join(this.folder, 'copy.sqlite');
    fs.rmSync(copy, { force: true });
    const db = new Database(path.join(this.data, DATABASE_FILE));
    await db.backup(copy);
    db.close();
    markAsCopy(copy, Date.now());
    wishRestore(this.data, copy, Date.now());
  }

  /** How often a copy took the database's place. */
  get restores(): number {
    const replaced = path.join(this.data, REPLACED);
    return fs.existsSync(replaced) ? fs.readdirSync(replaced).length : 0;
  }

  /** The rest of it; null: nothing is left. */
  oldSetting(): unknown {
    const db = new Database(path.join(this.data, DATABASE_FILE));
    const value = db
      .prepare('SELECT value FROM settings WHERE key = ?')
      .pluck()
      .get(OLD_SETTING[0]);
    db.close();
    return value === OLD_SETTING[1] ? value : null;
  }

  /** Starts the program. */
  start(orders: Partial<Orders> = {}): Life {
    const whole: Orders = { data: this.data, imports: this.#exports, ...this.always, ...orders };
    const args = [...QUICK_START, programFile('child'), JSON.stringify(whole)];
    const environment = { ...this.#environment(), ...this.environment };
    this.#life = new Life(process.execPath, args, environment, this.#illegalMoves);
    return this.#life;
  }

  async addExport(receipts: number): Promise<void> {
    this.#exports = [...this.#exports, await this.feed.export(receipts)];
  }

  /** To be called when a life is over: what it finished, and what a person has to do before the next one. */
  after(life: Life): void {
    if (life.hasImported) this.#exports = [];
    if (life.state?.pause === 'sign-in-expired') this.signInAgain();
  }

  /** A person signs in when the program says that its sign-in has expired. */
  signInAgain(): void {
    const client = this.#client();
    this.#connect(
      client['refreshToken'] ?? '',
      client['clientId'] ?? '',
      client['clientSecret'] ?? '',
    );
    this.signIns += 1;
  }

  /** A copy that somebody makes by hand while the program is dead; its log lies beside it. */
  copyByHand(): void {
    fs.rmSync(this.#copyByHand, { recursive: true, force: true });
    fs.cpSync(this.data, this.#copyByHand, { recursive: true });
  }

  /**
   * The program forgets: between two lives its database, its log, its folder or its PC is gone, or an old copy lies there.
   * Somebody signs in and has the tills deliver everything once more.
   */
  async forget(how: Amnesia): Promise<void> {
    const file = path.join(this.data, DATABASE_FILE);
    if (how === 'old-copy' && !fs.existsSync(this.#copyByHand)) return;
    if (how === 'new-pc') {
      fs.rmSync(path.join(this.#config, 'folders'), { recursive: true, force: true });
      // Nobody has a new PC in place while a request of the old one is still on its way.
      const late = 2 * Number(LATE_SECONDS) * SECOND;
      await new Promise<void>((resolve) => realTimers.after(late, resolve));
    }
    if (how === 'database-gone') fs.rmSync(file, { force: true });
    if (how === 'database-gone' || how === 'log-gone') {
      for (const end of ['-wal', '-shm']) fs.rmSync(`${file}${end}`, { force: true });
    } else fs.rmSync(this.data, { recursive: true, force: true });
    if (how === 'old-copy') fs.cpSync(this.#copyByHand, this.data, { recursive: true });
    this.setUpAgain();
    this.feed.everythingAgain();
    this.#exports = this.feed.exported();
    this.amnesias += 1;
  }

  setUpAgain(): void {
    this.signInAgain();
    this.#withStore((store) => store.assignment.change(ACCOUNTS, { chart: null }));
  }

  /** The token that RS lets in now, as a token call names it. */
  client(): { client_id: string; client_secret: string; refresh_token: string } {
    const { clientId = '', clientSecret = '', refreshToken = '' } = this.#client();
    return { client_id: clientId, client_secret: clientSecret, refresh_token: refreshToken };
  }

  #client(): Record<string, string> {
    const books = new Database(path.join(this.folder, 'sandbox', 'retailsuite.sqlite'));
    const client = books.prepare('SELECT * FROM client').get() as Record<string, string>;
    books.close();
    return client;
  }

  async postings(): Promise<[Booked, ...Booked[]]> {
    return ((await this.#control('ledger')) as { postings: [Booked, ...Booked[]] }).postings;
  }

  async setFaults(faults: object): Promise<void> {
    await this.#control('faults', { method: 'POST', body: JSON.stringify(faults) });
  }

  async summary(): Promise<{ postings: number; references: number }> {
    return (await this.#control('summary')) as { postings: number; references: number };
  }

  /** Lets the program work in peace until nothing is pending, or `timeoutMs` are over; then ends it politely. */
  async quiesce(timeoutMs: number): Promise<void> {
    await this.setFaults({ clear: true });
    const deadline = Date.now() + timeoutMs;
    for (let left = timeoutMs; left > 0; left = deadline - Date.now()) {
      const life = this.start();
      await life.until(() => this.#isDone(life) || life.state?.pause === 'sign-in-expired', left);
      const isDone = this.#isDone(life);
      life.child.kill('SIGTERM');
      await life.ended;
      this.after(life);
      if (isDone) return;
    }
  }

  #isDone({ state, hasImported }: Life): boolean {
    if (!state || !hasImported) return false;
    return state.total >= this.feed.jobs && state.pending === 0;
  }

  /** Compares the books with what the feed knows, and the program with the books. */
  async verdict(): Promise<Verdict> {
    const postings: readonly Booked[] = await this.postings();
    const lost: string[] = [];
    const twice: string[] = [];
    const byPart = new Map<string, number>();
    const partOf = (cents: number, text: string) => `${cents} ${text}`;
    const wanted = new Set(this.feed.expected.map((one) => partOf(one.amountCents, one.text)));
    const others: number[] = [];
    const byReference = new Map<string, number>();
    for (const { umsatz, text, beleg2 } of postings) {
      const cents = Math.round(umsatz * 100);
      const part = partOf(cents, text);
      byReference.set(beleg2, (byReference.get(beleg2) ?? 0) + 1);
      if (wanted.has(part)) byPart.set(part, (byPart.get(part) ?? 0) + 1);
      else others.push(cents);
    }
    for (const part of wanted) {
      const count = byPart.get(part) ?? 0;
      if (count === 0) lost.push(part);
      if (count > 1) twice.push(part);
    }
    for (const [reference, count] of byReference) if (count > 1) twice.push(reference);
    const { missing, extra } = compare(this.feed.fromExports, others);
    return {
      jobs: this.feed.jobs,
      lost: [...lost, ...missing.map((cents) => `${cents} of an export`)],
      twice,
      foreign: extra.map(String),
      stuck: this.#stuck(byReference),
      illegalMoves: this.#illegalMoves,
    };
  }

  #stuck(byReference: ReadonlyMap<string, number>): string[] {
    const db = new Database(path.join(this.data, DATABASE_FILE));
    try {
      const check = db.pragma('integrity_check', { simple: true });
      const jobs = db
        .prepare<
          [],
          {
            id: number;
            state: string;
            cause: string | null;
            reference: string;
            lease_token: number | null;
          }
        >('SELECT id, state, cause, reference, lease_token FROM jobs')
        .all();
      const stuck = jobs
        .filter(
          ({ state, reference, lease_token }) =>
            !['booked', 'verified'].includes(state) ||
            lease_token !== null ||
            !byReference.has(reference),
        )
        .map(({ id, state, cause }) => `job ${id}: ${state}${cause === null ? '' : `, ${cause}`}`);
      if (jobs.length !== this.feed.jobs) stuck.push(`${jobs.length} jobs of ${this.feed.jobs}`);
      if (check !== 'ok') stuck.push(`integrity: ${String(check)}`);
      return stuck;
    } finally {
      db.close();
    }
  }

  async close(): Promise<void> {
    await this.end();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  /** Ends its processes. */
  async end(): Promise<void> {
    for (const child of [this.#life?.child, this.#sandbox]) {
      if (!child || child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  }

  #connect(refreshToken: string, clientId: string, clientSecret: string): void {
    this.#withStore((store) => {
      store.connection.save({ baseUrl: this.url, clientId, clientSecret, refreshToken });
      const { db } = store;
      db.prepare(
        `UPDATE settings SET value = json_set(value, '$.requestTimeoutMs', ?) WHERE key = 'rs.connection'`,
      ).run(REQUEST_TIMEOUT_MS);
      db.prepare('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)').run(
        'engine.settleWindowMs',
        String(SETTLE_WINDOW_MS),
      );
    });
  }

  #withStore(work: (store: Store) => void): void {
    const store = openStore({
      ...createHeadlessHost(this.data),
      secrets: createKeyFileSecretBox(this.#config),
    });
    try {
      work(store);
    } finally {
      store.close();
    }
  }

  #environment(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      VENDUO_CONFIG_DIR: this.#config,
      // Node's own cache of compiled sources: half of a start without it.
      NODE_COMPILE_CACHE: path.join(this.folder, '..', 'compile-cache'),
    };
  }

  async #control(name: string, init?: RequestInit): Promise<unknown> {
    const answer = await fetch(`${this.url}/sandbox/${name}`, init);
    if (!answer.ok) throw new Error(`/sandbox/${name}: ${await answer.text()}`);
    return answer.json();
  }
}

/** Items of `wanted` that are not in `found`, and items of `found` that nobody wanted; with repetitions. */
function compare(
  wanted: readonly number[],
  found: readonly number[],
): { missing: number[]; extra: number[] } {
  const counts = new Map<number, number>();
  for (const one of found) counts.set(one, (counts.get(one) ?? 0) + 1);
  const missing = wanted.filter((one) => {
    const count = counts.get(one) ?? 0;
    counts.set(one, count - 1);
    return count <= 0;
  });
  const extra = [...counts].flatMap(([one, count]) =>
    Array.from({ length: Math.max(0, count) }, () => one),
  );
  return { missing, extra };
}
