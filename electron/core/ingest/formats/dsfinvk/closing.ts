/** One closing: its facts, its verdict, and its events where it is released. */
import { isCurrencyCode, minorDigits } from '../../../../../shared/domain/money.ts';
import { canRelease, type LocatedProblem } from '../../../../../shared/domain/ingest-report.ts';
import type { PosEvent } from '../../../../../shared/domain/pos-event.ts';
import {
  EVENTS_PER_BATCH,
  type ReadClosing,
  type ReaderMessage,
  type ReadOptions,
} from '../../reader.ts';
import { Drawer, type CashChain } from './drawer.ts';
import { eventsOf } from './events.ts';
import { UndecidableReceipt } from './receipt-jobs.ts';
import { stagedReceipts, type StagedReceipt } from './receipts.ts';
import type { ClosingRow, Staging } from './staging.ts';
import { TABLES } from './tables.ts';
import { bookingDay, type TillTime } from './times.ts';
import { Verifier } from './verify.ts';

const DEFAULT_CURRENCY = 'EUR';
/** Of exports that name none. */
const DEFAULT_STORE = 'default';
/** The format writes money with two. */
const DECIMALS = 2;
const TAXONOMY = /^2\./;
/** A closing with no more receipts is read from the staging once; a day of a busy till has some hundred. */
const KEPT_RECEIPTS = 2_000;

/** What the closings of an export share. */
export interface ReadingState {
  readonly options: ReadOptions;
  readonly clock: (text: string) => TillTime | undefined;
  readonly cash: CashChain;
}

export function* readClosing(
  staging: Staging,
  closing: ClosingRow,
  state: ReadingState,
): Generator<ReaderMessage> {
  const { desk: payDesk, number, madeAt, line } = closing;
  const currency = staging.currencies.get(closing.c) || DEFAULT_CURRENCY;
  const faults: LocatedProblem[] = [];
  if (!isCurrencyCode(currency) || minorDigits(currency) !== DECIMALS) {
    faults.push({
      file: TABLES.registers.file,
      column: 'KASSE_BASISWAEH_CODE',
      code: 'currency',
      message: `"${currency}" is no currency with ${DECIMALS} decimals.`,
      values: { found: currency, decimals: DECIMALS },
    });
  }
  const made = state.clock(madeAt);
  const day = bookingDay(closing.bookingDay) ?? made?.day;
  if (day === undefined) {
    faults.push({
      file: TABLES.closings.file,
      line,
      column: 'Z_ERSTELLUNG',
      code: 'time',
      message: `"${madeAt}" is no time.`,
      values: { found: madeAt },
    });
  }
  const block = (reasons: readonly LocatedProblem[]): ReaderMessage => ({
    kind: 'blocked',
    closing: {
      payDesk,
      closing: number,
      ...(day !== undefined && { businessDay: day }),
      reasons: [...reasons],
    },
    madeAt,
  });
  if (closing.bookingDay.trim() !== '' && bookingDay(closing.bookingDay) === undefined) {
    faults.push({
      file: TABLES.closings.file,
      line,
      column: 'Z_BUCHUNGSTAG',
      code: 'time',
      message: `"${closing.bookingDay}" is no day.`,
      values: { found: closing.bookingDay },
    });
  }
  if (faults.length > 0 || day === undefined) {
    yield block([...(staging.faults.get(closing.c) ?? []), ...faults]);
    return;
  }

  const verifier = new Verifier(staging, closing, {
    currency,
    isTime: (text) => state.clock(text) !== undefined,
  });
  const kept: StagedReceipt[] = [];
  let count = 0;
  for (const receipt of stagedReceipts(staging, closing.c)) {
    verifier.add(receipt);
    count += 1;
    if (count <= KEPT_RECEIPTS) kept.push(receipt);
  }
  const receipts = () => (count <= KEPT_RECEIPTS ? kept : stagedReceipts(staging, closing.c));
  const verdict = verifier.verdict();
  if (verdict.reasons.length > 0) {
    // Another export of the same number is another one, which nobody has decided about.
    const isReleased = state.options.released?.includes(`${payDesk}|${number}|${madeAt}`) ?? false;
    if (!isReleased || !canRelease(verdict.reasons)) {
      yield block(verdict.reasons);
      return;
    }
    for (const problem of verdict.reasons) yield { kind: 'warning', problem };
  }

  const drawer = new Drawer({
    storno: verdict.storno,
    before: state.cash.before(payDesk, number),
    receipts: receipts(),
    instantOf: (text) => state.clock(text)?.instant,
  });
  const undecidable: LocatedProblem[] = [];
  for (const receipt of receipts()) {
    try {
      drawer.jobsOf(receipt);
    } catch (error) {
      if (!(error instanceof UndecidableReceipt)) throw error;
      undecidable.push({
        file: TABLES.receipts.file,
        line: receipt.line,
        code: error.code,
        message: error.message,
        values: error.values,
      });
    }
  }
  if (undecidable.length > 0) {
    yield block(undecidable);
    return;
  }
  const { closingCash } = drawer;
  if (closingCash !== null) state.cash.set(payDesk, number, closingCash);

  const harmless = staging.notes.get(closing.c) ?? [];
  for (const problem of [...harmless, ...verdict.warnings, ...notes(closing, drawer)]) {
    yield { kind: 'warning', problem };
  }
  const store = staging.stores.get(closing.c);
  const read: ReadClosing = {
    payDesk,
    number,
    madeAt,
    businessDay: day,
    closingCash,
    ...(store && { store }),
  };
  yield { kind: 'closing', closing: read };
  const events = eventsOf(receipts(), {
    closing,
    day,
    currency,
    store: store || DEFAULT_STORE,
    drawer,
    madeInstant: made?.instant ?? 0,
    clock: state.clock,
    billNumberPattern: state.options.billNumberPattern,
  });
  yield* batches(events);
}

function* batches(events: Iterable<PosEvent>): Generator<ReaderMessage> {
  let batch: PosEvent[] = [];
  for (const event of events) {
    batch.push(event);
    if (batch.length >= EVENTS_PER_BATCH) {
      yield { kind: 'events', events: batch };
      batch = [];
    }
  }
  if (batch.length > 0) yield { kind: 'events', events: batch };
}

function notes(closing: ClosingRow, drawer: Drawer): LocatedProblem[] {
  const notes: LocatedProblem[] = [];
  if (drawer.opensTwice) {
    notes.push({
      file: TABLES.lines.file,
      column: 'GV_TYP',
      code: 'opening-twice',
      message:
        `Closing ${closing.number} of pay desk ${closing.desk} has an opening balance (Anfangsbestand) on more than one ` +
        `receipt. All else was booked; whether the drawer opened with a difference was not judged.`,
      values: { closing: closing.number, payDesk: closing.desk },
    });
  }
  if (closing.taxonomy !== '' && !TAXONOMY.test(closing.taxonomy)) {
    notes.push({
      file: TABLES.closings.file,
      line: closing.line,
      column: 'TAXONOMIE_VERSION',
      code: 'taxonomy',
      message: `Version ${closing.taxonomy} of the format is not known; it was read like 2.x and its sums agree.`,
      values: { found: closing.taxonomy },
    });
  }
  return notes;
}
