/** A shop of one day whose closing is in RetailSuite: a real export, a real sandbox, the whole backend in this process. */
import path from 'node:path';
import { vi } from 'vitest';
import { generateExport } from '../../../demo/dsfinvk-export.ts';
import { actInRs, type PersonInRs } from '../../../sandbox/control.ts';
import { PRESET_ACCOUNTS } from '../../../shared/domain/accounts.ts';
import type { ClosingLine } from '../../../shared/domain/closing.ts';
import { seededRandom } from '../../../shared/domain/random.ts';
import { createOpeningEntry } from '../../../electron/core/db/closings/index.ts';
import { oldShop, openBackend } from '../../helpers/backend.ts';
import { CLIENT, openSandbox } from '../../helpers/sandbox.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

export const DAY = '2026-11-25';
/** Long after the day, so that a list that lags is no excuse. */
const LATER_MS = 20 * 60_000;

export async function openSealedShop(
  options: {
    readonly receipts?: number;
    /** Of the year of the day. */
    readonly lockedMonths?: readonly number[];
    /** One move of cash is put on hold before anything is sent. */
    readonly heldBack?: boolean;
  } = {},
) {
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
  backend.store.assignment.change(
    [
      ...PRESET_ACCOUNTS.SKR03,
      { type: 'contra-cash-in', currency: 'EUR', account: '1360' },
      { type: 'contra-cash-out', currency: 'EUR', account: '1360' },
    ],
    { chart: null },
  );
  const folder = path.join(tempFolder(), 'export');
  const write = (seed: number) =>
    generateExport({
      folder,
      receipts: options.receipts ?? 24,
      closings: 1,
      registers: 1,
      firstDay: DAY,
      random: seededRandom(seed),
      differences: 0,
    });
  await write(7);
  for (const report of await backend.ingest.importPaths(folder)) {
    if (report.status !== 'imported') throw new Error(JSON.stringify(report));
  }
  if (options.lockedMonths) sandbox.ledger.lockMonths('12', options.lockedMonths);
  if (options.heldBack) {
    db.exec(
      `UPDATE jobs SET state = 'on-hold' WHERE id = (SELECT min(id) FROM jobs WHERE type = 'cash-in')`,
    );
  }
  backend.engine.start();
  const states = () =>
    Object.fromEntries(
      db
        .prepare<[], [string, number]>('SELECT state, count(*) FROM jobs GROUP BY state')
        .raw()
        .all() as [string, number][],
    );
  await vi.waitFor(
    () => {
      const open = Object.keys(states()).filter(
        (one) => !['booked', 'verified', 'on-hold'].includes(one),
      );
      if (open.length > 0) throw new Error(JSON.stringify(states()));
    },
    { timeout: 20_000, interval: 50 },
  );
  aheadMs = LATER_MS;

  return {
    backend,
    sandbox,
    states,
    db,
    /** Somebody said what lay in the drawer. */
    enterOpening(cents = 0): void {
      const opening = { store: null, payDesk: payDesk(), currency: 'EUR', cents };
      const entry = { ...opening, reason: 'counted', at: Date.now() };
      createOpeningEntry(db, backend.store.journal, 'anna')(entry);
    },
    /** The till exports its closing once more, and says something else. */
    async exportAnew(): Promise<void> {
      await write(8);
      await backend.ingest.importPaths(folder);
    },
    person: (act: PersonInRs) => actInRs(sandbox.ledger, act),
    /** RetailSuite is asked now. */
    async read() {
      return backend.handlers['closing.read']({ day: DAY }, 'en');
    },
    async line(): Promise<ClosingLine> {
      const { closings } = await this.read();
      return closings[0]?.line ?? fail('no closing');
    },
    job: (id: number) => backend.store.list.row(id) ?? fail(`no job ${id}`),
    posts: () => sandbox.ledger.summary().postings,
  };

  function payDesk(): string {
    return db.prepare<[], string>('SELECT pay_desk FROM jobs LIMIT 1').pluck().get() ?? '';
  }
}

function fail(message: string): never {
  throw new Error(message);
}

/** Codes that keep the seal away. */
export function codesOf({ reasons }: ClosingLine): string[] {
  return reasons.map(({ code }) => code).sort();
}
