/**
 * The names of a workspace's calls and fields, where they differ from what is assumed (`wire.ts`).
 *
 * The file `rs-dialect.json` of the data folder is one; docs/dialect.md tells people how to write it. Everything behind
 * the connector speaks the assumed names: a dialect is applied to each request before it leaves, and to each answer
 * before it is checked.
 */
import crypto from 'node:crypto';
import { z } from 'zod';
import type { Posting } from './connector.ts';
import { ENDPOINTS, type EndpointName } from './wire.ts';

export const DIALECT_FILE = 'rs-dialect.json';

/** The fields that have a name on the wire, by what they belong to. */
export const WIRE_FIELDS = {
  /** Rows of an answer; where a page starts and how long it is. */
  list: ['rows', 'start', 'limit'],
  /** The wrapper around a posting that is saved, in the request and in the answer. */
  save: ['request', 'answer'],
  posting: [
    ...['id', 'konto', 'gegkonto', 'umsatz', 'beleg1', 'beleg2', 'text', 'currency', 'datum'],
    ...['wj_id', 'wmonat', 'journal', 'bstKey', 'i_stkey', 'action'],
  ],
  invoice: ['documentNumber', 'type', 'customerSupplierId', 'currency', 'posBillNumber', 'brutto'],
  fiscalYear: ['id', 'from', 'to', 'currency', 'planning', 'lockedMonths'],
  account: ['number', 'description', 'currency', 'locked'],
} as const satisfies Record<string, readonly string[]>;
export type WireObject = keyof typeof WIRE_FIELDS;
export type ListObject = Exclude<WireObject, 'list' | 'save'>;

const ASSUMED_NAMES: Readonly<Record<string, string>> = {
  'list.rows': 'data',
  'save.request': 'posting',
  'save.answer': 'posting',
};

const callName = z
  .string()
  .regex(/^[A-Za-z][\w.-]*$/, 'is the name of a call, such as "Actindo.Modules.X.Y.getList"');
/** A dot leads into an object: `legacyProperties.posBillNumber`. */
const fieldName = z
  .string()
  .regex(/^[A-Za-z_][\w-]*(\.[A-Za-z_][\w-]*)*$/, 'is the name of a field, such as "receipt1"');

const namesOf = (fields: readonly string[]) =>
  z.strictObject(Object.fromEntries(fields.map((field) => [field, fieldName.optional()])));

const fileSchema = z.strictObject({
  version: z.literal(1),
  /** For people: which workspace, since when. */
  name: z.string().max(100).optional(),
  calls: z
    .strictObject(
      Object.fromEntries(Object.keys(ENDPOINTS).map((name) => [name, callName.optional()])),
    )
    .optional(),
  fields: z
    .strictObject(
      Object.fromEntries(
        Object.entries(WIRE_FIELDS).map(([object, fields]) => [object, namesOf(fields).optional()]),
      ),
    )
    .optional(),
  /** Fields of a posting that are sent as text or as a number where that differs from the assumed type. */
  sentAs: z
    .strictObject(
      Object.fromEntries(
        WIRE_FIELDS.posting.map((field) => [field, z.enum(['text', 'number']).optional()]),
      ),
    )
    .optional(),
});

export interface Dialect {
  /** Stands with each request: the file's name for itself and a hash of its content; null: the assumed names. */
  readonly version: string | null;
  readonly calls: Readonly<Partial<Record<EndpointName, string>>>;
  fieldName(object: WireObject, field: string): string;
  /** A list's request in the words of the workspace. */
  writeList(object: ListObject, request: ListRequest): unknown;
  /** The request of a posting in the words of the workspace. */
  writePosting(posting: Posting): unknown;
  /** An answer in the assumed words; what is not there stays away. */
  readList(object: ListObject, json: unknown): unknown;
  readSaved(json: unknown): unknown;
}

export interface ListRequest {
  readonly filter?: readonly {
    readonly property: string;
    readonly operator: string;
    readonly value: unknown;
  }[];
  readonly start: number;
  readonly limit: number;
  readonly [more: string]: unknown;
}

export type ReadDialect =
  | { readonly ok: true; readonly dialect: Dialect }
  /** The fault and its place, in a sentence. */
  | { readonly ok: false; readonly problem: string };

/** @param text the content of the file, without a byte order mark */
export function parseDialect(text: string): ReadDialect {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return refused(`it is not JSON: ${reason}`);
  }
  const parsed = fileSchema.safeParse(json);
  if (!parsed.success) return refused(parsed.error.issues.map(describeIssue).join('; '));
  const { name, calls, fields, sentAs } = parsed.data;
  for (const object of Object.keys(WIRE_FIELDS) as WireObject[]) {
    const doubled = doubledName(object, (field) => fields?.[object]?.[field]);
    if (doubled) return refused(`fields.${object}: two fields are called "${doubled}"`);
  }
  const hash = crypto.createHash('sha256').update(text).digest('hex').slice(0, 12);
  const version = name === undefined ? hash : `${name} (${hash})`;
  return { ok: true, dialect: createDialect({ version, calls, fields, sentAs }) };
}

function refused(reason: string): ReadDialect {
  return { ok: false, problem: `${DIALECT_FILE}: ${reason}. Nothing is sent until it is mended.` };
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const at = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    const names = issue.keys.map((key) => (at === '' ? key : `${at}.${key}`));
    return `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} not known`;
  }
  return `${at === '' ? 'the file' : at}: ${issue.message}`;
}

function doubledName(
  object: WireObject,
  given: (field: string) => string | undefined,
): string | undefined {
  // Request and answer are different messages: the same wrapper in both is the usual case.
  if (object === 'save') return undefined;
  const names = WIRE_FIELDS[object].map((field) => given(field) ?? assumedName(object, field));
  return names.find((name, index) => names.indexOf(name) !== index);
}

function assumedName(object: WireObject, field: string): string {
  return ASSUMED_NAMES[`${object}.${field}`] ?? field;
}

type Names = Readonly<Partial<Record<string, string | undefined>>>;

function createDialect(given: {
  readonly version: string | null;
  readonly calls?: Names | undefined;
  readonly fields?: Readonly<Partial<Record<string, Names | undefined>>> | undefined;
  readonly sentAs?: Readonly<Partial<Record<string, 'text' | 'number' | undefined>>> | undefined;
}): Dialect {
  const fieldName = (object: WireObject, field: string) =>
    given.fields?.[object]?.[field] ?? assumedName(object, field);

  function readObject(object: ListObject, value: unknown): unknown {
    if (!isObject(value) || given.fields?.[object] === undefined) return value;
    const read: Record<string, unknown> = {};
    for (const field of WIRE_FIELDS[object]) {
      const found = valueAt(value, fieldName(object, field));
      if (found !== undefined) read[field] = found;
    }
    return read;
  }

  return {
    version: given.version,
    calls: Object.fromEntries(
      Object.entries(given.calls ?? {}).filter(([, name]) => name !== undefined),
    ),
    fieldName,
    writeList(object, { filter, start, limit, ...more }) {
      const property = (name: string) =>
        (WIRE_FIELDS[object] as readonly string[]).includes(name) ? fieldName(object, name) : name;
      return {
        ...(filter && {
          filter: filter.map((one) => ({ ...one, property: property(one.property) })),
        }),
        ...more,
        [fieldName('list', 'start')]: start,
        [fieldName('list', 'limit')]: limit,
      };
    },
    writePosting(posting) {
      const written: Record<string, unknown> = {};
      for (const [field, value] of Object.entries(posting) as [string, string | number][]) {
        const type = given.sentAs?.[field];
        const sent = type === 'text' ? String(value) : type === 'number' ? Number(value) : value;
        setAt(written, fieldName('posting', field), sent);
      }
      return { [fieldName('save', 'request')]: written };
    },
    readList(object, json) {
      const rows = valueAt(json, fieldName('list', 'rows'));
      if (!Array.isArray(rows)) return json;
      return { data: rows.map((row) => readObject(object, row)) };
    },
    readSaved(json) {
      const posting = valueAt(json, fieldName('save', 'answer'));
      return posting === undefined ? json : { posting: readObject('posting', posting) };
    },
  };
}

export const ASSUMED_DIALECT: Dialect = createDialect({ version: null });

/** @returns undefined where there is nothing */
export function valueAt(value: unknown, name: string): unknown {
  return name.split('.').reduce<unknown>((at, key) => (isObject(at) ? at[key] : undefined), value);
}

function setAt(target: Record<string, unknown>, name: string, value: unknown): void {
  const [last = '', ...before] = name.split('.').reverse();
  let at = target;
  for (const key of before.reverse()) {
    const next = at[key];
    at = isObject(next) ? next : (at[key] = {});
  }
  at[last] = value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
