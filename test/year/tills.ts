/**
 * The shop's tills: K1 exports every evening, K2 keeps francs and exports some closings at once, K3 drops lines and has a
 * drawer for euros and one for francs. What a till knows is plain data, so that a year can be lived up to a day once and
 * go on from there many times.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { Random } from '../../shared/domain/time.ts';
import {
  addExport,
  writeExport,
  type Closing,
  type Receipt as ExportReceipt,
} from '../core/ingest/export-builder.ts';
import { inUtc, openingHours, timesOf, withOffset } from './calendar.ts';
import {
  ACCOUNTS,
  bankRun,
  cashOf,
  countedDifference,
  SHAPES,
  type InboxPart,
  type Receipt,
} from './receipts.ts';

export const STORE = 'Mitte';
/** Left in the drawer for the next morning. */
const FLOAT_CENTS = 20_000;

export interface TillState {
  readonly payDesk: string;
  readonly currency: 'EUR' | 'CHF';
  readonly kind: 'export' | 'lines';
  /** Its closings say what lay in the drawer at the opening. */
  readonly tellsOpening: boolean;
  /** Its numbers begin with 1 each day. */
  readonly startsAnew: boolean;
  drawer: number;
  closing: number;
  /** Of the last bill; a desk of two drawers counts both in the first one. */
  bill: number;
  /** Year of the last bill. */
  year: string;
  /** Shapes of this round that have not happened yet. */
  round: string[];
}

/** A receipt with its place in the day. */
export interface Happening {
  readonly shape: string;
  readonly at: number;
  nr: number;
  /** Bill number at POS. */
  readonly bill: string;
  readonly receipt: Receipt;
}

/** A day of a till, before anybody hears of it. */
export interface TillDay {
  readonly till: Pick<TillState, 'payDesk' | 'currency' | 'kind' | 'tellsOpening'>;
  readonly day: string;
  readonly number: string;
  /** The receipt that tells the opening value has a number, too; null: none tells it. */
  openingNr: number | null;
  readonly openingCents: number;
  closingCents: number;
  readonly happenings: Happening[];
}

/** An invoice that RetailSuite makes of an order. */
export interface Invoice {
  readonly bill: string;
  readonly cents: number;
  readonly currency: 'EUR' | 'CHF';
  readonly at: number;
}

export function newTills(): TillState[] {
  const fresh = { closing: 0, bill: 0, year: '', round: [], startsAnew: false };
  return [
    {
      ...fresh,
      payDesk: 'K1',
      currency: 'EUR',
      kind: 'export',
      tellsOpening: true,
      drawer: FLOAT_CENTS,
    },
    {
      ...fresh,
      ...{ payDesk: 'K2', currency: 'CHF', kind: 'export', tellsOpening: false, drawer: 30_000 },
      startsAnew: true,
    },
    {
      ...fresh,
      payDesk: 'K3',
      currency: 'EUR',
      kind: 'lines',
      tellsOpening: true,
      drawer: FLOAT_CENTS,
    },
    {
      ...fresh,
      ...{ payDesk: 'K3', currency: 'CHF', kind: 'lines', tellsOpening: true, drawer: 10_000 },
    },
  ];
}

/**
 * What a desk does on a day: so many receipts in each of its drawers, a counted difference at times, and the way to the
 * bank. Numbers are given in the order in which it happens, whatever the currency.
 */
export function liveDay(
  desk: readonly TillState[],
  day: string,
  count: number,
  random: Random,
): TillDay[] {
  const counter = desk[0] as TillState;
  const year = day.slice(0, 4);
  const isNewYear = counter.kind === 'lines' && counter.year !== year;
  if (counter.startsAnew || isNewYear) counter.bill = 0;
  counter.year = year;
  const drawers = desk.map((till) => {
    const openingCents = till.drawer;
    till.closing += 1;
    const events = eventsOf(till, day, count, random);
    return { till, openingCents, events };
  });
  const openingNr = counter.kind === 'export' && counter.tellsOpening ? (counter.bill += 1) : null;
  const numbers = new Map<object, number>();
  for (const event of drawers.flatMap(({ events }) => events).sort((a, b) => a.at - b.at)) {
    numbers.set(event, (counter.bill += 1));
  }
  return drawers.map(({ till, openingCents, events }) => {
    const { payDesk, currency, kind, tellsOpening } = till;
    return {
      ...{ till: { payDesk, currency, kind, tellsOpening }, day, number: String(till.closing) },
      ...{ openingNr, openingCents, closingCents: till.drawer },
      happenings: events.map((event): Happening => {
        const nr = numbers.get(event) ?? 0;
        return { ...event, nr, bill: billOf(till, day, nr) };
      }),
    };
  });
}

function eventsOf(till: TillState, day: string, count: number, random: Random) {
  const events: Pick<Happening, 'shape' | 'at' | 'receipt'>[] = [];
  const happen = (shape: string, at: number, receipt: Receipt) => {
    events.push({ shape, at, receipt });
    till.drawer += cashOf(receipt);
  };
  for (const at of timesOf(day, count, random)) {
    const shape = nextShape(till, random);
    const cents = 300 + Math.floor(random() * 20_000);
    const beside = 1 + Math.floor(random() * Math.min(299, Math.max(1, till.drawer - 1)));
    happen(shape, at, (SHAPES[shape] as (typeof SHAPES)[string])(cents, beside));
  }
  const { closes } = openingHours(day);
  if (random() < 0.4) {
    const off = (1 + Math.floor(random() * 300)) * (random() < 0.5 ? 1 : -1);
    happen('counted difference', closes - 120_000, countedDifference(off));
  }
  if (till.drawer > FLOAT_CENTS) {
    happen('to the bank', closes - 60_000, bankRun(till.drawer - FLOAT_CENTS));
  }
  return events;
}

function nextShape(till: TillState, random: Random): string {
  if (till.round.length === 0) till.round = Object.keys(SHAPES);
  const at = Math.floor(random() * till.round.length);
  return till.round.splice(at, 1)[0] as string;
}

function billOf(till: TillState, day: string, nr: number): string {
  if (till.kind === 'export') return `${till.payDesk}-${till.closing}-${nr}`;
  const [year, month] = day.split('-');
  return `${till.payDesk.slice(1)}-${year}/${month}/${String(nr).padStart(10, '0')}`;
}

/** @returns what RetailSuite makes of the day's orders */
export function invoicesOf({ till, happenings }: TillDay): Invoice[] {
  return happenings.flatMap(({ receipt, bill, at }) =>
    receipt.invoiceCents === undefined
      ? []
      : [{ bill, at, cents: receipt.invoiceCents, currency: till.currency }],
  );
}

/** The number of an account: the shop keeps francs on accounts of their own, and those of K2's drawer apart. */
export function accountIn(
  account: keyof typeof ACCOUNTS,
  { payDesk, currency }: Pick<TillState, 'payDesk' | 'currency'>,
): string {
  if (currency === 'EUR') return ACCOUNTS[account];
  if (account === 'debtor') return '10008';
  const isOwn = account === 'cash' && payDesk === 'K2';
  return String(Number(ACCOUNTS[account]) + 6_000 + Number(isOwn));
}

/** What has to stand on RetailSuite's accounts because of a day: debit minus credit in cents. */
export function addBalances(balances: Map<string, number>, { till, happenings }: TillDay): void {
  for (const { receipt } of happenings) {
    for (const [debit, credit, cents] of receipt.postings) {
      addTo(balances, accountIn(debit, till), cents);
      addTo(balances, accountIn(credit, till), -cents);
    }
  }
}

export function addTo(sums: Map<string, number>, key: string, cents: number): void {
  sums.set(key, (sums.get(key) ?? 0) + cents);
}

/** Receipts of a closing as its export has them. */
export function exportReceipts(today: TillDay): ExportReceipt[] {
  const { till, happenings, openingCents, day } = today;
  const time = (at: number) => (till.currency === 'EUR' ? withOffset(at) : inUtc(at));
  const opening: ExportReceipt = {
    id: `${till.payDesk}-${today.number}-O`,
    ...(today.openingNr !== null && { nr: today.openingNr }),
    lines: [{ type: 'Anfangsbestand', cents: openingCents, vat: '5' }],
    payments: [{ type: 'Bar', cents: openingCents }],
    endedAt: time(openingHours(day).opens - 600_000),
  };
  const receipts = happenings.map(({ receipt, bill, nr, at }): ExportReceipt => ({
    ...{ id: bill, nr, lines: receipt.lines, payments: receipt.payments, endedAt: time(at) },
    ...(receipt.inbox.type === 'training' && { type: 'AVTraining' }),
  }));
  return till.tellsOpening ? [opening, ...receipts] : receipts;
}

export function closingOf({ till, day, number }: TillDay): Closing {
  const { closes } = openingHours(day);
  const isEuro = till.currency === 'EUR';
  return {
    ...{ number, desk: till.payDesk, store: STORE, currency: till.currency },
    madeAt: isEuro ? withOffset(closes) : inUtc(closes),
    // K2 leaves each receipt its own day, also after midnight.
    ...(isEuro && { bookingDay: day }),
  };
}

/** Writes closings as one export. @returns its folder */
export function writeExports(
  folder: string,
  closings: readonly { readonly receipts: readonly ExportReceipt[]; readonly closing: Closing }[],
): string {
  closings.forEach(({ receipts, closing }, index) => {
    if (index === 0) return void writeExport(folder, receipts, closing);
    const apart = `${folder}-${index}`;
    addExport(folder, writeExport(apart, receipts, closing));
    fs.rmSync(apart, { recursive: true });
  });
  return folder;
}

type Line = Readonly<Record<string, unknown>>;

/** What a till of lines drops on a day, its closing event last. */
export function linesOf(today: TillDay): Line[] {
  const { till, day, number, happenings, openingCents, closingCents } = today;
  const common = (at: number, id: string) => ({
    ...{ version: 1, id, store: STORE, payDesk: till.payDesk, currency: till.currency },
    ...{ businessDay: day, occurredAt: withOffset(at), closing: number },
  });
  const lines = happenings.flatMap(({ receipt, at, bill }): Line[] => {
    const { inbox } = receipt;
    if (inbox.type === 'training') return [];
    return [{ ...common(at, `${till.currency}-${bill}`), ...said(inbox, bill) }];
  });
  const trainings = happenings.filter(({ receipt }) => receipt.inbox.type === 'training');
  return [
    ...lines,
    {
      ...common(openingHours(day).closes, `${till.currency}-Z${number}`),
      ...{ type: 'closing', payments: totals(happenings) },
      ...{ openingCashCents: openingCents, countedCashCents: closingCents },
      receipts: happenings.length,
      ...(happenings.length > 0 && {
        firstBillNumber: happenings[0]?.bill,
        lastBillNumber: happenings.at(-1)?.bill,
      }),
      ...(trainings.length > 0 && { notBooked: { AVTraining: trainings.length } }),
    },
  ];
}

function said(inbox: Exclude<InboxPart, { type: 'training' }>, bill: string): Line {
  if (inbox.type !== 'receipt') {
    const { type, cents, ...more } = inbox;
    return { type, billNumber: bill, amountCents: cents, ...more };
  }
  const payments = inbox.payments.map(({ cents, paymentType, reason }) => ({
    ...(paymentType === undefined ? { method: 'cash' } : { method: 'non-cash', paymentType }),
    ...{ amountCents: cents, ...(reason !== undefined && { reason }) },
  }));
  return { type: 'receipt', billNumber: bill, payments };
}

/** Sums by way of paying, of cash also what was put in, taken out and counted as a difference. */
function totals(happenings: readonly Happening[]): Line[] {
  const sums = new Map<string, number>([['', 0]]);
  const add = (way: string, cents: number) => void sums.set(way, (sums.get(way) ?? 0) + cents);
  for (const { receipt } of happenings) {
    const { inbox } = receipt;
    if (inbox.type === 'receipt') {
      for (const { cents, paymentType = '' } of inbox.payments) add(paymentType, cents);
    } else if (inbox.type !== 'training') add('', inbox.cents);
  }
  return [...sums].map(([way, cents]) => ({
    ...(way === '' ? { method: 'cash' } : { method: 'non-cash', paymentType: way }),
    amountCents: cents,
  }));
}

export function writeLines(folder: string, name: string, lines: readonly Line[]): string {
  fs.mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${name}.jsonl`);
  fs.writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return file;
}
