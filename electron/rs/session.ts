/**
 * The signed-in session: an access token by OAuth2, renewed in time, once for all who wait for it.
 *
 * Every renewal kills the refresh token that it used and brings a new one, which is stored before the access token is
 * handed out. A power cut between RS's answer and that store cannot be excluded by this side: then the person signs in
 * again, and nothing but that is lost.
 */
import { MINUTE, SECOND, type Clock } from '../../shared/domain/time.ts';
import type { Fault } from './connector.ts';
import { TransportError, type HttpTransport } from './http.ts';
import { envelopeSchema, ERRNO_NOT_LOGGED_IN, tokenSchema } from './wire.ts';

export interface Tokens {
  readonly refreshToken: string;
  readonly accessToken: string | null;
  /** Epoch milliseconds. */
  readonly expiresAt: number | null;
}

/** Keeps the tokens; `save` returns when they are durable. */
export interface TokenStore {
  load(): Tokens | undefined;
  save(tokens: Tokens): void;
}

export interface SessionOptions {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly tokens: TokenStore;
  readonly transport: HttpTransport;
  readonly clock: Clock;
  readonly timeoutMs: number;
}

export type AccessToken =
  { readonly ok: true; readonly token: string } | { readonly ok: false; readonly fault: Fault };

/** Renewed so long before its end that no request carries a token that dies on the way. */
/** "Not logged in" to a call that logs in may be a hiccup; so often in a row it is meant. */
const REFUSALS_UNTIL_EXPIRED = 5;
const RENEW_BEFORE_MS = 2 * MINUTE + 30 * SECOND;

export interface Session {
  /** A token that is valid now. */
  accessToken(): Promise<AccessToken>;
  /** RS did not accept this token: the next call renews it, unless that has happened already. */
  reject(token: string): void;
}

export function createSession(options: SessionOptions): Session {
  const { tokens, clock } = options;
  let current: { readonly token: string; readonly expiresAt: number } | undefined;
  let loaded = false;
  let renewing: Promise<AccessToken> | undefined;
  let refusals = 0;

  function loadOnce(): void {
    if (loaded) return;
    loaded = true;
    const stored = tokens.load();
    if (stored?.accessToken && stored.expiresAt) {
      current = { token: stored.accessToken, expiresAt: stored.expiresAt };
    }
  }

  async function renew(): Promise<AccessToken> {
    // Read anew each time: another program on the same folder may have rotated it.
    const stored = tokens.load();
    if (!stored) return expired('No sign-in is stored.');
    const answer = await requestToken(options, stored.refreshToken);
    if (answer.ok === 'not-logged-in') {
      refusals += 1;
      return refusals < REFUSALS_UNTIL_EXPIRED
        ? failed('server-error', 'Signing in: RetailSuite refused without a reason.')
        : expired('RetailSuite does not accept the stored sign-in any more.');
    }
    if (!answer.ok) return answer;
    refusals = 0;
    const { access_token: token, refresh_token: refreshToken, expires_in: seconds } = answer.value;
    const expiresAt = clock() + seconds * SECOND;
    tokens.save({ refreshToken, accessToken: token, expiresAt });
    current = { token, expiresAt };
    return { ok: true, token };
  }

  return {
    accessToken() {
      loadOnce();
      if (current && clock() < current.expiresAt - RENEW_BEFORE_MS) {
        return Promise.resolve({ ok: true, token: current.token });
      }
      renewing ??= renew().finally(() => {
        renewing = undefined;
      });
      return renewing;
    },
    reject(token) {
      if (current?.token === token) current = undefined;
    },
  };
}

function expired(message: string): { ok: false; fault: Fault } {
  return {
    ok: false,
    fault: { cause: 'sign-in-expired', message, pauses: true, retryAfterMs: null },
  };
}

async function requestToken(options: SessionOptions, refreshToken: string) {
  let response;
  try {
    response = await options.transport({
      url: options.tokenUrl,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
        client_id: options.clientId,
        client_secret: options.clientSecret,
      }).toString(),
      timeoutMs: options.timeoutMs,
      // Never cut off from outside: the new refresh token in the answer is the only one that still works.
      signal: new AbortController().signal,
    });
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
    return failed('offline', `Signing in: ${error.message}`);
  }
  let json: unknown;
  try {
    json = JSON.parse(response.body);
  } catch {
    json = undefined;
  }
  const parsed = tokenSchema.safeParse(json);
  if (parsed.success) return { ok: true as const, value: parsed.data };
  const { status } = response;
  if (status === 429)
    return failed('throttled', 'Signing in: too many requests.', response.headers['retry-after']);
  if (status === 530) return failed('frozen', 'Signing in: RetailSuite is frozen for maintenance.');
  if (status >= 500) return failed('server-error', `Signing in: RetailSuite answered ${status}.`);
  const envelope = envelopeSchema.safeParse(json);
  if (envelope.success && envelope.data.errno === ERRNO_NOT_LOGGED_IN) {
    return { ok: 'not-logged-in' as const };
  }
  const refused = json !== null && typeof json === 'object' && ('error' in json || 'errno' in json);
  if (refused || status === 400 || status === 401) {
    return expired(`RetailSuite does not accept the stored sign-in any more (${status}).`);
  }
  return failed('bad-answer', `Signing in: the answer (${status}) is not one of RetailSuite.`);
}

function failed(
  cause: Fault['cause'],
  message: string,
  retryAfter?: string,
): { ok: false; fault: Fault } {
  const seconds = Number(retryAfter);
  return {
    ok: false,
    fault: {
      cause,
      message,
      pauses: true,
      retryAfterMs: Number.isFinite(seconds) && seconds > 0 ? seconds * SECOND : null,
    },
  };
}
