/** `connect`: signs in to RetailSuite, and stores the sign-in only when RetailSuite has accepted it. */
import type { ConnectionResult } from '../../../../shared/contract/contract.ts';
import type { SetupProblem, SetupProblemCode } from '../../../../shared/domain/setup-problems.ts';
import { SECOND } from '../../../../shared/domain/time.ts';
import { readWorkspaceAddress } from '../../../../shared/domain/workspace-address.ts';
import { openStore, type Host, type Store } from '../../../open-store.ts';
import { createConnecting } from '../../../topics/connection/connecting.ts';
import { createSignInJournal } from '../../../topics/connection/sign-in-journal.ts';
import { SETUP_PROGRESS } from '../../../topics/settings/program-settings.ts';
import { manifestVersion } from '../../host/headless-host.ts';
import { UsageError, type CommandLine } from '../arguments.ts';
import type { Command, Outcome } from '../command.ts';
import { createSecretInput } from '../secret-input.ts';

const CONNECT_ATTEMPTS = 5;
/** Hiccups of the line or of RetailSuite: no reason to send a person back to the form. */
const TRANSIENT: readonly SetupProblemCode[] = [
  'unreachable',
  'no-answer-in-time',
  'throttled',
  'frozen',
  'server-error',
];

export const connect: Command = {
  name: 'connect',
  usage:
    '--data DIR --url URL --client-id ID --client-secret-file FILE --refresh-token-file FILE [--json]',
  options: [
    'url',
    'client-id',
    'client-secret',
    'client-secret-file',
    'refresh-token',
    'refresh-token-file',
  ],
  run: signIn,
};

async function signIn(line: CommandLine, host: Host): Promise<Outcome> {
  const address = line.text('url');
  const read = readWorkspaceAddress(address);
  if (!read.ok) throw new UsageError(ADDRESS_MISTAKES[read.problem](address));
  const secretOf = createSecretInput(line);
  const input = {
    address,
    clientId: line.text('client-id'),
    clientSecret: secretOf('client-secret'),
    refreshToken: secretOf('refresh-token'),
  };
  const store = openStore(host);
  try {
    const before = store.connection.stored();
    const { result, restarted } = await prove(store, host, input);
    const problem = result.ok ? result.report.warnings.find(isFatal) : result.problem;
    const stays = before ? ' The stored sign-in stays as it was.' : ' Nothing was stored.';
    return {
      ok: problem === undefined,
      lines: [
        {
          connected: result.ok,
          url: read.baseUrl,
          fiscalYears: result.ok ? result.report.years.length : 0,
          restarted,
          ...(problem && { cause: problem.code, message: textOf(problem) }),
        },
      ],
      text: [
        result.ok
          ? `Connected: RetailSuite let us in.${problem ? ` But: ${textOf(problem)}` : ''}`
          : `Not connected: ${textOf(result.problem)}${stays} No booking is lost.`,
      ],
    };
  } finally {
    store.close();
  }
}

async function prove(
  store: Store,
  host: Host,
  input: Parameters<ReturnType<typeof createConnecting>['useToken']>[0],
): Promise<{ result: ConnectionResult; restarted: number }> {
  const signInJournal = createSignInJournal(store.journal, host.clock);
  let restarted = 0;
  const connecting = createConnecting({
    ...host,
    ...store,
    onConnected(baseUrl, clientId) {
      signInJournal.connected(baseUrl, clientId);
      // Whoever connects here sets up here: a window that was opened before does not ask for it again.
      const progress = store.settings.get(SETUP_PROGRESS);
      if (progress?.state === 'running') {
        store.settings.set(SETUP_PROGRESS, { ...progress, state: 'skipped' });
      }
      restarted = store.moves.restartByCause('not-connected', host.clock());
    },
    onSignedOut: signInJournal.signedOut,
    version: manifestVersion(),
  });
  for (let attempt = 1; ; attempt++) {
    const result = await connecting.useToken(input);
    const isHiccup = !result.ok && TRANSIENT.includes(result.problem.code);
    if (!isHiccup || attempt === CONNECT_ATTEMPTS) return { result, restarted };
    await new Promise<void>((resolve) => host.timers.after(SECOND, resolve));
  }
}

/** Warnings in the window, where a person sees them, that must stop a script. */
function isFatal({ code }: SetupProblem): boolean {
  return code !== 'clock-off' && code !== 'no-open-year';
}

const ADDRESS_MISTAKES = {
  'address-invalid': (text: string) =>
    `--url is the address of the workspace, like https://shop.example.com, not "${text}".`,
  'address-not-secure': (text: string) =>
    `--url must begin with https: "${text}" would show the secret to everyone on the way. ` +
    'Plain http is only for this PC (127.0.0.1). Nothing was sent.',
};

const WORDS: Partial<Record<SetupProblemCode, string>> = {
  'address-unknown': 'There is no such address on the internet. Check --url.',
  unreachable: 'The address cannot be reached. Check --url and the line.',
  'no-answer-in-time': 'RetailSuite did not answer in time. Try again.',
  'tls-missing': 'The address does not speak https. Check --url.',
  'certificate-untrusted': 'The certificate of the address is not trusted on this PC.',
  'certificate-expired':
    'The certificate of the address has expired, or the clock of this PC is wrong.',
  'certificate-name': 'The certificate belongs to another address. Check --url.',
  'proxy-refused': 'The proxy of this network does not let us through.',
  'answers-html': 'The address answers with a web page, not as RetailSuite does. Check --url.',
  'not-retailsuite': 'The answer is not one of RetailSuite. Check --url.',
  throttled: 'RetailSuite asks for fewer requests. Try again later.',
  frozen: 'RetailSuite is frozen for maintenance. Try again later.',
  'server-error': 'RetailSuite has an error. Try again later.',
  'client-refused': 'RetailSuite does not accept client id or client secret.',
  'token-used':
    'RetailSuite does not accept the refresh token: it was used already, or is mistyped.',
  'sign-in-refused': 'RetailSuite refused the sign-in.',
};

function textOf({ code, detail }: SetupProblem): string {
  return [WORDS[code] ?? code, detail && `(${detail.replaceAll(/\s+/g, ' ')})`]
    .filter(Boolean)
    .join(' ');
}
