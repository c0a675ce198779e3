/**
 * The tills of a store, and the reference model: what each event must become in the books. Small and obvious on
 * purpose; it shares nothing with the program but the format of the inbox.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { Random } from '../../shared/domain/time.ts';

export interface ExpectedPosting {
  readonly account: string;
  readonly contra: string;
  readonly cents: number;
  readonly day: string;
  readonly payDesk: string;
  readonly type: string;
  /** Set for an order that was not paid in cash. */
  readonly paymentType: string | null;
}

/** DATEV SKR03 as the program's preset has it; the debtor is the walk-in customer of the sandbox's invoices. */
export const ACCOUNTS = {
  cash: '1000',
  debtor: '10007',
  transit: '1360',
  surplus: '2700',
  shortage: '2300',
  cards: { ECKarte: '1361', Kreditkarte: '1362', ElZahlungsdienstleister: '1363' },
} as const;
const CARDS = Object.keys(ACCOUNTS.cards) as (keyof typeof ACCOUNTS.cards)[];
const PAY_DESKS = ['K1', 'K2', 'K3'];

/** Notes what has to come of the events of a pay desk on a day. */
export function expecting(expected: ExpectedPosting[], day: string, payDesk: string) {
  return (
    type: string,
    account: string,
    contra: string,
    cents: number,
    paymentType: string | null = null,
  ): void => void expected.push({ account, contra, cents, day, payDesk, type, paymentType });
}

export class Tills {
  readonly expected: ExpectedPosting[] = [];
  readonly #folder: string;
  readonly #random: Random;
  #events = 0;
  #files = 0;
  #lines: string[] = [];

  constructor(folder: string, random: Random) {
    this.#folder = folder;
    this.#random = random;
    fs.mkdirSync(folder, { recursive: true });
  }

  get events(): number {
    return this.#events;
  }

  /** Some events of a moment, as a file of the inbox; now and then with lines that were delivered before. */
  deliver(count: number, now: number): string {
    const fresh = Array.from({ length: count }, () => this.#event(now));
    const again = this.#lines.length > 0 && this.#random() < 0.15 ? this.#lines.slice(-5) : [];
    this.#lines = [...this.#lines, ...fresh].slice(-200);
    this.#files += 1;
    const file = path.join(this.#folder, `till-${String(this.#files).padStart(6, '0')}.jsonl`);
    fs.writeFileSync(file, [...again, ...fresh].join('\n') + '\n');
    return file;
  }

  /** All files that were ever delivered. */
  files(): string[] {
    return fs
      .readdirSync(this.#folder)
      .sort()
      .map((name) => path.join(this.#folder, name));
  }

  #pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.#random() * items.length)] as T;
  }

  #event(now: number): string {
    this.#events += 1;
    const id = `E${String(this.#events).padStart(8, '0')}`;
    // A shop that closes after midnight books its receipts on the day before.
    const day = new Date(now - 4 * 3_600_000).toISOString().slice(0, 10);
    const payDesk = this.#pick(PAY_DESKS);
    const common = {
      version: 1,
      id,
      store: 'S1',
      payDesk,
      businessDay: day,
      occurredAt: new Date(now).toISOString(),
    };
    const cents = 1 + Math.floor(this.#random() * 20_000);
    const expect = expecting(this.expected, day, payDesk);
    const reason = 'Geldtransit';
    const kind = this.#random();
    if (kind < 0.45) {
      const amount = this.#random() < 0.06 ? -cents : cents;
      expect('order-cash', ACCOUNTS.cash, ACCOUNTS.debtor, amount);
      const payments = [{ method: 'cash', amountCents: amount }];
      return JSON.stringify({ ...common, type: 'receipt', billNumber: id, payments });
    }
    if (kind < 0.75) {
      const card = this.#pick(CARDS);
      expect('order-non-cash', ACCOUNTS.cards[card], ACCOUNTS.debtor, cents, card);
      const payments = [{ method: 'non-cash', amountCents: cents, paymentType: card }];
      return JSON.stringify({ ...common, type: 'receipt', billNumber: id, payments });
    }
    if (kind < 0.82) {
      const card = this.#pick(CARDS);
      expect('order-cash', ACCOUNTS.cash, ACCOUNTS.debtor, 500);
      expect('order-non-cash', ACCOUNTS.cards[card], ACCOUNTS.debtor, cents, card);
      const payments = [
        { method: 'cash', amountCents: 500 },
        { method: 'non-cash', amountCents: cents, paymentType: card },
      ];
      return JSON.stringify({ ...common, type: 'receipt', billNumber: id, payments });
    }
    if (kind < 0.88) {
      expect('cash-in', ACCOUNTS.cash, ACCOUNTS.transit, cents);
      return JSON.stringify({ ...common, type: 'cash-in', reason, amountCents: cents });
    }
    if (kind < 0.95) {
      expect('cash-out', ACCOUNTS.cash, ACCOUNTS.transit, -cents);
      return JSON.stringify({ ...common, type: 'cash-out', reason, amountCents: -cents });
    }
    const amount = this.#random() < 0.5 ? cents : -cents;
    const type = this.#random() < 0.5 ? 'opening-diff' : 'close-diff';
    expect(type, ACCOUNTS.cash, amount > 0 ? ACCOUNTS.surplus : ACCOUNTS.shortage, amount);
    return JSON.stringify({ ...common, type, amountCents: amount });
  }
}
