/** What stands behind a closing: ways of paying side by side, the cash book in full, and what a person says of both. */
import { z } from 'zod';
import { currencySchema } from '../domain/accounts.ts';
import { MOST_REASON_CHARACTERS } from '../domain/bulk.ts';
import { GAP_KINDS } from '../domain/closing.ts';

const id = z.string().min(1).max(200);
const cents = z.number().int();
const instant = z.number().int();
const reason = z.string().trim().min(1).max(MOST_REASON_CHARACTERS);
/** A hundred million of a currency is no drawer. */
const MOST_DRAWER_CENTS = 10_000_000_000;

/** One way of paying. Amounts are minor units; null: not known. */
export const paymentRowSchema = z.object({
  /** As the till calls it, such as `Bar`. */
  type: z.string(),
  tillCents: cents.nullable(),
  jobsCents: cents,
  /** Null: RetailSuite was not read yet. */
  rsCents: cents.nullable(),
});
export type PaymentRow = z.infer<typeof paymentRowSchema>;

/** Cash that a receipt moved. */
const cashMoveSchema = z.object({
  occurredAt: instant,
  billNumber: z.string().nullable(),
  cents,
  /** What lay in the drawer after it; null: the opening value is not known. */
  balanceCents: cents.nullable(),
});

/** Of one explanation; it is not given again after it was taken back. */
const explanationId = z.number().int().positive();

export const closingBookSchema = z.object({
  payments: z.array(paymentRowSchema),
  openingFrom: z.enum(['till', 'closing-before', 'person']).nullable(),
  /** What the closing before left. */
  beforeCents: cents.nullable(),
  countedCents: cents.nullable(),
  lowestReceipt: z.string().nullable(),
  /** The opening value that a person entered for the drawer. */
  entered: z.object({ cents, reason: z.string(), who: z.string(), at: instant }).nullable(),
  /** The first ones of it, in the till's order. */
  moves: z.array(cashMoveSchema),
  allMoves: z.number().int(),
  /** What people said of missing numbers of the till; numbers null: of whatever it leaves out. */
  explanations: z.array(
    z.object({
      id: explanationId,
      numbers: z.object({ first: z.string(), last: z.string() }).nullable(),
      reason: z.string(),
      who: z.string(),
      at: instant,
    }),
  ),
});
export type ClosingBook = z.infer<typeof closingBookSchema>;

/** The cash account in RetailSuite on the days of a closing; minor units, debit minus credit. */
const cashAccountSchema = z.object({
  /** Empty: nothing of the closing's cash was booked yet, and no account is known. */
  accounts: z.array(z.string()),
  days: z.array(
    z.object({
      day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
      /** What the closing's receipts moved in the drawer. */
      drawerCents: cents,
      /** Of it: not in RetailSuite yet. */
      waitingCents: cents,
      /** Postings of this closing. */
      ownCents: cents,
      /** Postings of other closings, tills and people. */
      othersCents: cents,
    }),
  ),
  /** Postings on the account whose amount cannot be read. */
  unreadable: z.number().int(),
});
export type CashAccount = z.infer<typeof cashAccountSchema>;

export const tillCalls = {
  /** By the key that `closing.day` tells; asks RetailSuite nothing. */
  'till.book': { args: z.tuple([z.string().max(500)]), reply: closingBookSchema },
  /** By the same key; asks RetailSuite once a day of the closing. `refused`: it could not be asked. */
  'till.account': { args: z.tuple([z.string().max(500)]), reply: cashAccountSchema },
  /** What lay in a drawer before its first closing; the newest entry counts. */
  'till.opening': {
    args: z.tuple([
      z.strictObject({
        store: id.nullable(),
        payDesk: id,
        currency: currencySchema,
        cents: cents.min(0).max(MOST_DRAWER_CENTS),
        reason,
      }),
    ]),
    reply: z.null(),
  },
  /** Why numbers are missing, stand twice or are of another year. */
  'till.explain': {
    args: z.tuple([
      z.strictObject({
        store: id,
        payDesk: id,
        kind: z.enum(GAP_KINDS),
        /** Null: a standing rule of the till. */
        numbers: z.strictObject({ first: id, last: id }).nullable(),
        reason,
      }),
    ]),
    reply: z.null(),
  },
  /** It was wrong: what it explained is unexplained again. Both stay in the history. */
  'till.unexplain': {
    args: z.tuple([z.strictObject({ id: explanationId, reason })]),
    reply: z.null(),
  },
} as const;
