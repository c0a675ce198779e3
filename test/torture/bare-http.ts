/**
 * The postings alone, by the program's own HTTP client in a process as fresh as the program's: what the line and RS
 * need at least. Told on standard output in milliseconds.
 */
import { createUndiciTransport } from '../../electron/core/rs/transport-undici.ts';

const SAVE = 'Actindo.Modules.RetailSuite.RetailSuiteAccounting.Postings.save';
const TOKEN = 'Actindo.CoreModules.Auth.OAuth2Token.getAccessToken';

export interface BareOrders {
  readonly url: string;
  readonly client: Readonly<Record<string, string>>;
  readonly posting: object;
  readonly jobs: number;
  readonly concurrency: number;
}

async function main({ url, client, posting, jobs, concurrency }: BareOrders): Promise<void> {
  const transport = createUndiciTransport({});
  const signal = new AbortController().signal;
  const send = async (call: string, headers: Record<string, string>, body: string) => {
    const request = { url: `${url}/${call}`, headers, body, timeoutMs: 10_000, signal };
    return JSON.parse((await transport(request)).body) as Record<string, unknown>;
  };
  const form = new URLSearchParams({ ...client, grant_type: 'refresh_token' }).toString();
  const signedIn = await send(TOKEN, { 'content-type': 'application/x-www-form-urlencoded' }, form);
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${String(signedIn['access_token'])}`,
  };
  let next = 0;
  const begun = Date.now();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (let number = ++next; number <= jobs; number = ++next) {
        const body = JSON.stringify({ posting: { ...posting, beleg2: `BARE-${number}` } });
        const { success } = await send(SAVE, headers, body);
        if (success !== true) throw new Error('A bare posting was not booked.');
      }
    }),
  );
  process.stdout.write(String(Date.now() - begun));
  await transport.destroy();
}

await main(JSON.parse(process.argv[2] ?? '{}') as BareOrders);
