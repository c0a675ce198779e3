/**
 * Signing in with the system's browser: OAuth2 authorization code with a loopback redirect and PKCE (RFC 8252, 7636).
 *
 * The page that comes back is listened for on 127.0.0.1 at a free port, for one answer and at most some minutes. An
 * answer without our `state` is none of ours: it gets a page that says so, and changes nothing.
 */
import crypto from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SetupProblem } from '../../../shared/domain/setup-problems.ts';
import { MINUTE, type Timers } from '../../../shared/domain/time.ts';
import { ENDPOINTS, type Grant } from '../../core/rs/index.ts';
import { SIGN_IN_POLICY, signInPage } from './sign-in-page.ts';

export const SIGN_IN_LIMIT_MS = 5 * MINUTE;
const RETURN_PATH = '/signed-in';
const RANDOM_BYTES = 32;

export interface SignInRequest {
  /** The workspace's address, without a path. */
  readonly baseUrl: string;
  readonly clientId: string;
  /** The name of the page where it is another one in this workspace. */
  readonly authorizePath?: string;
}

export interface SignIn {
  /** The page on which the person says yes or no. */
  readonly url: string;
  readonly cancel: () => void;
}

export type CodeGrant = Extract<Grant, { kind: 'code' }>;

/**
 * Starts to listen for the answer.
 *
 * @param onCode exchanges the code; what it answers is shown to the person in the browser.
 * @param onEnd the one end: a problem, or undefined when `onCode` found none.
 * @throws when this PC gives no port
 */
export async function startSignIn(
  request: SignInRequest,
  parts: {
    readonly timers: Timers;
    readonly onCode: (grant: CodeGrant) => Promise<SetupProblem | undefined>;
    readonly onEnd: (problem: SetupProblem | undefined) => void;
  },
): Promise<SignIn> {
  const secret = () => crypto.randomBytes(RANDOM_BYTES).toString('base64url');
  const state = secret();
  let verifier: string | undefined = secret();
  let redirectUri = '';
  let isAnswered = false;
  let isEnded = false;

  const server = http.createServer((incoming, response) => {
    receive(incoming, response).catch((error: unknown) => {
      response.destroy();
      end({ code: 'unexpected', detail: error instanceof Error ? error.message : String(error) });
    });
  });

  function urlOfPage(): string {
    const url = new URL(`${request.baseUrl}/${request.authorizePath ?? ENDPOINTS.authorize}`);
    url.search = new URLSearchParams({
      response_type: 'code',
      client_id: request.clientId,
      redirect_uri: redirectUri,
      scope: 'profile',
      state,
      ...(verifier !== undefined && {
        code_challenge: crypto.createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
      }),
    }).toString();
    return url.href;
  }

  async function receive(
    incoming: http.IncomingMessage,
    response: http.ServerResponse,
  ): Promise<void> {
    // Whatever runs on this PC may knock here, with anything for an address.
    const url = addressOf(incoming.url ?? '/', redirectUri);
    const isOurs =
      url !== undefined &&
      incoming.method === 'GET' &&
      `http://${incoming.headers.host}` === url.origin &&
      url.pathname === RETURN_PATH;
    if (!isOurs) return answer(response, 404, signInPage('stranger'));
    if (!isSame(url.searchParams.get('state') ?? '', state) || isAnswered) {
      return answer(response, 400, signInPage('stranger'));
    }
    const error = url.searchParams.get('error');
    if (error === 'invalid_request' && verifier !== undefined) {
      // A workspace that does not know PKCE may refuse what it does not know: once more without it. Client secret and
      // state protect the code then.
      verifier = undefined;
      response.writeHead(302, { location: urlOfPage(), 'cache-control': 'no-store' }).end();
      return;
    }
    isAnswered = true;
    const problem = await outcome(url.searchParams, error);
    answer(response, 200, signInPage(problem ? 'refused' : 'done'));
    end(problem);
  }

  async function outcome(
    query: URLSearchParams,
    error: string | null,
  ): Promise<SetupProblem | undefined> {
    if (error === 'access_denied') return { code: 'consent-refused', detail: error };
    const code = query.get('code');
    if (error !== null || !code) {
      const detail = [error, query.get('error_description')].filter(Boolean).join(': ');
      return { code: 'sign-in-refused', detail };
    }
    return parts.onCode({
      kind: 'code',
      code,
      redirectUri,
      ...(verifier !== undefined && { verifier }),
    });
  }

  function close(): void {
    isEnded = true;
    cancelLimit();
    // An answer that is on its way is still read to its end.
    server.close();
    server.closeIdleConnections();
  }

  function end(problem: SetupProblem | undefined): void {
    if (isEnded) return;
    close();
    parts.onEnd(problem);
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  redirectUri = `http://127.0.0.1:${port}${RETURN_PATH}`;
  const cancelLimit = parts.timers.after(SIGN_IN_LIMIT_MS, () =>
    end({ code: 'sign-in-timeout', detail: '' }),
  );
  return {
    url: urlOfPage(),
    cancel: () => {
      if (!isEnded) close();
    },
  };
}

function answer(response: http.ServerResponse, status: number, body: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': SIGN_IN_POLICY,
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    connection: 'close',
  });
  response.end(body);
}

function addressOf(path: string, base: string): URL | undefined {
  try {
    return new URL(path, base);
  } catch {
    return undefined;
  }
}

/** In a time that does not tell how much of it was right. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => crypto.createHash('sha256').update(text).digest();
  return crypto.timingSafeEqual(digest(given), digest(expected));
}
