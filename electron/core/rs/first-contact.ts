/**
 * First contact: each call asked once, read-only, and what came instead of what.
 *
 * Nothing of an answer is kept but names and types: the report can be sent to whoever helps.
 */
import { valueAt, WIRE_FIELDS, type Dialect, type ListObject } from './dialect.ts';
import { excerptOf, parseJson, type EndpointName } from './wire.ts';

/** The result of one call. */
export interface RawAnswer {
  readonly status: number | null;
  readonly body: string;
  /** Where no answer came. */
  readonly problem: string | null;
}

export interface FieldFinding {
  /** The assumed name, as `rs-dialect.json` takes it. */
  readonly field: string;
  /** The name that it was looked for by. */
  readonly name: string;
  readonly expected: string;
  /** Its type; `missing` where it is not there. */
  readonly came: string;
  readonly isGood: boolean;
  /** Names that came and may be it, the likeliest first. */
  readonly instead: readonly string[];
}

export interface CallFinding {
  readonly call: EndpointName;
  readonly name: string;
  readonly verdict: 'understood' | 'otherwise' | 'no-rows' | 'not-there' | 'failed' | 'not-asked';
  /** In a sentence. */
  readonly said: string;
  readonly status: number | null;
  readonly rows: number | null;
  readonly fields: readonly FieldFinding[];
  /** Names and types that came and are not known. */
  readonly unknown: readonly { readonly name: string; readonly type: string }[];
}

type Kind = 'text' | 'number' | 'text or number' | 'flag' | 'list';
const KINDS: Readonly<Record<ListObject, Readonly<Record<string, Kind>>>> = {
  posting: {
    id: 'text or number',
    konto: 'text or number',
    gegkonto: 'text or number',
    umsatz: 'number',
    beleg1: 'text',
    beleg2: 'text',
    text: 'text',
    currency: 'text',
    datum: 'text',
    wj_id: 'text or number',
    wmonat: 'number',
  },
  invoice: {
    documentNumber: 'text or number',
    type: 'text',
    customerSupplierId: 'text or number',
    currency: 'text',
    posBillNumber: 'text',
    brutto: 'number',
  },
  fiscalYear: {
    id: 'text or number',
    from: 'text',
    to: 'text',
    currency: 'text',
    planning: 'flag',
    lockedMonths: 'list',
  },
  account: { number: 'text or number', description: 'text', currency: 'text', locked: 'flag' },
};
/** Without these the program goes on. */
const OPTIONAL = ['planning', 'lockedMonths', 'description', 'locked', 'beleg1', 'text', 'brutto'];

/** Words of which the name of a field is often made, in English and German. */
const WORDS: Readonly<Record<string, RegExp>> = {
  id: /(^|\W|_)id$|Id$|key$|nummer$|number$/i,
  konto: /^(account|konto)/i,
  gegkonto: /contra|counter|gegen|offset/i,
  umsatz: /turnover|amount|betrag|umsatz|sum|value/i,
  beleg1: /(receipt|beleg|document|voucher).*1/i,
  beleg2: /(receipt|beleg|document|voucher).*2|reference|referenz/i,
  text: /text|description|memo|comment/i,
  currency: /curr|waehrung|währung|wkz|iso/i,
  datum: /date|datum|day|tag/i,
  wj_id: /year|jahr|wj/i,
  wmonat: /month|monat|period/i,
  documentNumber: /number|nummer|beleg/i,
  type: /type|typ|art|kind/i,
  customerSupplierId: /customer|debtor|debitor|kunde|kdnr|client/i,
  brutto: /gross|brutto|total/i,
  posBillNumber: /bill|bon|pos.*(nr|no|num)/i,
  from: /from|start|begin|von|first/i,
  to: /to$|end|until|bis|last/i,
  planning: /plan/i,
  lockedMonths: /lock|closed|gesperrt|month/i,
  number: /number|nummer|^no$|^nr$|konto|account/i,
  description: /desc|label|name|bezeichnung|title/i,
  locked: /lock|blocked|gesperrt|active/i,
};

/** Reads the answer to a list that was asked with what is in `asked`. */
export function findingOfList(
  call: EndpointName,
  object: ListObject,
  name: string,
  answer: RawAnswer,
  dialect: Dialect,
  asked: readonly string[],
): CallFinding {
  const found = findingOfCall(call, name, answer);
  if (found.verdict !== 'understood') return found;
  const json = parseJson(answer.body);
  const rowsName = dialect.fieldName('list', 'rows');
  const rows = valueAt(json, rowsName);
  if (!Array.isArray(rows)) {
    const instead = flatten(json)
      .filter(({ type }) => type === 'list')
      .map((one) => one.name);
    const field = { field: 'list.rows', name: rowsName, expected: 'list', came: typeOf(rows) };
    return {
      ...found,
      verdict: 'otherwise',
      said: `There, but its rows are not under "${rowsName}".`,
      fields: [{ ...field, isGood: false, instead }],
      unknown: flatten(json),
    };
  }
  const [row] = rows as unknown[];
  if (row === undefined) {
    return {
      ...found,
      verdict: 'no-rows',
      rows: 0,
      said: 'There; its list is empty, so nothing is known of its fields.',
    };
  }
  const came = flatten(row);
  const known = WIRE_FIELDS[object].map((field) => dialect.fieldName(object, field));
  const unknown = came.filter((one) => !known.includes(one.name));
  const fields = Object.entries(KINDS[object]).map(([field, kind]): FieldFinding => {
    const lookedFor = dialect.fieldName(object, field);
    const value = valueAt(row, lookedFor);
    const isGood = fits(kind, value) || (OPTIONAL.includes(field) && value == null);
    const instead = isGood ? [] : candidates(field, kind, unknown, row, asked);
    return { field, name: lookedFor, expected: kind, came: typeOf(value), isGood, instead };
  });
  const wrong = fields.filter(({ isGood }) => !isGood);
  const filterIgnored =
    asked.length > 0 &&
    rows.some(
      (each) => !flatten(each).some((one) => asked.includes(String(valueAt(each, one.name)))),
    );
  const said = [
    wrong.length === 0
      ? `Understood: ${rows.length} rows.`
      : `There, but ${wrong.map(({ name: missing, came: type }) => `${missing} is ${type}`).join(', ')}.`,
    ...(filterIgnored ? ['Its filter is ignored: rows came that were not asked for.'] : []),
  ];
  const isGood = wrong.length === 0 && !filterIgnored;
  return {
    ...found,
    verdict: isGood ? 'understood' : 'otherwise',
    said: said.join(' '),
    rows: rows.length,
    fields,
    unknown,
  };
}

/** Whether a call is there at all. */
export function findingOfCall(call: EndpointName, name: string, answer: RawAnswer): CallFinding {
  const { status, body, problem } = answer;
  const finding = (verdict: CallFinding['verdict'], said: string): CallFinding => ({
    ...{ call, name, verdict, said, status, rows: null, fields: [], unknown: [] },
  });
  if (problem !== null) return finding('failed', problem);
  const json = parseJson(body);
  if (status === 404) return finding('not-there', `There is no such call. ${excerptOf(body)}`);
  if (typeof json !== 'object' || json === null) {
    return finding(
      'failed',
      `The answer (${status}) is not one of RetailSuite. ${excerptOf(body)}`,
    );
  }
  const failed = valueAt(json, 'success') === false || (status ?? 0) >= 400;
  if (failed) {
    const text = valueAt(json, 'error') ?? valueAt(json, 'displayMessage') ?? '';
    const reason = typeof text === 'string' ? text.slice(0, 200) : '';
    const isUnknown = /no such|not found|unknown|does not exist|gibt es nicht|unbekannt/i.test(
      reason,
    );
    return finding(
      isUnknown ? 'not-there' : 'failed',
      `RetailSuite refused (${status}): ${reason}`,
    );
  }
  return finding('understood', 'There, and it answers.');
}

/** A part of `rs-dialect.json` that would help; empty where nothing is to be proposed. */
export function proposal(findings: readonly CallFinding[]): Record<string, Record<string, string>> {
  const objects: Readonly<Partial<Record<EndpointName, ListObject>>> = {
    fiscalYears: 'fiscalYear',
    accounts: 'account',
    invoices: 'invoice',
    postings: 'posting',
  };
  const fields: Record<string, Record<string, string>> = {};
  for (const finding of findings) {
    const taken = new Set<string>();
    for (const { field, instead } of finding.fields) {
      const [object, key] =
        field === 'list.rows' ? ['list', 'rows'] : [objects[finding.call] ?? '', field];
      const name = instead.find((one) => !taken.has(one));
      if (name === undefined) continue;
      taken.add(name);
      fields[object] = { ...fields[object], [key as string]: name };
    }
  }
  return fields;
}

function candidates(
  field: string,
  kind: Kind,
  unknown: readonly { readonly name: string; readonly type: string }[],
  row: unknown,
  asked: readonly string[],
): string[] {
  const isAsked = (name: string) => asked.includes(String(valueAt(row, name)));
  const score = (name: string): number => {
    const last = name.split('.').at(-1) ?? name;
    if ((field === 'posBillNumber' || field === 'beleg2') && isAsked(name)) return 3;
    if (last.toLowerCase() === field.toLowerCase()) return 2;
    return WORDS[field]?.test(last) ? 1 : 0;
  };
  return unknown
    .filter(({ name }) => fits(kind, valueAt(row, name)) && score(name) > 0)
    .sort((a, b) => score(b.name) - score(a.name))
    .map(({ name }) => name);
}

function fits(kind: Kind, value: unknown): boolean {
  const type = typeOf(value);
  switch (kind) {
    case 'text':
      return type === 'text' || type === 'number as text';
    case 'list':
      return type === 'list';
    case 'number':
      return type === 'number' || type === 'number as text';
    case 'text or number':
      return type === 'text' || type === 'number' || type === 'number as text';
    case 'flag':
      return type === 'flag' || value === 0 || value === 1 || value === '0' || value === '1';
  }
}

function typeOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'list';
  switch (typeof value) {
    case 'string':
      return /^-?\d+(\.\d+)?$/.test(value) ? 'number as text' : 'text';
    case 'number':
      return 'number';
    case 'boolean':
      return 'flag';
    default:
      return 'object';
  }
}

/** Names and types, one level into objects. */
function flatten(value: unknown, before = ''): { name: string; type: string }[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, each]) => {
    const name = `${before}${key}`;
    const type = typeOf(each);
    return type === 'object' && before === '' ? flatten(each, `${name}.`) : [{ name, type }];
  });
}
