/**
 * The tills' deliveries during the torture, and what has to come of them: known here, without asking the program.
 *
 * Every part of an inbox event has an amount of its own, so that a posting can be told from every other by it alone.
 */
import fs from 'node:fs';
import path from 'node:path';
import { generateExport } from '../../demo/dsfinvk-export.ts';
import type { Random } from '../../shared/domain/time.ts';

export interface Expected {
  readonly amountCents: number;
  readonly text: string;
}

/** Above whatever a generated export holds. */
const FIRST_AMOUNT = 10_000_00;
const DAY = '2026-11-16';
const INBOX_TEXTS = ['Wechselgeld', 'Fensterputzer', 'Trinkgeld der Woche'] as const;

export class Feed {
  readonly expected: Expected[] = [];
  /** For exports, every amount that must stand in the books, with repetitions. */
  readonly fromExports: number[] = [];
  readonly #random: Random;
  readonly #inbox: string;
  readonly #exports: string;
  /** The content of the files, for tills that deliver once more. */
  readonly #texts: string[] = [];
  #events = 0;
  #amounts = 0;
  #files = 0;
  #exportCount = 0;

  constructor(random: Random, inbox: string, exports: string) {
    this.#random = random;
    this.#inbox = inbox;
    this.#exports = exports;
    fs.mkdirSync(inbox, { recursive: true });
  }

  get jobs(): number {
    return this.expected.length + this.fromExports.length;
  }

  /** Puts a file into the inbox as a till does: written aside, then renamed. Now and then one that was there before. */
  file(events: number, only?: 'cash-in'): void {
    const kind = () => (only ? 0 : Math.floor(this.#random() * 5));
    const lines = Array.from({ length: events }, () => JSON.stringify(this.#event(kind())));
    const number = String(++this.#files).padStart(6, '0');
    const text = `${lines.join('\n')}\n`;
    this.#texts.push(text);
    this.#drop(`till-${number}.jsonl`, text);
    // The same bill delivered once more, beside others: known, and no second job.
    if (this.#random() < 0.1) this.#drop(`again-${number}.jsonl`, `${lines[0]}\n`);
  }

  /** Puts all that was ever delivered into the inbox once more: no new part. */
  everythingAgain(): void {
    this.#drop(`everything-${++this.#files}.jsonl`, this.#texts.join(''));
  }

  /** Where all exports lie that were ever made. */
  exported(): string[] {
    return Array.from({ length: this.#exportCount }, (_, index) =>
      path.join(this.#exports, String(index + 1)),
    );
  }

  /** An export with everything in it. @returns where it lies */
  async export(receipts: number): Promise<string> {
    const number = ++this.#exportCount;
    const folder = path.join(this.#exports, String(number));
    await generateExport({
      folder,
      receipts,
      registers: 2,
      closings: 2,
      firstDay: DAY,
      firstClosing: number * 10,
      firstBillNumber: 1_000_000 + number * 100_000,
      random: this.#random,
      onJob: ({ cents }) => this.fromExports.push(cents),
    });
    return folder;
  }

  #drop(name: string, text: string): void {
    fs.mkdirSync(this.#inbox, { recursive: true });
    const place = path.join(this.#inbox, name);
    fs.writeFileSync(`${place}.tmp`, text);
    fs.renameSync(`${place}.tmp`, place);
  }

  #amount(sign: 1 | -1, text: string): number {
    const amountCents = sign * (FIRST_AMOUNT + ++this.#amounts);
    this.expected.push({ amountCents, text });
    return amountCents;
  }

  #event(kind: number): Record<string, unknown> {
    const number = ++this.#events;
    const base = {
      version: 1,
      id: `T-${number}`,
      store: '2',
      payDesk: `T${number % 3}`,
      businessDay: DAY,
      occurredAt: `${DAY}T09:14:05+01:00`,
    };
    const billNumber = `2-2026/11/${String(number).padStart(10, '0')}`;
    const text = INBOX_TEXTS[number % INBOX_TEXTS.length] ?? INBOX_TEXTS[0];
    const transit = { reason: 'Geldtransit' };
    switch (kind) {
      case 0:
        return { ...base, ...transit, type: 'cash-in', amountCents: this.#amount(1, text), text };
      case 1:
        return { ...base, ...transit, type: 'cash-out', amountCents: this.#amount(-1, text), text };
      case 2:
        return {
          ...base,
          type: 'close-diff',
          amountCents: this.#amount(-1, 'Kassendifferenz Abschluss'),
        };
      case 3:
        return {
          ...base,
          type: 'order-cash',
          billNumber,
          amountCents: this.#amount(-1, 'POS Barzahlung'),
        };
      default:
        return {
          ...base,
          type: 'receipt',
          billNumber,
          payments: [
            { method: 'cash', amountCents: this.#amount(1, 'POS Barzahlung') },
            {
              method: 'non-cash',
              amountCents: this.#amount(1, 'POS Kartenzahlung'),
              paymentType: 'ECKarte',
            },
          ],
        };
    }
  }
}
