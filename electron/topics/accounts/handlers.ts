/** The calls of the tab STORES: stores, pay desks, account assignment. */
import type { HandlersOf } from '../../../shared/contract/contract.ts';
import { CallError } from '../../../shared/contract/result.ts';
import type { Clock } from '../../../shared/domain/time.ts';
import { applyMerge } from './merge-pay-desks.ts';
import type { AccountStore } from '../../core/db/accounts.ts';
import type { Places } from '../../core/db/places.ts';
import type { Assignment } from './assignment.ts';

export interface AccountHandlersOptions {
  readonly assignment: Assignment;
  readonly accounts: AccountStore;
  readonly places: Places;
  /** Runs a function in one transaction. */
  readonly transact: <T>(work: () => T) => T;
  /** The assignment changed: jobs that it sets free start again. */
  readonly onAccountsChanged: () => void;
  readonly onPlacesChanged: () => void;
  readonly clock: Clock;
}

export function createAccountHandlers(
  options: AccountHandlersOptions,
): HandlersOf<'places'> & HandlersOf<'accounts'> {
  const { assignment, accounts, places, transact, clock } = options;
  const tellIf = (isChanged: boolean) => {
    if (isChanged) options.onPlacesChanged();
    return null;
  };
  return {
    'places.list': () => ({
      stores: places.stores(),
      payDesks: places.payDesks(),
      payments: places.seen(),
    }),
    'places.rename': (kind, id, name) =>
      tellIf(transact(() => places.rename(kind, id, name, clock()))),
    'places.setOff': (kind, id, isOff) =>
      tellIf(transact(() => places.setOff(kind, id, isOff, clock()))),
    'places.merge': ({ payDesk, into }) => {
      const done = transact(() => applyMerge({ places, accounts, now: clock() }, payDesk, into));
      if (done.refused !== undefined) throw new CallError('refused', done.refused);
      options.onAccountsChanged();
      return { accounts: done.accounts };
    },
    'accounts.book': () => {
      const { version, rows } = assignment.book();
      return { version, rows: [...rows] };
    },
    'accounts.chart': async (anew) => {
      const chart = await assignment.chart(anew ? 'always' : 'stale');
      return { ...chart, accounts: [...chart.accounts] };
    },
    'accounts.check': async (changes) => {
      const chart = await assignment.chart('stale');
      return { faults: assignment.faults(changes, chart), asOf: chart.asOf };
    },
    'accounts.save': async ({ changes, version, reason }) => {
      const chart = await assignment.chart('stale');
      const done = assignment.change(changes, {
        expected: version ?? undefined,
        chart,
        reason: reason || null,
      });
      if (done.kind === 'faults') return { kind: 'faults', faults: [...done.faults] };
      if (done.kind === 'outdated') return { kind: 'outdated', version: assignment.book().version };
      options.onAccountsChanged();
      return {
        kind: 'saved',
        version: assignment.book().version,
        changed: done.changed,
        restarted: done.freed.reduce((sum, { ids }) => sum + ids.length, 0),
        unchecked: chart.asOf === null,
      };
    },
    'accounts.history': (limit) => accounts.history(limit),
  };
}
