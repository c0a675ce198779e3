/** `connect`: stores the connection to RetailSuite and tries it. */
import { MINUTE, SECOND } from '../../../../shared/domain/time.ts';
import { openStore, type Host, type Store } from '../../../open-store.ts';
import { SETUP_PROGRESS } from '../../../topics/settings/program-settings.ts';
import { UsageError, type CommandLine } from '../arguments.ts';
import type { Command, Outcome } from '../command.ts';

const CONNECT_ATTEMPTS = 5;

export const connect: Command = {
  name: 'connect',
  usage: '--data DIR --url URL --client-id ID --client-secret S --refresh-token T',
  options: ['url', 'client-id', 'client-secret', 'refresh-token'],
  run: storeConnection,
};

async function storeConnection(line: CommandLine, host: Host): Promise<Outcome> {
  const baseUrl = line.text('url').replace(/\/+$/, '');
  if (!URL.canParse(baseUrl) || !/^https?:$/.test(new URL(baseUrl).protocol)) {
    throw new UsageError(
      `--url is the address of the workspace, like https://shop.example.com, not "${baseUrl}".`,
    );
  }
  const store = openStore(host);
  try {
    store.connection.save({
      baseUrl,
      clientId: line.text('client-id'),
      clientSecret: line.text('client-secret'),
      refreshToken: line.text('refresh-token'),
    });
    // Who connects here sets up here: a window that was opened before does not ask for it again.
    const progress = store.settings.get(SETUP_PROGRESS);
    if (progress?.state === 'running') {
      store.settings.set(SETUP_PROGRESS, { ...progress, state: 'skipped' });
    }
    const reply = await ask(store, host);
    const ok = reply?.ok === true;
    const restarted = ok ? store.moves.restartByCause('not-connected', host.clock()) : 0;
    const message = ok
      ? 'Connected: RetailSuite answered.'
      : `Stored, but RetailSuite did not let us in: ${reply?.ok === false ? reply.fault.message : 'no connection'} ` +
        `Check address, client and refresh token, and connect again; nothing is lost.`;
    return {
      ok,
      lines: [
        {
          connected: ok,
          url: baseUrl,
          fiscalYears: reply?.ok ? reply.value.length : 0,
          restarted,
          ...(reply?.ok === false && { cause: reply.fault.cause, message: reply.fault.message }),
        },
      ],
      text: [message],
    };
  } finally {
    store.close();
  }
}

/** A hiccup of the line is no reason to send a person back to the form; a refused sign-in is. */
async function ask(store: Store, host: Host) {
  for (let attempt = 1; ; attempt++) {
    const reply = await store.connection.connector()?.fiscalYears(AbortSignal.timeout(MINUTE));
    const isFinal = reply?.ok !== false || reply.fault.cause === 'sign-in-expired';
    if (isFinal || attempt === CONNECT_ATTEMPTS) return reply;
    await new Promise<void>((resolve) => host.timers.after(SECOND, resolve));
  }
}
