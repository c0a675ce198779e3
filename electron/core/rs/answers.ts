/** From status and body to what is certain about a request; what that means for a posting is the connector's business. */
import { HOUR, SECOND, type Clock } from '../../../shared/domain/time.ts';
import type { Exchange, Fault } from './connector.ts';
import type { HttpResponse, TransportError } from './http.ts';
import { envelopeSchema, ERRNO_NOT_LOGGED_IN, type Envelope } from './wire.ts';

/** Characters of an answer that are kept with the attempt. */
const KEPT_CHARACTERS = 4_000;
/** Characters of an answer that is none of RetailSuite, as a person reads them in a message. */
const EXCERPT_CHARACTERS = 200;
/** Services have asked for years by mistake; after an hour they are asked again. */
const LONGEST_RETRY_AFTER_MS = HOUR;
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
  return { httpStatus: response.status, response: response.body.slice(0, KEPT_CHARACTERS) };
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
  return Number.isNaN(ms) ? null : Math.min(Math.max(0, ms), LONGEST_RETRY_AFTER_MS);
}

/** The beginning of what came, fit for a sentence: without tags, scripts and line breaks. */
export function excerptOf(body: string): string {
  const text = body
    .slice(0, KEPT_CHARACTERS)
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
