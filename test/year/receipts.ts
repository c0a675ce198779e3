/**
 * What a receipt of the shop is: as its till tells it, and, written down by hand beside that, what it has to become in
 * RetailSuite. Amounts are cents of the till's currency.
 */
import type { Line, Payment } from '../core/ingest/export-builder.ts';

/** SKR03 as the preset has it, and the debtor of the walk-in customer. */
export const ACCOUNTS = {
  cash: '1000',
  debtor: '10007',
  ECKarte: '1361',
  Kreditkarte: '1362',
  voucher: '1604',
  receivable: '1410',
  transit: '1360',
  tips: '1590',
  withdrawal: '1800',
  deposit: '1890',
  wages: '1740',
  postage: '4910',
  surplus: '2700',
  shortage: '2300',
} as const;
type Account = keyof typeof ACCOUNTS;

/** A payment or a move of an inbox line. */
export type InboxPart =
  | {
      readonly type: 'receipt';
      readonly payments: readonly {
        readonly cents: number;
        /** Absent: cash. */
        readonly paymentType?: string;
        readonly reason?: string;
      }[];
    }
  | {
      readonly type: 'cash-in' | 'cash-out' | 'close-diff';
      readonly cents: number;
      readonly reason?: string;
      readonly text?: string;
    }
  /** Takes a number, and is told of by the closing alone. */
  | { readonly type: 'training' };

export interface Receipt {
  readonly lines: readonly Line[];
  readonly payments: readonly Payment[];
  readonly inbox: InboxPart;
  /** Of its invoice; absent: it has none. */
  readonly invoiceCents?: number;
  /** Debit, credit, cents. */
  readonly postings: readonly (readonly [Account, Account, number])[];
}

const UNPAID: readonly Payment[] = [{ type: 'Keine', cents: 0 }];
const sold = (cents: number): Line => ({ type: 'Umsatz', cents, vat: '1' });
const moved = (type: string, cents: number, text?: string): Receipt['lines'] => [
  { type, cents, vat: '5', ...(text !== undefined && { text }) },
];
const cash = (cents: number): Payment => ({ type: 'Bar', cents });

/** An order, paid as it says. */
function order(
  lines: readonly Line[],
  paid: Partial<Record<'cash' | 'ECKarte' | 'Kreditkarte' | 'voucher' | 'receivable', number>>,
): Receipt {
  const ways = Object.entries(paid) as [keyof typeof paid, number][];
  const tenders: Partial<Record<string, string>> = {
    voucher: 'MehrzweckgutscheinEinloesung',
    receivable: 'Forderungsentstehung',
  };
  const payments = ways.flatMap(([way, cents]): Payment[] =>
    tenders[way] ? [] : [{ type: way === 'cash' ? 'Bar' : way, cents }],
  );
  const given = ways.flatMap(([way, cents]): Line[] => {
    const type = tenders[way];
    return type ? [{ type, cents: -cents, vat: '7' }] : [];
  });
  return {
    lines: [...lines, ...given],
    payments: payments.length > 0 ? payments : UNPAID,
    inbox: {
      type: 'receipt',
      payments: ways.map(([way, cents]) => ({
        cents,
        ...(way !== 'cash' && { paymentType: way }),
      })),
    },
    invoiceCents: ways.reduce((sum, [, cents]) => sum + cents, 0),
    postings: ways.map(([way, cents]) => [way, 'debtor', cents]),
  };
}

/** Cash that comes or goes without a sale. */
function drawer(
  type: 'cash-in' | 'cash-out' | 'close-diff',
  businessCase: string,
  cents: number,
  contra: Account,
  text?: string,
): Receipt {
  const isMove = type !== 'close-diff';
  return {
    lines: moved(businessCase, cents, text),
    payments: [cash(cents)],
    inbox: {
      type,
      cents,
      ...(isMove && { reason: businessCase }),
      ...(text !== undefined && { text }),
    },
    postings: [['cash', contra, cents]],
  };
}

/** @param c cents of the receipt @param t cents beside it, less than `c` */
type Shape = (c: number, t: number) => Receipt;

/** Everything that happens in the shop; each till goes through all of it, in an order of its own. */
export const SHAPES: Readonly<Record<string, Shape>> = {
  'cash sale': (c) => order([sold(c)], { cash: c }),
  'another cash sale': (c) => order([sold(c)], { cash: c }),
  'debit card': (c) => order([sold(c)], { ECKarte: c }),
  'credit card': (c) => order([sold(c)], { Kreditkarte: c }),
  split: (c, t) => order([sold(c + t)], { cash: t, ECKarte: c }),
  return: (_c, t) => order([sold(-t)], { cash: -t }),
  'return on a card': (_c, t) => order([sold(-t)], { ECKarte: -t }),
  'voucher sold': (c) =>
    order([{ type: 'MehrzweckgutscheinKauf', cents: c, vat: '5' }], { cash: c }),
  'voucher redeemed': (c) => order([sold(c)], { voucher: c }),
  'voucher redeemed in part': (c, t) => order([sold(c + t)], { voucher: c, cash: t }),
  'voucher paid out': (_c, t) => ({
    ...drawer('cash-out', 'MehrzweckgutscheinEinloesung', -t, 'voucher', 'Restbetrag'),
    lines: [{ type: 'MehrzweckgutscheinEinloesung', cents: -t, vat: '5' }],
  }),
  'voucher for a return': (_c, t) => ({
    lines: [sold(-t), { type: 'MehrzweckgutscheinKauf', cents: t, vat: '5' }],
    payments: UNPAID,
    inbox: { type: 'receipt', payments: [{ cents: -t, paymentType: 'voucher' }] },
    invoiceCents: -t,
    postings: [['voucher', 'debtor', -t]],
  }),
  'tip of an employee': (c, t) => ({
    lines: [sold(c), { type: 'TrinkgeldAN', cents: t, vat: '5' }],
    payments: [{ type: 'ECKarte', cents: c + t }],
    inbox: {
      type: 'receipt',
      payments: [
        { cents: c, paymentType: 'ECKarte' },
        { cents: t, paymentType: 'ECKarte', reason: 'TrinkgeldAN' },
      ],
    },
    invoiceCents: c,
    postings: [
      ['ECKarte', 'debtor', c],
      ['ECKarte', 'tips', t],
    ],
  }),
  'tip of the employer': (c, t) =>
    order([sold(c), { type: 'TrinkgeldAG', cents: t, vat: '1' }], { cash: c + t }),
  'tips paid out': (_c, t) => drawer('cash-out', 'TrinkgeldAN', -t, 'tips', 'Trinkgeld Team'),
  'receivable opened': (c) => order([sold(c)], { receivable: c }),
  'receivable settled in cash': (c) => ({
    lines: [{ type: 'Forderungsaufloesung', cents: c, vat: '7' }],
    payments: [cash(c)],
    inbox: { type: 'receipt', payments: [{ cents: c, reason: 'Forderungsaufloesung' }] },
    postings: [['cash', 'receivable', c]],
  }),
  'receivable settled by card': (c) => ({
    lines: [{ type: 'Forderungsaufloesung', cents: c, vat: '7' }],
    payments: [{ type: 'ECKarte', cents: c }],
    inbox: {
      type: 'receipt',
      payments: [{ cents: c, paymentType: 'ECKarte', reason: 'Forderungsaufloesung' }],
    },
    postings: [['ECKarte', 'receivable', c]],
  }),
  change: (c) => drawer('cash-in', 'Geldtransit', c, 'transit', 'Wechselgeld'),
  'private withdrawal': (_c, t) => drawer('cash-out', 'Privatentnahme', -t, 'withdrawal'),
  'private deposit': (c) => drawer('cash-in', 'Privateinlage', c, 'deposit'),
  wages: (_c, t) => drawer('cash-out', 'Lohnzahlung', -t, 'wages', 'Aushilfe'),
  postage: (_c, t) => drawer('cash-out', 'Auszahlung', -t, 'postage', 'Briefmarken'),
  training: (c) => ({
    lines: [sold(c)],
    payments: [cash(c)],
    inbox: { type: 'training' },
    postings: [],
  }),
};

export const bankRun = (c: number): Receipt =>
  drawer('cash-out', 'Geldtransit', -c, 'transit', 'Bank');

export const countedDifference = (c: number): Receipt =>
  drawer('close-diff', 'DifferenzSollIst', c, c > 0 ? 'surplus' : 'shortage');

/** What a receipt puts into the drawer. */
export function cashOf({ inbox, payments }: Receipt): number {
  if (inbox.type === 'training') return 0;
  return payments.reduce((sum, { type, cents }) => sum + (type === 'Bar' ? cents : 0), 0);
}
