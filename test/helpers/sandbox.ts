import fs from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { realTimers } from '../../electron/shell/host/real-time.ts';
import {
  ASSUMED_DIALECT,
  createConnector,
  ENDPOINTS,
  parseDialect,
  type Dialect,
  type HttpTransport,
  type RsSettings,
  type Tokens,
  type TokenStore,
} from '../../electron/core/rs/index.ts';
import type { EndpointName } from '../../electron/core/rs/wire.ts';
import { createUndiciTransport } from '../../electron/core/rs/transport-undici.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/server.ts';
import { seededRandom } from '../../shared/domain/random.ts';
import { tempFolder } from './temp-folder.ts';

/** Tests that speak to the sandbox run once more in its other dialect (the projects `*-other-dialect` of vitest.config.ts). */
export const DIALECT = process.env['RS_DIALECT'] === 'other' ? 'other' : 'agreed';

/** The file that tells the program of the sandbox's other dialect. */
export const OTHER_DIALECT_FILE = path.join(
  import.meta.dirname,
  '../../sandbox/other-dialect.json',
);

function spoken(): Dialect {
  if (DIALECT === 'agreed') return ASSUMED_DIALECT;
  const read = parseDialect(fs.readFileSync(OTHER_DIALECT_FILE, 'utf8'));
  if (!read.ok) throw new Error(read.problem);
  return read.dialect;
}

/** Whether a request is for this call, by its assumed name's end, in whatever dialect. */
export function isCall(url: string, call: EndpointName): boolean {
  return url.endsWith(`/${spoken().calls[call] ?? ENDPOINTS[call]}`);
}

/** The name of a field in the dialect that is spoken. */
export const fieldName: Dialect['fieldName'] = (object, field) => spoken().fieldName(object, field);

export const CLIENT = { clientId: 'venduo_pos', clientSecret: 'secret', refreshToken: 'first' };

/** A sandbox in this process, over real HTTP; closed when the test ends. */
export async function openSandbox(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({
    folder: path.join(tempFolder(), 'sandbox'),
    port: 0,
    clock: Date.now,
    random: seededRandom(1),
    timers: realTimers,
    client: CLIENT,
    dialect: DIALECT,
    slowMs: 20,
    lateMs: 20,
    ...options,
  });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

/** Tokens in memory, with what was saved in which order. */
export class MemoryTokens implements TokenStore {
  readonly saved: Tokens[] = [];
  current: Tokens | undefined;

  constructor(refreshToken: string | undefined = CLIENT.refreshToken) {
    this.current =
      refreshToken === undefined ? undefined : { refreshToken, accessToken: null, expiresAt: null };
  }

  load(): Tokens | undefined {
    return this.current;
  }

  save(tokens: Tokens): void {
    this.saved.push(tokens);
    this.current = tokens;
  }
}

export function connectTo(
  sandbox: Sandbox,
  more: {
    readonly settings?: Partial<RsSettings>;
    readonly tokens?: TokenStore;
    readonly transport?: HttpTransport;
    readonly clock?: () => number;
  } = {},
) {
  const transport = createUndiciTransport({});
  onTestFinished(() => transport.destroy());
  return createConnector({
    settings: {
      baseUrl: sandbox.url,
      clientId: CLIENT.clientId,
      clientSecret: CLIENT.clientSecret,
      // Only a loaded PC takes that long; what is never answered has a limit of its own.
      requestTimeoutMs: 20_000,
      dialect: spoken(),
      ...more.settings,
    },
    tokens: more.tokens ?? new MemoryTokens(),
    transport: more.transport ?? transport,
    clock: more.clock ?? Date.now,
  });
}
