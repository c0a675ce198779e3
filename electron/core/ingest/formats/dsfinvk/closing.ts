/** One closing: its facts, its verdict, and its events where it is released. */
import { canRelease, type LocatedProblem } from '../../../../../shared/domain/ingest-report.ts';
import type { PosEvent } from '../../../../../shared/domain/pos-event.ts';
import {
  EVENTS_PER_BATCH,
  type ReadClosing,
  type ReaderMessage,
  type ReadOptions,
} from '../../reader.ts';
import { closingFacts, credibleTime, type Clock } from './closing-facts.ts';
import { Drawer, type CashChain } from './drawer.ts';
import { eventsOf } from './events.ts';
import { UndecidableReceipt } from './receipt-jobs.ts';
import { stagedReceipts, type StagedReceipt } from './receipts.ts';
import type { ClosingRow, Staging } from './staging.ts';
import { TABLES } from './tables.ts';
import { TillPart } from './till-part.ts';
import { Verifier } from './verify.ts';

/** Of exports that name none. */
const DEFAULT_STORE = 'default';
const TAXONOMY = /^2\./;
/** A closing with no more receipts is read from the staging once; a day of a busy till has some hundred. */
const KEPT_RECEIPTS = 2_000;

/** What the closings of an export share. */
export interface ReadingState {
  readonly options: ReadOptions;
  readonly clock: Clock;
  readonly cash: CashChain;
}

export function* readClosing(
  staging: Staging,
  closing: ClosingRow,
  state: ReadingState,
): Generator<ReaderMessage> {
  const { desk: payDesk, number, madeAt } = closing;
  const { facts, faults } = closingFacts(staging, closing, state.clock, state.options.now);
  const block = (reasons: readonly LocatedProblem[]): ReaderMessage => ({
    kind: 'blocked',
    closing: {
      payDesk,
      closing: number,
      ...(facts && { businessDay: facts.day }),
      reasons: [...reasons],
    },
    madeAt,
    ...(facts?.store !== undefined && { store: facts.store }),
    ...(facts && { currency: facts.currency }),
  });
  if (!facts) {
    yield block([...(staging.faults.get(closing.c) ?? []), ...faults]);
    return;
  }

  const verifier = new Verifier(staging, closing, {
    currency: facts.currency,
    isTime: (text) => state.clock(text) !== undefined,
    isCredible: (receipt) => credibleTime(receipt, facts, state.clock) !== undefined,
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

  const instantOf = (receipt: StagedReceipt) => credibleTime(receipt, facts, state.clock)?.instant;
  const drawer = new Drawer({
    storno: verdict.storno,
    areCasesProven: staging.businessCases.has(closing.c),
    before: state.cash.before(facts.store, payDesk, number),
    receipts: receipts(),
    instantOf,
  });
  const till = new TillPart(closing, facts, drawer, instantOf);
  const undecidable: LocatedProblem[] = [];
  for (const receipt of receipts()) {
    try {
      till.add(receipt, drawer.jobsOf(receipt));
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
  if (closingCash !== null) state.cash.set(facts.store, payDesk, number, closingCash);

  const harmless = staging.notes.get(closing.c) ?? [];
  const told = [
    ...harmless,
    ...facts.notes,
    ...verdict.warnings,
    ...till.notes,
    ...notes(closing, drawer),
  ];
  for (const problem of told) {
    yield { kind: 'warning', problem };
  }
  const { store } = facts;
  const read: ReadClosing = {
    payDesk,
    number,
    madeAt,
    businessDay: facts.day,
    closingCash,
    ...(store && { store }),
    till: till.result(staging, store ?? DEFAULT_STORE),
  };
  yield { kind: 'closing', closing: read };
  const events = eventsOf(receipts(), {
    closing,
    facts,
    store: store ?? DEFAULT_STORE,
    drawer,
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
