/**
 * How the connector reaches RS: one POST, its answer as text.
 *
 * The hosts bring the transport (undici, or Electron's `net` with the system's proxy and certificates).
 */

export interface HttpRequest {
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** From the start to the last byte of the answer. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export interface HttpResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The code of a `TransportError` after `timeoutMs`. */
export const TIMED_OUT = 'TIMEOUT';

/** @throws TransportError, and nothing else */
export type HttpTransport = (request: HttpRequest) => Promise<HttpResponse>;

/** An answer larger than this is no answer of RS. */
export const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** No answer. `sent` says whether bytes of the request may have left this PC: only when not, it may simply be repeated. */
export class TransportError extends Error {
  readonly sent: boolean;
  /** The network's name for it (`ENOTFOUND`, `ERR_CERT_DATE_INVALID`, `TIMEOUT`); empty where it has no word. */
  readonly code: string;

  constructor(message: string, sent: boolean, code = '') {
    super(message);
    this.name = 'TransportError';
    this.sent = sent;
    this.code = code;
  }
}
