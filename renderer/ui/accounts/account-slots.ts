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
import { paymentToWords } from '../../format/payment.ts';
import type { Translate } from '../../locales/i18n.ts';

export interface Slot {
  readonly type: AccountType;
  readonly paymentType?: PaymentType;
  readonly paymentName?: string;
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
  { type: 'contra-cash-out' },
  { type: 'difference-surplus' },
  { type: 'difference-shortage' },
];

export function slotsOf(
  currency: string,
  payments: CallReply<'places.list'>['payments'],
  rows: readonly AccountRow[],
): Slot[] {
  const seen = payments
    .filter((payment) => payment.currency === currency && payment.type !== '')
    .flatMap(({ type, name }): Slot[] => {
      const paymentType = parsePaymentType(type);
      if (!paymentType) return [];
      const general: Slot = { type: 'non-cash', paymentType };
      return name === '' ? [general] : [general, { ...general, paymentName: name }];
    });
  const assigned = rows
    .filter((row) => row.currency === currency)
    .map(({ type, paymentType, paymentName }): Slot => ({
      type,
      ...(paymentType && { paymentType }),
      ...(paymentName !== undefined && { paymentName }),
    }));
  const byKey = new Map([...BASE_SLOTS, ...seen, ...assigned].map((slot) => [keyOf(slot), slot]));
  return [...byKey.values()].sort((one, other) => orderOf(one) - orderOf(other));
}

function keyOf({ type, paymentType, paymentName }: Slot): string {
  return JSON.stringify([type, paymentType ?? '', paymentName ?? '']);
}

function orderOf(slot: Slot): number {
  const base = BASE_SLOTS.findIndex((each) => each.type === slot.type);
  if (slot.type !== 'non-cash' || slot.paymentType === undefined) return base * 1_000;
  const payment = 1 + PAYMENT_TYPES.indexOf(slot.paymentType);
  return base * 1_000 + payment * 10 + (slot.paymentName === undefined ? 0 : 1);
}

export function slotToWords(slot: Slot, t: Translate): string {
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
