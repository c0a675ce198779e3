/**
 * Reads a DSFinV-K 2.x export: staged, every closing proven, then its receipts as POS events.
 */
import fs from 'node:fs';
import path from 'node:path';
import { isCurrencyCode, minorDigits } from '../../../../../shared/domain/money.ts';
import { canRelease, type LocatedProblem } from '../../../../../shared/domain/ingest-report.ts';
import type { PosEvent } from '../../../../../shared/domain/pos-event.ts';
import {
  EVENTS_PER_BATCH,
  type ReadClosing,
  type ReaderMessage,
  type ReadOptions,
} from '../../reader.ts';
import { CsvFileError } from '../csv.ts';
import { billNumberFrom } from './bill-number.ts';
import { ContainerError, openContainer } from './container.ts';
import { load } from './load.ts';
import { CashChain, Drawer, type OpeningDifference } from './drawer.ts';
import { UndecidableReceipt } from './receipt-jobs.ts';
import { stagedReceipts, type StagedReceipt } from './receipts.ts';
import { Staging, type ClosingRow } from './staging.ts';
import { TABLES } from './tables.ts';
import { bookingDay, tillClock, type TillTime } from './times.ts';
import { Verifier } from './verify.ts';

const DEFAULT_CURRENCY = 'EUR';
/** Of exports that name none. */
const DEFAULT_STORE = 'default';
/** The format writes money with two. */
const DECIMALS = 2;
const TAXONOMY = /^2\./;
/** A closing with no more receipts is read from the staging once; a day of a busy till has some hundred. */
const KEPT_RECEIPTS = 2_000;
/** What a reader needs of a receipt to know it again; further columns are in the kept original. */
const RECEIPT_FACTS = [
  'id',
  'nr',
  'type',
  'name',
  'voided',
  'startedAt',
  'endedAt',
  'total',
] as const;

/** Whether a path is worth reading as an export: a ZIP, or a folder with one of its files. */
export async function looksLikeExport(source: string): Promise<boolean> {
  const stat = await fs.promises.stat(source);
  if (!stat.isDirectory()) return path.extname(source).toLowerCase() === '.zip';
  const names = (await fs.promises.readdir(source)).map((name) => name.toLowerCase());
  const known = new Set<string>(['index.xml', ...Object.values(TABLES).map(({ file }) => file)]);
  return names.some((name) => known.has(name));
}

/** See `ReadExport`. */
export async function* readExport(
  source: string,
  options: ReadOptions,
): AsyncGenerator<ReaderMessage> {
  let staging: Staging | undefined;
  let container: Awaited<ReturnType<typeof openContainer>> | undefined;
  try {
    container = await openContainer(source);
    staging = new Staging(options.scratchFolder);
    const { present, warnings } = await load(container, staging);
    for (const problem of warnings) yield { kind: 'warning', problem };
    if (staging.closings.length === 0 && staging.orphans.size === 0) {
      yield { kind: 'failed', problem: noClosing() };
      return;
    }
    yield* readClosings(staging, present.has(TABLES.receiptVat.file), options);
  } catch (error) {
    yield { kind: 'failed', problem: failure(error, source) };
  } finally {
    staging?.close();
    container?.close();
  }
}

function noClosing(): LocatedProblem {
  return {
    file: TABLES.closings.file,
    code: 'no-closing',
    message:
      'The export holds no closing. Nothing was stored from it and nothing is lost; make the closing of the day at ' +
      'the till, then export and import again.',
  };
}

function failure(error: unknown, source: string): LocatedProblem {
  if (error instanceof CsvFileError) return error.problem;
  const file = path.basename(source);
  const message = error instanceof Error ? error.message : String(error);
  const code =
    error instanceof ContainerError
      ? error.code
      : (error as NodeJS.ErrnoException).code === 'ENOENT'
        ? 'not-found'
        : 'unreadable';
  return {
    file,
    code,
    message:
      `${message.replace(/\.$/, '')}. Nothing was stored from this export and nothing is lost; ` +
      `copy or export it again and import it once more.`,
    values: { source: file },
  };
}

function* readClosings(
  staging: Staging,
  hasReceiptVat: boolean,
  options: ReadOptions,
): Generator<ReaderMessage> {
  for (const { payDesk, closing, problem } of staging.orphans.values()) {
    yield { kind: 'blocked', closing: { payDesk, closing, reasons: [problem] }, madeAt: '' };
  }
  const clock = tillClock(options.timeZone);
  const cash = new CashChain(options.knownCash);
  for (const closing of inOrder(staging.closings)) {
    yield* readClosing(staging, closing, { hasReceiptVat, options, clock, cash });
  }
}

/** By pay desk and number, so that each closing finds the cash that the one before it left. */
function inOrder(closings: readonly ClosingRow[]): ClosingRow[] {
  return [...closings].sort(
    (a, b) => a.desk.localeCompare(b.desk) || Number(a.number) - Number(b.number),
  );
}

interface ReadingState {
  readonly hasReceiptVat: boolean;
  readonly options: ReadOptions;
  readonly clock: (text: string) => TillTime | undefined;
  readonly cash: CashChain;
}

function* readClosing(
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
    hasReceiptVat: state.hasReceiptVat,
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

  for (const problem of [...verdict.warnings, ...notes(closing, drawer)]) {
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
  const context: ClosingContext = {
    ...state,
    closing,
    day,
    currency,
    store: store || DEFAULT_STORE,
    drawer,
    madeInstant: made?.instant ?? 0,
  };
  yield* batches(eventsOf(receipts(), context));
}

/** The jobs are made a second time: they cost little, and no closing is too large for it. */
function* eventsOf(
  receipts: Iterable<StagedReceipt>,
  context: ClosingContext,
): Generator<PosEvent> {
  for (const receipt of receipts) {
    const event = toEvent(receipt, context);
    yield event;
    const difference = context.drawer.openingDifference(receipt);
    if (difference) yield openingEvent(event, difference);
  }
}

/**
 * An event of its own: the receipt is the same whether the closing before is known or not, and where it becomes known
 * later, another import of the same receipt adds the difference.
 */
function openingEvent(receipt: PosEvent, difference: OpeningDifference): PosEvent {
  const { notBooked: _notBooked, ...shared } = receipt;
  const { counted, expected } = difference;
  return {
    ...shared,
    naturalKey: `${receipt.naturalKey}|opening-difference`,
    payload: JSON.stringify({ openingDifference: difference }),
    jobs: [{ part: 'opening', type: 'opening-diff', amount: counted - expected }],
  };
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

interface ClosingContext extends ReadingState {
  readonly closing: ClosingRow;
  readonly day: string;
  readonly currency: string;
  readonly store: string;
  readonly drawer: Drawer;
  readonly madeInstant: number;
}

function toEvent(receipt: StagedReceipt, context: ClosingContext): PosEvent {
  const { closing, clock, drawer, options } = context;
  const made = drawer.jobsOf(receipt);
  const ended = clock(receipt.endedAt) ?? clock(receipt.startedAt);
  const businessDay = bookingDay(closing.bookingDay) ?? ended?.day ?? context.day;
  const billNumber =
    options.billNumberPattern === undefined
      ? receipt.id
      : billNumberFrom(options.billNumberPattern, {
          BON_ID: receipt.id,
          BON_NR: receipt.nr,
          Z_KASSE_ID: closing.desk,
          Z_NR: closing.number,
          businessDay,
        });
  return {
    naturalKey: `dsfinvk|${closing.desk}|${closing.number}|${receipt.id}`,
    store: context.store,
    payDesk: closing.desk,
    closing: closing.number,
    billNumber,
    currency: context.currency,
    businessDay,
    occurredAt: ended?.instant ?? context.madeInstant,
    origin: `${TABLES.receipts.file}:${receipt.line}`,
    payload: payloadOf(receipt, drawer.isLifted(receipt)),
    jobs: made.jobs,
    ...(made.notBooked !== null && { notBooked: made.notBooked }),
  };
}

/** In a fixed order of keys, without places in the file: the same receipt has the same payload in every export. */
function payloadOf(receipt: StagedReceipt, isLifted: boolean): string {
  return JSON.stringify({
    receipt: Object.fromEntries(RECEIPT_FACTS.map((fact) => [fact, receipt[fact]])),
    ...(isLifted && { lifted: true }),
    payments: receipt.payments.map(({ type, name, currency, foreign_amount: foreign, amount }) => ({
      type,
      name,
      amount,
      ...(foreign !== '' && { currency, foreign }),
    })),
    lines: receipt.lines.map(
      ({ position, case_type: type, case_name: name, text, voided, gross }) => ({
        position,
        type,
        ...(name !== '' && { name }),
        ...(text !== '' && { text }),
        ...(voided === 1 && { voided }),
        gross,
      }),
    ),
  });
}
