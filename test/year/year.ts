/** A year of the shop: every day its tills trade, deliver and close; at times the line to RetailSuite is bad or gone. */
import { seededRandom } from '../../shared/domain/random.ts';
import { HOUR, MINUTE } from '../../shared/domain/time.ts';
import { businessDays, openingHours } from './calendar.ts';
import {
  addTo,
  closingOf,
  exportReceipts,
  linesOf,
  liveDay,
  newTills,
  STORE,
  writeExports,
  writeLines,
  type TillDay,
  type TillState,
} from './tills.ts';
import { World } from './world.ts';

const START = Date.parse('2026-01-02T06:00:00Z');
/** K2 exports so many closings at once, the last one of before among them. */
const CLOSINGS_OF_K2 = 2;

/** A year that was left, as far as a copy of it needs to know. */
export interface SealedYear {
  readonly folder: string;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly tills: readonly TillState[];
  readonly days: readonly string[];
  readonly closings: readonly TillDay[];
}

export interface YearOptions {
  readonly folder: string;
  readonly days: number;
  readonly seed: number;
  /** Of each drawer on each day. */
  readonly receipts: number;
}

/** The shop at the end of the year. */
interface Shop {
  readonly world: World;
  readonly tills: TillState[];
  readonly days: readonly string[];
  /** Everything that happened. */
  readonly closings: readonly TillDay[];
}

async function liveYear({ folder, days: count, seed, receipts }: YearOptions): Promise<Shop> {
  const random = seededRandom(seed);
  const world = new World(folder, START, seed + 1);
  world.begin();
  const tills = newTills();
  const days = businessDays(count);
  for (const { payDesk, currency, drawer } of tills) {
    if (payDesk !== 'K2') continue;
    const said = {
      store: STORE,
      payDesk,
      currency,
      cents: drawer,
      reason: 'counted before the first day',
    };
    await world.backend.handlers['till.opening'](said);
  }
  const closings: TillDay[] = [];
  const undelivered: TillDay[] = [];
  for (const [index, day] of days.entries()) {
    const { opens, closes } = openingHours(day);
    await world.goTo(opens);
    const today = tradeDay(tills, day, receipts, random);
    closings.push(...today);
    world.expect(today);
    world.rs.offline = index % 5 === 1;
    world.isStormy = index % 4 === 2;
    await dropLines(world, today, closes);
    for (const one of today.filter(({ till }) => till.payDesk === 'K1')) {
      await deliverExport(world, [one]);
    }
    undelivered.push(...today.filter(({ till }) => till.payDesk === 'K2'));
    if (undelivered.length >= CLOSINGS_OF_K2 || index === days.length - 1) {
      await deliverExport(world, undelivered);
      // Exports overlap.
      undelivered.splice(0, undelivered.length - 1);
    }
    await world.goTo(closes + 2 * HOUR);
    world.rs.offline = false;
    world.isStormy = false;
    // Before going home, or the next morning.
    await world.goTo(closes + 4 * HOUR);
    await world.read([day]);
  }
  await world.rest();
  return { world, tills, days, closings };
}

/** @returns the closings of a day, those of one desk with numbers in common */
export function tradeDay(
  tills: readonly TillState[],
  day: string,
  receipts: number,
  random: () => number,
): TillDay[] {
  const desks = [...new Set(tills.map(({ payDesk }) => payDesk))];
  return desks.flatMap((desk) =>
    liveDay(
      tills.filter(({ payDesk }) => payDesk === desk),
      day,
      receipts,
      random,
    ),
  );
}

/** Lines come while the day goes on; the closing comes last, or before the last of them. */
async function dropLines(world: World, today: readonly TillDay[], closes: number): Promise<void> {
  const drawers = today.filter(({ till }) => till.kind === 'lines').map(linesOf);
  const half = drawers.map((lines) => Math.floor(lines.length / 2));
  const noon = drawers.flatMap((lines, index) => lines.slice(0, half[index]));
  const rest = drawers.flatMap((lines, index) => lines.slice(half[index]));
  await world.goTo(closes - 4 * HOUR);
  if (noon.length > 0) await world.deliver(writeLines(world.place(), 'noon', noon));
  await world.goTo(closes + MINUTE);
  const isLate = world.random() < 0.3;
  const isClosing = (line: (typeof rest)[number]) => line['type'] === 'closing';
  const evening = isLate
    ? [...rest.filter(isClosing), ...rest.filter((line) => !isClosing(line))]
    : rest;
  await world.deliver(writeLines(world.place(), 'evening', evening));
}

async function deliverExport(world: World, closings: readonly TillDay[]): Promise<void> {
  const parts = closings.map((one) => ({ receipts: exportReceipts(one), closing: closingOf(one) }));
  for (const report of await world.deliver(writeExports(world.place(), parts))) {
    if (report.status !== 'imported') throw new Error(JSON.stringify(report, null, 1));
  }
}

/** How a year ended. */
export interface ClosedYear {
  readonly sealed: number;
  /** Codes and difference by closing. */
  readonly unsealed: Readonly<Record<string, readonly (string | number | null)[]>>;
  /** Debit minus credit in cents by account: what RetailSuite has, and what the receipts make. */
  readonly balances: Readonly<Record<string, number>>;
  readonly expected: Readonly<Record<string, number>>;
  readonly errors: readonly unknown[];
}

/** Lives a year, reads all of it back, and leaves it on the disk. */
export async function closeYear(
  options: YearOptions,
): Promise<{ readonly closed: ClosedYear; readonly year: SealedYear }> {
  const { world, tills, days, closings } = await liveYear(options);
  const unsealed: Record<string, (string | number | null)[]> = {};
  let sealed = 0;
  for (const [name, view] of await world.read()) {
    const { differenceCents } = view.line;
    if (view.line.sealed && differenceCents === 0) sealed += 1;
    else unsealed[name] = [differenceCents, ...view.line.reasons.map(({ text }) => text)];
  }
  const balances = new Map<string, number>();
  for (const { konto, gegkonto, umsatz } of world.rs.ledger.postings()) {
    const cents = Math.round(umsatz * 100);
    addTo(balances, konto, cents);
    addTo(balances, String(gegkonto), -cents);
  }
  const { folder } = options;
  const { errors, balances: expected } = world;
  const year = { folder, now: world.time.now, tills, days, closings };
  await world.end();
  const sorted = (sums: ReadonlyMap<string, number>) => Object.fromEntries([...sums].sort());
  return {
    closed: { sealed, unsealed, balances: sorted(balances), expected: sorted(expected), errors },
    year,
  };
}
