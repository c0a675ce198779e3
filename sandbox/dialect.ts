/**
 * A second dialect: the same RetailSuite with other names of calls and fields, some of other types, as a real workspace may
 * have them. Written down here on its own: a mistake in the program's translation must not be repeated in it.
 */
import type { Answer } from './answer.ts';

/** `agreed`: the assumed names; `other`: those below, as `sandbox/other-dialect.json` tells the program. */
export type DialectName = 'agreed' | 'other';

const ACCOUNTING = 'Actindo.Modules.RetailSuite.RetailSuiteAccounting.';
const INVOICES = 'Actindo.Modules.RetailSuite.RetailSuiteFaktBase.';

/** From the other name of a call to the agreed one. */
const CALLS: Readonly<Record<string, string>> = {
  [`${ACCOUNTING}Years.list`]: `${ACCOUNTING}FiscalYears.getList`,
  [`${ACCOUNTING}ChartOfAccounts.list`]: `${ACCOUNTING}Accounts.getList`,
  [`${INVOICES}Documents.list`]: `${INVOICES}BusinessDocuments.getList`,
  [`${ACCOUNTING}Bookings.create`]: `${ACCOUNTING}Postings.save`,
  [`${ACCOUNTING}Bookings.list`]: `${ACCOUNTING}Postings.getList`,
};

/** From agreed names of fields to the other ones, by the agreed name of the call. */
const POSTING = {
  id: 'bookingId',
  lfdNr: 'sequence',
  bstKey: 'taxKey',
  gegkonto: 'contraAccount',
  umsatz: 'turnover',
  beleg1: 'receipt1',
  beleg2: 'receipt2',
  konto: 'account',
  text: 'postingText',
  currency: 'currencyCode',
  i_stkey: 'individualTaxKey',
  datum: 'date',
  wj_id: 'fiscalYearId',
  wmonat: 'fiscalMonth',
  journal: 'journalNumber',
  action: 'operation',
};
const FIELDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  [`${ACCOUNTING}FiscalYears.getList`]: {
    id: 'yearId',
    from: 'begin',
    to: 'end',
    currency: 'currencyCode',
    planning: 'isPlan',
    lockedMonths: 'closedMonths',
  },
  [`${ACCOUNTING}Accounts.getList`]: {
    number: 'accountNumber',
    description: 'label',
    currency: 'currencyCode',
    locked: 'isLocked',
  },
  [`${INVOICES}BusinessDocuments.getList`]: {
    documentNumber: 'number',
    type: 'documentType',
    customerSupplierId: 'customer',
    currency: 'currencyCode',
  },
  [`${ACCOUNTING}Postings.save`]: POSTING,
  [`${ACCOUNTING}Postings.getList`]: POSTING,
};

type Json = Record<string, unknown>;

/** @returns undefined for a name that this dialect does not have */
export function agreedCall(dialect: DialectName, name: string): string | undefined {
  if (dialect === 'agreed') return name;
  const isRenamed = Object.values(CALLS).includes(name);
  return CALLS[name] ?? (isRenamed ? undefined : name);
}

/** A request of the other dialect in the agreed names; an agreed name in it stays, and is refused as unknown. */
export function agreedRequest(call: string, body: string): string {
  const fields = FIELDS[call];
  if (!fields) return body;
  const { offset, count, filter, booking, ...rest } = JSON.parse(body) as Json & {
    filter?: { property: string }[];
    booking?: Json;
  };
  const agreed = Object.fromEntries(Object.entries(fields).map(([ours, other]) => [other, ours]));
  const properties: Readonly<Record<string, string>> = {
    ...agreed,
    'legacyProperties.posBillNumber': 'posBillNumber',
  };
  const rename = (name: string) => properties[name] ?? `unknown:${name}`;
  return JSON.stringify({
    ...without(rest, ['start', 'limit', 'posting']),
    ...(offset !== undefined && { start: offset }),
    ...(count !== undefined && { limit: count }),
    ...(filter && { filter: filter.map((one) => ({ ...one, property: rename(one.property) })) }),
    ...(booking && { posting: agreedPosting(booking, rename) }),
  });
}

/** The contra account is text here, and nothing else is taken. */
function agreedPosting(booking: Json, rename: (name: string) => string): Json {
  const posting = Object.fromEntries(
    Object.entries(booking).map(([name, value]) => [rename(name), value]),
  );
  const { gegkonto } = posting;
  return {
    ...posting,
    gegkonto: typeof gegkonto === 'string' ? Number(gegkonto) : String(gegkonto),
  };
}

export function otherAnswer(call: string, answer: Answer): Answer {
  const fields = FIELDS[call];
  if (!fields || !answer.json) return answer;
  const { data, posting, ...rest } = answer.json;
  const row = (value: unknown): Json => {
    const { posBillNumber, legacyProperties, ...agreed } = value as Json;
    const other = Object.fromEntries(
      Object.entries(agreed).map(([name, field]) => [fields[name] ?? name, typed(name, field)]),
    );
    const isInvoice = posBillNumber !== undefined;
    return isInvoice
      ? { ...other, legacyProperties: { ...(legacyProperties as Json), posBillNumber } }
      : other;
  };
  return {
    ...answer,
    json: {
      ...rest,
      ...(Array.isArray(data) && { items: data.map(row) }),
      ...(posting !== undefined && { result: row(posting) }),
    },
  };
}

/** Amounts with two decimals and months as text, flags as 0 and 1. */
function typed(name: string, value: unknown): unknown {
  if (name === 'umsatz' && typeof value === 'number') return value.toFixed(2);
  if (name === 'wmonat' || name === 'gegkonto') return String(value);
  return typeof value === 'boolean' ? Number(value) : value;
}

function without(json: Json, names: readonly string[]): Json {
  return Object.fromEntries(Object.entries(json).filter(([name]) => !names.includes(name)));
}
