/** The engine on a real database file with a fake RS, simulated time and a switch that ends it as a crash does. */
import { PRESET_ACCOUNTS } from '../../../shared/domain/accounts.ts';
import { accountBook } from '../../../shared/domain/assignment.ts';
import { createJournal } from '../../../electron/core/db/journal.ts';
import { openDatabase, type Db } from '../../../electron/core/db/open.ts';
import { createJobList } from '../../../electron/core/db/job-list.ts';
import { createSettingsStore } from '../../../electron/core/db/settings.ts';
import { DEFAULT_TEXTS } from '../../../electron/core/engine/posting-texts.ts';
import type { EngineOptions } from '../../../electron/core/engine/context.ts';
import { createEngine, type Engine } from '../../../electron/core/engine/engine.ts';
import { haltByPerson } from '../../../electron/topics/settings/halt.ts';
import { createStop, type Stop } from '../../../electron/topics/status/stop.ts';
import type { JobRow } from '../../../shared/domain/job-list.ts';
import { SimulatedTime, turn } from '../../helpers/simulated-time.ts';
import { FakeRs } from './fake-rs.ts';

export const SETTLE_WINDOW_MS = 60_000;

export class EngineBench {
  readonly time = new SimulatedTime();
  readonly rs = new FakeRs();
  readonly db: Db;
  readonly bugs: unknown[] = [];
  readonly changes: number[][] = [];
  engine: Engine;
  /** A person's stop, read anew from the database by every new engine. */
  stop: Stop;
  options: Partial<EngineOptions>;
  #life = { alive: true };

  constructor(folder: string, options: Partial<EngineOptions> = {}) {
    this.options = options;
    this.db = openDatabase(folder, { now: () => 0 });
    this.stop = this.#readStop();
    this.engine = this.#create();
  }

  #readStop(): Stop {
    return createStop(
      createSettingsStore(this.db),
      createJournal(this.db, 'manager'),
      this.time.clock,
    );
  }

  #create(): Engine {
    const life = { alive: true };
    this.#life = life;
    return createEngine({
      db: this.db,
      connector: () => this.rs.connector,
      accounts: () => accountBook(PRESET_ACCOUNTS.SKR03),
      texts: () => DEFAULT_TEXTS,
      clock: this.time.clock,
      uptime: () => this.time.uptime,
      random: () => 0.5,
      timers: {
        after: (ms, run) => this.time.timers.after(ms, () => life.alive && run()),
      },
      endOfTurn: (run) => queueMicrotask(() => life.alive && run()),
      concurrency: () => 4,
      settleWindowMs: SETTLE_WINDOW_MS,
      requestTimeoutMs: 30_000,
      halt: haltByPerson(this.stop),
      onChange: (ids) => this.changes.push([...ids]),
      onBug: (error) => this.bugs.push(error),
      ...this.options,
    });
  }

  async start(): Promise<void> {
    this.engine.start();
    await turn();
  }

  /** The program ends without a word; requests that are out stay out. A new one starts at once. */
  async crash(): Promise<void> {
    this.#life.alive = false;
    this.stop = this.#readStop();
    this.engine = this.#create();
    await this.start();
  }

  /** What the window's buttons do. */
  pressStop(): void {
    this.stop.set();
    this.engine.wake();
  }

  kick(): Promise<{ alreadyRunning: boolean }> {
    this.stop.clear();
    return this.engine.kick();
  }

  async end(): Promise<void> {
    const stopped = this.engine.stop(0);
    await this.time.advance(1);
    await stopped;
    this.db.close();
  }

  job(id: number): JobRow {
    const row = createJobList(this.db).row(id);
    if (!row) throw new Error(`no job ${id}`);
    return row;
  }

  states(): Record<string, number> {
    const rows = this.db.prepare('SELECT state, count(*) AS n FROM jobs GROUP BY state').all() as {
      state: string;
      n: number;
    }[];
    return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
  }

  attempts(id: number) {
    return createJobList(this.db).attempts(id);
  }
}
