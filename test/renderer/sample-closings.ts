/** A closing of the sample shop as the backend tells it: what differs is said, the rest is the same every day. */
import type { ClosingView } from '../../shared/contract/contract.ts';
import type { CashAccount, ClosingBook } from '../../shared/contract/till.ts';
import type { ClosingReason, Gap, RsFinding } from '../../shared/domain/closing.ts';
import { HOUR, MINUTE } from '../../shared/domain/time.ts';

export interface SampleClosing {
  readonly day: string;
  readonly payDesk: string;
  readonly number: string;
  /** Postings that RetailSuite lost. */
  readonly missing: number;
  /** A posting has another text in RetailSuite. */
  isChanged?: boolean;
  /** Jobs that are not booked. */
  readonly open: number;
  gaps: Gap[];
  /** What was counted beside what was calculated; null: nothing was counted. */
  readonly counted: number | null;
  /** Null: not known. */
  opening: number | null;
  isRead: boolean;
  reasons: ClosingReason[];
  at: number;
  entered?: ClosingBook['entered'];
  explanation?: ClosingBook['explanations'][number];
}

const LOST = [1_290, 1_890];
const MOVES = [5_999, 1_290, -20_000, 1_890, 4_500, 9_900, 16_421];
const CASH = MOVES.reduce((sum, cents) => sum + cents, 0);
const CARD = 28_127;
const ANCHOR = '4812-9f2c4d6e8a0b1c3d5e7f90a1b2c3d4e5';

const CHANGED: RsFinding = {
  ...{ job: 44, reference: 'V1-2-00000044', postingNumber: '48044' },
  ...{ billNumber: '2-2021/11/0000000024', cents: 4_500 },
  text: 'text: expected "POS Barzahlung", RetailSuite has "Barzahlung Müller"',
};

export function viewOf(closing: SampleClosing): ClosingView {
  const { day, payDesk, number, opening, isRead, reasons, gaps, at } = closing;
  const lost = LOST.slice(0, closing.missing);
  const lostCents = lost.reduce((sum, cents) => sum + cents, 0);
  const cashOrders = CASH + 20_000;
  const missing: RsFinding[] = lost.map((cents, index) => ({
    ...{ job: 40 + index, reference: `V1-2-0000004${index}`, postingNumber: `4804${index}` },
    ...{ billNumber: `2-2021/11/000000002${index + 1}`, cents },
    text: 'RetailSuite has no posting with this reference any more.',
  }));
  const isSealed = isRead && reasons.every(({ code }) => code === 'gap-explained');
  return {
    key: ['Filiale 2', payDesk, number, 'EUR', `${day}T19:00:00`].join('\n'),
    line: {
      ...{
        kind: 'closing',
        store: 'Filiale 2',
        payDesk,
        closing: number,
        days: [day],
        currency: 'EUR',
      },
      till: {
        payments: [
          { type: 'Bar', name: '', cents: CASH },
          { type: 'ECKarte', name: '', cents: CARD - 4_900 },
          { type: 'ElZahlungsdienstleister', name: 'PayPal', cents: 4_900 },
        ],
        grossCents: CASH + CARD,
        receipts: 18,
      },
      jobs: {
        byType: {
          'order-cash': { count: 6, cents: cashOrders },
          'order-non-cash': { count: 5, cents: CARD },
          'cash-out': { count: 1, cents: -20_000 },
        },
        notBooked: { AVTraining: 1, AVBelegstorno: 2, 'opening balance': 1, 'nothing to book': 0 },
      },
      rs: isRead
        ? {
            readAt: new Date(at).toISOString(),
            byType: {
              'order-cash': { count: 6 - lost.length, cents: cashOrders - lostCents },
              'order-non-cash': { count: 5, cents: CARD },
              'cash-out': { count: 1, cents: -20_000 },
            },
            byAccount: {
              '1000': CASH - lostCents,
              '1360': 20_000,
              '1361': CARD,
              '10007': lostCents - CASH,
            },
            ...{ missing, twice: [], different: closing.isChanged ? [CHANGED] : [], unknown: [] },
            invoices: {
              ...{ count: 11, paidCents: cashOrders + CARD, grossCents: cashOrders + CARD },
              byDebtor: [
                { debtor: '10000', count: 9, paidCents: cashOrders, grossCents: cashOrders },
                { debtor: '10217', count: 2, paidCents: CARD, grossCents: CARD },
              ],
            },
          }
        : null,
      cash: {
        openingCents: opening,
        movedCents: CASH,
        closingCents: opening === null ? null : opening + CASH,
        lowestCents: opening === null ? null : opening - 12_711,
      },
      gaps,
      differenceCents: isRead ? lostCents : null,
      sealed: isSealed,
      reasons,
    },
    readAt: isRead ? at : null,
    open: { count: closing.open, cents: closing.open * 4_350 },
    history: [
      ...(isRead && !isSealed && lost.length > 0
        ? [
            {
              ...{ at, sealed: false, anchor: null },
              reopenedBy: reasons[0]?.text ?? null,
            },
            { at: at - 24 * HOUR, sealed: true, reopenedBy: null, anchor: ANCHOR },
          ]
        : []),
      ...(isSealed ? [{ at, sealed: true, reopenedBy: null, anchor: ANCHOR }] : []),
    ],
  };
}

/** Beside the drawer's own postings somebody brought money to the bank. */
export function accountOf({ day, missing }: SampleClosing): CashAccount {
  const drawerCents = MOVES.reduce((sum, cents) => sum + cents, 0);
  const lost = LOST.slice(0, missing).reduce((sum, cents) => sum + cents, 0);
  const ownCents = drawerCents - lost;
  const days = [{ day, drawerCents, waitingCents: 0, ownCents, othersCents: -20_000 }];
  return { accounts: ['1000'], days, unreadable: 0 };
}

export function bookOf(closing: SampleClosing): ClosingBook {
  const { opening, isRead, counted } = closing;
  const lost = LOST.slice(0, closing.missing).reduce((sum, cents) => sum + cents, 0);
  let balance = opening;
  const moves = MOVES.map((cents, index) => {
    if (balance !== null) balance += cents;
    return {
      occurredAt: Date.parse(`${closing.day}T09:04:00Z`) + index * 73 * MINUTE,
      billNumber: cents < 0 ? null : `2-2021/11/${String(20 + index).padStart(10, '0')}`,
      ...{ cents, balanceCents: balance },
    };
  });
  return {
    payments: [
      { type: 'Bar', tillCents: CASH, jobsCents: CASH, rsCents: isRead ? CASH - lost : null },
      {
        ...{ type: 'ECKarte', tillCents: CARD - 4_900, jobsCents: CARD - 4_900 },
        rsCents: isRead ? CARD - 4_900 : null,
      },
      {
        ...{ type: 'ElZahlungsdienstleister', tillCents: 4_900, jobsCents: 4_900 },
        rsCents: isRead ? 4_900 : null,
      },
    ],
    openingFrom: closing.entered ? 'person' : opening === null ? null : 'closing-before',
    beforeCents: closing.entered ? null : opening,
    countedCents: counted === null || opening === null ? null : opening + CASH + counted,
    lowestReceipt: '#48',
    entered: closing.entered ?? null,
    moves,
    allMoves: moves.length,
    explanations: closing.explanation ? [closing.explanation] : [],
  };
}
