/** The event with which a till of the inbox closes. It makes no job; what it says is kept beside its receipts. */
import { CASH_PAYMENT } from '../../../shared/domain/accounts.ts';
import type { InboxClosing } from '../../../shared/inbox-event.ts';
import type { PosEvent } from '../../../shared/domain/pos-event.ts';
import type { NewTillClosing } from '../../../shared/domain/till-facts.ts';
import { CLOSING_EVENT } from '../db/closings/closing-events.ts';
import { identityOf } from '../db/references.ts';

/** Known by the closing's number, not by its mark: a till that sends it again says nothing new. */
export function closingEvent(event: InboxClosing, origin: string): PosEvent {
  const { id: _id, ...said } = event;
  const { store, payDesk, closing, currency, businessDay } = event;
  const occurredAt = Date.parse(event.occurredAt);
  const name = `closing|${closing}|${currency}`;
  const amounts = event.payments.map((payment): [string, number] => [
    payment.method === 'cash' ? 'cash' : `paid:${payment.paymentType}`,
    payment.amountCents,
  ]);
  return {
    naturalKey: `inbox|${store}|${payDesk}|${name}`,
    identity: identityOf({ kind: 'inbox', id: name, at: occurredAt, amounts }),
    store,
    payDesk,
    closing,
    currency,
    businessDay,
    occurredAt,
    origin,
    payload: JSON.stringify(said),
    jobs: [],
    notBooked: CLOSING_EVENT,
    tillClosing: tillClosing(event, occurredAt),
  };
}

function tillClosing(event: InboxClosing, closedAt: number): NewTillClosing {
  const { store, payDesk, closing, currency, businessDay } = event;
  const { openingCashCents, countedCashCents, grossCents, receipts } = event;
  return {
    origin: 'inbox',
    store,
    payDesk,
    number: closing,
    currency,
    madeAt: '',
    closedAt,
    businessDay,
    numbers: [],
    facts: {
      payments: event.payments.map((payment) =>
        payment.method === 'cash'
          ? { type: CASH_PAYMENT, name: '', cents: payment.amountCents }
          : {
              type: payment.paymentType,
              name: payment.paymentName ?? '',
              cents: payment.amountCents,
            },
      ),
      paymentsFrom: 'closing-event',
      receiptPayments: null,
      grossCents: grossCents ?? null,
      receipts: receipts ?? null,
      notBooked: event.notBooked ?? {},
      drawer: [],
      recorded: countedCashCents === undefined ? [] : [{ currency, cents: countedCashCents }],
      foreign: [],
      openingCents: openingCashCents ?? null,
      opensTwice: false,
      firstDifferenceCents: null,
      movedCents: null,
      lowest: null,
      repeats: [],
      firstNumber: event.firstBillNumber ?? null,
      lastNumber: event.lastBillNumber ?? null,
      numberWidth: 0,
    },
  };
}
