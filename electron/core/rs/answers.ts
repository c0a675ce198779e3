/** From status and body to what is certain about a request; what that means for a posting is the connector's business. */
import { SECOND, type Clock } from '../../../shared/domain/time.ts';
import type { Exchange, Fault } from './connector.ts';
import type { HttpResponse, TransportError } from './http.ts';
import { envelopeSchema, ERRNO_NOT_LOGGED_IN, type Envelope } from './wire.ts';

/** Characters of an answer that are kept with the attempt. */
const KEPT_CHARACTERS = 4_000;
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
  let json: unknown;
  try {
    json = JSON.parse(response.body);
  } catch {
    json = undefined;
  }
  const parsed = envelopeSchema.safeParse(json);
  if (!parsed.success) {
    const message = `The answer (${status}) is not one of RetailSuite; a proxy or a sign-in page of the network may have given it.`;
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

/** `Retry-After` in seconds or as an HTTP date → milliseconds from now. */
export function retryAfter(header: string | undefined, now: number): number | null {
  if (header === undefined) return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * SECOND);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
