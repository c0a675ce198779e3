/** A whole shop for one test: data folder, sandbox and command line as real processes over real HTTP. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { DATABASE_FILE } from '../../electron/core/db/open.ts';
import { programFile } from '../helpers/built-program.ts';
import { DIALECT, OTHER_DIALECT_FILE } from '../helpers/sandbox.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

export interface Finished {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Standard output, a JSON value a line. */
  readonly lines: Record<string, unknown>[];
  readonly errors: string;
}

export interface LedgerPosting {
  readonly beleg1: string;
  readonly beleg2: string;
  readonly umsatz: number;
  readonly konto: string;
  readonly gegkonto: number;
}

export class Shop {
  readonly folder = tempFolder();
  data = path.join(this.folder, 'data');
  #config = path.join(this.folder, 'config');
  url = '';

  /** Starts the sandbox and connects the data folder to it. */
  static async open(sandboxArguments: readonly string[] = ['--auto-invoice', '0']): Promise<Shop> {
    const shop = new Shop();
    const sandbox = await shop.startSandbox([...sandboxArguments, '--dialect', DIALECT]);
    if (DIALECT === 'other') {
      fs.mkdirSync(shop.data);
      fs.copyFileSync(OTHER_DIALECT_FILE, path.join(shop.data, 'rs-dialect.json'));
    }
    shop.url = sandbox.url;
    await shop.connect(sandbox);
    return shop;
  }

  /** Signs in and assigns the accounts. */
  async connect(client: {
    readonly clientId: string;
    readonly clientSecret: string;
    readonly refreshToken: string;
  }): Promise<void> {
    const connected = await this.run(
      'connect',
      ...['--data', this.data, '--url', this.url, '--client-id', client.clientId],
      // A token may begin with a dash.
      ...[`--client-secret=${client.clientSecret}`, `--refresh-token=${client.refreshToken}`],
    );
    if (connected.code !== 0) throw new Error(`connect: ${connected.errors}`);
    const accounts = path.join(this.folder, 'accounts.json');
    fs.writeFileSync(accounts, JSON.stringify({ preset: 'SKR03' }));
    const assigned = await this.run('accounts', '--data', this.data, '--file', accounts);
    if (assigned.code !== 0) throw new Error(`accounts: ${assigned.errors}`);
  }

  /** What RS lets in now: its administrator sees it. */
  async signInAgain(): Promise<void> {
    const books = new Database(path.join(this.folder, 'sandbox', 'retailsuite.sqlite'));
    const client = books.prepare('SELECT * FROM client').get() as Parameters<Shop['connect']>[0];
    books.close();
    await this.connect(client);
  }

  /** The old one is out of the window: neither its data nor what it knew of them is left. */
  moveToNewPc(): void {
    this.data = path.join(this.folder, 'new-pc', 'data');
    this.#config = path.join(this.folder, 'new-pc', 'config');
  }

  /** Takes away what this PC knows of the folder, and nothing else: twins do without it. */
  forgetWitness(): void {
    fs.rmSync(path.join(this.#config, 'folders'), { recursive: true, force: true });
  }

  async startSandbox(more: readonly string[]) {
    const child = spawn(
      process.execPath,
      [programFile('sandbox'), '--port', '0', '--data', path.join(this.folder, 'sandbox'), ...more],
      { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    onTestFinished(async () => {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    });
    for await (const line of createInterface({ input: child.stdout })) {
      return JSON.parse(line) as {
        url: string;
        clientId: string;
        clientSecret: string;
        refreshToken: string;
      };
    }
    throw new Error('the sandbox ended before it was ready');
  }

  /** Starts the command line; `finished` comes when it ends. */
  start(...args: string[]): { child: ChildProcess; finished: Promise<Finished> } {
    const child = spawn(process.execPath, [programFile('headless'), ...args], {
      cwd: ROOT,
      env: { ...process.env, VENDUO_CONFIG_DIR: this.#config },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    onTestFinished(() => {
      child.kill('SIGKILL');
    });
    const finished = once(child, 'close').then(([code, signal]) => ({
      code: code as number | null,
      signal: signal as NodeJS.Signals | null,
      lines: output
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line) as Record<string, unknown>),
      errors,
    }));
    return { child, finished };
  }

  run(command: string, ...args: string[]): Promise<Finished> {
    return this.start(command, ...args, '--json').finished;
  }

  /** Faults of the sandbox by rate, from now on. */
  async setFaults(rates: Record<string, number>): Promise<void> {
    await fetch(`${this.url}/sandbox/faults`, { method: 'POST', body: JSON.stringify({ rates }) });
  }

  /** A shop of long ago: what its tills deliver is new, and not asked of RS before it is sent. */
  makeOld(): void {
    const db = new Database(path.join(this.data, DATABASE_FILE));
    db.prepare(`UPDATE settings SET value = '0' WHERE key = 'history.startedAt'`).run();
    db.close();
  }

  /** The sandbox takes up a late request within seconds; waiting a minute would prove nothing more. */
  shortenSettleWindow(ms: number): void {
    const db = new Database(path.join(this.data, DATABASE_FILE));
    db.prepare('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)').run(
      'engine.settleWindowMs',
      String(ms),
    );
    db.close();
  }

  async jobs(): Promise<Record<string, unknown>[]> {
    return (await this.run('jobs', '--data', this.data)).lines;
  }

  async ledger(): Promise<LedgerPosting[]> {
    const answer = await fetch(`${this.url}/sandbox/ledger`);
    return ((await answer.json()) as { postings: LedgerPosting[] }).postings;
  }
}
