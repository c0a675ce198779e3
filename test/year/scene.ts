/** A copy of the sealed year, in which one thing goes wrong: what a person, a till or RetailSuite can do there. */
import path from 'node:path';
import Database from 'better-sqlite3';
import { actInRs, type PersonInRs } from '../../sandbox/control.ts';
import type { StoredPosting } from '../../sandbox/ledger.ts';
import type { ClosingView, ProblemDecision } from '../../shared/contract/contract.ts';
import { isNote } from '../../shared/domain/closing.ts';
import { HOUR, MINUTE } from '../../shared/domain/time.ts';
import type { Closing, Receipt as ExportReceipt } from '../core/ingest/export-builder.ts';
import { nextDay, openingHours } from './calendar.ts';
import {
  closingOf,
  exportReceipts,
  linesOf,
  writeExports,
  writeLines,
  type Happening,
  type TillDay,
  type TillState,
} from './tills.ts';
import { cashOf } from './receipts.ts';
import { nameOf, World } from './world.ts';
import { tradeDay, type SealedYear } from './year.ts';

const RECEIPTS_A_DAY = 5;
type Line = ReturnType<typeof linesOf>[number];

/** What a till does otherwise on a day. */
export interface Change {
  /** Before anything is written: what really happens. */
  readonly live?: (days: readonly TillDay[]) => void;
  /** What an export of the desk says. */
  readonly exports?: Readonly<
    Record<string, (receipts: ExportReceipt[], closing: Closing) => [ExportReceipt[], Closing]>
  >;
  /** What the euro drawer of a desk says. */
  readonly lines?: Readonly<Record<string, (lines: Line[]) => Line[]>>;
  /** Desks that deliver nothing. */
  readonly silent?: readonly string[];
  /** Before the tills deliver. */
  readonly before?: () => void;
}

export class Scene {
  readonly world: World;
  readonly tills: TillState[];
  readonly year: SealedYear;
  readonly #nth: number;
  #days = 2;

  /** @param nth of the faults: each of them harms another closing */
  constructor(year: SealedYear, folder: string, nth: number) {
    this.world = new World(folder, year.now, nth + 1);
    this.tills = structuredClone([...year.tills]);
    this.year = year;
    this.#nth = nth;
  }

  /** A closing of the year: of the desk's first drawer. */
  closing(payDesk: string, isMeant: (day: TillDay) => boolean = () => true): TillDay {
    const currency = payDesk === 'K2' ? 'CHF' : 'EUR';
    const own = this.year.closings.filter(
      (one) => one.till.payDesk === payDesk && one.till.currency === currency && isMeant(one),
    );
    return own[(this.#nth * 5 + 1) % own.length] as TillDay;
  }

  /** A closing of the year that has such a job. */
  closingWith(payDesk: string, which: string): TillDay {
    return this.closing(payDesk, (day) => this.#find(day, which) !== undefined);
  }

  till(payDesk: string): TillState {
    const found = this.tills.find((till) => till.payDesk === payDesk);
    if (!found) throw new Error(`There is no till ${payDesk}.`);
    return found;
  }

  /** A desk that was not there before. */
  newDesk(payDesk: string, more: Partial<TillState> = {}): TillState {
    const fresh = { closing: 0, bill: 0, year: '', round: [], startsAnew: false, drawer: 20_000 };
    const till: TillState = {
      ...{ ...fresh, payDesk, currency: 'EUR', kind: 'export', tellsOpening: true },
      ...more,
    };
    this.tills.push(till);
    return till;
  }

  job(closing: TillDay, which?: string) {
    const found = this.#find(closing, which);
    if (!found) throw new Error(`${closingName(closing)} has no job where ${which}.`);
    return found;
  }

  #find({ till, number }: TillDay, which = '1') {
    const { payDesk, currency } = till;
    const where = `pay_desk = ? AND closing = ? AND currency = ? AND state = 'verified' AND ${which}`;
    return this.world.jobs(where, payDesk, number, currency)[0];
  }

  /** What RetailSuite has of a closing. */
  posting(closing: TillDay, more?: string): StoredPosting {
    const { reference } = this.job(closing, more);
    const found = this.world.rs.ledger.postings().find(({ beleg2 }) => beleg2 === reference);
    if (!found) throw new Error(`RetailSuite has no ${reference}.`);
    return found;
  }

  /** What no person could do, nor any call: RetailSuite's own books are changed. */
  inBooks(sql: string, ...values: unknown[]): void {
    const books = new Database(path.join(this.world.folder, 'rs', 'retailsuite.sqlite'));
    try {
      if (books.prepare(sql).run(...values).changes !== 1) throw new Error(`not one row: ${sql}`);
    } finally {
      books.close();
    }
  }

  person(act: PersonInRs): string {
    return actInRs(this.world.rs.ledger, act).postings.at(-1) ?? '';
  }

  /** One more day of business. @returns its closings */
  async nextDay(change: Change = {}): Promise<TillDay[]> {
    const { world } = this;
    const last = this.year.days.at(-1) ?? '';
    const day = nextDay(last, (this.#days += 1));
    const { opens, closes } = openingHours(day);
    await world.goTo(opens);
    const today = tradeDay(this.tills, day, RECEIPTS_A_DAY, world.random);
    change.live?.(today);
    world.expect(today);
    await world.goTo(closes + MINUTE);
    change.before?.();
    const isHeard = ({ till }: TillDay) => !change.silent?.includes(till.payDesk);
    for (const one of today.filter(isHeard)) await this.#deliver(one, change);
    await world.goTo(closes + 8 * HOUR);
    return today;
  }

  async #deliver(one: TillDay, change: Change): Promise<void> {
    const { world } = this;
    if (one.till.kind === 'lines') {
      const said = linesOf(one);
      const other = one.till.currency === 'EUR' ? change.lines?.[one.till.payDesk] : undefined;
      const lines = other?.(said) ?? said;
      await world.deliver(writeLines(world.place(), one.till.currency, lines));
      return;
    }
    await this.deliverExport(one, change.exports?.[one.till.payDesk]);
  }

  /** @param change of what the export says */
  async deliverExport(
    one: TillDay,
    change: NonNullable<Change['exports']>[string] = (...said) => said,
  ): Promise<void> {
    const [receipts, closing] = change(exportReceipts(one), closingOf(one));
    await this.world.deliver(writeExports(this.world.place(), [{ receipts, closing }]));
  }

  async deliverLines(lines: readonly Line[]): Promise<void> {
    await this.world.deliver(writeLines(this.world.place(), 'more', lines));
  }

  /** The till says its closing once more, and a person takes what it says now. */
  async closesAgain(closing: TillDay, more: Line = {}): Promise<void> {
    const lines = linesOf(closing);
    await this.deliverLines([{ ...lines.at(-1), ...more }]);
    await this.decide('take-new');
  }

  /** Decides the only question that is open. */
  async decide(decision: ProblemDecision): Promise<void> {
    const [problem, ...others] = await this.world.problems();
    if (!problem || others.length > 0) throw new Error(`${others.length + 1} problems`);
    if (!problem.decisions.includes(decision)) throw new Error(problem.decisions.join());
    const asked = { id: problem.id, decision, reason: 'looked into it at the till' };
    await this.world.backend.handlers['attention.decide'](asked);
    await this.world.backend.ingest.resume();
  }

  async bulk(action: 'hold' | 'exclude' | 'release', id: number): Promise<void> {
    const { handlers } = this.world.backend;
    const plan = await handlers['bulk.prepare']({ action, target: { kind: 'jobs', ids: [id] } });
    const run = handlers['bulk.run']({ setId: plan.setId, reason: 'talked about it' });
    const { done } = await this.world.until(run);
    if (done.count !== 1) throw new Error(`${action}: ${done.count} jobs`);
  }

  /** A person says why numbers of a closing are as they are. */
  async explain(closing: TillDay, kind: 'receipt' | 'repeat' | 'year' | 'closing'): Promise<void> {
    const { handlers } = this.world.backend;
    const { closings } = await handlers['closing.day'](closing.day, 'en');
    const { payDesk } = closing.till;
    for (const { line } of closings.filter((one) => one.line.payDesk === payDesk)) {
      for (const { from, to } of line.gaps.filter((gap) => gap.kind === kind && !gap.explained)) {
        const numbers = { first: from, last: to };
        const { store } = line;
        const reason = 'the till was being repaired';
        await handlers['till.explain']({ store, payDesk, kind, numbers, reason });
      }
    }
  }

  enterOpening({ payDesk, currency }: TillState, cents: number): void {
    const said = { store: null, payDesk, currency, cents, reason: 'counted' };
    void this.world.backend.handlers['till.opening'](said);
  }
}

/** Something more happens on a day of a till. */
export function insert(
  till: TillState,
  day: TillDay,
  happening: Omit<Happening, 'at' | 'shape'>,
): void {
  const list = day.happenings;
  const middle = Math.floor(list.length / 2);
  const at = (list[middle - 1] ?? list[0])?.at ?? 0;
  list.splice(middle, 0, { ...happening, at, shape: 'inserted' });
  const cents = cashOf(happening.receipt);
  till.drawer += cents;
  day.closingCents += cents;
}

export const closingName = ({ till, number }: TillDay): string => nameOf({ ...till, number });

/** Codes that keep the seal away. */
export function codesOf({ line }: ClosingView): string[] {
  return line.reasons.flatMap(({ code }) => (isNote(code) ? [] : [code])).sort();
}
