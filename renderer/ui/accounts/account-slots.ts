/** The places of the account assignment: the types of the original product, and each further way of paying as it occurs. */
import type { CallReply } from '../../../shared/contract/contract.ts';
import {
  PAYMENT_TYPES,
  parsePaymentType,
  type AccountRow,
  type AccountType,
  type PaymentType,
} from '../../../shared/domain/accounts.ts';
import {
  findAccountRow,
  isSamePlace,
  type AccountPlace,
} from '../../../shared/domain/assignment.ts';
import type { BusinessCase } from '../../../shared/domain/business-cases.ts';
import { paymentToWords } from '../../format/payment.ts';
import type { Translate } from '../../locales/i18n.ts';

export interface Slot {
  readonly type: AccountType;
  readonly paymentType?: PaymentType;
  readonly paymentName?: string;
  readonly businessCase?: BusinessCase;
  readonly businessName?: string;
}

/** For whom an account is assigned; both absent: for all. */
export interface Scope {
  readonly store?: string;
  readonly payDesk?: string;
}

const BASE_SLOTS: readonly Slot[] = [
  { type: 'cash' },
  { type: 'non-cash' },
  { type: 'non-cash', paymentType: 'voucher' },
  { type: 'voucher-refund' },
  { type: 'contra-cash-in' },
  ...casesOf('contra-cash-in', ['Privateinlage', 'Geldtransit', 'Einzahlung']),
  { type: 'contra-cash-out' },
  ...casesOf('contra-cash-out', [
    ...(['Privatentnahme', 'Lohnzahlung', 'Geldtransit', 'Auszahlung'] as const),
    ...(['TrinkgeldAN', 'MehrzweckgutscheinEinloesung'] as const),
  ]),
  ...casesOf('contra-order', ['TrinkgeldAN', 'Forderungsaufloesung']),
  { type: 'difference-surplus' },
  { type: 'difference-shortage' },
];

function casesOf(type: AccountType, cases: readonly BusinessCase[]): Slot[] {
  return cases.map((businessCase) => ({ type, businessCase }));
}

type Payments = CallReply<'places.list'>['payments'];

export function slotsOf(currency: string, payments: Payments, rows: readonly AccountRow[]): Slot[] {
  const assigned = rows.filter((row) => row.currency === currency).map(slotOfRow);
  return inOrder([...BASE_SLOTS, ...nonCashOf(currency, payments), ...assigned]);
}

/**
 * What documents have used of a currency: of one that a guest paid with once, a line or two.
 *
 * @param typed places whose account is typed and not saved: none of them may be out of sight
 */
export function usedSlotsOf(
  currency: string,
  payments: Payments,
  typed: readonly AccountPlace[],
): Slot[] {
  const hasCash = payments.some((payment) => payment.currency === currency && payment.type === '');
  return inOrder([
    ...(hasCash ? [{ type: 'cash' } as const] : []),
    ...nonCashOf(currency, payments),
    ...typed.filter((place) => place.currency === currency).map(slotOfRow),
  ]);
}

function nonCashOf(currency: string, payments: Payments): Slot[] {
  return payments
    .filter((payment) => payment.currency === currency && payment.type !== '')
    .flatMap(({ type, name }): Slot[] => {
      const paymentType = parsePaymentType(type);
      if (!paymentType) return [];
      const general: Slot = { type: 'non-cash', paymentType };
      return name === '' ? [general] : [general, { ...general, paymentName: name }];
    });
}

function inOrder(slots: readonly Slot[]): Slot[] {
  const byKey = new Map(slots.map((slot) => [keyOf(slot), slot]));
  return [...byKey.values()].sort((one, other) => orderOf(one) - orderOf(other));
}

/** What an account is for, of facts as a job or a cause tells them. @param paymentType as the till writes it */
export function slotOf(facts: {
  readonly type: AccountType;
  readonly paymentType?: string | null | undefined;
  readonly businessCase?: BusinessCase | null | undefined;
  readonly businessName?: string | null | undefined;
}): Slot {
  const { type, businessCase, businessName } = facts;
  const paymentType = parsePaymentType(facts.paymentType ?? '');
  return {
    type,
    ...(paymentType && { paymentType }),
    ...(businessCase && { businessCase }),
    ...(typeof businessName === 'string' && { businessName }),
  };
}

/** What a row is for, whomever it holds for. */
export function slotOfRow(row: Omit<AccountPlace, 'currency'>): Slot {
  const { type, paymentType, paymentName, businessCase, businessName } = row;
  return {
    type,
    ...(paymentType && { paymentType }),
    ...(paymentName !== undefined && { paymentName }),
    ...(businessCase && { businessCase }),
    ...(businessName !== undefined && { businessName }),
  };
}

function keyOf({ type, paymentType, paymentName, businessCase, businessName }: Slot): string {
  return JSON.stringify([
    ...[type, paymentType ?? '', paymentName ?? ''],
    ...[businessCase ?? '', businessName ?? ''],
  ]);
}

const isForCase = (slot: Slot) => (slot.businessCase ?? slot.businessName) !== undefined;

function orderOf(slot: Slot): number {
  const base = firstOf(slot);
  if (slot.type !== 'non-cash' || slot.paymentType === undefined) return base * 1_000;
  const payment = 1 + PAYMENT_TYPES.indexOf(slot.paymentType);
  return base * 1_000 + payment * 10 + (slot.paymentName === undefined ? 0 : 1);
}

/** Cases beyond the usual ones stand behind those of their type. */
function firstOf(slot: Slot): number {
  if (!isForCase(slot)) return BASE_SLOTS.findIndex((each) => each.type === slot.type);
  const usual = BASE_SLOTS.findIndex(
    ({ type, businessCase }) => type === slot.type && businessCase === slot.businessCase,
  );
  if (usual < 0) return BASE_SLOTS.findLastIndex((each) => each.type === slot.type) + 0.8;
  return usual + (slot.businessName === undefined ? 0 : 0.5);
}

export function slotToWords(slot: Slot, t: Translate): string {
  const { type, businessCase, businessName } = slot;
  if (isForCase(slot)) {
    const words = businessCase === undefined ? '' : t(`businessCase.${businessCase}`);
    const name =
      businessName === undefined ? '' : t('accounts.businessName', { name: businessName });
    return t('accounts.caseOf', {
      name: [words, name].filter((word) => word !== '').join(' '),
      kind: t(`accountType.${type}`),
    });
  }
  if (slot.paymentType === undefined) return t(`accountType.${slot.type}`);
  return paymentToWords(slot.paymentType, slot.paymentName, t);
}

/** A shorter id is no name by itself: the kind of place stands before it. */
const MAX_BARE_ID_LENGTH = 4;

/** The name of a store or pay desk: as a person named it, else by its id. */
export function nameOfPlace(
  kind: 'store' | 'pay-desk',
  place: { readonly id: string; readonly name: string },
  t: Translate,
): string {
  const { id, name } = place;
  if (name !== id || id.length > MAX_BARE_ID_LENGTH) return name;
  return t(kind === 'store' ? 'stores.storeOf' : 'stores.payDeskOf', { id });
}

export function placeOf(slot: Slot, currency: string, scope: Scope): AccountPlace {
  // A pay desk is named by itself: a till that moves keeps its accounts.
  const { payDesk, store } = scope;
  return {
    ...slot,
    currency,
    ...(payDesk !== undefined ? { payDesk } : store !== undefined && { store }),
  };
}

/** The row of exactly this place, and the one that counts without it. */
export function accountAt(rows: readonly AccountRow[], slot: Slot, currency: string, scope: Scope) {
  const place = placeOf(slot, currency, scope);
  const own = rows.find((row) => isSamePlace(row, place));
  const inherited = findAccountRow(
    rows.filter((row) => row !== own),
    { ...slot, currency, store: scope.store, payDesk: scope.payDesk },
  );
  return { place, own, inherited };
}
