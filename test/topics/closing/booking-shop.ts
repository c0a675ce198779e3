/** A shop whose receipts are booked into a real sandbox over HTTP: the whole backend in this process, no window. */
import { expect, vi } from 'vitest';
import { createExplaining, createOpeningEntry } from '../../../electron/core/db/closings/index.ts';
import type { AccountRow } from '../../../shared/domain/accounts.ts';
import { oldShop, openBackend } from '../../helpers/backend.ts';
import { CLIENT, openSandbox } from '../../helpers/sandbox.ts';

/** Long after the day, so that a list that lags is no excuse. */
const LATER_MS = 20 * 60_000;
/** States in which nothing more happens by itself. */
const SETTLED: readonly string[] = ['booked', 'verified', 'on-hold'];

export async function openBookingShop(accounts: readonly AccountRow[]) {
  const sandbox = await openSandbox({ autoInvoiceMs: 0 });
  let aheadMs = 0;
  const clock = () => Date.now() + aheadMs;
  const backend = openBackend({ folder: oldShop(), inbox: null, clock });
  const { db } = backend.store;
  backend.store.connection.save({
    baseUrl: sandbox.url,
    ...CLIENT,
    refreshToken: sandbox.client()?.refreshToken ?? '',
  });
  backend.store.assignment.change(accounts, { chart: null });
  const states = () =>
    Object.fromEntries(
      db
        .prepare<[], [string, number]>('SELECT state, count(*) FROM jobs GROUP BY state')
        .raw()
        .all() as [string, number][],
    );

  const payDesk = () =>
    db.prepare<[], string>('SELECT pay_desk FROM till_closings').pluck().get() ??
    expect.fail('no closing');

  return {
    backend,
    sandbox,
    db,
    states,
    /** @throws Error where an export was not taken whole */
    async imports(folder: string): Promise<void> {
      for (const report of await backend.ingest.importPaths(folder)) {
        if (report.status !== 'imported') throw new Error(JSON.stringify(report));
      }
    },
    /** Starts the engine, and returns once all is booked or held, and the clock is past all delays. */
    async books(): Promise<void> {
      backend.engine.start();
      await vi.waitFor(
        () => {
          const open = Object.keys(states()).filter((state) => !SETTLED.includes(state));
          if (open.length > 0) throw new Error(JSON.stringify(states()));
        },
        { timeout: 20_000, interval: 50 },
      );
      aheadMs = LATER_MS;
    },
    /** Somebody said what lay in the drawer. */
    enterOpening(cents: number): void {
      const opening = { store: null, payDesk: payDesk(), currency: 'EUR', cents };
      const entry = { ...opening, reason: 'counted', at: Date.now() };
      createOpeningEntry(db, backend.store.journal, 'anna')(entry);
    },
    /** Somebody said why numbers of the till are missing, as a rule. */
    explainNumbers(reason: string): void {
      const till = { kind: 'receipt', store: null, payDesk: payDesk(), numbers: null } as const;
      createExplaining(db, backend.store.journal, 'anna').explain({
        ...till,
        ...{ reason, at: Date.now() },
      });
    },
    /** RetailSuite is asked now. */
    read: (day: string) => backend.handlers['closing.read']({ day }, 'en'),
  };
}
