/**
 * A pay desk that delivers its days as DSFinV-K exports, and what must come of them. Exports overlap as real ones do: a
 * person exports "this week" twice, forgets a day, and has it in the next one.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { Random } from '../../shared/domain/time.ts';
import { writeExport, type Receipt } from '../core/ingest/export-builder.ts';
import { ACCOUNTS, expecting, type ExpectedPosting } from './tills.ts';

const PAY_DESK = 'K9';
/** Closings that an export repeats although they were delivered before. */
const MOST_REPEATED = 3;

export class ClosingTill {
  readonly #folder: string;
  readonly #days: string;
  readonly #random: Random;
  readonly #expected: ExpectedPosting[];
  /** A folder a closing, in their order. */
  readonly #closings: string[] = [];
  readonly #undelivered = new Set<string>();
  #exports = 0;
  #events = 0;

  /** @param folder where exports are delivered @param expected hears of every posting that has to come */
  constructor(folder: string, random: Random, expected: ExpectedPosting[]) {
    this.#folder = folder;
    this.#days = path.join(folder, '..', 'closings');
    this.#random = random;
    this.#expected = expected;
  }

  get events(): number {
    return this.#events;
  }

  /** Ends the day: so many receipts, and a difference that was counted. Nobody exports it yet. */
  close(receipts: number, now: number): void {
    const number = String(this.#closings.length + 1);
    const day = new Date(now).toISOString().slice(0, 10);
    const madeAt = new Date(now).toISOString();
    const folder = writeExport(
      path.join(this.#days, number.padStart(6, '0')),
      Array.from({ length: receipts + 1 }, (_, index) => ({
        id: `Z${number}-${index + 1}`,
        endedAt: madeAt,
        ...this.#receipt(day, index === receipts),
      })),
      { number, desk: PAY_DESK, madeAt, bookingDay: day, store: 'S1' },
    );
    this.#closings.push(folder);
    this.#undelivered.add(folder);
  }

  /** Exports as somebody does it; mostly all that is missing, at times without its last day but one. @returns its folder */
  export(): string {
    const news = [...this.#undelivered];
    const forgets = news.length > 1 && this.#random() < 0.3;
    const repeats = Math.floor(this.#random() * (MOST_REPEATED + 1));
    const old = this.#closings.filter((folder) => !this.#undelivered.has(folder));
    return this.#deliver([
      ...old.slice(old.length - repeats),
      ...(forgets ? [...news.slice(0, -2), ...news.slice(-1)] : news),
    ]);
  }

  /** All that no export holds yet; undefined: every closing is out. */
  exportRest(): string | undefined {
    return this.#undelivered.size === 0 ? undefined : this.#deliver([...this.#undelivered]);
  }

  #deliver(closings: readonly string[]): string {
    this.#exports += 1;
    const to = path.join(this.#folder, `week-${String(this.#exports).padStart(6, '0')}`);
    fs.mkdirSync(to, { recursive: true });
    for (const [index, closing] of closings.entries()) {
      for (const name of fs.readdirSync(closing)) {
        const text = fs.readFileSync(path.join(closing, name), 'utf8');
        const rows = index === 0 ? text : text.slice(text.indexOf('\n') + 1);
        fs.appendFileSync(path.join(to, name), rows);
      }
      this.#undelivered.delete(closing);
    }
    return to;
  }

  #receipt(day: string, isLast: boolean): Pick<Receipt, 'lines' | 'payments'> {
    this.#events += 1;
    const cents = 1 + Math.floor(this.#random() * 20_000);
    const kind = this.#random();
    const expect = expecting(this.#expected, day, PAY_DESK);
    const drawer = (type: string, amount: number) => ({
      lines: [{ type, cents: amount, vat: '5' }],
      payments: [{ type: 'Bar', cents: amount }],
    });
    if (isLast) {
      const amount = kind < 0.5 ? cents : -cents;
      const contra = amount > 0 ? ACCOUNTS.surplus : ACCOUNTS.shortage;
      expect('close-diff', ACCOUNTS.cash, contra, amount);
      return drawer('DifferenzSollIst', amount);
    }
    if (kind < 0.5) {
      expect('order-cash', ACCOUNTS.cash, ACCOUNTS.debtor, cents);
      return { lines: [{ type: 'Umsatz', cents }], payments: [{ type: 'Bar', cents }] };
    }
    if (kind < 0.85) {
      expect('order-non-cash', ACCOUNTS.cards.ECKarte, ACCOUNTS.debtor, cents, 'ECKarte');
      return { lines: [{ type: 'Umsatz', cents }], payments: [{ type: 'ECKarte', cents }] };
    }
    const amount = kind < 0.93 ? cents : -cents;
    expect(amount > 0 ? 'cash-in' : 'cash-out', ACCOUNTS.cash, ACCOUNTS.transit, amount);
    return drawer('Geldtransit', amount);
  }
}
