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
  readonly data = path.join(this.folder, 'data');
  readonly #config = path.join(this.folder, 'config');
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
    const connected = await shop.run(
      'connect',
      ...['--data', shop.data, '--url', sandbox.url, '--client-id', sandbox.clientId],
      ...['--client-secret', sandbox.clientSecret, '--refresh-token', sandbox.refreshToken],
    );
    if (connected.code !== 0) throw new Error(`connect: ${connected.errors}`);
    const accounts = path.join(shop.folder, 'accounts.json');
    fs.writeFileSync(accounts, JSON.stringify({ preset: 'SKR03' }));
    const assigned = await shop.run('accounts', '--data', shop.data, '--file', accounts);
    if (assigned.code !== 0) throw new Error(`accounts: ${assigned.errors}`);
    return shop;
  }

  async startSandbox(more: readonly string[]) {
    const child = spawn(
      process.execPath,
      ['sandbox/main.ts', '--port', '0', '--data', path.join(this.folder, 'sandbox'), ...more],
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
    const child = spawn(process.execPath, ['electron/headless.ts', ...args], {
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

  /** The sandbox takes up a late request within seconds; waiting a minute would prove nothing more. */
  shortenSettleWindow(ms: number): void {
    const db = new Database(path.join(this.data, DATABASE_FILE));
    db.prepare('INSERT INTO settings (key, value) VALUES (?, ?)').run(
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
