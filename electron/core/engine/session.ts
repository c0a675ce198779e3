/** The facts about RS on this connection, its fiscal years. Asking for them is also the probe that ends a pause. */
import { MINUTE } from '../../../shared/domain/time.ts';
import type { RsConnector } from '../rs/connector.ts';
import type { Context, Session } from './context.ts';

/** Fiscal years and their locked months change rarely; a posting in a new year must not wait for a restart. */
const FRESH_FOR_MS = 10 * MINUTE;

export interface CurrentSession {
  current(): Session | undefined;
  isFresh(now: number): boolean;
  /** A session of another connection is worth nothing. */
  useOnly(connector: RsConnector | undefined): void;
  forget(): void;
  /** Asks RS, and pauses the engine when it does not answer. @returns whether it did */
  fetch(connector: RsConnector): Promise<boolean>;
}

export function createSession(context: Context): CurrentSession {
  const { clock } = context.options;
  let session: (Session & { readonly fetchedAt: number }) | undefined;
  return {
    current: () => session,
    isFresh: (now) => session !== undefined && now - session.fetchedAt <= FRESH_FOR_MS,
    useOnly(connector) {
      if (connector !== session?.connector) session = undefined;
    },
    forget() {
      session = undefined;
    },
    async fetch(connector) {
      const reply = await connector.fiscalYears(context.abort);
      if (reply.ok) session = { connector, years: reply.value, fetchedAt: clock() };
      else context.pause(reply.fault);
      return reply.ok;
    },
  };
}
