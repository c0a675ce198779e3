/** The sums that receipts of a closing make. Pure. */
import { CASH_PAYMENT } from '../../../../../shared/domain/accounts.ts';
import { PER_CENT } from './amounts.ts';
import type { Summed } from './claims.ts';
import type { StagedReceipt } from './receipts.ts';
import { NO_PAYMENT, paymentTypeOf } from './tables.ts';

export interface Sums {
  /** Of UMS_BRUTTO, cents. */
  total: number;
  /** Of all payments, cents. */
  all: number;
  cash: number;
  /** Of `cash`: paid on receipts that tell an opening balance. */
  openingBalance: number;
  /** Cents by `type\nname`. */
  readonly payments: Map<string, number>;
  /** Hundred-thousandths by `type\nname\nVAT key`. */
  readonly cases: Map<string, { amount: number; fractions: boolean }>;
}

export function noSums(): Sums {
  return { total: 0, cash: 0, all: 0, openingBalance: 0, payments: new Map(), cases: new Map() };
}

export function addReceipt(sums: Sums, receipt: StagedReceipt): void {
  sums.total += receipt.total;
  const isOpening = receipt.lines.some(
    ({ case_type: type, voided }) => type === 'Anfangsbestand' && voided === 0,
  );
  for (const payment of receipt.payments) {
    const type = paymentTypeOf(payment.type) ?? payment.type;
    sums.all += payment.amount;
    if (type === CASH_PAYMENT) {
      sums.cash += payment.amount;
      if (isOpening) sums.openingBalance += payment.amount;
    }
    add(sums.payments, `${type}\n${payment.name}`, payment.amount);
  }
  for (const line of receipt.lines) {
    if (line.voided === 1) continue;
    for (const { vat, gross } of line.vat) {
      const key = `${line.case_type}\n${line.case_name}\n${vat}`;
      const known = sums.cases.get(key) ?? { amount: 0, fractions: false };
      known.amount += gross;
      known.fractions ||= gross % PER_CENT !== 0;
      sums.cases.set(key, known);
    }
  }
}

export function together(a: Sums, b: Sums): Sums {
  const payments = new Map(a.payments);
  for (const [key, amount] of b.payments) add(payments, key, amount);
  const cases = new Map([...a.cases].map(([key, value]) => [key, { ...value }]));
  for (const [key, { amount, fractions }] of b.cases) {
    const known = cases.get(key) ?? { amount: 0, fractions: false };
    cases.set(key, { amount: known.amount + amount, fractions: known.fractions || fractions });
  }
  return {
    total: a.total + b.total,
    cash: a.cash + b.cash,
    all: a.all + b.all,
    openingBalance: a.openingBalance + b.openingBalance,
    payments,
    cases,
  };
}

export function movesNothing(sums: Sums): boolean {
  return (
    [...sums.payments.values()].every((amount) => amount === 0) &&
    [...sums.cases.values()].every(({ amount }) => amount === 0)
  );
}

/** As claims are compared: by `type\nname\n`, without the zero of those that paid nothing. */
export function paymentSums(sums: Sums): Map<string, Summed> {
  return new Map(
    [...sums.payments]
      .filter(([key, amount]) => amount !== 0 || !key.startsWith(`${NO_PAYMENT}\n`))
      .map(([key, amount]) => [`${key}\n`, { amount, fractions: false }]),
  );
}

function add(map: Map<string, number>, key: string, amount: number): void {
  map.set(key, (map.get(key) ?? 0) + amount);
}
