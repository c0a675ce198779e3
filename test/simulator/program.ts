/**
 * The program of a store on a real data folder, in simulated time: the real store, ingest, engine and connector. It can
 * be ended as a power cut ends it: at any commit, before or after, or at a named crash point.
 */
import fs from 'node:fs';
import path from 'node:path';
import type Database from 'better-sqlite3';
import { openStore, type Store } from '../../electron/create-backend.ts';
import { lockFolder } from '../../electron/db/lock.ts';
import { DATABASE_FILE } from '../../electron/db/open.ts';
import { DEFAULT_TEXTS } from '../../electron/engine/assign.ts';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import type { RsConnector } from '../../electron/rs/connector.ts';
import { keyFileSecretBox } from '../../electron/connection/secret-box.ts';
import { restByPerson } from '../../electron/setup/rest.ts';
import { createStop, type Stop } from '../../electron/setup/stop.ts';
import type { CrashPoint } from '../../shared/domain/crash-points.ts';
import { SECOND, type Random } from '../../shared/domain/time.ts';
import type { SimulatedTime } from '../helpers/simulated-time.ts';
import { CLIENT, type SimulatedRs } from './retail-suite.ts';

/** What a broken twin changes; the program itself has no switches. */
export interface Tampering {
  readonly sql?: (sql: string) => string;
  readonly connector?: (connector: RsConnector, program: Program) => RsConnector;
  readonly settleWindowMs?: number;
  readonly synchronous?: 'OFF';
  readonly forgetsCopies?: boolean;
  readonly ignoresStop?: boolean;
}

export interface ProgramOptions {
  readonly folder: string;
  readonly time: SimulatedTime;
  readonly rs: SimulatedRs;
  readonly random: Random;
  readonly tampering: Tampering;
}

/** Between these people change their minds; the tills and the model know one name for both. */
export const TRANSIT_ACCOUNTS = ['1360', '1364'] as const;

/** Ends the program where it stands. */
class PowerCut extends Error {}

export type Cut =
  | { readonly at: CrashPoint; readonly nth: number }
  | { readonly at: 'commit'; readonly nth: number; readonly when: 'before' | 'after' };

interface Parts {
  readonly store: Store;
  readonly engine: Engine;
  readonly stop: Stop;
  readonly unlock: () => void;
}

export class Program {
  readonly options: ProgramOptions;
  /** Milliseconds that this PC's clock is off. */
  clockOff = 0;
  #life = { alive: false };
  #parts: Parts | undefined;
  /** Older runs that go on although they should not. */
  #left: { life: { alive: boolean }; parts: Parts }[] = [];
  #cut: { plan: Cut; left: number } | undefined;
  cuts = 0;
  readonly bugs: unknown[] = [];

  constructor(options: ProgramOptions) {
    this.options = options;
  }

  get alive(): boolean {
    return this.#life.alive;
  }

  get store(): Store {
    if (!this.#parts) throw new Error('The program is not running.');
    return this.#parts.store;
  }

  get engine(): Engine {
    if (!this.#parts) throw new Error('The program is not running.');
    return this.#parts.engine;
  }

  /** Nobody else works on the folder. */
  get isAlone(): boolean {
    return this.#left.length === 0;
  }

  get isStopped(): boolean {
    return this.#parts !== undefined && this.#parts.stop.since() !== null;
  }

  readonly clock = (): number => this.options.time.now + this.clockOff;

  /** The next cut of the power; it comes by itself when the program gets there. */
  plan(plan: Cut): void {
    this.#cut = { plan, left: plan.nth };
  }

  start(): void {
    const { folder, time, rs, random, tampering } = this.options;
    const life = { alive: true };
    const gate = (run: () => void) => () => {
      if (life.alive) this.#guarded(run);
    };
    const timers = { after: (ms: number, run: () => void) => time.timers.after(ms, gate(run)) };
    const endOfTurn = (run: () => void) => queueMicrotask(gate(run));
    const unlock = lockFolder(this.#made(folder));
    const crash = (point: CrashPoint) => {
      if (life.alive) this.#reached(point);
    };
    const store = openStore({
      folder,
      user: 'simulated',
      clock: this.clock,
      uptime: time.clock,
      random,
      timers,
      endOfTurn,
      secrets: keyFileSecretBox(path.join(folder, '..', 'config')),
      transport: rs.transportFor(life),
      log: () => undefined,
      crash,
    });
    this.#tamper(store.db);
    this.#life = life;
    const connector = () => {
      const found = store.connection.connector();
      return found && tampering.connector ? tamperedOnce(found, tampering.connector, this) : found;
    };
    const stop = createStop(store.settings, store.journal, this.clock);
    const engine = createEngine({
      db: store.db,
      connector,
      accounts: store.assignment.book,
      texts: () => DEFAULT_TEXTS,
      clock: this.clock,
      uptime: time.clock,
      random,
      timers,
      endOfTurn,
      concurrency: () => 4,
      settleWindowMs: tampering.settleWindowMs ?? 60 * SECOND,
      requestTimeoutMs: 30 * SECOND,
      verifyAfterMs: 30 * SECOND,
      ...(!tampering.ignoresStop && { rest: restByPerson(stop) }),
      onChange: () => undefined,
      onBug: (error) => {
        if (!(error instanceof PowerCut) && life.alive) this.bugs.push(error);
      },
      crash,
    });
    this.#parts = { store, engine, stop, unlock };
    engine.start();
    engine.restart(store.assignment.freed());
  }

  connect(refreshToken: string): void {
    this.store.connection.save({ baseUrl: 'https://rs.example', ...CLIENT, refreshToken });
    this.engine.nudge();
  }

  /** Imports what lies at the path. @returns false: the power went out meanwhile */
  async import(file: string): Promise<boolean> {
    const { engine } = this;
    const ingest = this.store.ingest(() => engine.nudge());
    try {
      await ingest.importPaths(file);
    } catch (error) {
      if (this.alive) throw error;
    }
    return this.alive;
  }

  async resume(): Promise<void> {
    const { engine } = this;
    await this.store.ingest(() => engine.nudge()).resume();
  }

  /** A person stops the sending: from here on no request is begun, through restarts, until a person starts it again. */
  pressStop(): void {
    this.#parts?.stop.set();
    this.engine.nudge();
  }

  goOn(): void {
    this.#parts?.stop.lift();
    void this.engine.kick();
  }

  /** A person moves what is put in, or taken out, to the other account of money in transit; or back. */
  swapTransit(type: 'contra-cash-in' | 'contra-cash-out'): void {
    const { db, accounts, assignment } = this.store;
    const [one, other] = TRANSIT_ACCOUNTS;
    const isOne = accounts.all().some((row) => row.type === type && row.account === one);
    const change = { type, currency: 'EUR', account: isOne ? other : one };
    db.transaction(() => accounts.change([change], this.clock())).immediate();
    assignment.reload();
    this.engine.nudge();
  }

  /** The folder's lock is lost, as on a network drive: this run goes on, and another one is started beside it. */
  leaveBehind(): void {
    if (!this.#parts) return;
    this.#parts.unlock();
    this.#left.push({ life: this.#life, parts: this.#parts });
    this.#life = { alive: false };
    this.#parts = undefined;
  }

  /** The power is gone: nothing runs on, and the disk keeps what it was made to keep. */
  cutPower(): void {
    if (!this.#parts) return;
    const { store, unlock } = this.#parts;
    const isSafe = (store.db.pragma('synchronous', { simple: true }) as number) >= 2;
    this.#life.alive = false;
    this.#parts = undefined;
    this.#cut = undefined;
    this.cuts += 1;
    const file = path.join(this.options.folder, DATABASE_FILE);
    // What was not forced to the disk is gone: without that, all since the last checkpoint.
    const kept = isSafe ? undefined : fs.readFileSync(file);
    for (const { life, parts } of this.#left.splice(0)) {
      life.alive = false;
      parts.store.db.close();
    }
    store.db.close();
    unlock();
    if (kept) {
      fs.writeFileSync(file, kept);
      fs.rmSync(`${file}-wal`, { force: true });
      fs.rmSync(`${file}-shm`, { force: true });
    }
  }

  #made(folder: string): string {
    fs.mkdirSync(folder, { recursive: true });
    return folder;
  }

  #guarded(run: () => void): void {
    try {
      run();
    } catch (error) {
      if (!(error instanceof PowerCut)) throw error;
    }
  }

  #reached(point: CrashPoint): void {
    const cut = this.#cut;
    if (cut?.plan.at !== point) return;
    cut.left -= 1;
    if (cut.left > 0) return;
    this.cutPower();
    throw new PowerCut();
  }

  /** Every transaction of the program passes here. */
  #tamper(db: Database.Database): void {
    const { tampering } = this.options;
    if (tampering.synchronous) db.pragma(`synchronous = ${tampering.synchronous}`);
    const { sql: change } = tampering;
    if (change) {
      const prepare = db.prepare.bind(db);
      db.prepare = ((sql: string) => prepare(change(sql))) as typeof db.prepare;
    }
    const transaction = db.transaction.bind(db);
    db.transaction = ((work: (...args: unknown[]) => unknown) => {
      const whole = transaction((...args: unknown[]) => {
        const value = work(...args);
        if (this.#countsDown('before')) throw new PowerCut();
        return value;
      });
      const cutAfter = (run: (...args: unknown[]) => unknown) => {
        return (...args: unknown[]) => {
          let value: unknown;
          try {
            value = run(...args);
          } catch (error) {
            if (error instanceof PowerCut) this.cutPower();
            throw error;
          }
          if (this.#countsDown('after')) {
            this.cutPower();
            throw new PowerCut();
          }
          return value;
        };
      };
      return Object.assign(cutAfter(whole), {
        immediate: cutAfter(whole.immediate),
        deferred: cutAfter(whole.deferred),
        exclusive: cutAfter(whole.exclusive),
      });
    }) as unknown as typeof db.transaction;
  }

  #countsDown(when: 'before' | 'after'): boolean {
    const cut = this.#cut;
    if (cut?.plan.at !== 'commit' || cut.plan.when !== when) return false;
    cut.left -= 1;
    return cut.left <= 0;
  }
}

const tampered = new WeakMap<RsConnector, RsConnector>();

/** A new connection is a new object; the same one stays the same. */
function tamperedOnce(
  connector: RsConnector,
  change: (connector: RsConnector, program: Program) => RsConnector,
  program: Program,
): RsConnector {
  const known = tampered.get(connector) ?? change(connector, program);
  tampered.set(connector, known);
  return known;
}
