/** The other end of the connection: a server process, and the product's own connector to it. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { FiscalYear, Posting, RsConnector } from '../../electron/core/rs/connector.ts';
import { createConnector, type TokenStore, type Tokens } from '../../electron/core/rs/index.ts';
import { createUndiciTransport } from '../../electron/core/rs/transport-undici.ts';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

export const SERVERS = ['bare', 'sandbox'] as const;
export type ServerKind = (typeof SERVERS)[number];

export interface Server {
  readonly address: Address;
  readonly connector: RsConnector;
  readonly years: readonly FiscalYear[];
  stop(): void;
}

/** Address and credentials for `connect`. */
export interface Address {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

interface Launched {
  readonly address: Address;
  stop(): void;
}

/**
 * A server whose sign-in nobody has used: the first renewal of the token makes the one of the address worthless.
 *
 * @param kind `bare` answers and remembers nothing; `sandbox` keeps its ledger durably, and is then the ceiling itself.
 * @param folder of the sandbox's ledger
 * @param options of the sandbox alone
 */
export async function launchServer(
  kind: ServerKind,
  folder: string,
  options: readonly string[] = [],
): Promise<Launched> {
  const command =
    kind === 'bare'
      ? [path.join(ROOT, 'bench/engine/bare-rs.ts')]
      : [path.join(ROOT, 'sandbox/main.ts'), '--port', '0', '--data', folder, ...options];
  const child = spawn(process.execPath, command, { stdio: ['pipe', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    return { address: JSON.parse(line) as Address, stop: () => child.kill() };
  }
  throw new Error(`The ${kind} server ended before it was ready.`);
}

/** A server and the product's connector to it, signed in. */
export async function startServer(kind: ServerKind, folder: string): Promise<Server> {
  const { address, stop } = await launchServer(kind, folder);
  const connector = connect(address);
  const years = await connector.fiscalYears(new AbortController().signal);
  if (!years.ok) throw new Error(years.fault.message);
  return { address, connector, years: years.value, stop };
}

function connect(address: Address): RsConnector {
  let kept: Tokens = { refreshToken: address.refreshToken, accessToken: null, expiresAt: null };
  const tokens: TokenStore = {
    load: () => kept,
    save: (given) => {
      kept = given;
    },
  };
  return createConnector({
    settings: {
      baseUrl: address.url,
      clientId: address.clientId,
      clientSecret: address.clientSecret,
    },
    tokens,
    transport: createUndiciTransport(),
    clock: Date.now,
  });
}

export function postingFor(
  { connector, years }: Pick<Server, 'connector' | 'years'>,
  n: number,
): Posting {
  const built = connector.buildPosting(
    {
      account: '1000',
      contraAccount: '1360',
      amount: 1_000 + n,
      currency: 'EUR',
      receipt: `bench-${n}`,
      text: 'POS Einlage',
      businessDay: '2026-11-20',
      reference: `VP-BENCH-${n}`,
    },
    years,
  );
  if (!built.ok) throw new Error(built.message);
  return built.posting;
}

const NEVER = new AbortController().signal;

export async function postOrFail(connector: RsConnector, posting: Posting): Promise<string> {
  const reply = await connector.post(posting, NEVER);
  if (reply.kind !== 'booked') throw new Error(`not booked: ${reply.kind} ${reply.fault.message}`);
  return reply.posting.number;
}

/**
 * A connector that books without a line: its answer comes with the next turn of the event loop.
 * Only the queue is left to measure.
 */
export function noOpConnector(real: RsConnector): RsConnector {
  let number = 0;
  return {
    ...real,
    post: (sent) =>
      new Promise((resolve) => {
        setImmediate(() => {
          number += 1;
          const posting = {
            number: String(number),
            reference: sent.beleg2,
            account: sent.konto,
            contraAccount: String(sent.gegkonto),
            amount: null,
            currency: sent.currency,
            businessDay: sent.datum,
            month: sent.wmonat,
            fiscalYear: sent.wj_id,
          };
          resolve({ kind: 'booked', posting, exchange: { httpStatus: 200, response: null } });
        });
      }),
  };
}
