/**
 * The program of a store on a real data folder, in simulated time: the real store, ingest, engine and connector. It can
 * be ended as a power cut ends it: at any commit, before or after, or at a named crash point.
 */
import { isSamePlace } from '../../shared/domain/assignment.ts';
import { createEventStore } from '../../electron/core/db/events.ts';
import { createProblemDecisions } from '../../electron/core/db/problem-decisions.ts';
import fs from 'node:fs';
import path from 'node:path';
import type Database from 'better-sqlite3';
import { openStore, type Store } from '../../electron/open-store.ts';
import { createJournal, PROGRAM } from '../../electron/core/db/journal.ts';
import { beginRun, type FolderWitness } from '../../electron/core/db/last-run.ts';
import { lockFolder } from '../../electron/core/db/lock.ts';
import { DATABASE_FILE } from '../../electron/core/db/open.ts';
import { DEFAULT_TEXTS } from '../../electron/core/engine/posting-texts.ts';
import { createEngine, type Engine } from '../../electron/core/engine/engine.ts';
import type { RsConnector } from '../../electron/core/rs/connector.ts';
import type { HttpRequest, HttpTransport } from '../../electron/core/rs/index.ts';
import type { SecretBox } from '../../electron/topics/connection/secret-box.ts';
import { haltByPerson } from '../../electron/topics/settings/halt.ts';
import { createStop, type Stop } from '../../electron/topics/status/stop.ts';
import type { CrashPoint } from '../../shared/domain/crash-points.ts';
import { SECOND, type Random } from '../../shared/domain/time.ts';
import type { SimulatedTime } from '../helpers/simulated-time.ts';
import { watchIllegalMoves } from '../helpers/watch-moves.ts';
import { Life } from './life.ts';
import { CLIENT, type Fate, type SimulatedRs } from './retail-suite.ts';

/** The changes of a broken twin; the program itself has no switches. */
export interface Tampering {
  readonly sql?: (sql: string) => string;
  readonly connector?: (connector: RsConnector, program: Program) => RsConnector;
  readonly settleWindowMs?: number;
  readonly synchronous?: 'OFF';
  readonly forgetsCopies?: boolean;
  /** Nothing is known of the folder but what lies in it, and whatever comes in is new. */
  readonly knowsNoGaps?: boolean;
  readonly ignoresStop?: boolean;
}

export interface ProgramOptions {
  readonly folder: string;
  /** Absent: nobody watches the folder from outside. */
  readonly pc?: Pc;
  readonly time: SimulatedTime;
  readonly rs: SimulatedRs;
  readonly random: Random;
  readonly tampering: Tampering;
}

/** Between these people change their minds; the tills and the model know one name for both. */
export const TRANSIT_ACCOUNTS = ['1360', '1364'] as const;

/** SQLite's level from which each commit is on the disk. */
const SYNCHRONOUS_FULL = 2;

/** Stands for the operating system's store; what seals the secrets of the product has tests of its own. */
const SECRETS: SecretBox = {
  kind: () => 'system',
  seal: (text) => Buffer.from(text).toString('base64'),
  open: (sealed) => Buffer.from(sealed, 'base64').toString(),
};

const NO_GAPS = `UPDATE settings SET value = '-1' WHERE key = 'history.startedAt'`;

/** Ends the program where it stands. */
class PowerCut extends Error {}

export type Cut =
  | { readonly at: CrashPoint; readonly nth: number }
  | { readonly at: 'commit'; readonly nth: number; readonly when: 'before' | 'after' };

/** The PC goes to sleep (lid, pause of the virtual machine, SIGSTOP) with that request out. */
export interface Sleep {
  readonly at: 'post' | 'look-up' | 'token';
  readonly nth: number;
  /** The fate of that request; undefined: whatever the line is like. */
  readonly fate: Fate | undefined;
  /** It loses the folder, and another program is started on it. */
  readonly isTakenOver: boolean;
  /** It wakes after that, or while the other sends a posting that it had out itself. */
  readonly ms: number;
  readonly wakesAtItsPosting: boolean;
  /** Its `uptime` does not count the sleep, as on Linux. */
  readonly losesTime: boolean;
}

/** A PC's knowledge of its data folder, outside of it. */
export class Pc {
  #generations: readonly string[] = [];
  #attempt = 0;
  #inode: number | undefined;

  witness(folder: string): FolderWitness {
    const inode = () => fs.statSync(path.join(folder, DATABASE_FILE)).ino;
    return {
      bootedAt: () => 0,
      known: () => this.#generations,
      remember: (generations) => {
        this.#generations = generations;
        this.#inode = inode();
      },
      isOtherFile: () => this.#inode !== undefined && this.#inode !== inode(),
      lastAttempt: () => this.#attempt,
      noteAttempt: (id) => {
        this.#attempt = id;
      },
    };
  }

  /** The folder has another name, under which nobody knows it. */
  forget(): void {
    this.#generations = [];
    this.#attempt = 0;
    this.#inode = undefined;
  }
}

/** What a start has taken so far; a cut in the middle of it gives that back. */
interface Opened {
  readonly unlock: () => void;
  store?: Store;
}

interface Parts {
  readonly store: Store;
  readonly engine: Engine;
  readonly stop: Stop;
}

export class Program {
  options: ProgramOptions;
  /** Milliseconds that this PC's clock is off. */
  clockOff = 0;
  /** Requests out at once, as set. */
  concurrency = 4;
  #life: Life;
  #opened: Opened | undefined;
  #parts: Parts | undefined;
  /** Older runs that go on although they should not, or will when they wake. */
  #left: { life: Life; parts: Parts }[] = [];
  #sleep: { plan: Sleep; left: number } | undefined;
  sleeps = 0;
  #cut: { plan: Cut; left: number } | undefined;
  cuts = 0;
  readonly bugs: unknown[] = [];

  constructor(options: ProgramOptions) {
    this.options = options;
    this.#life = new Life(options.time);
    this.#life.alive = false;
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

  get isAsleep(): boolean {
    return this.#life.isAsleep;
  }

  get isStopped(): boolean {
    return this.#parts !== undefined && this.#parts.stop.since() !== null;
  }

  readonly clock = (): number => this.options.time.now + this.clockOff;

  /** The next cut of the power; it comes by itself when the program gets there. */
  plan(plan: Cut): void {
    this.#cut = { plan, left: plan.nth };
  }

  /** The next time the PC falls asleep; it comes by itself when such a request leaves. */
  planSleep(plan: Sleep): void {
    this.#sleep = { plan, left: plan.nth };
  }

  start(): void {
    const { folder, time, rs, random, tampering } = this.options;
    const life = new Life(time);
    const gate = (run: () => void) => () => life.enter(() => this.#guarded(run));
    const timers = { after: (ms: number, run: () => void) => time.timers.after(ms, gate(run)) };
    const endOfTurn = (run: () => void) => queueMicrotask(gate(run));
    // First, because an error of a living program is a fault and no cut.
    this.#life = life;
    const opened: Opened = { unlock: lockFolder(this.#made(folder)) };
    this.#opened = opened;
    const crash = (point: CrashPoint) => {
      if (life.alive) this.#reached(point);
    };
    const store = openStore({
      folder,
      user: 'simulated',
      clock: this.clock,
      uptime: life.uptime,
      random,
      timers,
      endOfTurn,
      secrets: SECRETS,
      transport: this.#watched(life, rs.transportFor(life)),
      log: () => undefined,
      crash,
    });
    opened.store = store;
    const { pc } = this.options;
    const witness = tampering.knowsNoGaps ? undefined : pc?.witness(folder);
    const run =
      witness &&
      beginRun({
        ...{ db: store.db, settings: store.settings, journal: createJournal(store.db, PROGRAM) },
        ...{ witness, now: this.clock(), random, crash },
        onUnwitnessed: (error) => this.bugs.push(error),
      });
    if (tampering.knowsNoGaps) store.db.exec(NO_GAPS);
    this.#tamper(store.db);
    watchIllegalMoves(store.db, (told) => this.bugs.push(new Error(told)));
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
      uptime: life.uptime,
      random,
      timers,
      endOfTurn,
      concurrency: () => this.concurrency,
      settleWindowMs: tampering.settleWindowMs ?? 60 * SECOND,
      requestTimeoutMs: 30 * SECOND,
      verifyAfterMs: 30 * SECOND,
      isFirstStart: run?.found === 'first',
      ...(witness && { onSending: witness.noteAttempt }),
      ...(!tampering.ignoresStop && { halt: haltByPerson(stop) }),
      onChange: () => undefined,
      onBug: (error) => {
        if (!(error instanceof PowerCut) && life.alive) this.bugs.push(error);
      },
      crash,
    });
    this.#parts = { store, engine, stop };
    engine.start();
    engine.restartFreed(store.assignment.freed());
  }

  connect(refreshToken: string): void {
    this.store.connection.save({ baseUrl: 'https://rs.example', ...CLIENT, refreshToken });
    this.engine.wake();
  }

  /** Imports what lies at the path. @returns false: the power went out meanwhile */
  async import(file: string): Promise<boolean> {
    const { engine } = this;
    const ingest = this.store.ingest({ onStored: () => engine.wake() });
    try {
      await ingest.importPaths(file);
    } catch (error) {
      if (this.alive) throw error;
    }
    return this.alive;
  }

  async resume(): Promise<void> {
    const { engine } = this;
    const ingest = this.store.ingest({ onStored: () => engine.wake() });
    await ingest.resume();
    if (this.#releaseSetAside()) await ingest.resume();
  }

  /** A person deals with a file that was being read when the power went out twice. @returns whether there was one */
  #releaseSetAside(): boolean {
    const { db, journal } = this.store;
    const decisions = createProblemDecisions(db, journal, createEventStore(db));
    const aside = decisions
      .open(100)
      .filter(({ problem }) => 'problem' in problem && problem.problem.code === 'set-aside');
    for (const { id } of aside) {
      decisions.decide(id, 'release', { reason: 'the power went out', as: {}, now: this.clock() });
    }
    return aside.length > 0;
  }

  /** A person stops the sending: from here on no request is begun, through restarts, until a person starts it again. */
  pressStop(): void {
    this.#parts?.stop.set();
    this.engine.wake();
  }

  goOn(): void {
    this.#parts?.stop.clear();
    void this.engine.kick();
  }

  /** A person moves what is put in, or taken out, to the other account of money in transit; or back. */
  swapTransit(type: 'contra-cash-in' | 'contra-cash-out'): void {
    const { db, accounts, assignment } = this.store;
    const [one, other] = TRANSIT_ACCOUNTS;
    const place = { type, businessCase: 'Geldtransit', currency: 'EUR' } as const;
    const isOne = accounts.all().some((row) => isSamePlace(row, place) && row.account === one);
    const change = { ...place, account: isOne ? other : one };
    db.transaction(() => accounts.change([change], this.clock())).immediate();
    assignment.reload();
    this.engine.wake();
  }

  /** The folder's lock is lost, as on a network drive: this run goes on, and another one is started beside it. */
  leaveBehind(): void {
    if (!this.#parts) return;
    this.#opened?.unlock();
    this.#opened = undefined;
    this.#left.push({ life: this.#life, parts: this.#parts });
    this.#life = new Life(this.options.time);
    this.#life.alive = false;
    this.#parts = undefined;
  }

  /** Sees every request leave: at one of them the PC falls asleep, at another the one that sleeps wakes. */
  #watched(life: Life, transport: HttpTransport): HttpTransport {
    const { rs, time, random } = this.options;
    return (request) => {
      const kind = kindOf(request);
      const sleep = life === this.#life ? this.#sleep : undefined;
      const isIts = sleep !== undefined && sleep.plan.at === kind && --sleep.left <= 0;
      if (isIts) rs.nextFate = sleep.plan.fate;
      const reply = transport(request);
      if (isIts) this.#fallAsleep(life, sleep.plan, request);
      else if (kind === 'post') {
        for (const { life: other } of this.#left) {
          if (other.isAsleep && other.wakesAt.some((mark) => request.body.includes(mark)))
            time.timers.after(Math.floor(random() * 60), () => other.wake(random));
        }
      }
      return reply;
    };
  }

  #fallAsleep(life: Life, plan: Sleep, request: HttpRequest): void {
    const { time, random } = this.options;
    this.#sleep = undefined;
    this.sleeps += 1;
    life.fallAsleep(plan.losesTime);
    time.timers.after(plan.ms, () => life.wake(random));
    if (!plan.isTakenOver) return;
    if (plan.wakesAtItsPosting) life.wakesAt = request.body.match(/VP-[\w-]+/g) ?? [];
    this.leaveBehind();
  }

  /**
   * The power is gone: nothing runs on, and the disk keeps what it was made to keep.
   *
   * @param everywhere also that of a PC which sleeps
   */
  cutPower(everywhere = false): void {
    if (everywhere) this.#end(() => true);
    if (!this.#opened) return;
    const { store, unlock } = this.#opened;
    const isSafe =
      !store || (store.db.pragma('synchronous', { simple: true }) as number) >= SYNCHRONOUS_FULL;
    this.#life.alive = false;
    this.#opened = undefined;
    this.#parts = undefined;
    this.#cut = undefined;
    this.cuts += 1;
    const file = path.join(this.options.folder, DATABASE_FILE);
    // Writes that were not forced to the disk are gone: without that, all since the last checkpoint.
    const kept = isSafe ? undefined : fs.readFileSync(file);
    this.#end((life) => !isSafe || !life.isAsleep);
    store?.db.close();
    unlock();
    if (kept) {
      fs.writeFileSync(file, kept);
      fs.rmSync(`${file}-wal`, { force: true });
      fs.rmSync(`${file}-shm`, { force: true });
    }
  }

  #end(which: (life: Life) => boolean): void {
    for (const { life, parts } of this.#left) {
      if (!which(life)) continue;
      life.alive = false;
      parts.store.db.close();
    }
    this.#left = this.#left.filter(({ life }) => life.alive);
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

function kindOf({ url }: HttpRequest): Sleep['at'] | undefined {
  if (url.endsWith('.Postings.save')) return 'post';
  if (url.endsWith('.Postings.getList')) return 'look-up';
  return url.endsWith('.getAccessToken') ? 'token' : undefined;
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
