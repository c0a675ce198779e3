/** Why RetailSuite cannot be reached or let in, in words that have an error card; and one look at an address. */
import { MINUTE, SECOND, type Clock } from '../../../shared/domain/time.ts';
import type { SetupProblem, SetupProblemCode } from '../../../shared/domain/setup-problems.ts';
import type { Fault } from './connector.ts';
import { TransportError, type HttpResponse, type HttpTransport } from './http.ts';
import type { TokenAnswer } from './token.ts';
import { ENDPOINTS, envelopeSchema } from './wire.ts';

const PROBE_TIMEOUT_MS = 10 * SECOND;
/** Certificates and access tokens bear a difference of minutes; the days of bookings do not bear one of hours. */
export const CLOCK_OFF_MS = 2 * MINUTE;
/** An excerpt of an answer, for whoever helps. */
const MAX_EXCERPT_CHARACTERS = 300;

export type Probed =
  | {
      readonly ok: true;
      /** This PC's clock minus RetailSuite's, in ms; null when it does not tell the time. */
      readonly clockOffMs: number | null;
    }
  | { readonly ok: false; readonly problem: SetupProblem };

/**
 * Asks the address for a sign of RetailSuite, without signing in: its ping answers "not logged in".
 *
 * @param baseUrl as `readWorkspaceAddress` gives it.
 */
export async function probeAddress(
  baseUrl: string,
  parts: {
    readonly transport: HttpTransport;
    readonly clock: Clock;
    /** The name of the ping where it is another one in this workspace. */
    readonly ping?: string;
  },
): Promise<Probed> {
  const askedAt = parts.clock();
  let response: HttpResponse;
  try {
    response = await parts.transport({
      url: `${baseUrl}/${parts.ping ?? ENDPOINTS.ping}`,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ ping: 1 }),
      timeoutMs: PROBE_TIMEOUT_MS,
      signal: new AbortController().signal,
    });
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
    return { ok: false, problem: problemOfTransport(error) };
  }
  const problem = problemOfAnswer(response);
  if (problem) return { ok: false, problem };
  return { ok: true, clockOffMs: clockOff(response, (askedAt + parts.clock()) / 2) };
}

/** The server's `Date` is whole seconds, cut off: half a second is added. */
function clockOff(response: HttpResponse, now: number): number | null {
  const at = Date.parse(response.headers['date'] ?? '');
  return Number.isNaN(at) ? null : Math.round(now - (at + SECOND / 2));
}

function problemOfAnswer({ status, headers, body }: HttpResponse): SetupProblem | undefined {
  const detail =
    `${status} ${headers['content-type'] ?? ''}\n${body.slice(0, MAX_EXCERPT_CHARACTERS)}`.trim();
  const problem = (code: SetupProblemCode): SetupProblem => ({ code, detail });
  if (status === 407) return problem('proxy-refused');
  if (status === 429) return problem('throttled');
  if (status === 530) return problem('frozen');
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    const isPage = (headers['content-type'] ?? '').includes('html') || /^\s*</.test(body);
    if (status >= 300 && status < 400) return problem('answers-html');
    if (status >= 500) return problem('server-error');
    return problem(isPage ? 'answers-html' : 'not-retailsuite');
  }
  if (status >= 500) return problem('server-error');
  const envelope = envelopeSchema.safeParse(json);
  // Other services answer JSON too; only RetailSuite says whether it went well and has error numbers of its own.
  const isRetailSuite =
    envelope.success && (envelope.data.success !== undefined || envelope.data.errno != null);
  return isRetailSuite && status !== 404 ? undefined : problem('not-retailsuite');
}

/** Codes of Node and of Chromium's network. */
const TRANSPORT_CODES: readonly (readonly [RegExp, SetupProblemCode])[] = [
  [/^(ENOTFOUND|EAI_AGAIN|ERR_NAME_NOT_RESOLVED|ERR_NAME_RESOLUTION_FAILED)$/, 'address-unknown'],
  [
    /^(TIMEOUT|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT|ETIMEDOUT|ERR_(CONNECTION_)?TIMED_OUT)$/,
    'no-answer-in-time',
  ],
  [/^(CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|ERR_CERT_DATE_INVALID)$/, 'certificate-expired'],
  [/^(ERR_TLS_CERT_ALTNAME_INVALID|ERR_CERT_COMMON_NAME_INVALID)$/, 'certificate-name'],
  [/^(CERT_|ERR_CERT_|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED|UNABLE_TO_)/, 'certificate-untrusted'],
  [/^(ERR_SSL_|ERR_TLS_|EPROTO)/, 'tls-missing'],
  [/^(ERR_(PROXY|TUNNEL)_|ERR_NO_SUPPORTED_PROXIES|UND_ERR_PRX|UND_ERR_ABORTED)/, 'proxy-refused'],
];

function problemOfTransport({ code, message }: TransportError): SetupProblem {
  const known = TRANSPORT_CODES.find(([pattern]) => pattern.test(code));
  return { code: known?.[1] ?? 'unreachable', detail: message };
}

/** @returns undefined for tokens */
export function problemOfTokenAnswer(answer: TokenAnswer): SetupProblem | undefined {
  switch (answer.kind) {
    case 'tokens':
      return undefined;
    case 'client-refused':
      return { code: 'client-refused', detail: answer.message };
    case 'grant-refused':
      return { code: 'token-used', detail: answer.message };
    case 'not-logged-in':
      return { code: 'sign-in-refused', detail: answer.message };
    case 'failed':
      return answer.error ? problemOfTransport(answer.error) : problemOfFault(answer);
  }
}

/** A fault of a call, after the address itself was found good. */
export function problemOfFault({ cause, message }: Pick<Fault, 'cause' | 'message'>): SetupProblem {
  const codes: Partial<Record<Fault['cause'], SetupProblemCode>> = {
    'not-connected': 'not-connected',
    'sign-in-expired': 'token-used',
    offline: 'unreachable',
    throttled: 'throttled',
    frozen: 'frozen',
    'server-error': 'server-error',
    'bad-answer': 'not-retailsuite',
    'no-answer': 'no-answer-in-time',
  };
  return { code: codes[cause] ?? 'unexpected', detail: message };
}
