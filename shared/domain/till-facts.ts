/** What a till says of one closing, as the reader found it; kept as JSON. Amounts are minor units. */
import { z } from 'zod';

const cents = z.number().int();
const named = z.object({ type: z.string(), name: z.string(), cents });

export const tillFactsSchema = z.object({
  /** By way of paying. */
  payments: z.array(named).nullable(),
  /** payment.csv and the receipts agree; of a closing that a person released they may not. */
  paymentsFrom: z.enum(['payment.csv', 'receipts', 'closing-event']),
  /** Of the receipts, where they make something else than `payments`; null: they agree, or were not compared. */
  receiptPayments: z.array(named).nullable(),
  grossCents: cents.nullable(),
  receipts: z.number().int().nullable(),
  notBooked: z.record(z.string(), z.number().int()),
  /** Business cases of the drawer alone: moves of cash and counted differences, by GV_TYP and GV_NAME. */
  drawer: z.array(named),
  /** What the till recorded of its drawer, by currency (cash_per_currency.csv, or counted in the closing event). */
  recorded: z.array(z.object({ currency: z.string(), cents })),
  /** Cash taken in other currencies; null: the till wrote no amount that can be read. */
  foreign: z.array(z.object({ currency: z.string(), cents: cents.nullable() })),
  /** Of the drawer; null: the till tells none, or on several receipts. */
  openingCents: cents.nullable(),
  opensTwice: z.boolean(),
  /** The drawer's first move is this counted difference; it may be the one between opening value and closing before. */
  firstDifferenceCents: cents.nullable(),
  /** Cash that came and went, without the opening value; null: it is in the events. */
  movedCents: cents.nullable(),
  /** The deepest point of that, from the opening value on: never above 0. */
  lowest: z.object({ cents, receipt: z.string().nullable() }).nullable(),
  /** Numbers that stand twice in the closing, as runs `[prefix, first, last]`. */
  repeats: z.array(z.tuple([z.string(), z.number().int(), z.number().int()])),
  /** First and last number that the till counted: of an inbox always, of an export where no receipt has it. */
  firstNumber: z.string().nullable(),
  lastNumber: z.string().nullable(),
  /** Keys of receipts that are stored with another closing: this one was made again, or its till was renamed. */
  elsewhere: z.array(z.string()).optional(),
  /** Digits that numbers are padded to; 0: not padded. */
  numberWidth: z.number().int(),
});
export type TillFacts = z.infer<typeof tillFactsSchema>;

/** A run of receipt numbers: what stands before the running number, its first and its last. */
export type NumberRun = readonly [prefix: string, first: number, last: number];

/** A closing as it is about to be kept. */
export interface NewTillClosing {
  readonly origin: 'dsfinvk' | 'inbox';
  readonly store: string;
  readonly payDesk: string;
  readonly number: string;
  readonly currency: string;
  readonly madeAt: string;
  /** Epoch milliseconds. */
  readonly closedAt: number;
  readonly businessDay: string;
  readonly facts: TillFacts;
  readonly numbers: readonly NumberRun[];
}

export interface TillClosing extends Omit<NewTillClosing, 'numbers'> {
  readonly id: number;
  readonly place: number;
}

/** Sorts the closings of a till. */
export function placeOf({ number, closedAt }: Pick<NewTillClosing, 'number' | 'closedAt'>): number {
  return /^\d{1,15}$/.test(number) ? Number(number) : closedAt;
}
