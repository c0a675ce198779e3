/** The events of live tills: inbox lines as `shared/inbox-event.ts` defines them, before JSON. */
import type { z } from 'zod';
import type { inboxEventSchema } from '../shared/inbox-event.ts';
import { INBOX_VERSION } from '../shared/inbox-event.ts';
import type { PaymentType } from '../shared/domain/accounts.ts';
import { MINUTE, SECOND } from '../shared/domain/time.ts';
import type { Random } from '../shared/domain/time.ts';
import { between, chance, pick } from './random.ts';

/** A line as a till writes it. */
export type InboxLine = z.infer<typeof inboxEventSchema>;

/** An order for which RetailSuite makes an invoice, later and by itself. */
export interface InvoiceableOrder {
  readonly billNumber: string;
  /** Signed; negative for a return. */
  readonly amountCents: number;
  readonly currency: string;
  readonly businessDay: string;
  readonly availableAfterMs: number;
}

export interface TillContext {
  readonly random: Random;
  readonly store: string;
  readonly payDesk: string;
  readonly businessDay: string;
  /** With offset or `Z`. */
  readonly occurredAt: string;
  /** Returns the next bill number, a new one at each call. */
  readonly billNumber: () => string;
}

export const TILL_EVENTS = [
  'cash',
  'card',
  'split',
  'return',
  'cash-in',
  'cash-out',
  'opening-diff',
  'close-diff',
  'francs',
] as const;
export type TillEvent = (typeof TILL_EVENTS)[number];

/** The first events of a till: everything can be seen within the first minute. */
export const FIRST_EVENTS: readonly TillEvent[] = [
  'cash',
  'opening-diff',
  'card',
  'split',
  'francs',
  'cash-out',
  'return',
  'cash-in',
];

/** Draws the next event of a till on an ordinary day. */
export function nextTillEvent(random: Random): TillEvent {
  const share = random();
  if (share < 0.48) return 'cash';
  if (share < 0.81) return 'card';
  if (share < 0.88) return 'split';
  if (share < 0.93) return 'return';
  if (share < 0.95) return 'cash-in';
  if (share < 0.98) return 'cash-out';
  return share < 0.99 ? 'opening-diff' : 'close-diff';
}

const CARDS: readonly [Card, ...Card[]] = [
  ['ECKarte', 'girocard'],
  ['Kreditkarte', 'Visa'],
  ['ElZahlungsdienstleister', 'PayPal'],
];
type Card = readonly [type: PaymentType, name: string];

/** The inbox line of an event; for an order also the invoice that RetailSuite will make. */
export function tillLine(
  event: TillEvent,
  context: TillContext,
): { readonly line: InboxLine; readonly order?: InvoiceableOrder } {
  const { random } = context;
  const billNumber = context.billNumber();
  const common = {
    version: INBOX_VERSION,
    id: billNumber,
    store: context.store,
    payDesk: context.payDesk,
    currency: 'EUR',
    businessDay: context.businessDay,
    occurredAt: context.occurredAt,
  } as const;
  type Payment = Extract<InboxLine, { type: 'receipt' }>['payments'][number];
  const sold = (
    payments: Payment[],
  ): { readonly line: InboxLine; readonly order: InvoiceableOrder } => ({
    line: { ...common, type: 'receipt', billNumber, payments },
    order: {
      billNumber,
      amountCents: payments.reduce((sum, { amountCents }) => sum + amountCents, 0),
      currency: common.currency,
      businessDay: context.businessDay,
      availableAfterMs: invoiceDelayMs(random),
    },
  });
  const byCash = (amountCents: number): Payment => ({ method: 'cash', amountCents });
  const byCard = (amountCents: number): Payment => {
    const [paymentType, paymentName] = pick(random, CARDS);
    return { method: 'non-cash', amountCents, paymentType, paymentName };
  };
  const price = (): number => between(random, 249, 8990);
  const difference = between(random, 1, 400) * (chance(random, 0.5) ? 1 : -1);

  switch (event) {
    case 'cash':
      return sold([byCash(price())]);
    case 'card':
      return sold([byCard(price())]);
    case 'split':
      return sold([byCash(price()), byCard(price())]);
    case 'return':
      return sold([chance(random, 0.5) ? byCash(-price()) : byCard(-price())]);
    case 'cash-in': {
      const amountCents = between(random, 4, 20) * 1000;
      const moved = { reason: 'Geldtransit', text: 'Wechselgeld vom Tresor' };
      return { line: { ...common, type: 'cash-in', amountCents, ...moved } };
    }
    case 'cash-out': {
      const amountCents = -between(random, 200, 4000);
      const moved = { reason: 'Auszahlung', text: 'Porto und Briefmarken' };
      return { line: { ...common, type: 'cash-out', amountCents, ...moved } };
    }
    case 'opening-diff':
    case 'close-diff':
      return { line: { ...common, type: event, amountCents: difference } };
    case 'francs': {
      // No account is assigned for francs: this one needs a person.
      const text = 'Wechselgeld Schweizer Franken';
      const moved = { reason: 'Geldtransit', amountCents: 5000, text };
      return { line: { ...common, currency: 'CHF', type: 'cash-in', ...moved } };
    }
  }
}

/** Most invoices are made within seconds here, some within minutes: in real life it may be days. */
export function invoiceDelayMs(random: Random): number {
  return chance(random, 0.12) ? between(random, 1, 5) * MINUTE : between(random, 0, 15) * SECOND;
}
