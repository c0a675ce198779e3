/** The token call: a refresh token or a one-time code becomes tokens, or the reason why not. */
import { SECOND, type Clock } from '../../../shared/domain/time.ts';
import type { Cause } from '../../../shared/domain/causes.ts';
import { TransportError, type HttpResponse, type HttpTransport } from './http.ts';
import { envelopeSchema, ERRNO_NOT_LOGGED_IN, tokenSchema } from './wire.ts';

/** What is given for tokens. */
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
}

export type TokenAnswer =
  | {
      readonly kind: 'tokens';
      readonly accessToken: string;
      /** The only one that works from now on. */
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
  return read(response, request.clock);
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

function read(response: HttpResponse, clock: Clock): TokenAnswer {
  let json: unknown;
  try {
    json = JSON.parse(response.body);
  } catch {
    json = undefined;
  }
  const parsed = tokenSchema.safeParse(json);
  if (parsed.success) {
    return {
      kind: 'tokens',
      accessToken: parsed.data.access_token,
      refreshToken: parsed.data.refresh_token,
      expiresAt: clock() + parsed.data.expires_in * SECOND,
    };
  }
  const { status } = response;
  if (status === 429) return failed('throttled', 'too many requests.', response);
  if (status === 530) return failed('frozen', 'RetailSuite is frozen for maintenance.');
  if (status >= 500) return failed('server-error', `RetailSuite answered ${status}.`);
  const envelope = envelopeSchema.safeParse(json);
  if (envelope.success && envelope.data.errno === ERRNO_NOT_LOGGED_IN) {
    return { kind: 'not-logged-in', message: 'RetailSuite refused without a reason.' };
  }
  const isRefusal =
    json !== null && typeof json === 'object' && ('error' in json || 'errno' in json);
  if (isRefusal || status === 400 || status === 401) {
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
  return failed('bad-answer', `the answer (${status}) is not one of RetailSuite.`);
}

function failed(
  cause: Extract<TokenAnswer, { kind: 'failed' }>['cause'],
  message: string,
  response?: HttpResponse,
): Extract<TokenAnswer, { kind: 'failed' }> {
  const seconds = Number(response?.headers['retry-after']);
  return {
    kind: 'failed',
    cause,
    message: `Signing in: ${message}`,
    retryAfterMs: Number.isFinite(seconds) && seconds > 0 ? seconds * SECOND : null,
  };
}
