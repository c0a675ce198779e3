/**
 * The page on which a person lets a program in, and the one-time codes that it gives: OAuth2 authorization code with PKCE.
 *
 * Strict like the standards: a code works once, for a minute, for the same client, address and verifier.
 */
import crypto from 'node:crypto';
import { MINUTE, type Clock } from '../shared/domain/time.ts';
import type { Answer } from './answer.ts';
import type { Ledger } from './ledger.ts';

export const AUTHORIZE = 'Actindo.CoreModules.Auth.OAuth2.authorize';
const CODE_LIFETIME_MS = MINUTE;
/** A program on the same PC listens there; nothing else is ever redirected to. */
const LOOPBACK_REDIRECT = /^http:\/\/(127\.0\.0\.1|\[::1\]):\d+\//;

/** The workspace's attitude to PKCE: it checks it, ignores the parameters, or refuses them. */
export type Pkce = 'checked' | 'ignored' | 'refused';

interface GivenCode {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly challenge: string | null;
  readonly expiresAt: number;
}

export interface Authorize {
  /** GET: the page; POST: what the person pressed. */
  answer(method: string, query: URLSearchParams, body: string): Answer;
  /** Takes a code, which is dead from then on, whether or not it was right. */
  redeem(given: {
    readonly code: string;
    readonly clientId: string;
    readonly redirectUri: string | null;
    readonly verifier: string | null;
  }): boolean;
}

export function createAuthorize(context: {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly newToken: () => string;
  readonly pkce: Pkce;
}): Authorize {
  const { ledger, clock, pkce } = context;
  const codes = new Map<string, GivenCode>();

  function problemOf(query: URLSearchParams): string | undefined {
    if (query.get('response_type') !== 'code') return 'unsupported_response_type';
    const challenge = query.get('code_challenge');
    if (challenge === null) return undefined;
    if (pkce === 'refused') return 'invalid_request';
    const isSha256 = query.get('code_challenge_method') === 'S256';
    return pkce === 'ignored' || (isSha256 && challenge.length === 43)
      ? undefined
      : 'invalid_request';
  }

  return {
    answer(method, given, body) {
      const query = method === 'POST' ? new URLSearchParams(body) : given;
      const clientId = query.get('client_id') ?? '';
      const redirectUri = query.get('redirect_uri') ?? '';
      const known = ledger.client();
      // Never redirected on the word of a stranger.
      if (clientId === '' || (known && known.clientId !== clientId)) {
        return page(
          400,
          '<h1>Unbekannte App</h1><p>Diese Client-ID ist hier nicht registriert.</p>',
        );
      }
      if (!LOOPBACK_REDIRECT.test(redirectUri)) {
        return page(
          400,
          '<h1>Falsche Adresse</h1><p>Diese Rückkehr-Adresse ist nicht erlaubt.</p>',
        );
      }
      const back = (answer: Record<string, string>): Answer => {
        const url = new URL(redirectUri);
        for (const [key, value] of Object.entries(answer)) url.searchParams.set(key, value);
        const state = query.get('state');
        if (state !== null) url.searchParams.set('state', state);
        return { status: 302, text: '', headers: { location: url.href } };
      };
      const problem = problemOf(query);
      if (problem) return back({ error: problem });
      if (method !== 'POST') return page(200, consent(query));
      if (query.get('decision') !== 'accept') return back({ error: 'access_denied' });
      const code = context.newToken();
      codes.set(code, {
        clientId,
        redirectUri,
        challenge: pkce === 'checked' ? query.get('code_challenge') : null,
        expiresAt: clock() + CODE_LIFETIME_MS,
      });
      return back({ code });
    },

    redeem({ code, clientId, redirectUri, verifier }) {
      const given = codes.get(code);
      codes.delete(code);
      if (!given) return false;
      const isProven =
        given.challenge === null ||
        (verifier !== null &&
          crypto.createHash('sha256').update(verifier).digest('base64url') === given.challenge);
      return (
        isProven &&
        given.expiresAt > clock() &&
        given.clientId === clientId &&
        given.redirectUri === redirectUri
      );
    },
  };
}

function consent(query: URLSearchParams): string {
  const fields = [...query]
    .map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`)
    .join('');
  return `<h1>RetailSuite (Sandbox)</h1>
<p>Die App <strong>${escape(query.get('client_id') ?? '')}</strong> möchte in Ihrem Namen buchen.</p>
<form method="post" action="/${AUTHORIZE}">${fields}
<button name="decision" value="accept">Zulassen / Allow</button>
<button name="decision" value="refuse">Ablehnen / Refuse</button></form>`;
}

function page(status: number, content: string): Answer {
  return {
    status,
    text: `<!doctype html><html lang="de"><head><meta charset="utf-8"><title>RetailSuite</title>
<meta name="viewport" content="width=device-width"><style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 15vh auto; padding: 0 1.5rem }
button { font: inherit; padding: .5rem 1rem; margin-right: .5rem }</style></head><body>${content}</body></html>`,
  };
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
