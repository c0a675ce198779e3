/**
 * The demo shop: exports of yesterday at the first start, then live tills that drop events into the inbox.
 *
 * It shows what a shop manager meets: sales in cash, by card and split, returns, cash in and out, differences,
 * invoices that come late, francs that no account is assigned for, and a closing whose sums disagree by a cent.
 */
import fs from 'node:fs';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { isOrderType } from '../shared/domain/job.ts';
import { DAY, DEFAULT_TIME_ZONE, SECOND, localDay } from '../shared/domain/time.ts';
import type { Clock, Random, Timers } from '../shared/domain/time.ts';
import { DEMO_STORE, billNumberOf, generateExport } from './export/generate.ts';
import type { ExportOptions } from './export/generate.ts';
import type { StoreFacts } from './export/closing-writer.ts';
import { FIRST_EVENTS, invoiceDelayMs, nextTillEvent, tillLine } from './live-till.ts';
import type { InvoiceableOrder } from './live-till.ts';
import { between, seededRandom } from './random.ts';
import { loadShopState, saveShopState } from './shop-state.ts';
import type { ShopState } from './shop-state.ts';

export type { InvoiceableOrder } from './live-till.ts';

export interface DemoShopOptions {
  /** Where the shop keeps its numbers over restarts. */
  readonly folder: string;
  /** Where exports and events are dropped, each complete at once. */
  readonly inboxFolder: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly timers: Timers;
  readonly timeZone?: string;
  /** Called for each order that gets an invoice, before its event is dropped. */
  readonly onInvoiceable?: (order: InvoiceableOrder) => void;
  /** An event could not be written; the shop goes on with the next one. */
  readonly onError?: (error: unknown) => void;
}

export interface DemoShop {
  /** No event is dropped afterwards. */
  stop(): void;
}

const STORE_NUMBER = 2;
const KIOSK_NUMBER = 3;
const KIOSK: StoreFacts = {
  ...DEMO_STORE,
  name: 'Venduo Kiosk am Bahnhof',
  street: 'Am Bahnhof 2',
};
const EXPORTED_RECEIPTS = 120;
const KIOSK_RECEIPTS = 12;
/** The first exports are the same at every attempt: a start that was interrupted repeats them without a conflict. */
const EXPORT_SEED = 20_261_123;
const MIN_PAUSE_MS = 3 * SECOND;
const MAX_PAUSE_MS = 9 * SECOND;

/** Writes the exports of yesterday unless an earlier start did, then lets the tills run until `stop`. */
export async function startDemoShop(options: DemoShopOptions): Promise<DemoShop> {
  const { clock, random, timers, inboxFolder } = options;
  const timeZone = options.timeZone ?? DEFAULT_TIME_ZONE;
  fs.mkdirSync(inboxFolder, { recursive: true });
  let state = loadShopState(options.folder) ?? firstState(options, timeZone);
  const save = (next: ShopState): void => {
    saveShopState(options.folder, next);
    state = next;
  };
  save(state);
  if (!state.exported) {
    const nextBillNumber = await dropExports(options, state.exportDay);
    save({
      ...state,
      exported: true,
      nextBillNumber: Math.max(state.nextBillNumber, nextBillNumber),
    });
  }

  let cancel: (() => void) | undefined;
  let stopped = false;

  function dropNextEvent(): void {
    const number = state.nextFile;
    const running = state.nextBillNumber;
    // Saved first: a crash skips numbers instead of using them twice.
    save({ ...state, nextFile: number + 1, nextBillNumber: running + 1 });
    const now = clock();
    const businessDay = localDay(now, timeZone);
    const { line, order } = tillLine(FIRST_EVENTS[number - 1] ?? nextTillEvent(random), {
      random,
      store: DEMO_STORE.name,
      payDesk: `KASSE-${STORE_NUMBER}-0${between(random, 1, 2)}`,
      businessDay,
      occurredAt: new Date(now).toISOString(),
      billNumber: () => billNumberOf(STORE_NUMBER, businessDay, running),
    });
    if (order) options.onInvoiceable?.(order);
    const name = `till-${businessDay}-${String(number).padStart(6, '0')}`;
    fs.mkdirSync(inboxFolder, { recursive: true });
    writeFileAtomic.sync(path.join(inboxFolder, `${name}.jsonl`), `${JSON.stringify(line)}\n`);
  }

  function scheduleNext(): void {
    cancel = timers.after(between(random, MIN_PAUSE_MS, MAX_PAUSE_MS), () => {
      if (stopped) return;
      try {
        dropNextEvent();
      } catch (error) {
        options.onError?.(error);
      }
      scheduleNext();
    });
  }

  scheduleNext();
  return {
    stop() {
      stopped = true;
      cancel?.();
    },
  };
}

function firstState({ clock, folder }: DemoShopOptions, timeZone: string): ShopState {
  const now = clock();
  // A folder that was used before, but whose state is lost: numbers start where they cannot have been yet.
  const used = fs.existsSync(folder) && fs.readdirSync(folder).length > 0;
  const first = used ? Math.floor(now / SECOND) : 1;
  return {
    version: 1,
    exportDay: localDay(now - DAY, timeZone),
    exported: used,
    nextBillNumber: first,
    nextFile: first,
  };
}

/** @returns the bill number that the live tills go on with. */
async function dropExports(options: DemoShopOptions, day: string): Promise<number> {
  const { nextBillNumber } = await dropExport(options, `dsfinvk-${day}`, {
    receipts: EXPORTED_RECEIPTS,
    closings: 2,
    registers: 2,
    differences: 1,
    storeNumber: STORE_NUMBER,
    store: DEMO_STORE,
    firstDay: day,
    random: seededRandom(EXPORT_SEED),
  });
  // A closing whose sums disagree by a cent: nothing of it is booked until somebody has looked.
  await dropExport(options, `dsfinvk-${day}-kiosk`, {
    receipts: KIOSK_RECEIPTS,
    closings: 1,
    storeNumber: KIOSK_NUMBER,
    store: KIOSK,
    firstDay: day,
    random: seededRandom(EXPORT_SEED + 1),
    wrongByCents: 1,
  });
  return nextBillNumber;
}

/** Writes an export beside its place and renames it: the inbox never sees half of one. */
async function dropExport(
  options: DemoShopOptions,
  name: string,
  exportOptions: Omit<ExportOptions, 'folder' | 'onJob'>,
): Promise<{ readonly nextBillNumber: number }> {
  const unfinished = path.join(options.inboxFolder, `.${name}.tmp`);
  const finished = path.join(options.inboxFolder, name);
  fs.rmSync(unfinished, { recursive: true, force: true });
  const delays = seededRandom(EXPORT_SEED);
  const orders = new Map<string, InvoiceableOrder>();
  const truth = await generateExport({
    ...exportOptions,
    folder: unfinished,
    onJob: ({ type, withoutInvoice, billNumber, cents, businessDay }) => {
      if (!isOrderType(type) || withoutInvoice) return;
      const known = orders.get(billNumber);
      orders.set(billNumber, {
        billNumber,
        amountCents: (known?.amountCents ?? 0) + cents,
        currency: 'EUR',
        businessDay,
        availableAfterMs: known?.availableAfterMs ?? invoiceDelayMs(delays),
      });
    },
  });
  for (const order of orders.values()) options.onInvoiceable?.(order);
  if (fs.existsSync(finished)) fs.rmSync(unfinished, { recursive: true });
  else fs.renameSync(unfinished, finished);
  return truth;
}
