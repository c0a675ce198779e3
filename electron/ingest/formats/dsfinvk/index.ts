/**
 * Reads a DSFinV-K 2.x export: staged, every closing proven, then its receipts as POS events.
 */
import fs from 'node:fs';
import path from 'node:path';
import { isCurrencyCode } from '../../../../shared/domain/money.ts';
import type { LocatedProblem } from '../../../../shared/domain/ingest-report.ts';
import type { PosEvent } from '../../../../shared/domain/pos-event.ts';
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
import { receiptJobs, UndecidableReceipt, type ReceiptJobs } from './receipt-jobs.ts';
import { stagedReceipts, type StagedReceipt } from './receipts.ts';
import { Staging, type ClosingRow } from './staging.ts';
import { TABLES } from './tables.ts';
import { bookingDay, tillClock, type TillTime } from './times.ts';
import { mayBeLifted, Verifier, type StornoMeaning } from './verify.ts';

const DEFAULT_CURRENCY = 'EUR';
const DEFAULT_STORE = 'default';
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
    yield* readClosings(staging, present.has(TABLES.receiptVat.file), options);
  } catch (error) {
    yield { kind: 'failed', problem: failure(error, source) };
  } finally {
    staging?.close();
    container?.close();
  }
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
  };
}

function* readClosings(
  staging: Staging,
  hasReceiptVat: boolean,
  options: ReadOptions,
): Generator<ReaderMessage> {
  for (const [key, problem] of staging.orphans) {
    const [payDesk = '', closing = ''] = key.split('|');
    yield { kind: 'blocked', closing: { payDesk, closing, reasons: [problem] }, madeAt: '' };
  }
  const clock = tillClock(options.timeZone);
  const cash = new Map(Object.entries(options.knownCash));
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
  /** Calculated cash by `<pay desk>|<closing number>`. */
  readonly cash: Map<string, number>;
}

function* readClosing(
  staging: Staging,
  closing: ClosingRow,
  state: ReadingState,
): Generator<ReaderMessage> {
  const { desk: payDesk, number, madeAt, line } = closing;
  const currency = staging.currencies.get(closing.c) || DEFAULT_CURRENCY;
  const faults: LocatedProblem[] = [];
  if (!isCurrencyCode(currency)) {
    faults.push({
      file: TABLES.registers.file,
      column: 'KASSE_BASISWAEH_CODE',
      code: 'currency',
      message: `"${currency}" is no currency.`,
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
  if (faults.length > 0 || day === undefined) {
    yield block([...(staging.faults.get(closing.c) ?? []), ...faults]);
    return;
  }

  const verifier = new Verifier(staging, closing, currency, state.hasReceiptVat);
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
    yield block(verdict.reasons);
    return;
  }

  const context: ClosingContext = {
    ...state,
    closing,
    day,
    currency,
    store: staging.stores.get(closing.c) || DEFAULT_STORE,
    storno: verdict.storno,
    opensWithDifference: verdict.opensWithDifference,
    madeInstant: made?.instant ?? 0,
  };
  const drawer = new Drawer(context);
  const undecidable: LocatedProblem[] = [];
  for (const receipt of receipts()) {
    try {
      drawer.jobsOf(receipt);
    } catch (error) {
      if (!(error instanceof UndecidableReceipt)) throw error;
      undecidable.push({
        file: TABLES.receipts.file,
        line: receipt.line,
        code: 'undecidable',
        message: error.message,
      });
    }
  }
  if (undecidable.length > 0) {
    yield block(undecidable);
    return;
  }
  const { closingCash } = drawer;
  if (closingCash !== null) state.cash.set(`${payDesk}|${number}`, closingCash);

  for (const problem of [...verdict.warnings, ...notes(staging, closing)]) {
    yield { kind: 'warning', problem };
  }
  const read: ReadClosing = { payDesk, number, madeAt, businessDay: day, closingCash };
  yield { kind: 'closing', closing: read };
  yield* batches(eventsOf(receipts(), context));
}

/** The jobs are made a second time: they cost little, and no closing is too large for it. */
function* eventsOf(
  receipts: Iterable<StagedReceipt>,
  context: ClosingContext,
): Generator<PosEvent> {
  const drawer = new Drawer(context);
  for (const receipt of receipts) yield toEvent(receipt, drawer.jobsOf(receipt), context);
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

function notes(staging: Staging, closing: ClosingRow): LocatedProblem[] {
  const notes: LocatedProblem[] = [];
  if (closing.taxonomy !== '' && !TAXONOMY.test(closing.taxonomy)) {
    notes.push({
      file: TABLES.closings.file,
      line: closing.line,
      column: 'TAXONOMIE_VERSION',
      code: 'taxonomy',
      message: `Version ${closing.taxonomy} of the format is not known; it was read like 2.x and its sums agree.`,
    });
  }
  const before = Number(closing.number) - 1;
  const desk = staging.closings.filter((other) => other.desk === closing.desk);
  const hasEarlier = desk.some((other) => Number(other.number) < before);
  if (hasEarlier && !desk.some((other) => Number(other.number) === before)) {
    notes.push({
      file: TABLES.closings.file,
      line: closing.line,
      column: 'Z_NR',
      code: 'closing-gap',
      message: `Closing ${before} of pay desk ${closing.desk} is not in this export: a gap before closing ${closing.number}.`,
    });
  }
  return notes;
}

interface ClosingContext extends ReadingState {
  readonly closing: ClosingRow;
  readonly day: string;
  readonly currency: string;
  readonly store: string;
  readonly storno: StornoMeaning;
  readonly opensWithDifference: boolean;
  readonly madeInstant: number;
}

/** Follows the drawer through the receipts of a closing, in their order. */
class Drawer {
  readonly #context: ClosingContext;
  readonly #before: number | undefined;
  #openingBalance: number | null = null;
  #moved = 0;
  #isFirstCashEvent = true;

  constructor(context: ClosingContext) {
    this.#context = context;
    const { desk, number } = context.closing;
    this.#before = context.cash.get(`${desk}|${Number(number) - 1}`);
  }

  /** @throws UndecidableReceipt */
  jobsOf(receipt: StagedReceipt): ReceiptJobs {
    const none = (notBooked: string): ReceiptJobs => ({
      jobs: [],
      cash: 0,
      openingBalance: null,
      notBooked,
    });
    if (receipt.type !== 'Beleg') return none(receipt.type);
    if (this.#context.storno === 'lifted' && mayBeLifted(receipt)) return none('BON_STORNO');
    const counted = receipt.lines
      .filter(({ case_type: type, voided }) => type === 'Anfangsbestand' && voided === 0)
      .reduce<number | null>((sum, { gross }) => (sum ?? 0) + gross / 1_000, null);
    const isKnown = this.#before !== undefined && this.#openingBalance === null;
    const openingDifference =
      counted === null || !isKnown || this.#context.opensWithDifference
        ? 0
        : counted - (this.#before ?? 0);
    const made = receiptJobs(receipt, {
      isFirstCashEvent: this.#isFirstCashEvent,
      openingDifference,
    });
    if (made.openingBalance !== null)
      this.#openingBalance = (this.#openingBalance ?? 0) + made.openingBalance;
    this.#moved += made.cash - (made.openingBalance ?? 0);
    if (made.openingBalance === null && made.cash !== 0) this.#isFirstCashEvent = false;
    return made;
  }

  /** Cents that must lie in the drawer now; null while no opening balance is known. */
  get closingCash(): number | null {
    const opening = this.#openingBalance ?? this.#before;
    return opening === undefined ? null : opening + this.#moved;
  }
}

function toEvent(receipt: StagedReceipt, made: ReceiptJobs, context: ClosingContext): PosEvent {
  const { closing, clock, options } = context;
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
    payload: payloadOf(receipt),
    jobs: made.jobs,
    ...(made.notBooked !== null && { notBooked: made.notBooked }),
  };
}

/** In a fixed order of keys, without places in the file: the same receipt has the same payload in every export. */
function payloadOf(receipt: StagedReceipt): string {
  return JSON.stringify({
    receipt: Object.fromEntries(RECEIPT_FACTS.map((fact) => [fact, receipt[fact]])),
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
