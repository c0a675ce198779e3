/**
 * RetailSuite behind a bad line, in simulated time: the sandbox's rules and books, without HTTP. What is under way goes
 * on when the program dies; who asked hears nothing any more.
 */
import { createAuthorize } from '../../sandbox/authorize.ts';
import { createCalls } from '../../sandbox/calls.ts';
import { Ledger } from '../../sandbox/ledger.ts';
import type { Answer } from '../../sandbox/answer.ts';
import {
  TIMED_OUT,
  TransportError,
  type HttpRequest,
  type HttpResponse,
  type HttpTransport,
} from '../../electron/core/rs/index.ts';
import { DAY, HOUR, MINUTE, SECOND, type Random } from '../../shared/domain/time.ts';
import type { SimulatedTime } from '../helpers/simulated-time.ts';
import type { Life } from './life.ts';

export const CLIENT = { clientId: 'venduo_pos', clientSecret: 'secret' };
/** RS takes up a request at most so long after its line died; the program's settle window is longer. */
const LATEST_MS = 50 * SECOND;

/** The fates of a request. */
export const FATES = [
  'dropped',
  'answer-lost',
  'late',
  'half-open',
  'slow',
  'too-slow',
  'unauthorized',
  'throttled',
  'frozen',
  'error-before',
  'error-after',
  'garbage-before',
  'garbage-after',
  'drifted',
] as const;
export type Fate = (typeof FATES)[number];
/** RS has certainly not processed these; half of them make the program sign in and send again. */
export const TURNED_AWAY: readonly Fate[] = ['unauthorized', 'unauthorized', 'throttled', 'frozen'];
/** At a token call these lock the client out until a person signs in again. */
const LOCKS_OUT: readonly Fate[] = [
  'answer-lost',
  'late',
  'too-slow',
  'error-after',
  'garbage-after',
  'drifted',
];

export interface SimulatedRs {
  readonly ledger: Ledger;
  readonly suffered: Map<string, number>;
  /** Share of requests that suffer something. */
  rate: number;
  /** No line at all. */
  offline: boolean;
  /** The fate of the next request; undefined: as chance and `rate` have it. */
  nextFate: Fate | undefined;
  /** A line for one life of the program: a dead one hears nothing, one that sleeps hears it later. */
  transportFor(life: Pick<Life, 'enter'>): HttpTransport;
  /** The token that a person brings back from signing in. */
  signIn(): { clientId: string; clientSecret: string; refreshToken: string };
  close(): void;
}

/** @param folder of its books; null: in memory alone */
export function simulateRs(
  time: SimulatedTime,
  random: Random,
  folder: string | null = null,
): SimulatedRs {
  const ledger = new Ledger(folder);
  let tokens = 0;
  const begun = time.now;
  // Books that are opened again know the tokens of before.
  const newToken = () => `token-${begun}-${++tokens}`;
  const call = createCalls({
    ledger,
    authorize: createAuthorize({ ledger, clock: time.clock, newToken, pkce: 'checked' }),
    clock: time.clock,
    newToken,
    // Within minutes mostly, hours at times, days now and then.
    get autoInvoiceMs() {
      const chance = random();
      const longest = chance < 0.9 ? 5 * MINUTE : chance < 0.98 ? 6 * HOUR : 3 * DAY;
      return Math.floor(random() * longest);
    },
    errorStatus: () => (random() < 0.5 ? 400 : 200),
  });
  if (!ledger.client()) ledger.saveClient({ ...CLIENT, refreshToken: 'first' });
  const suffered = new Map<string, number>();

  const rs: SimulatedRs = {
    ledger,
    suffered,
    rate: 0,
    offline: false,
    nextFate: undefined,
    signIn: () => {
      const refreshToken = newToken();
      ledger.saveClient({ ...CLIENT, refreshToken });
      return { ...CLIENT, refreshToken };
    },
    close: () => ledger.close(),
    transportFor: (life) => (request) =>
      new Promise<HttpResponse>((resolve, reject) => {
        const hear = (act: () => void) => {
          cancelTimeout();
          request.signal.removeEventListener('abort', abort);
          life.enter(act);
        };
        const answer = (given: Answer) => hear(() => resolve(toResponse(given)));
        const fail = (sent: boolean, code: string) =>
          hear(() => reject(new TransportError(`simulated: ${code}`, sent, code)));
        const later = (ms: number, act: () => void) => void time.timers.after(ms, act);
        const abort = () => fail(true, 'ABORTED');
        request.signal.addEventListener('abort', abort);
        const cancelTimeout = time.timers.after(request.timeoutMs, () =>
          life.enter(() => fail(true, TIMED_OUT)),
        );
        carry(request, answer, fail, later);
      }),
  };

  function carry(
    request: HttpRequest,
    answer: (given: Answer) => void,
    fail: (sent: boolean, code: string) => void,
    later: (ms: number, act: () => void) => void,
  ): void {
    const name = new URL(request.url).pathname.slice(1);
    const process = () => call(name, 'POST', request.headers, request.body);
    const travel = 20 + Math.floor(random() * 60);
    if (rs.offline) return later(5, () => fail(false, 'ENOTFOUND'));
    const fate = pick(name);
    if (fate !== undefined) suffered.set(fate, (suffered.get(fate) ?? 0) + 1);
    switch (fate) {
      case undefined:
        return later(travel, () => answer(process()));
      case 'dropped':
        return later(travel, () => fail(true, 'ECONNRESET'));
      case 'answer-lost':
        return later(travel, () => {
          process();
          fail(true, 'ECONNRESET');
        });
      case 'late':
        later(travel, () => fail(true, 'ECONNRESET'));
        return later(travel + Math.floor(random() * LATEST_MS), process);
      case 'half-open':
        return;
      case 'slow':
        return later(Math.floor(random() * 20 * SECOND), () => answer(process()));
      case 'too-slow':
        // Booked while nobody listens any more.
        return later(Math.min(request.timeoutMs + 5 * SECOND, LATEST_MS), () => answer(process()));
      case 'unauthorized':
        ledger.revokeAccessTokens();
        return later(travel, () =>
          answer({ status: 401, json: { success: false, errno: 10_000, error: 'Not logged in' } }),
        );
      case 'throttled':
        return later(travel, () =>
          answer({ status: 429, json: { success: false, errno: 429, error: 'Too many requests' } }),
        );
      case 'frozen':
        return later(travel, () => answer({ status: 530, text: '<h1>Tenant is frozen</h1>' }));
      case 'error-before':
      case 'error-after':
        return later(travel, () => {
          if (fate === 'error-after') process();
          answer({
            status: 500,
            json: { success: false, errno: 1, error: 'Internal server error' },
          });
        });
      case 'garbage-before':
      case 'garbage-after':
        return later(travel, () => {
          if (fate === 'garbage-after') process();
          answer({
            status: 200,
            text: random() < 0.5 ? '<html>Bitte anmelden</html>' : '{"posting": {',
          });
        });
      case 'drifted':
        return later(travel, () => {
          const { status, json } = process();
          const isSaved = name.endsWith('.save') && json?.['posting'] !== undefined;
          answer({
            status,
            json: isSaved ? { success: true, booking: json['posting'] } : (json ?? {}),
          });
        });
    }
  }

  function pick(name: string): Fate | undefined {
    const next = rs.nextFate;
    rs.nextFate = undefined;
    if (next) return next;
    if (random() >= rs.rate) return undefined;
    const fate = FATES[Math.floor(random() * FATES.length)];
    const isToken = name.endsWith('getAccessToken');
    if (fate && isToken && LOCKS_OUT.includes(fate) && random() < 0.8) return undefined;
    return fate;
  }

  return rs;
}

function toResponse({ status, json, text, headers }: Answer): HttpResponse {
  return { status, headers: headers ?? {}, body: text ?? JSON.stringify(json) };
}
