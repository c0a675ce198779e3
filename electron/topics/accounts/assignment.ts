/**
 * The account assignment at work: the book that postings are made with, RS's list of accounts to judge it by, changes
 * with their versions, and the jobs that a change sets free.
 */
import { z } from 'zod';
import { MINUTE, SECOND, type Clock } from '../../../shared/domain/time.ts';
import {
  applyChanges,
  booksAgainstItself,
  chartAccountSchema,
  faultOfAccount,
  findForJob,
  accountTypesOf,
  missingAccountOf,
  type AccountBook,
  type AccountChange,
  type AccountFault,
  type ChartAccount,
} from '../../../shared/domain/assignment.ts';
import type { AccountStore } from '../../core/db/accounts.ts';
import type { AttentionGroup, AttentionStore } from '../../core/db/attention.ts';
import type { Db } from '../../core/db/open.ts';
import type { Places } from '../../core/db/places.ts';
import type { Setting, SettingsStore } from '../../core/db/settings.ts';
import type { RsConnector } from '../../core/rs/connector.ts';

const storedChartSchema = z.object({
  asOf: z.number().int(),
  accounts: z.array(chartAccountSchema),
});
const CHART: Setting<z.infer<typeof storedChartSchema>> = {
  key: 'rs.chart',
  schema: storedChartSchema,
};
/** A list younger than that is not asked for again before a change. */
const CHART_MAX_AGE_MS = 5 * MINUTE;
const CHART_TIMEOUT_MS = 15 * SECOND;

/** RS's list of accounts as last read. */
export interface Chart {
  readonly accounts: readonly ChartAccount[];
  /** When RS answered it; null: never yet. */
  readonly asOf: number | null;
  /** Why it could not be read anew; null: it could, or was fresh enough. */
  readonly problem: string | null;
}

export interface Fault {
  /** Which of the given changes. */
  readonly index: number;
  readonly fault: AccountFault;
}

export type Changed =
  | { readonly kind: 'changed'; readonly changed: number; readonly freed: readonly Freed[] }
  | { readonly kind: 'faults'; readonly faults: readonly Fault[] }
  /** Somebody else changed the assignment since. */
  | { readonly kind: 'outdated' };

/** Jobs that a change set free. */
export interface Freed {
  readonly cause: AttentionGroup['cause'];
  readonly ids: readonly number[];
}

export interface Assignment {
  book(): AccountBook;
  /** Another program may have changed it. */
  reload(): void;
  /** @param refresh `always`, or only when the last list is not fresh. */
  chart(refresh: 'always' | 'stale' | 'never'): Promise<Chart>;
  faults(changes: readonly AccountChange[], chart: Chart): Fault[];
  /**
   * Stores all of the changes in one transaction, or none.
   *
   * @param expected the version the person saw; undefined: whatever it is.
   * @param chart what to judge the accounts by; null: they are not judged.
   */
  change(
    changes: readonly AccountChange[],
    how: {
      readonly expected?: number | undefined;
      readonly chart: Chart | null;
      readonly reason?: string | null;
    },
  ): Changed;
  /** Jobs that wait for an account, or for another one, and whose accounts are now there. */
  freed(): Freed[];
}

export function createAssignment(parts: {
  readonly db: Db;
  readonly accounts: AccountStore;
  readonly places: Places;
  readonly attention: AttentionStore;
  readonly settings: SettingsStore;
  readonly connector: () => RsConnector | undefined;
  readonly clock: Clock;
}): Assignment {
  const { db, accounts, places, attention, settings, clock } = parts;
  let known: AccountBook | undefined;
  let asking: Promise<string | null> | undefined;

  function book(): AccountBook {
    known ??= db.transaction(() => ({
      version: accounts.version(),
      rows: accounts.all(),
      mergedInto: places.mergedInto(),
    }))();
    return known;
  }

  /** @returns why there is no new list; null: there is one. */
  async function askForChart(): Promise<string | null> {
    const connector = parts.connector();
    if (!connector) return 'Not connected to RetailSuite.';
    const reply = await connector.accounts(AbortSignal.timeout(CHART_TIMEOUT_MS));
    if (!reply.ok) return reply.fault.message;
    settings.set(CHART, { asOf: clock(), accounts: [...reply.value] });
    return null;
  }

  async function chart(refresh: 'always' | 'stale' | 'never'): Promise<Chart> {
    const last = settings.get(CHART);
    const isFresh = last !== undefined && clock() - last.asOf < CHART_MAX_AGE_MS;
    if (refresh === 'never' || (refresh === 'stale' && isFresh)) {
      return { accounts: last?.accounts ?? [], asOf: last?.asOf ?? null, problem: null };
    }
    asking ??= askForChart().finally(() => (asking = undefined));
    const problem = await asking;
    const now = settings.get(CHART);
    return { accounts: now?.accounts ?? [], asOf: now?.asOf ?? null, problem };
  }

  function faults(changes: readonly AccountChange[], { accounts: list, asOf }: Chart): Fault[] {
    const byNumber =
      asOf === null ? null : new Map(list.map((account) => [account.number, account]));
    const after = applyChanges(book().rows, changes);
    return changes.flatMap((change, index) => {
      if (change.account === null) return [];
      const fault =
        faultOfAccount(change.account, change.currency, byNumber) ??
        (booksAgainstItself(after, change) ? 'same-as-cash' : null);
      return fault ? [{ index, fault }] : [];
    });
  }

  /** A job that RS refused for an account goes on only when one of its accounts is another one than was sent. */
  function hasNewAccount(group: AttentionGroup): (id: number) => boolean {
    const versions = accountTypesOf(group).flatMap((type) =>
      type === 'debtor' ? [] : [findForJob(book(), type, group)?.version ?? 0],
    );
    const newest = Math.max(0, ...versions);
    return (id) => newest > attention.sentWithVersion(id);
  }

  function freed(): Freed[] {
    const missing = attention
      .groupsOf('account-missing')
      .filter((group) => missingAccountOf(book(), group) === undefined)
      .flatMap((group) => attention.ids(group));
    const refused = attention
      .groupsOf('account-refused')
      .filter((group) => missingAccountOf(book(), group) === undefined)
      .flatMap((group) => attention.ids(group).filter(hasNewAccount(group)));
    return [
      { cause: 'account-missing' as const, ids: missing },
      { cause: 'account-refused' as const, ids: refused },
    ].filter(({ ids }) => ids.length > 0);
  }

  return {
    book,
    reload: () => (known = undefined),
    chart,
    faults,
    freed,
    change(changes, { expected, chart: judge, reason = null }) {
      const store = db.transaction((): Changed => {
        known = undefined;
        if (expected !== undefined && expected !== book().version) return { kind: 'outdated' };
        const found = judge ? faults(changes, judge) : [];
        if (found.length > 0) return { kind: 'faults', faults: found };
        const changed = accounts.change(changes, clock(), reason);
        known = undefined;
        return { kind: 'changed', changed, freed: changed > 0 ? freed() : [] };
      });
      try {
        return store.immediate();
      } catch (error) {
        // The transaction was rolled back: what was read inside is not what is stored.
        known = undefined;
        throw error;
      }
    },
  };
}
