/**
 * What a receipt is paid with that belongs to no invoice: tips of employees and settled receivables. Each is a job against an
 * account of its own, taken out of the payment that brought it, so that invoices and payments agree to the cent. Pure.
 */
import type { PaymentType } from '../../../../../shared/domain/accounts.ts';
import type { BusinessCase } from '../../../../../shared/domain/business-cases.ts';
import type { JobDraft } from '../../../../../shared/domain/pos-event.ts';

/** A part of what an order was paid with. Amounts in cents. */
export interface Part {
  /** `cash`, or the part of a job that is paid otherwise. */
  readonly part: string;
  /** Absent: cash. */
  readonly paymentType?: PaymentType;
  readonly paymentName?: string;
  readonly amount: number;
}

/** Lines of one business case and name, added up. */
export interface ContraSum {
  readonly businessCase: BusinessCase;
  readonly businessName?: string;
  readonly amount: number;
}

interface Taken {
  readonly sum: ContraSum;
  readonly from: Part;
  readonly amount: number;
}

/**
 * Takes each sum out of the payment of the same amount, else of the largest, and of the next one where that is too small.
 *
 * @returns the jobs of the sums, and what is left of the payments for the invoice
 */
export function takeContraParts(
  sums: readonly ContraSum[],
  payments: readonly Part[],
): { readonly jobs: readonly JobDraft[]; readonly left: readonly Part[] } {
  const rest = new Map(payments.map((payment) => [payment, payment.amount]));
  const taken: Taken[] = [];
  const take = (sum: ContraSum, from: Part, amount: number) => {
    rest.set(from, (rest.get(from) ?? 0) - amount);
    taken.push({ sum, from, amount });
  };
  const exact = new Set<ContraSum>();
  for (const sum of sums) {
    const from = carriersOf(sum, payments).find(
      (payment) => payment.amount === sum.amount && rest.get(payment) === sum.amount,
    );
    if (!from) continue;
    take(sum, from, sum.amount);
    exact.add(sum);
  }
  for (const sum of sums.filter((each) => !exact.has(each))) {
    let open = sum.amount;
    const carriers = carriersOf(sum, payments).toSorted(
      (a, b) => Math.abs(rest.get(b) ?? 0) - Math.abs(rest.get(a) ?? 0),
    );
    const [largest] = carriers;
    if (!largest) continue;
    for (const payment of carriers) {
      const amount = rest.get(payment) ?? 0;
      if (open === 0 || Math.sign(amount) !== Math.sign(open)) continue;
      const part = Math.sign(open) * Math.min(Math.abs(open), Math.abs(amount));
      take(sum, payment, part);
      open -= part;
    }
    // A return beside it was set off: the payment is the difference of both.
    if (open !== 0) take(sum, largest, open);
  }
  return {
    jobs: jobsOf(added(taken), rest),
    left: payments
      .map((payment) => ({ ...payment, amount: rest.get(payment) ?? 0 }))
      .filter(({ amount }) => amount !== 0),
  };
}

/** Money goes before vouchers; a receivable is not settled by another one. */
function carriersOf({ businessCase }: ContraSum, payments: readonly Part[]): Part[] {
  const isTender = ({ part }: Part) => part.startsWith('tender:');
  return payments
    .filter(
      ({ paymentType, amount }) =>
        amount !== 0 && !(businessCase === 'Forderungsaufloesung' && paymentType === 'receivable'),
    )
    .toSorted((a, b) => Number(isTender(a)) - Number(isTender(b)));
}

/** What one sum took from one payment in two steps is one. */
function added(taken: readonly Taken[]): Taken[] {
  const byPlace = new Map<ContraSum, Map<Part, Taken>>();
  for (const one of taken) {
    const places = byPlace.get(one.sum) ?? new Map<Part, Taken>();
    const known = places.get(one.from);
    places.set(one.from, { ...one, amount: one.amount + (known?.amount ?? 0) });
    byPlace.set(one.sum, places);
  }
  return [...byPlace.values()].flatMap((places) => [...places.values()]);
}

function jobsOf(taken: readonly Taken[], rest: ReadonlyMap<Part, number>): JobDraft[] {
  const names = new Map<string, number>();
  return taken.map(({ sum, from, amount }) => {
    const { businessCase, businessName } = sum;
    const isWhole =
      rest.get(from) === 0 && taken.filter((other) => other.from === from).length === 1;
    const place = `${businessCase}:${from.part}`;
    const nth = (names.get(place) ?? 0) + 1;
    names.set(place, nth);
    const part = `contra:${businessCase}${nth === 1 ? '' : `#${nth}`}:${from.part}`;
    const shared = {
      // Who takes all of a payment is the job that the payment always was.
      part: isWhole ? from.part : part,
      amount,
      businessCase,
      ...(businessName !== undefined && { businessName }),
    };
    if (from.paymentType !== undefined) {
      const { paymentType, paymentName } = from;
      const payment = { paymentType, ...(paymentName !== undefined && { paymentName }) };
      return { ...shared, type: 'order-non-cash', ...payment };
    }
    // A tip that leaves the drawer is paid out to the staff.
    if (businessCase === 'TrinkgeldAN' && amount < 0) {
      return { ...shared, type: 'cash-out', text: businessName ?? 'Trinkgeld' };
    }
    return { ...shared, type: 'order-cash' };
  });
}
