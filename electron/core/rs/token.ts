/** The token call: a refresh token or a one-time code becomes tokens, or the reason why not. */
import { SECOND, type Clock } from '../../../shared/domain/time.ts';
import type { Cause } from '../../../shared/domain/causes.ts';
import { TransportError, type HttpResponse, type HttpTransport } from './http.ts';
import {
  ACCESS_TOKEN_SECONDS,
  envelopeSchema,
  ERRNO_NOT_LOGGED_IN,
  excerptOf,
  parseJson,
  retryAfter,
  tokenSchema,
} from './wire.ts';

/** The grant that is exchanged for tokens. */
export type Grant =
  | { readonly kind: 'refresh'; readonly refreshToken: string }
  | {
      readonly kind: 'code';
      readonly code: string;
      /** Exactly as it was given to the sign-in page. */
      readonly redirectUri: string;
      /** PKCE; absent where the workspace does not know it. */
      readonly verifier?: string;
    };

export interface TokenRequest {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly transport: HttpTransport;
  readonly clock: Clock;
  readonly timeoutMs: number;
  /** Stores the new refresh token of an answer that is no use otherwise: the one that was given for it is dead. */
  readonly keep: (refreshToken: string) => void;
}

export type TokenAnswer =
  | {
      readonly kind: 'tokens';
      readonly accessToken: string;
      /** The only one that works from now on: to be stored first. */
      readonly refreshToken: string;
      readonly expiresAt: number;
    }
  /** Client id or secret are not accepted. */
  | { readonly kind: 'client-refused'; readonly message: string }
  /** The token or code is not accepted: used already, too old, or withdrawn. */
  | { readonly kind: 'grant-refused'; readonly message: string }
  /** "Not logged in", which makes no sense as an answer to a call that logs in. */
  | { readonly kind: 'not-logged-in'; readonly message: string }
  | {
      readonly kind: 'failed';
      readonly cause: Extract<
        Cause,
        'offline' | 'throttled' | 'frozen' | 'server-error' | 'bad-answer'
      >;
      readonly message: string;
      readonly retryAfterMs: number | null;
      /** Where no answer came: the transport's error. */
      readonly error?: TransportError;
    };

export async function requestTokens(request: TokenRequest, grant: Grant): Promise<TokenAnswer> {
  let response: HttpResponse;
  try {
    response = await request.transport({
      url: request.tokenUrl,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams({
        ...fieldsOf(grant),
        client_id: request.clientId,
        client_secret: request.clientSecret,
      }).toString(),
      timeoutMs: request.timeoutMs,
      // Never cut off from outside: the new refresh token in the answer is the only one that still works.
      signal: new AbortController().signal,
    });
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
    return { ...failed('offline', error.message), error };
  }
  const json = parseJson(response.body);
  const refreshToken = newRefreshToken(response, json);
  const answer = read(response, json, refreshToken ?? usedBy(grant), request.clock);
  if (answer.kind !== 'tokens' && refreshToken !== undefined) request.keep(refreshToken);
  return answer;
}

/** Wherever it stands in the answer, also in one that is cut off after it; where RS reports a failure it is none. */
function newRefreshToken({ status, body }: HttpResponse, json: unknown): string | undefined {
  if (json === undefined ? status >= 400 : saysThatItFailed(json)) return undefined;
  const [, quoted] = /"refresh_token"\s*:\s*("(?:[^"\\]|\\.)+")/.exec(body) ?? [];
  const token = quoted === undefined ? undefined : parseJson(quoted);
  return typeof token === 'string' ? token : undefined;
}

function saysThatItFailed(json: unknown): boolean {
  const envelope = envelopeSchema.safeParse(json);
  if (!envelope.success) return false;
  const { success, error, errno } = envelope.data;
  return success === false || Boolean(error) || Boolean(errno);
}

/** A server that gives no new refresh token leaves the old one alive (RFC 6749, section 6). */
function usedBy(grant: Grant): string | undefined {
  return grant.kind === 'refresh' ? grant.refreshToken : undefined;
}

function fieldsOf(grant: Grant): Record<string, string> {
  if (grant.kind === 'refresh') {
    return { grant_type: 'refresh_token', refresh_token: grant.refreshToken };
  }
  return {
    grant_type: 'authorization_code',
    code: grant.code,
    redirect_uri: grant.redirectUri,
    ...(grant.verifier !== undefined && { code_verifier: grant.verifier }),
  };
}

function read(
  response: HttpResponse,
  json: unknown,
  refreshToken: string | undefined,
  clock: Clock,
): TokenAnswer {
  const parsed = tokenSchema.safeParse(json);
  const accessToken = parsed.data?.access_token;
  if (parsed.success && accessToken !== undefined && !saysThatItFailed(json)) {
    if (refreshToken === undefined) {
      return failed('bad-answer', 'RetailSuite gave no refresh token, so the sign-in cannot last.');
    }
    const seconds = parsed.data.expires_in ?? ACCESS_TOKEN_SECONDS;
    return { kind: 'tokens', accessToken, refreshToken, expiresAt: clock() + seconds * SECOND };
  }
  const { status } = response;
  if (status === 407) {
    return failed(
      'offline',
      `the proxy of this network asks for a sign-in (407). ${excerptOf(response.body)}`,
    );
  }
  if (status === 429) {
    const wait = retryAfter(response.headers['retry-after'], clock());
    return failed('throttled', 'too many requests.', wait);
  }
  if (status === 530) return failed('frozen', 'RetailSuite is frozen for maintenance.');
  if (status >= 500) {
    const text = isObject(json) ? '' : ` ${excerptOf(response.body)}`;
    return failed('server-error', `RetailSuite answered ${status}.${text}`);
  }
  const envelope = envelopeSchema.safeParse(json);
  if (envelope.success && envelope.data.errno === ERRNO_NOT_LOGGED_IN) {
    return { kind: 'not-logged-in', message: 'RetailSuite refused without a reason.' };
  }
  const isRefusalByStatus =
    (status === 400 || status === 401) && (isObject(json) || response.body.trim() === '');
  if (saysThatItFailed(json) || isRefusalByStatus) {
    const error = envelope.success ? envelope.data.error : undefined;
    const named = typeof error === 'string' && error !== '' ? `${error}, ${status}` : `${status}`;
    const isClient = error === 'invalid_client' || error === 'unauthorized_client';
    return isClient
      ? {
          kind: 'client-refused',
          message: `RetailSuite does not accept client id or secret (${named}).`,
        }
      : {
          kind: 'grant-refused',
          message: `RetailSuite does not accept the stored sign-in any more (${named}).`,
        };
  }
  const text = isObject(json) ? 'It has no access token.' : excerptOf(response.body);
  return failed('bad-answer', `the answer (${status}) is not one of RetailSuite. ${text}`);
}

function failed(
  cause: Extract<TokenAnswer, { kind: 'failed' }>['cause'],
  message: string,
  retryAfterMs: number | null = null,
): Extract<TokenAnswer, { kind: 'failed' }> {
  return { kind: 'failed', cause, message: `Signing in: ${message}`, retryAfterMs };
}

function isObject(json: unknown): json is object {
  return json !== null && typeof json === 'object';
}
