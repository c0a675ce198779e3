/**
 * Makes a valid DSFinV-K 2.x export of a shop that never was, and says what has to come of it.
 *
 * Every sum agrees by construction (invariants of the format), the same seed gives the same bytes, and
 * memory stays flat: a million receipts are written closing by closing.
 */
import fs from 'node:fs';
import path from 'node:path';
import { JOB_TYPES } from '../../shared/domain/job.ts';
import type { JobType } from '../../shared/domain/job.ts';
import { DAY } from '../../shared/domain/time.ts';
import type { Random } from '../../shared/domain/time.ts';
import { between, chance } from '../random.ts';
import { ClosingWriter } from './closing-writer.ts';
import type { StoreFacts } from './closing-writer.ts';
import { DEFAULT_SHARES, makeCardSale, makeReceipt } from './make-receipt.ts';
import type { ReceiptShares } from './make-receipt.ts';
import { cancellationOf, cashCents, cashMovement } from './receipt.ts';
import type { IntendedJob, Receipt } from './receipt.ts';
import { DTD, DTD_NAME, TABLE_NAMES, indexXml } from './tables.ts';
import type { TableName } from './tables.ts';
import { TableWriter } from './table-writer.ts';

export interface ExportOptions {
  /** Made if missing; files of the same names are replaced. */
  readonly folder: string;
  /** Rows of transactions.csv: bookings and the rows that are none. */
  readonly receipts: number;
  /** Over all pay desks; one for every 250 receipts by default. */
  readonly closings?: number;
  readonly registers?: number;
  /** Business day of the first closing of each pay desk, `YYYY-MM-DD`; the following closings take the following days. */
  readonly firstDay: string;
  readonly random: Random;
  readonly shares?: Partial<ReceiptShares>;
  /** Share of closings with a counted difference, at opening and at closing each. */
  readonly differences?: number;
  readonly store?: StoreFacts;
  /** Leads the bill numbers, as in `2-2026/11/0000000025`. */
  readonly storeNumber?: number;
  readonly firstBillNumber?: number;
  /** Z_NR of the first closing of each pay desk. */
  readonly firstClosing?: number;
  /** Added to the reported cash of the last closing: its sums disagree, so none of it may be booked. */
  readonly wrongByCents?: number;
  /** Hears of every job that the export has to make, in the order of its files. */
  readonly onJob?: (job: ExpectedJob) => void;
}

/** A job that must come of the export. */
export interface ExpectedJob extends IntendedJob {
  readonly billNumber: string;
  readonly payDesk: string;
  readonly closing: string;
  readonly businessDay: string;
}

export interface JobTruth {
  count: number;
  sumCents: number;
}

/** The expected result of importing an export, known without reading it. */
export interface ExportTruth {
  readonly receipts: number;
  readonly closings: number;
  /** Rows of all CSV files, without their headers. */
  readonly rows: number;
  readonly firstDay: string;
  readonly lastDay: string;
  /** Jobs by type, in euro cents; those of the disagreeing closing are not among them. */
  readonly jobs: Readonly<Record<JobType, JobTruth>>;
  /** The closing whose sums disagree; null for none. */
  readonly blocked: { readonly payDesk: string; readonly closing: string } | null;
  readonly nextBillNumber: number;
}

export const DEMO_STORE: StoreFacts = {
  name: 'Venduo Kaffee & Tee Lübeck',
  street: 'Breite Straße 12',
  postcode: '23552',
  place: 'Lübeck',
  taxNumber: '22/123/45678',
  vatId: 'DE123456789',
};

const RECEIPTS_PER_CLOSING = 250;
/** Cash in the drawer in the morning. */
const FLOAT_CENTS = 20_000;
/** Above this, what exceeds the float goes to the safe. */
const SKIM_THRESHOLD_CENTS = 30_000;
/** Smaller closings have no room for opening and closing movements. */
const SMALLEST_FRAMED_CLOSING = 8;
/** To the safe, counted difference, end of day. */
const TAIL_RECEIPTS = 3;
const OPENING_TIME_SECONDS = 8 * 3600;
const OPENING_HOURS_SECONDS = 12 * 3600;

interface Register {
  readonly payDesk: string;
  /** Keeps its cash overnight and records it in the morning; the others are emptied into the safe. */
  readonly keepsFloat: boolean;
  nextClosing: number;
  drawerCents: number;
  /** A closing of it is in this export already. */
  seen: boolean;
  signatures: number;
}

/** Writes the export into `options.folder`; gives the event loop a turn after each closing. */
export async function generateExport(options: ExportOptions): Promise<ExportTruth> {
  const registerCount = options.registers ?? 1;
  const closings =
    options.closings ?? Math.max(registerCount, Math.ceil(options.receipts / RECEIPTS_PER_CLOSING));
  if (options.receipts < closings) {
    throw new Error(`${closings} closings need at least ${closings} receipts.`);
  }
  const storeNumber = options.storeNumber ?? 2;
  const registers = Array.from({ length: registerCount }, (_, index): Register => {
    const keepsFloat = index % 2 === 1;
    return {
      payDesk: `KASSE-${storeNumber}-${String(index + 1).padStart(2, '0')}`,
      keepsFloat,
      nextClosing: options.firstClosing ?? 1,
      drawerCents: keepsFloat ? FLOAT_CENTS : 0,
      seen: false,
      signatures: 0,
    };
  });

  fs.mkdirSync(options.folder, { recursive: true });
  const store = options.store ?? DEMO_STORE;
  fs.writeFileSync(path.join(options.folder, DTD_NAME), DTD);
  fs.writeFileSync(path.join(options.folder, 'index.xml'), indexXml(store));
  const tables = Object.fromEntries(
    TABLE_NAMES.map((name) => [name, new TableWriter(options.folder, name)]),
  ) as Record<TableName, TableWriter>;
  const jobs = Object.fromEntries(
    JOB_TYPES.map((type) => [type, { count: 0, sumCents: 0 }]),
  ) as Record<JobType, JobTruth>;

  let nextBillNumber = options.firstBillNumber ?? 1;
  let day = options.firstDay;
  let blocked: ExportTruth['blocked'] = null;
  try {
    for (let index = 0; index < closings; index++) {
      const register = registers[index % registers.length];
      if (!register) throw new Error('An export needs at least one pay desk.');
      day = dayAfter(options.firstDay, Math.floor(index / registers.length));
      const wrongByCents = index === closings - 1 ? (options.wrongByCents ?? 0) : 0;
      const closing = {
        payDesk: register.payDesk,
        number: register.nextClosing++,
        businessDay: day,
        store,
      };
      if (wrongByCents !== 0) {
        blocked = { payDesk: closing.payDesk, closing: String(closing.number) };
      }
      const share = (part: number): number => Math.floor((options.receipts * part) / closings);
      const quota = share(index + 1) - share(index);
      const writer = new ClosingWriter(tables, closing, register.signatures);
      for (const receipt of receiptsOfDay(quota, register, closing.number, options, () =>
        billNumberOf(storeNumber, day, nextBillNumber - 1),
      )) {
        const billNumber = billNumberOf(storeNumber, day, nextBillNumber++);
        writer.add(receipt, billNumber, timeOfDay(writer.count / quota));
        if (wrongByCents !== 0) continue;
        for (const job of receipt.jobs) {
          jobs[job.type].count++;
          jobs[job.type].sumCents += job.cents;
          options.onJob?.({
            ...job,
            billNumber,
            payDesk: closing.payDesk,
            closing: String(closing.number),
            businessDay: day,
          });
        }
      }
      writer.close(register.drawerCents, wrongByCents);
      register.signatures = writer.signatures;
      register.seen = true;
      await new Promise<void>((resolve) => {
        setImmediate(resolve);
      });
    }
  } finally {
    for (const table of Object.values(tables)) table.close();
  }
  return {
    receipts: options.receipts,
    closings,
    rows: Object.values(tables).reduce((sum, table) => sum + table.rows, 0),
    firstDay: options.firstDay,
    lastDay: day,
    jobs,
    blocked,
    nextBillNumber,
  };
}

/**
 * The receipts of one day, in their order; keeps the drawer of the register.
 *
 * @param lastBillNumber returns the bill number of the receipt that was yielded last.
 */
function* receiptsOfDay(
  quota: number,
  register: Register,
  closing: number,
  options: ExportOptions,
  lastBillNumber: () => string,
): Generator<Receipt> {
  const { random } = options;
  const shares = { ...DEFAULT_SHARES, ...options.shares };
  const differences = options.differences ?? 0.3;
  const framed = quota >= SMALLEST_FRAMED_CLOSING;
  let count = 0;
  const through = (receipt: Receipt): Receipt => {
    count++;
    register.drawerCents += cashCents(receipt);
    return receipt;
  };
  if (framed) {
    const difference = chance(random, differences) ? differenceCents(random) : 0;
    for (const receipt of opening(register, difference)) yield through(receipt);
  }
  const bodyEnd = framed ? quota - TAIL_RECEIPTS : quota;
  while (count < bodyEnd) {
    const { receipt, cancelled } = makeReceipt(random, shares);
    yield through(receipt);
    if (cancelled && count < bodyEnd) {
      yield through(cancellationOf(receipt, lastBillNumber(), closing));
    }
  }
  if (!framed) return;
  const difference = chance(random, differences) ? differenceCents(random) : 0;
  const tail = endOfDay(register, difference);
  while (count + tail.length < quota) yield through(makeCardSale(random));
  for (const receipt of tail) yield through(receipt);
}

function differenceCents(random: Random): number {
  return between(random, 1, 500) * (chance(random, 0.5) ? 1 : -1);
}

function opening(register: Register, difference: number): Receipt[] {
  const { drawerCents } = register;
  if (!register.keepsFloat || drawerCents + difference <= 0) {
    // The drawer was empty: what is counted in it can only be a surplus.
    const surplus = Math.abs(difference);
    const float = cashMovement('Geldtransit', 'Wechselgeld vom Tresor', FLOAT_CENTS, 'cash-in');
    return surplus === 0
      ? [float]
      : [cashMovement('DifferenzSollIst', 'Kassendifferenz', surplus, 'opening-diff'), float];
  }
  // The first opening balance ever has nothing to differ from.
  const counted = drawerCents + (register.seen ? difference : 0);
  const balance = cashMovement('Anfangsbestand', 'Anfangsbestand', counted, null);
  const job: IntendedJob = { type: 'opening-diff', cents: counted - drawerCents };
  // The balance receipt brings the cash that was in the drawer already: without it the drawer is empty.
  register.drawerCents = 0;
  return [{ ...balance, jobs: job.cents === 0 ? [] : [job] }];
}

function endOfDay(register: Register, difference: number): Receipt[] {
  const { drawerCents } = register;
  const end: Receipt = {
    type: 'AVSonstige',
    name: 'Tagesabschluss',
    lines: [],
    payments: [],
    jobs: [],
  };
  const counted =
    difference === 0
      ? []
      : [cashMovement('DifferenzSollIst', 'Kassendifferenz', difference, 'close-diff')];
  if (!register.keepsFloat) {
    const toSafe = drawerCents + difference;
    return [...counted, ...(toSafe === 0 ? [] : [transit(-toSafe)]), end];
  }
  if (drawerCents > SKIM_THRESHOLD_CENTS)
    return [transit(FLOAT_CENTS - drawerCents), ...counted, end];
  // A difference that no other cash movement precedes could be read as one of the opening.
  if (difference !== 0) return [transit(drawerCents > 1000 ? -500 : FLOAT_CENTS), ...counted, end];
  return [end];
}

function transit(cents: number): Receipt {
  return cents < 0
    ? cashMovement('Geldtransit', 'Abschöpfung in den Tresor', cents, 'cash-out')
    : cashMovement('Geldtransit', 'Wechselgeld vom Tresor', cents, 'cash-in');
}

/** `2-2026/11/0000000025`: store, year, month, running number. */
export function billNumberOf(storeNumber: number, day: string, running: number): string {
  return `${storeNumber}-${day.slice(0, 4)}/${day.slice(5, 7)}/${String(running).padStart(10, '0')}`;
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

function timeOfDay(share: number): string {
  const seconds = OPENING_TIME_SECONDS + Math.floor(share * OPENING_HOURS_SECONDS);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
