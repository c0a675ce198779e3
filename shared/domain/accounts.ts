/**
 * Account assignment: which account stands for what, per pay desk, per store or for all.
 *
 * The narrower scope wins (pay desk, then store, then global), per row.
 * Source of the types: "Kontenzuteilung Buchhaltung" of the original product; the differences have rows of their
 * own here, because surplus and shortage go to different accounts in both charts.
 */
import { z } from 'zod';
import { businessCaseSchema, businessNameSchema, type BusinessCase } from './business-cases.ts';
import { isCurrencyCode } from './money.ts';

export const ACCOUNT_TYPES = [
  /** The drawer: *konto* of every cash posting. */
  'cash',
  /** *konto* of a non-cash order; one row for all, and further rows per payment type. */
  'non-cash',
  /** *gegkonto* of cash-in, by business case. */
  'contra-cash-in',
  /** *gegkonto* of cash-out, by business case. */
  'contra-cash-out',
  /** *gegkonto* of what an order has beside its invoice: settled receivables and tips of employees. */
  'contra-order',
  /** *gegkonto* of a counted difference above zero. */
  'difference-surplus',
  /** *gegkonto* of a counted difference below zero. */
  'difference-shortage',
  /** *konto* of a refund that is paid out as a voucher; without one the voucher's own account is taken. */
  'voucher-refund',
] as const;
export type AccountType = (typeof ACCOUNT_TYPES)[number];
export const accountTypeSchema = z.enum(ACCOUNT_TYPES);

/** Contra accounts that a business case decides. */
export const CONTRA_TYPES: readonly AccountType[] = [
  'contra-cash-in',
  'contra-cash-out',
  'contra-order',
];

/**
 * Payment types of non-cash orders: those of DSFinV-K (Anhang D) without *Bar* and *Keine*,
 * and the two that stand in its lines instead (a redeemed voucher, a sale on account).
 */
export const PAYMENT_TYPES = [
  'Unbar',
  'ECKarte',
  'Kreditkarte',
  'ElZahlungsdienstleister',
  'Guthabenkarte',
  'voucher',
  'receivable',
] as const;
export type PaymentType = (typeof PAYMENT_TYPES)[number];
export const paymentTypeSchema = z.enum(PAYMENT_TYPES);

/** ZAHLART_TYP of cash, the one way of paying that is no account of a non-cash order. */
export const CASH_PAYMENT = 'Bar';

export function parsePaymentType(text: string): PaymentType | undefined {
  const wanted = text.trim().toLowerCase();
  return PAYMENT_TYPES.find((type) => type.toLowerCase() === wanted);
}

/** An RS account number: digits, at most nine; personal accounts (debtors) are longer than impersonal ones. */
export const accountNumberSchema = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, 'An account number is 1 to 9 digits and does not start with 0.');

export const currencySchema = z
  .string()
  .refine(isCurrencyCode, 'A currency is three capital letters, for example EUR.');

export const accountRowSchema = z.strictObject({
  type: accountTypeSchema,
  /** Only with type `non-cash`; absent: for every payment type without a row of its own. */
  paymentType: paymentTypeSchema.optional(),
  /** Only with `paymentType`: narrows to one name, such as `Visa`. */
  paymentName: z.string().min(1).max(60).optional(),
  /** `GV_TYP`; only with a contra account; absent: for every business case without a row of its own. */
  businessCase: businessCaseSchema.optional(),
  /** `GV_NAME` or the line's text; only with a contra account: narrows to that name. */
  businessName: businessNameSchema.optional(),
  currency: currencySchema.default('EUR'),
  account: accountNumberSchema,
  /** Absent with `payDesk`: for all stores and pay desks. */
  store: z.string().min(1).optional(),
  payDesk: z.string().min(1).optional(),
});
export type AccountRow = z.infer<typeof accountRowSchema>;

export const ACCOUNT_PRESETS = ['SKR03', 'SKR04'] as const;
export type AccountPreset = (typeof ACCOUNT_PRESETS)[number];

/** The file of `npm run cli -- accounts`: a preset, rows, or both (rows win over the preset). */
export const accountsFileSchema = z.strictObject({
  preset: z.enum(ACCOUNT_PRESETS).optional(),
  accounts: z
    .array(
      accountRowSchema.refine(
        ({ type, businessCase, businessName }) =>
          CONTRA_TYPES.includes(type) || (businessCase ?? businessName) === undefined,
        `"businessCase" and "businessName" belong to ${CONTRA_TYPES.join(', ')}`,
      ),
    )
    .optional(),
});

/**
 * Accounts of the official DATEV charts (2026). The charts give the same digits other meanings, so the
 * presets are never merged. 1361–1364 and 1461–1464 are free numbers beside *Geldtransit*, which a
 * bookkeeper labels; 2300/2700 and 6300/4830 are the official rows behind the handbooks' 2309 and 6969.
 *
 * *Einzahlung* and *Auszahlung* have none: what they were for, and their tax, only a person knows.
 */
export const PRESET_ACCOUNTS: Readonly<Record<AccountPreset, readonly AccountRow[]>> = {
  SKR03: presetRows({
    cash: '1000',
    transit: '1360',
    card: '1361',
    creditCard: '1362',
    provider: '1363',
    prepaidCard: '1364',
    voucher: '1604',
    receivable: '1410',
    surplus: '2700',
    shortage: '2300',
    withdrawal: '1800',
    deposit: '1890',
    wages: '1740',
    tips: '1590',
  }),
  SKR04: presetRows({
    cash: '1600',
    transit: '1460',
    card: '1461',
    creditCard: '1462',
    provider: '1463',
    prepaidCard: '1464',
    voucher: '3304',
    receivable: '1210',
    surplus: '4830',
    shortage: '6300',
    withdrawal: '2100',
    deposit: '2180',
    wages: '3720',
    tips: '1370',
  }),
};

interface PresetNumbers {
  readonly cash: string;
  readonly transit: string;
  readonly card: string;
  readonly creditCard: string;
  readonly provider: string;
  readonly prepaidCard: string;
  readonly voucher: string;
  readonly receivable: string;
  readonly surplus: string;
  readonly shortage: string;
  readonly withdrawal: string;
  readonly deposit: string;
  readonly wages: string;
  readonly tips: string;
}

function presetRows(numbers: PresetNumbers): readonly AccountRow[] {
  const row = (type: AccountType, account: string, paymentType?: PaymentType): AccountRow => ({
    type,
    currency: 'EUR',
    account,
    ...(paymentType && { paymentType }),
  });
  const contra = (type: AccountType, businessCase: BusinessCase, account: string): AccountRow => ({
    ...row(type, account),
    businessCase,
  });
  return [
    row('cash', numbers.cash),
    row('non-cash', numbers.card),
    row('non-cash', numbers.card, 'Unbar'),
    row('non-cash', numbers.card, 'ECKarte'),
    row('non-cash', numbers.creditCard, 'Kreditkarte'),
    row('non-cash', numbers.provider, 'ElZahlungsdienstleister'),
    row('non-cash', numbers.prepaidCard, 'Guthabenkarte'),
    row('non-cash', numbers.voucher, 'voucher'),
    row('non-cash', numbers.receivable, 'receivable'),
    contra('contra-cash-in', 'Privateinlage', numbers.deposit),
    contra('contra-cash-in', 'Geldtransit', numbers.transit),
    contra('contra-cash-in', 'TrinkgeldAN', numbers.tips),
    contra('contra-cash-out', 'Privatentnahme', numbers.withdrawal),
    contra('contra-cash-out', 'Lohnzahlung', numbers.wages),
    contra('contra-cash-out', 'Geldtransit', numbers.transit),
    contra('contra-cash-out', 'TrinkgeldAN', numbers.tips),
    contra('contra-cash-out', 'MehrzweckgutscheinEinloesung', numbers.voucher),
    contra('contra-order', 'TrinkgeldAN', numbers.tips),
    contra('contra-order', 'Forderungsaufloesung', numbers.receivable),
    row('difference-surplus', numbers.surplus),
    row('difference-shortage', numbers.shortage),
  ];
}
