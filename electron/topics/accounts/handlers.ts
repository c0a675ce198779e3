/** The calls of the tab STORES: stores, pay desks, account assignment. */
import { CallError } from '../../../shared/contract/result.ts';
import { applyMerge } from './merge-pay-desks.ts';
import type { HandlerParts, HandlersOf } from '../handler-parts.ts';

export function placeHandlers(parts: HandlerParts): HandlersOf<'places'> & HandlersOf<'accounts'> {
  const { assignment, places, clock } = parts;
  const changed = (isSo: boolean) => {
    if (isSo) parts.touched();
    return null;
  };
  return {
    'places.list': () => ({
      stores: places.stores(),
      payDesks: places.payDesks(),
      payments: places.seen(),
    }),
    'places.rename': (kind, id, name) =>
      changed(parts.transact(() => places.rename(kind, id, name, clock()))),
    'places.setOff': (kind, id, isOff) =>
      changed(parts.transact(() => places.setOff(kind, id, isOff, clock()))),
    'places.merge': ({ payDesk, into }) => {
      const done = parts.transact(() =>
        applyMerge({ places, accounts: parts.accounts, now: clock() }, payDesk, into),
      );
      if (done.refused !== undefined) throw new CallError('refused', done.refused);
      parts.accountsChanged();
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
      parts.accountsChanged();
      return {
        kind: 'saved',
        version: assignment.book().version,
        changed: done.changed,
        restarted: done.freed.reduce((sum, { ids }) => sum + ids.length, 0),
        unchecked: chart.asOf === null,
      };
    },
    'accounts.history': (limit) => parts.accounts.history(limit),
  };
}
