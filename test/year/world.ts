/**
 * The whole backend on a folder of its own and RetailSuite beside it, on a clock that only moves when told to. A world can
 * be left, copied, and gone on with: what is tried on a copy never happened to the others.
 */
import fs from 'node:fs';
import path from 'node:path';
import { createBackend } from '../../electron/create-backend.ts';
import type { RunningBackend } from '../../electron/shell/host/backend.ts';
import { PRESET_ACCOUNTS, type AccountRow } from '../../shared/domain/accounts.ts';
import type { ClosingView, MonthDay, Problem } from '../../shared/contract/contract.ts';
import type { ClosingLine } from '../../shared/domain/closing.ts';
import { seededRandom } from '../../shared/domain/random.ts';
import { HOUR, MINUTE, type Random } from '../../shared/domain/time.ts';
import type { SecretBox } from '../../electron/topics/connection/secret-box.ts';
import { SimulatedTime } from '../helpers/simulated-time.ts';
import { CLIENT, simulateRs, type Fate, type SimulatedRs } from '../simulator/retail-suite.ts';
import { accountIn, addBalances, invoicesOf, STORE, type TillDay } from './tills.ts';

/** Stands for the operating system's store. */
const SECRETS: SecretBox = {
  kind: () => 'system',
  seal: (text) => Buffer.from(text).toString('base64'),
  open: (sealed) => Buffer.from(sealed, 'base64').toString(),
};
/** What a bad line does to a posting; none of these costs the sign-in. */
const STORM: readonly Fate[] = [
  'dropped',
  'answer-lost',
  'late',
  'half-open',
  'slow',
  'too-slow',
  'throttled',
  'frozen',
  'error-before',
  'error-after',
];
const UNDER_WAY = `'waiting', 'waiting-invoice', 'sending', 'unclear'`;
/** Long enough that a list of RetailSuite that lags is no excuse. */
const LAG_MS = 20 * MINUTE;
const CHF_DEBTOR = '10008';

/** A closing as it is named everywhere. */
export interface ClosingName {
  readonly payDesk: string;
  readonly currency: string;
  readonly number: string;
}

export const nameOf = ({ payDesk, currency, number }: ClosingName): string =>
  `${payDesk}/${number} ${currency}`;

export class World {
  readonly folder: string;
  readonly time: SimulatedTime;
  readonly rs: SimulatedRs;
  readonly backend: RunningBackend;
  readonly random: Random;
  /** What has to stand on RetailSuite's accounts, debit minus credit in cents. */
  readonly balances = new Map<string, number>();
  readonly errors: unknown[] = [];
  /** The line is bad: every third request suffers. */
  isStormy = false;
  #deliveries = 0;

  /** @param now epoch milliseconds */
  constructor(folder: string, now: number, seed: number) {
    this.folder = folder;
    this.random = seededRandom(seed);
    this.time = new SimulatedTime(now);
    this.rs = simulateRs(this.time, this.random, path.join(folder, 'rs'));
    const line = this.rs.transportFor({ enter: (act) => act() });
    this.backend = createBackend({
      ...{
        folder: path.join(folder, 'data'),
        user: 'anna',
        inbox: null,
        version: '0.0.0',
        demo: false,
      },
      ...{ clock: this.time.clock, uptime: () => this.time.now, timers: this.time.timers },
      random: this.random,
      endOfTurn: (run) => queueMicrotask(run),
      secrets: SECRETS,
      transport: (request) => {
        const isToken = request.url.endsWith('getAccessToken');
        if (this.isStormy && !isToken && this.random() < 0.3) {
          this.rs.nextFate = STORM[Math.floor(this.random() * STORM.length)];
        }
        return line(request);
      },
      log: (level, message, details) => {
        if (level === 'error') this.errors.push(message, details);
      },
    });
    this.backend.engine.start();
  }

  /** A shop that begins: accounts in both currencies, RetailSuite connected. */
  begin(): void {
    const { store } = this.backend;
    const { ledger } = this.rs;
    const francs = PRESET_ACCOUNTS.SKR03.map((row): AccountRow => ({
      ...row,
      currency: 'CHF',
      account: String(Number(row.account) + 6_000),
    }));
    const postage = (currency: 'EUR' | 'CHF'): AccountRow => ({
      ...{ type: 'contra-cash-out', businessCase: 'Auszahlung', businessName: 'Briefmarken' },
      ...{ currency, account: accountIn('postage', { payDesk: 'K1', currency }) },
    });
    const ownCash: AccountRow = {
      ...{ type: 'cash', currency: 'CHF', store: STORE, payDesk: 'K2' },
      account: accountIn('cash', { payDesk: 'K2', currency: 'CHF' }),
    };
    const added = [...francs, postage('CHF'), ownCash];
    for (const { account } of [...added, { account: CHF_DEBTOR }]) {
      ledger.setAccount({
        number: account,
        description: 'Franken',
        currency: 'CHF',
        locked: false,
      });
    }
    store.assignment.change([...PRESET_ACCOUNTS.SKR03, postage('EUR'), ...added], { chart: null });
    const { refreshToken } = this.rs.signIn();
    store.connection.save({ baseUrl: 'https://rs.example', ...CLIENT, refreshToken });
  }

  /** RetailSuite makes the day's invoices by itself, mostly soon; what has to come of the day is noted. */
  expect(days: readonly TillDay[]): void {
    for (const day of days) {
      addBalances(this.balances, day);
      for (const { bill, cents, currency, at } of invoicesOf(day)) {
        const chance = this.random();
        const longest = chance < 0.9 ? 5 * MINUTE : chance < 0.98 ? 6 * HOUR : 40 * HOUR;
        const isReturn = cents < 0;
        // A credit note stands with either sign.
        const sign = isReturn && this.random() < 0.5 ? -1 : 1;
        this.rs.ledger.addInvoice({
          ...{ posBillNumber: bill, brutto: (sign * cents) / 100, type: isReturn ? 'GU' : 'RB' },
          ...{ documentDate: day.day, currency },
          customerSupplierId: Number(accountIn('debtor', day.till)),
          availableAt: at + Math.floor(this.random() * longest),
        });
      }
    }
  }

  /** A path where the next delivery may lie. */
  place(): string {
    this.#deliveries += 1;
    return path.join(this.folder, 'deliveries', `${this.time.now}-${this.#deliveries}`);
  }

  async deliver(file: string) {
    const reports = await this.backend.ingest.importPaths(file);
    await this.backend.ingest.resume();
    return reports;
  }

  async goTo(instant: number): Promise<void> {
    if (instant > this.time.now) await this.time.advance(instant - this.time.now);
  }

  /** What takes its time on the line: the clock goes on until it is there. */
  async until<T>(work: Promise<T> | T): Promise<T> {
    let isDone = false;
    const note = () => {
      isDone = true;
    };
    const whole = Promise.resolve(work);
    whole.then(note, note);
    while (!isDone) await this.time.advance(40);
    return whole;
  }

  /** Until nothing is on its way any more, and RetailSuite's lists are up to date. @throws what still is */
  async rest(days = 4): Promise<void> {
    const count = this.backend.store.db
      .prepare<[], number>(`SELECT count(*) FROM jobs WHERE state IN (${UNDER_WAY})`)
      .pluck();
    const until = this.time.now + days * 24 * HOUR;
    while (count.get() !== 0 && this.time.now < until) await this.time.advance(5 * MINUTE);
    await this.time.advance(LAG_MS);
    if (count.get() !== 0) throw new Error(`not at rest: ${JSON.stringify(this.states())}`);
  }

  states(): Record<string, number> {
    const rows = this.backend.store.db
      .prepare<[], [string, number]>('SELECT state, count(*) FROM jobs GROUP BY state')
      .raw()
      .all() as [string, number][];
    return Object.fromEntries(rows);
  }

  /** The days that the calendar shows. */
  async calendar(): Promise<MonthDay[]> {
    const months = this.backend.store.db
      .prepare<[], string>(
        `SELECT DISTINCT substr(day, 1, 7) FROM closing_days
         UNION SELECT DISTINCT substr(business_day, 1, 7) FROM closings WHERE business_day IS NOT NULL ORDER BY 1`,
      )
      .pluck()
      .all();
    const shown: MonthDay[] = [];
    for (const month of months) {
      shown.push(...(await this.backend.handlers['closing.month'](month)).days);
    }
    return shown;
  }

  /** Asks RetailSuite about every closing of some days, or of all. @returns each by its name, as it stands now */
  async read(days?: readonly string[]): Promise<Map<string, ClosingView>> {
    const found = new Map<string, ClosingView>();
    for (const { day, closings } of await this.calendar()) {
      if (closings === 0 || (days && !days.includes(day))) continue;
      const reply = await this.until(this.backend.handlers['closing.read']({ day }, 'en'));
      for (const view of reply.closings) found.set(nameOfLine(view.line), view);
    }
    return found;
  }

  jobs(where: string, ...values: unknown[]): { id: number; reference: string; amount: number }[] {
    return this.backend.store.db
      .prepare<unknown[], { id: number; reference: string; amount: number }>(
        `SELECT id, reference, amount FROM jobs WHERE ${where} ORDER BY id`,
      )
      .all(...values);
  }

  job(where: string, ...values: unknown[]) {
    const [found] = this.jobs(where, ...values);
    if (!found) throw new Error(`There is no job where ${where}.`);
    return found;
  }

  async problems(): Promise<Problem[]> {
    return (await this.backend.handlers['attention.problems']()).problems;
  }

  /** Leaves the world as it is on the disk. */
  async end(): Promise<void> {
    await this.until(this.backend.stop(1_000));
    this.rs.close();
  }
}

export function nameOfLine({ payDesk, closing, currency }: ClosingLine): string {
  return nameOf({ payDesk, number: closing, currency: currency ?? '?' });
}

/** Copies a world that was left. */
export function copyWorld(from: string, to: string): void {
  fs.cpSync(from, to, { recursive: true });
}
