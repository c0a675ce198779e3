/**
 * The signed-in session: an access token by OAuth2, renewed in time, once for all who wait for it.
 *
 * Every renewal kills the refresh token that it used and brings a new one, which is stored before the access token is
 * handed out. A power cut between RS's answer and that store cannot be excluded by this side: then the person signs in
 * again, and nothing but that is lost.
 */
import { MINUTE, SECOND } from '../../../shared/domain/time.ts';
import type { Fault } from './connector.ts';
import { requestTokens, type TokenRequest } from './token.ts';

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

export interface SessionOptions extends Omit<TokenRequest, 'keep'> {
  readonly tokens: TokenStore;
}

export type AccessToken =
  { readonly ok: true; readonly token: string } | { readonly ok: false; readonly fault: Fault };

/** "Not logged in" to a call that logs in may be a hiccup; so often in a row it is meant. */
const REFUSALS_UNTIL_EXPIRED = 5;
/** Renewed so long before its end that no request carries a token that dies on the way. */
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
    const { refreshToken: used } = stored;
    /** A sign-in that was stored while the answer was out (a PC may sleep meanwhile) is the newer one. */
    let newest = used;
    const save = (given: Tokens): void => {
      if (tokens.load()?.refreshToken !== newest) return;
      tokens.save(given);
      newest = given.refreshToken;
    };
    const answer = await requestTokens(
      {
        ...options,
        keep: (refreshToken) => save({ refreshToken, accessToken: null, expiresAt: null }),
      },
      { kind: 'refresh', refreshToken: used },
    );
    switch (answer.kind) {
      case 'tokens': {
        refusals = 0;
        const { refreshToken, accessToken: token, expiresAt } = answer;
        save({ refreshToken, accessToken: token, expiresAt });
        current = { token, expiresAt };
        return { ok: true, token };
      }
      case 'not-logged-in':
        refusals += 1;
        return refusals < REFUSALS_UNTIL_EXPIRED
          ? failed('server-error', `Signing in: ${answer.message}`)
          : expired('RetailSuite does not accept the stored sign-in any more.');
      case 'client-refused':
      case 'grant-refused':
        return expired(answer.message);
      case 'failed':
        return failed(answer.cause, answer.message, answer.retryAfterMs);
    }
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

function failed(
  cause: Fault['cause'],
  message: string,
  retryAfterMs: number | null = null,
): { ok: false; fault: Fault } {
  return { ok: false, fault: { cause, message, pauses: true, retryAfterMs } };
}
