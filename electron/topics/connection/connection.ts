/**
 * The connection to RetailSuite as this data folder knows it: address and client, secrets sealed, tokens rotated.
 */
import { z } from 'zod';
import type { CrashHook } from '../../../shared/domain/crash-points.ts';
import type { Clock } from '../../../shared/domain/time.ts';
import type { Setting, SettingsStore } from '../../core/db/settings.ts';
import type { RsConnector } from '../../core/rs/connector.ts';
import {
  createConnector,
  createRefusingConnector,
  type Dialect,
  type Examiner,
  type HttpTransport,
  type RsSettings,
  type Tokens,
  type TokenStore,
} from '../../core/rs/index.ts';
import type { DialectFile, FoundDialect } from './dialect-file.ts';
import { createBoundSecrets } from './bound-secrets.ts';
import { SecretUnreadableError, type SecretBox } from './secret-box.ts';

const storedConnectionSchema = z.object({
  baseUrl: z.string(),
  clientId: z.string(),
  /** Sealed; null: signed out. */
  clientSecret: z.string().nullable(),
  /** Names of calls that differ from the assumed ones (`electron/core/rs/wire.ts`). */
  endpoints: z.record(z.string(), z.string()).optional(),
  requestTimeoutMs: z.number().int().positive().optional(),
  /** Makes each sign-in another connection, also where the same secret is sealed to the same text. */
  connectedAt: z.number().optional(),
});
type StoredSettings = z.infer<typeof storedConnectionSchema>;
const CONNECTION: Setting<StoredSettings> = {
  key: 'rs.connection',
  schema: storedConnectionSchema,
};

const storedTokensSchema = z.object({
  /** Sealed. */
  refreshToken: z.string(),
  /** Sealed. */
  accessToken: z.string().nullable(),
  expiresAt: z.number().nullable(),
});
const TOKENS: Setting<z.infer<typeof storedTokensSchema>> = {
  key: 'rs.tokens',
  schema: storedTokensSchema,
};

/** The dialect that requests are made in, as it stands with each of them (`exchanges.ts`); null: the assumed names. */
const DIALECT: Setting<string | null> = { key: 'rs.dialect', schema: z.string().nullable() };

export interface NewConnection {
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
  /** With its end; absent: the first call gets one. */
  readonly accessToken?: { readonly token: string; readonly expiresAt: number };
}

/** The stored connection, without its secrets. */
export interface StoredConnection {
  readonly baseUrl: string;
  readonly clientId: string;
  /** Undefined: signed out, or this user or PC cannot read it. */
  readonly clientSecret: string | undefined;
  readonly signedOut: boolean;
  readonly endpoints: Readonly<Record<string, string>>;
}

export interface Connection {
  /** Names of calls that the dialect of this data folder gives. */
  callNames(): Dialect['calls'];
  /** The connector for the settings of now; the same object until they change. Undefined: not connected. */
  connector(): (RsConnector & Examiner) | undefined;
  /** The dialect that is spoken; null: the assumed names. */
  dialectVersion(): string | null;
  /** Undefined: nothing is stored. */
  stored(): StoredConnection | undefined;
  /** Stores address, client and first tokens together. */
  save(connection: NewConnection): void;
  /** Removes tokens and client secret; address and client stay for the next sign-in. @returns false: nothing was stored */
  signOut(): boolean;
  /** Settings may have been changed by another program: read them again at the next call. */
  forget(): void;
}

export function createConnection(options: {
  readonly settings: SettingsStore;
  readonly secrets: SecretBox;
  readonly transport: HttpTransport;
  readonly clock: Clock;
  /** The stored secrets cannot be read here: reported once, and the program counts as not connected. */
  readonly onUnreadable: (error: unknown) => void;
  readonly dialectFile: DialectFile;
  /** Another dialect than before is spoken from now on; part of the transaction that notes it. */
  readonly onDialect?: (version: string | null, content: string | null) => void;
  readonly crash?: CrashHook;
}): Connection {
  const { settings, transport, clock, dialectFile } = options;
  const secrets = createBoundSecrets(options.secrets);
  let known:
    | {
        readonly fingerprint: string;
        readonly dialect: FoundDialect;
        readonly connector: RsConnector & Examiner;
      }
    | undefined;
  let stale = true;
  let reported: string | undefined;

  const saveTokens = (baseUrl: string, given: Tokens): void => {
    settings.set(TOKENS, {
      refreshToken: secrets.seal('refresh-token', baseUrl, given.refreshToken),
      accessToken:
        given.accessToken === null
          ? null
          : secrets.seal('access-token', baseUrl, given.accessToken),
      expiresAt: given.expiresAt,
    });
  };

  /** @throws SecretUnreadableError */
  function openTokens(baseUrl: string): Tokens | undefined {
    const stored = settings.get(TOKENS);
    if (!stored) return undefined;
    const { refreshToken, accessToken, expiresAt } = stored;
    return {
      refreshToken: secrets.open('refresh-token', baseUrl, refreshToken),
      accessToken: accessToken === null ? null : secrets.open('access-token', baseUrl, accessToken),
      expiresAt,
    };
  }

  /** The tokens as the session of an address keeps them: each save follows an answer of RS. */
  function tokensOf(baseUrl: string): TokenStore {
    return {
      load() {
        try {
          return openTokens(baseUrl);
        } catch (error) {
          if (!(error instanceof SecretUnreadableError)) throw error;
          options.onUnreadable(error);
          return undefined;
        }
      },
      save(given) {
        options.crash?.('tokens-answered');
        saveTokens(baseUrl, given);
        options.crash?.('tokens-stored');
      },
    };
  }

  /** Secrets of an earlier version are bound to the address that they are found with. */
  function bindSecrets(stored: StoredSettings, clientSecret: string): void {
    const storedTokens = settings.get(TOKENS);
    const isBound =
      !secrets.isUnbound(stored.clientSecret ?? '') &&
      !(storedTokens && secrets.isUnbound(storedTokens.refreshToken));
    if (isBound) return;
    const { baseUrl } = stored;
    const found = tokensOf(baseUrl).load();
    settings.transact(() => {
      const sealed = secrets.seal('client-secret', baseUrl, clientSecret);
      settings.set(CONNECTION, { ...stored, clientSecret: sealed });
      if (found) saveTokens(baseUrl, found);
    });
    stale = true;
  }

  function read(): (RsConnector & Examiner) | undefined {
    const stored = settings.get(CONNECTION);
    if (!stored || stored.clientSecret === null) return undefined;
    const found = dialectFile.current();
    const fingerprint = JSON.stringify([
      stored,
      found.content ?? (found.ok ? null : found.problem),
    ]);
    if (known?.fingerprint === fingerprint) {
      known = { ...known, dialect: found };
      return known.connector;
    }
    let clientSecret: string;
    try {
      clientSecret = secrets.open('client-secret', stored.baseUrl, stored.clientSecret);
      bindSecrets(stored, clientSecret);
    } catch (error) {
      if (reported !== fingerprint) options.onUnreadable(error);
      reported = fingerprint;
      return undefined;
    }
    if (!found.ok) {
      known = { fingerprint, dialect: found, connector: createRefusingConnector(found.problem) };
      return known.connector;
    }
    noteDialect(found.dialect, found.content);
    const rs: RsSettings = {
      baseUrl: stored.baseUrl,
      clientId: stored.clientId,
      clientSecret,
      ...(stored.endpoints && { endpoints: stored.endpoints }),
      dialect: found.dialect,
      ...(stored.requestTimeoutMs && { requestTimeoutMs: stored.requestTimeoutMs }),
    };
    known = {
      fingerprint,
      dialect: found,
      connector: createConnector({
        settings: rs,
        tokens: tokensOf(stored.baseUrl),
        transport,
        clock,
      }),
    };
    return known.connector;
  }

  /** Stands with each request from now on, and in the journal with its whole content. */
  function noteDialect({ version }: Dialect, content: string | null): void {
    if ((settings.get(DIALECT) ?? null) === version) return;
    settings.transact(() => {
      settings.set(DIALECT, version);
      options.onDialect?.(version, content);
    });
  }

  return {
    callNames() {
      const found = dialectFile.current();
      return found.ok ? found.dialect.calls : {};
    },
    dialectVersion() {
      const found = dialectFile.current();
      return found.ok ? found.dialect.version : null;
    },
    connector() {
      if (stale || known?.dialect !== dialectFile.current()) {
        const connector = read();
        if (!connector) return undefined;
        stale = false;
      }
      return known?.connector;
    },
    stored() {
      const stored = settings.get(CONNECTION);
      if (!stored) return undefined;
      const { baseUrl, clientId, clientSecret: sealed, endpoints = {} } = stored;
      const known = { baseUrl, clientId, endpoints, signedOut: sealed === null };
      try {
        return {
          ...known,
          clientSecret:
            sealed === null ? undefined : secrets.open('client-secret', baseUrl, sealed),
        };
      } catch {
        return { ...known, clientSecret: undefined };
      }
    },
    save(connection) {
      const before = settings.get(CONNECTION);
      const isSameWorkspace = before?.baseUrl === connection.baseUrl;
      settings.transact(() => {
        settings.set(CONNECTION, {
          // How the workspace names its calls does not change with a new sign-in.
          ...(isSameWorkspace && before),
          baseUrl: connection.baseUrl,
          clientId: connection.clientId,
          clientSecret: secrets.seal('client-secret', connection.baseUrl, connection.clientSecret),
          connectedAt: clock(),
        });
        saveTokens(connection.baseUrl, {
          refreshToken: connection.refreshToken,
          accessToken: connection.accessToken?.token ?? null,
          expiresAt: connection.accessToken?.expiresAt ?? null,
        });
      });
      stale = true;
    },
    signOut() {
      const before = settings.get(CONNECTION);
      const hadTokens = settings.get(TOKENS) !== undefined;
      settings.transact(() => {
        if (before) settings.set(CONNECTION, { ...before, clientSecret: null });
        settings.remove(TOKENS);
      });
      stale = true;
      return hadTokens || (before !== undefined && before.clientSecret !== null);
    },
    forget() {
      stale = true;
    },
  };
}
