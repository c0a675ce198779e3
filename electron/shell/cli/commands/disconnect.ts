/** `disconnect`: signs out; the stored tokens and the client's secret are removed. */
import { openStore, type Host } from '../../../open-store.ts';
import { createSignInJournal } from '../../../topics/connection/sign-in-journal.ts';
import type { CommandLine } from '../arguments.ts';
import type { Command, Outcome } from '../command.ts';

export const disconnect: Command = {
  name: 'disconnect',
  usage: '--data DIR [--json]',
  options: [],
  needsShop: true,
  run: signOut,
};

function signOut(_line: CommandLine, host: Host): Outcome {
  const store = openStore(host);
  try {
    const baseUrl = store.connection.stored()?.baseUrl ?? null;
    const signedOut = store.connection.signOut();
    if (signedOut && baseUrl !== null) {
      createSignInJournal(store.journal, host.clock).signedOut(baseUrl);
    }
    return {
      ok: true,
      lines: [{ signedOut, url: baseUrl }],
      text: [
        signedOut
          ? 'Signed out: the tokens and the secret were removed. Nothing is sent until the next "connect"; everything is kept.'
          : 'No sign-in was stored.',
      ],
    };
  } finally {
    store.close();
  }
}
