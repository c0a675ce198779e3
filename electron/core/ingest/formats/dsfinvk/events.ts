/** From the receipts of a released closing to POS events. */
import type { EventQuestion, PosEvent } from '../../../../../shared/domain/pos-event.ts';
import { credibleInstant, identityOf, receiptAmounts } from '../../../db/references.ts';
import { amountsIn } from './amounts.ts';
import { billNumberFrom } from './bill-number.ts';
import { credibleTime, type Clock, type ClosingFacts } from './closing-facts.ts';
import type { Drawer, OpeningDifference } from './drawer.ts';
import type { ReceiptQuestion } from './receipt-jobs.ts';
import type { StagedReceipt } from './receipts.ts';
import type { ClosingRow } from './staging.ts';
import { TABLES } from './tables.ts';

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

/** What all receipts of a closing share. */
export interface ClosingContext {
  readonly closing: ClosingRow;
  readonly facts: ClosingFacts;
  readonly store: string;
  readonly drawer: Drawer;
  readonly clock: Clock;
  readonly billNumberPattern: string | undefined;
}

/** The jobs are made a second time: they cost little, and no closing is too large for it. */
export function* eventsOf(
  receipts: Iterable<StagedReceipt>,
  context: ClosingContext,
): Generator<PosEvent> {
  for (const receipt of receipts) {
    const event = toEvent(receipt, context);
    yield event;
    const difference = context.drawer.openingDifference(receipt);
    if (difference) {
      const identity = identityFor(receipt, context, 'opening-difference');
      yield { ...openingEvent(event, difference), identity };
    }
  }
}

/**
 * An event of its own: the receipt is the same whether the closing before is known or not, and where it becomes known
 * later, another import of the same receipt adds the difference.
 */
function openingEvent(receipt: PosEvent, difference: OpeningDifference): PosEvent {
  const { notBooked: _notBooked, question: _question, isTimeless: _timeless, ...shared } = receipt;
  const { counted, expected } = difference;
  return {
    ...shared,
    naturalKey: `${receipt.naturalKey}|opening-difference`,
    payload: JSON.stringify({ openingDifference: difference }),
    jobs: [{ part: 'opening', type: 'opening-diff', amount: counted - expected }],
  };
}

function toEvent(receipt: StagedReceipt, context: ClosingContext): PosEvent {
  const { closing, facts, clock, drawer, billNumberPattern } = context;
  const made = drawer.jobsOf(receipt);
  const ended = credibleTime(receipt, facts, clock);
  const businessDay = facts.isDayGiven ? facts.day : (ended?.day ?? facts.day);
  const billNumber =
    billNumberPattern === undefined
      ? receipt.id
      : billNumberFrom(billNumberPattern, {
          BON_ID: receipt.id,
          BON_NR: receipt.nr,
          Z_KASSE_ID: closing.desk,
          Z_NR: closing.number,
          businessDay,
        });
  return {
    naturalKey: `dsfinvk|${closing.desk}|${closing.number}|${receipt.id}`,
    identity: identityFor(receipt, context),
    ...(isTimeless(receipt, context) && { isTimeless: true as const }),
    store: context.store,
    payDesk: closing.desk,
    closing: closing.number,
    billNumber,
    currency: facts.currency,
    businessDay,
    occurredAt: ended?.instant ?? facts.madeInstant,
    origin: `${TABLES.receipts.file}:${receipt.line}`,
    payload: payloadOf(receipt, drawer.isLifted(receipt)),
    jobs: made.jobs,
    ...(made.notBooked !== null && { notBooked: made.notBooked }),
    ...(made.question && { question: questionOf(billNumber, made.question, facts.currency) }),
  };
}

function questionOf(
  bill: string,
  { code, amount }: ReceiptQuestion,
  currency: string,
): EventQuestion {
  const amounts = amountsIn(currency);
  const what =
    code === 'voucher-paid-out'
      ? `pays ${amounts.text(amount)} of a voucher out in cash`
      : `moves ${amounts.text(amount)} from one way of paying to another and sells nothing`;
  return {
    code,
    message: `Receipt ${bill} ${what}. Nothing of it was booked; all else of the closing was. Is it to be booked so?`,
    values: { bill, amount: amounts.value(amount) },
  };
}

/** Epoch milliseconds as the till says them; undefined: it says nothing. */
function saidInstant(receipt: StagedReceipt, { clock }: ClosingContext): number | undefined {
  return (clock(receipt.endedAt) ?? clock(receipt.startedAt))?.instant;
}

function isTimeless(receipt: StagedReceipt, context: ClosingContext): boolean {
  const said = saidInstant(receipt, context);
  return said === undefined || credibleInstant(said, context.facts.madeInstant) !== said;
}

/** @param aspect of an event that tells something else of the receipt */
function identityFor(receipt: StagedReceipt, context: ClosingContext, aspect?: string): string {
  const lines = receipt.lines.map(({ case_type: type, voided, gross }) => ({
    type,
    voided,
    gross,
  }));
  return identityOf({
    kind: 'dsfinvk',
    id: receipt.id,
    at: credibleInstant(saidInstant(receipt, context), context.facts.madeInstant),
    amounts: receiptAmounts(receipt.payments, lines),
    ...(aspect !== undefined && { aspect }),
  });
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
