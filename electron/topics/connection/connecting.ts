/**
 * Connecting to RetailSuite as a person does it: look at the address, sign in, test; stored only when RetailSuite let us in.
 */
import type {
  ClientInput,
  ConnectionReport,
  ConnectionResult,
  ConnectionState,
  FirstContact,
  SignInState,
} from '../../../shared/contract/contract.ts';
import { CallError } from '../../../shared/contract/result.ts';
import type { SetupProblem } from '../../../shared/domain/setup-problems.ts';
import { localDay, MINUTE, SECOND, type Clock, type Timers } from '../../../shared/domain/time.ts';
import { readWorkspaceAddress } from '../../../shared/domain/workspace-address.ts';
import type { JobList } from '../../core/db/job-list.ts';
import type { Desktop } from '../desktop/desktop.ts';
import type { Connection } from './connection.ts';
import {
  CLOCK_OFF_MS,
  ENDPOINTS,
  probeAddress,
  problemOfFault,
  problemOfTokenAnswer,
  requestTokens,
  type Grant,
  type HttpTransport,
} from '../../core/rs/index.ts';
import { probeCalls } from './probe-calls.ts';
import type { SecretBox } from './secret-box.ts';
import { SIGN_IN_LIMIT_MS, startSignIn, type SignIn } from './sign-in.ts';

const TOKEN_TIMEOUT_MS = 30 * SECOND;

export interface ConnectingOptions {
  readonly connection: Connection;
  readonly transport: HttpTransport;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly timeZone: string;
  readonly secrets: Pick<SecretBox, 'kind'>;
  /** Asked for the system's proxy, and opens pages in its browser; absent: the window has a link. */
  readonly desktop?: Pick<Desktop, 'openBrowser' | 'proxyFor'>;
  /** The proxy on the way to an address where there is no desktop; absent: the host knows none. */
  readonly proxyFor?: (url: string) => Promise<string | null>;
  /** A new sign-in was stored: notes it, and starts what waited for it. */
  readonly onConnected: (baseUrl: string, clientId: string) => void;
  /** The stored sign-in was removed: notes it; nothing is sent until the next one. */
  readonly onSignedOut: (baseUrl: string) => void;
  /** Names something that RetailSuite has, to ask it for. */
  readonly list: Pick<JobList, 'examples'>;
  /** This program's version, for the report of the first contact. */
  readonly version: string;
}

export interface Connecting {
  state(): Promise<ConnectionState>;
  probe(
    address: string,
  ): Promise<
    { ok: true; baseUrl: string; warnings: SetupProblem[] } | { ok: false; problem: SetupProblem }
  >;
  signIn(input: ClientInput): Promise<SignInState>;
  signInState(): SignInState;
  cancelSignIn(): void;
  useToken(input: ClientInput & { readonly refreshToken: string }): Promise<ConnectionResult>;
  test(): Promise<ConnectionResult>;
  signOut(): void;
  /** Asks each call once, read-only. @param bill one that RetailSuite has an invoice for; null: the newest that is known here */
  firstContact(bill: string | null): Promise<FirstContact | undefined>;
}

interface Client {
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly endpoints: Readonly<Record<string, string>>;
}

export function createConnecting(options: ConnectingOptions): Connecting {
  const { connection, transport, clock, desktop } = options;
  const proxyFor = desktop?.proxyFor ?? options.proxyFor;
  let signInState: SignInState = { phase: 'none' };
  let signIn: SignIn | undefined;

  async function probe(baseUrl: string, ping?: string) {
    const probed = await probeAddress(baseUrl, { transport, clock, ...(ping && { ping }) });
    if (!probed.ok) return probed;
    return { ok: true as const, baseUrl, ...clockWarning(probed.clockOffMs) };
  }

  /** From what was typed to what can be called. */
  function clientOf(input: ClientInput): Client | SetupProblem {
    const address = readWorkspaceAddress(input.address);
    if (!address.ok) return { code: address.problem, detail: input.address };
    const stored = connection.stored();
    const isStored = stored?.baseUrl === address.baseUrl;
    const clientId = input.clientId.trim();
    const clientSecret =
      input.clientSecret.trim() ||
      (isStored && stored.clientId === clientId ? (stored.clientSecret ?? '') : '');
    if (clientId === '' || clientSecret === '') {
      return { code: 'client-refused', detail: '' };
    }
    return {
      baseUrl: address.baseUrl,
      clientId,
      clientSecret,
      endpoints: { ...(isStored && stored.endpoints), ...connection.callNames() },
    };
  }

  /** Tokens for the grant, stored the moment they are here: what was given for them is dead from then on. */
  async function enter(client: Client, grant: Grant): Promise<SetupProblem | undefined> {
    const { baseUrl, clientId, clientSecret, endpoints } = client;
    const answer = await requestTokens(
      {
        tokenUrl: `${baseUrl}/${endpoints['token'] ?? ENDPOINTS.token}`,
        clientId,
        clientSecret,
        transport,
        clock,
        timeoutMs: TOKEN_TIMEOUT_MS,
        keep: (refreshToken) => connection.save({ baseUrl, clientId, clientSecret, refreshToken }),
      },
      grant,
    );
    if (answer.kind !== 'tokens') return problemOfTokenAnswer(answer);
    connection.save({
      baseUrl,
      clientId,
      clientSecret,
      refreshToken: answer.refreshToken,
      accessToken: { token: answer.accessToken, expiresAt: answer.expiresAt },
    });
    options.onConnected(baseUrl, clientId);
    return undefined;
  }

  async function report(baseUrl: string, clockOffMs: number | null): Promise<ConnectionReport> {
    const { warnings } = clockWarning(clockOffMs);
    const reply = await connection.connector()?.fiscalYears(AbortSignal.timeout(MINUTE));
    if (!reply?.ok) {
      const problem = reply
        ? problemOfFault(reply.fault)
        : { code: 'not-connected' as const, detail: '' };
      return { baseUrl, years: [], clockOffMs, warnings: [...warnings, problem] };
    }
    const today = localDay(clock(), options.timeZone);
    const years = reply.value
      .filter(({ planning }) => !planning)
      .map(({ from, to }) => ({ from, to, open: from <= today && today <= to }));
    if (!years.some(({ open }) => open)) warnings.push({ code: 'no-open-year', detail: today });
    return { baseUrl, years, clockOffMs, warnings };
  }

  async function test(): Promise<ConnectionResult> {
    const stored = connection.stored();
    if (!stored || stored.signedOut) return refused({ code: 'not-connected', detail: '' });
    if (stored.clientSecret === undefined) {
      return refused({ code: 'secrets-unreadable', detail: '' });
    }
    const { baseUrl } = stored;
    const endpoints: Client['endpoints'] = { ...stored.endpoints, ...connection.callNames() };
    const probed = await probeAddress(baseUrl, {
      transport,
      clock,
      ...(endpoints['ping'] !== undefined && { ping: endpoints['ping'] }),
    });
    if (!probed.ok) return probed;
    const found = await report(baseUrl, probed.clockOffMs);
    const [problem] = found.warnings.filter(
      ({ code }) => code !== 'clock-off' && code !== 'no-open-year',
    );
    return problem ? refused(problem) : { ok: true, report: found };
  }

  function cancelSignIn(): void {
    signIn?.cancel();
    signIn = undefined;
    signInState = { phase: 'none' };
  }

  return {
    async state() {
      const stored = connection.stored();
      return {
        connected: connection.connector() !== undefined,
        baseUrl: stored?.baseUrl ?? null,
        clientId: stored?.clientId ?? null,
        unreadable: stored !== undefined && !stored.signedOut && stored.clientSecret === undefined,
        secretStore: options.secrets.kind(),
        proxy: stored && proxyFor ? await proxyFor(stored.baseUrl) : null,
      };
    },

    async probe(text) {
      const address = readWorkspaceAddress(text);
      if (!address.ok) return refused({ code: address.problem, detail: text });
      return probe(address.baseUrl);
    },

    async signIn(input) {
      cancelSignIn();
      const client = clientOf(input);
      if ('code' in client) return (signInState = { phase: 'failed', problem: client });
      // A wrong address is reported here, not by a browser that opens a strange page.
      const probed = await probe(client.baseUrl, client.endpoints['ping']);
      if (!probed.ok) return (signInState = { phase: 'failed', problem: probed.problem });
      const started = await startSignIn(
        {
          baseUrl: client.baseUrl,
          clientId: client.clientId,
          ...(client.endpoints['authorize'] !== undefined && {
            authorizePath: client.endpoints['authorize'],
          }),
        },
        {
          timers: options.timers,
          onCode: (grant) => enter(client, grant),
          onEnd(problem) {
            if (signIn !== started) return;
            signIn = undefined;
            if (problem) signInState = { phase: 'failed', problem };
            else void reportDone(client.baseUrl, probed.warnings);
          },
        },
      );
      signIn = started;
      signInState = { phase: 'waiting', url: started.url, until: clock() + SIGN_IN_LIMIT_MS };
      try {
        await desktop?.openBrowser(started.url);
      } catch (error) {
        cancelSignIn();
        throw new CallError('refused', error instanceof Error ? error.message : String(error));
      }
      return signInState;
    },
    signInState: () => signInState,
    cancelSignIn,

    async useToken(input) {
      const client = clientOf(input);
      if ('code' in client) return refused(client);
      const probed = await probe(client.baseUrl, client.endpoints['ping']);
      if (!probed.ok) return probed;
      const refreshToken = input.refreshToken.trim();
      const problem = await enter(client, { kind: 'refresh', refreshToken });
      if (problem) return refused(problem);
      return {
        ok: true,
        report: withWarnings(await report(client.baseUrl, null), probed.warnings),
      };
    },
    test,
    async firstContact(bill) {
      const { bill: known, reference } = options.list.examples();
      return probeCalls(
        connection,
        { bill: bill ?? known, reference },
        { clock, version: options.version },
      );
    },
    signOut() {
      cancelSignIn();
      const baseUrl = connection.stored()?.baseUrl;
      if (connection.signOut() && baseUrl !== undefined) options.onSignedOut(baseUrl);
    },
  };

  async function reportDone(baseUrl: string, warnings: readonly SetupProblem[]): Promise<void> {
    signInState = { phase: 'done', report: withWarnings(await report(baseUrl, null), warnings) };
  }
}

function refused(problem: SetupProblem): { ok: false; problem: SetupProblem } {
  return { ok: false, problem };
}

function withWarnings(
  report: ConnectionReport,
  warnings: readonly SetupProblem[],
): ConnectionReport {
  return { ...report, warnings: [...warnings, ...report.warnings] };
}

function clockWarning(clockOffMs: number | null): { warnings: SetupProblem[] } {
  if (clockOffMs === null || Math.abs(clockOffMs) < CLOCK_OFF_MS) return { warnings: [] };
  // Minutes and seconds, with the sign of this PC: the card has the words.
  const detail = String(Math.round(clockOffMs / SECOND));
  return { warnings: [{ code: 'clock-off', detail }] };
}
