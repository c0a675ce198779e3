/**
 * The wire: every assumption about what RetailSuite's calls are named, take and answer, in this one file. The second half
 * goes from status and body to what is certain about a request; what that means for a posting is the connector's business.
 *
 * Source: the public conventions of the API (documented: always POST, the envelope, OAuth2, BusinessDocuments.getList,
 * the fields of a posting) and, marked (a), assumptions until a real workspace is seen. The sandbox speaks the same.
 */
import { z } from 'zod';
import type { ChartAccount } from '../../../shared/domain/assignment.ts';
import type { Cause } from '../../../shared/domain/causes.ts';
import { fromWireNumber, toWireNumber } from '../../../shared/domain/money.ts';
import { HOUR, SECOND, type Clock } from '../../../shared/domain/time.ts';
import type {
  Built,
  Exchange,
  Fault,
  FiscalYear,
  Invoice,
  PostingInput,
  StoredPosting,
} from './connector.ts';
import type { HttpResponse, TransportError } from './http.ts';

/** Names of the calls; a dialect (`dialect.ts`) may replace each, as it may the names of fields. */
export const ENDPOINTS = {
  /** The page on which a person lets this program in. */
  authorize: 'Actindo.CoreModules.Auth.OAuth2.authorize',
  token: 'Actindo.CoreModules.Auth.OAuth2Token.getAccessToken',
  ping: 'Actindo.CoreModules.Tools.TenantTest.ping',
  /** (a) */
  fiscalYears: 'Actindo.Modules.RetailSuite.RetailSuiteAccounting.FiscalYears.getList',
  /** (a) */
  accounts: 'Actindo.Modules.RetailSuite.RetailSuiteAccounting.Accounts.getList',
  invoices: 'Actindo.Modules.RetailSuite.RetailSuiteFaktBase.BusinessDocuments.getList',
  /** (a) */
  savePosting: 'Actindo.Modules.RetailSuite.RetailSuiteAccounting.Postings.save',
  /** (a) */
  postings: 'Actindo.Modules.RetailSuite.RetailSuiteAccounting.Postings.getList',
} as const;
export type EndpointName = keyof typeof ENDPOINTS;

const MAX_TEXT_LENGTH = 30;
const MAX_RECEIPT_LENGTH = 36;
const REFERENCE = /^[A-Za-z0-9_$&%*+/-]{1,36}$/;
/** Rows per page of the documented list calls; larger pages are not promised. */
export const PAGE_LIMIT = 100;
/** Rows that a page has where nobody asks for more: RS cuts none shorter. */
export const SMALLEST_PAGE = 50;
/** (a) A longer page than is promised, where nothing but a comparison hangs on it; RS may cut it. */
export const LONG_PAGE_LIMIT = 1_000;

/** "Not logged in", as the documented error number says it, whatever the HTTP status. */
export const ERRNO_NOT_LOGGED_IN = 10_000;

/** The fields that every answer carries; more keys are normal. */
export const envelopeSchema = z.looseObject({
  success: z.boolean().optional(),
  errno: z.number().nullish(),
  error: z.unknown().optional(),
  displayMessage: z.string().nullish(),
});
export type Envelope = z.infer<typeof envelopeSchema>;

/** Each part for itself: a token must not be lost because another field of the answer is missing or written otherwise. */
export const tokenSchema = z.looseObject({
  access_token: z.string().min(1).optional().catch(undefined),
  refresh_token: z.string().min(1).optional().catch(undefined),
  /** Seconds; some services send them as text. */
  expires_in: z.coerce.number().positive().finite().optional().catch(undefined),
});
/** The documented life of an access token; one that dies sooner is renewed when RS says so. */
export const ACCESS_TOKEN_SECONDS = 3_600;

/** Some services send numbers as text and flags as 0 and 1; anything that could be read in two ways is refused. */
const number = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d+(\.\d+)?$/)
    .transform(Number),
]);
const flag = z.union([
  z.boolean(),
  z.literal([0, 1, '0', '1']).transform((value) => Number(value) === 1),
]);
const id = z.union([z.string().min(1), z.number()]).transform(String);

const fiscalYearSchema = z.looseObject({
  id,
  from: z.string(),
  to: z.string(),
  currency: z.string(),
  planning: flag.optional(),
  lockedMonths: z.array(number).optional(),
});
export const fiscalYearsSchema = z.looseObject({ data: z.array(fiscalYearSchema) });

const accountSchema = z.looseObject({
  number: id,
  description: z.string().nullish(),
  currency: z.string(),
  locked: flag.optional(),
});
export const accountsSchema = z.looseObject({ data: z.array(accountSchema) });

const invoiceSchema = z.looseObject({
  documentNumber: id,
  type: z.string(),
  customerSupplierId: id,
  currency: z.string(),
  posBillNumber: z.string(),
  brutto: number.nullish().catch(undefined),
});
export const invoicesSchema = z.looseObject({ data: z.array(invoiceSchema) });

const storedPostingSchema = z.looseObject({
  id,
  beleg1: z.string().nullish(),
  beleg2: z.string(),
  text: z.string().nullish(),
  konto: id,
  gegkonto: id,
  umsatz: number,
  currency: z.string(),
  datum: z.string(),
  wmonat: number,
  wj_id: id,
});
export const savedSchema = z.looseObject({ posting: storedPostingSchema });
export const postingsSchema = z.looseObject({ data: z.array(storedPostingSchema) });

/**
 * (a) Postings are asked for by our reference (`beleg2`) or by the day they are booked on (`datum`, exactly as it was sent).
 *
 * Both are filters of the documented form, but that these two properties can be filtered by is assumed. An RS that does not
 * know a property may refuse the question (then nothing is decided) or ignore the filter and list every posting: the caller
 * drops what was not asked for, and it must never settle anything.
 */
export const POSTINGS_FILTER = {
  byReference: (references: readonly string[]) => ({
    filter: [{ property: 'beleg2', operator: 'in', value: references }],
  }),
  byDay: (day: string) => ({ filter: [{ property: 'datum', operator: '=', value: day }] }),
} as const;

export function toFiscalYear(wire: z.infer<typeof fiscalYearSchema>): FiscalYear {
  const { id: yearId, from, to, currency, planning, lockedMonths } = wire;
  return {
    id: yearId,
    from,
    to,
    currency,
    planning: planning ?? false,
    ...(lockedMonths && { lockedMonths }),
  };
}

export function toChartAccount(wire: z.infer<typeof accountSchema>): ChartAccount {
  const { number, description, currency, locked } = wire;
  return { number, description: description ?? '', currency, locked: locked ?? false };
}

export function toInvoice(wire: z.infer<typeof invoiceSchema>): Invoice {
  const gross = wire.brutto == null ? undefined : fromWireNumber(wire.brutto, wire.currency);
  return {
    billNumber: wire.posBillNumber,
    documentNumber: wire.documentNumber,
    debtor: wire.customerSupplierId,
    currency: wire.currency,
    type: wire.type,
    // Documents that vouchers pay are of 0.00, and so are those of a workspace that tells none: nothing to compare.
    ...(gross !== undefined && gross !== 0 && { gross }),
  };
}

export function toStoredPosting(wire: z.infer<typeof storedPostingSchema>): StoredPosting {
  return {
    number: wire.id,
    reference: wire.beleg2,
    ...(wire.beleg1 != null && { receipt: wire.beleg1 }),
    ...(wire.text != null && { text: wire.text }),
    account: wire.konto,
    contraAccount: wire.gegkonto,
    amount: fromWireNumber(wire.umsatz, wire.currency) ?? null,
    currency: wire.currency,
    businessDay: wire.datum,
    month: wire.wmonat,
    fiscalYear: wire.wj_id,
  };
}

/** The exact posting of a job; types as in the documented sample. */
export function buildPosting(input: PostingInput, years: readonly FiscalYear[]): Built {
  const year = years.find(
    ({ planning, from, to }) => !planning && from <= input.businessDay && input.businessDay <= to,
  );
  if (!year) {
    return {
      ok: false,
      cause: 'fiscal-year-missing',
      message:
        `RetailSuite has no fiscal year for ${input.businessDay}. The money event is safe here; ` +
        `the bookkeeper creates the fiscal year in RetailSuite, then start the job again.`,
    };
  }
  if (!REFERENCE.test(input.reference)) {
    return {
      ok: false,
      cause: 'internal',
      message: `The reference "${input.reference}" is not valid in RS.`,
    };
  }
  const month = monthOfYear(year, input.businessDay);
  return {
    ok: true,
    posting: {
      bstKey: 0,
      gegkonto: Number(input.contraAccount),
      umsatz: toWireNumber(input.amount, input.currency),
      beleg1: input.receipt.slice(0, MAX_RECEIPT_LENGTH),
      beleg2: input.reference,
      konto: input.account,
      text: fitText(input.text),
      currency: input.currency,
      i_stkey: 0,
      datum: input.businessDay,
      wj_id: year.id,
      wmonat: month,
      // Journals 1 to 12 are paired with the month of the fiscal year, whether or not that is the calendar's.
      journal: month,
      action: 'save',
    },
  };
}

/** 1 to 12: the n-th month of the fiscal year, which may start in any month. */
function monthOfYear(year: FiscalYear, day: string): number {
  const months = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
  return months(day) - months(year.from) + 1;
}

/** RS takes 30 characters; what it does with more is not documented. */
function fitText(text: string): string {
  const printable = text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  let fitted = '';
  for (const character of printable) {
    // RS counts characters as its database does; a character outside the basic plane may count twice.
    if (fitted.length + character.length > MAX_TEXT_LENGTH) break;
    fitted += character;
  }
  return fitted.trim();
}

/** (a) What a refusal is about, by the words of its text; texts of RS are not documented. */
export function causeOfRefusal(message: string): Cause {
  const text = message.toLowerCase();
  if (/fiscal year|wirtschaftsjahr/.test(text)) return 'fiscal-year-missing';
  if (/currenc|währung|waehrung/.test(text)) return 'currency-refused';
  if (/account|konto/.test(text)) return 'account-refused';
  return 'refused';
}

/** Characters of an answer that are kept with the attempt. */
const MAX_STORED_CHARACTERS = 4_000;
/** Characters of an answer that is none of RetailSuite, as a person reads them in a message. */
const EXCERPT_CHARACTERS = 200;
/** Services have asked for years by mistake; after an hour they are asked again. */
const MAX_RETRY_AFTER_MS = HOUR;
const HTTP_FROZEN = 530;

/** The outcome of one call, before anyone asks what it means for a posting. */
export type Called =
  /** JSON that reports no failure. */
  | { readonly kind: 'answered'; readonly json: unknown; readonly exchange: Exchange }
  /** RS read the request and says no. */
  | { readonly kind: 'refused'; readonly message: string; readonly exchange: Exchange }
  /** Turned away unread, or never left: certainly without effect. */
  | { readonly kind: 'unprocessed'; readonly fault: Fault; readonly exchange: Exchange }
  | { readonly kind: 'unknown'; readonly fault: Fault; readonly exchange: Exchange };

export const NO_EXCHANGE: Exchange = { httpStatus: null, response: null };

export function exchangeOf(response: HttpResponse): Exchange {
  return { httpStatus: response.status, response: response.body.slice(0, MAX_STORED_CHARACTERS) };
}

export function noAnswer(error: TransportError): Called {
  const fault: Fault = {
    cause: error.sent ? 'no-answer' : 'offline',
    message: error.message,
    // A request that got no answer may be the line or this one request: the look-up will tell.
    pauses: !error.sent,
    retryAfterMs: null,
  };
  return { kind: error.sent ? 'unknown' : 'unprocessed', fault, exchange: NO_EXCHANGE };
}

export function badAnswer(message: string): Fault {
  return { cause: 'bad-answer', message, pauses: true, retryAfterMs: null };
}

/** From status and body to what is certain about the request. */
export function readAnswer(response: HttpResponse, clock: Clock): Called | 'not-logged-in' {
  const exchange = exchangeOf(response);
  const { status } = response;
  if (status === 401) return 'not-logged-in';
  if (status === 429 || status === HTTP_FROZEN) {
    const throttled = status === 429;
    return {
      kind: 'unprocessed',
      fault: {
        cause: throttled ? 'throttled' : 'frozen',
        message: throttled
          ? 'RetailSuite asks for fewer requests.'
          : 'RetailSuite is frozen for maintenance or an update.',
        pauses: true,
        retryAfterMs: retryAfter(response.headers['retry-after'], clock()),
      },
      exchange,
    };
  }
  const json = parseJson(response.body);
  const parsed = envelopeSchema.safeParse(json);
  if (!parsed.success) {
    const message = `The answer (${status}) is not one of RetailSuite; a proxy or a sign-in page of the network may have given it. ${excerptOf(response.body)}`;
    return {
      kind: 'unknown',
      fault: status >= 500 ? serverError(status, message) : badAnswer(message),
      exchange,
    };
  }
  const envelope = parsed.data;
  if (envelope.errno === ERRNO_NOT_LOGGED_IN) return 'not-logged-in';
  // A server error may come after the posting was stored, whatever its body says.
  if (status >= 500) {
    return { kind: 'unknown', fault: serverError(status, messageOf(envelope)), exchange };
  }
  if (envelope.success === false || status >= 400) {
    return { kind: 'refused', message: messageOf(envelope), exchange };
  }
  return { kind: 'answered', json, exchange };
}

function serverError(status: number, message: string): Fault {
  return {
    cause: 'server-error',
    message: `RetailSuite answered ${status}: ${message}`,
    pauses: true,
    retryAfterMs: null,
  };
}

function messageOf(envelope: Envelope): string {
  const text = [envelope.error, envelope.displayMessage].find(
    (part) => typeof part === 'string' && part !== '',
  );
  const number = envelope.errno ? ` (errno ${envelope.errno})` : '';
  return `${typeof text === 'string' ? text : 'RetailSuite refused without a reason.'}${number}`;
}

/** `Retry-After` in seconds or as an HTTP date → milliseconds from now, at most an hour; null: RS named no time. */
export function retryAfter(header: string | undefined, now: number): number | null {
  if (header === undefined || header.trim() === '') return null;
  const seconds = Number(header);
  const ms = Number.isNaN(seconds) ? Date.parse(header) - now : seconds * SECOND;
  return Number.isNaN(ms) ? null : Math.min(Math.max(0, ms), MAX_RETRY_AFTER_MS);
}

/** The beginning of what came, fit for a sentence: without tags, scripts and line breaks. */
export function excerptOf(body: string): string {
  const text = body
    .slice(0, MAX_STORED_CHARACTERS)
    .replaceAll(/<(script|style)\b.*?(<\/\1\s*>|$)/gis, ' ')
    .replaceAll(/<[^>]*>?/g, ' ')
    .replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();
  if (text === '') return body.trim() === '' ? 'It was empty.' : 'It had no text.';
  const isCut = text.length > EXCERPT_CHARACTERS;
  return `It reads: "${text.slice(0, EXCERPT_CHARACTERS)}${isCut ? '…' : ''}"`;
}

/** Parses JSON as some servers and proxies send it: with a byte order mark. @returns undefined for what is no JSON */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}
