/** A shop of one day whose closing is in RetailSuite: a real export, a real sandbox, the whole backend in this process. */
import path from 'node:path';
import { generateExport } from '../../../demo/dsfinvk-export.ts';
import { actInRs, type PersonInRs } from '../../../sandbox/control.ts';
import { PRESET_ACCOUNTS } from '../../../shared/domain/accounts.ts';
import type { ClosingLine } from '../../../shared/domain/closing.ts';
import { seededRandom } from '../../../shared/domain/random.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { openBookingShop } from './booking-shop.ts';

export const DAY = '2026-11-25';

export async function openSealedShop(
  options: {
    readonly receipts?: number;
    /** Of the year of the day. */
    readonly lockedMonths?: readonly number[];
    /** One move of cash is put on hold before anything is sent. */
    readonly heldBack?: boolean;
  } = {},
) {
  const shop = await openBookingShop([
    ...PRESET_ACCOUNTS.SKR03,
    { type: 'contra-cash-in', currency: 'EUR', account: '1360' },
    { type: 'contra-cash-out', currency: 'EUR', account: '1360' },
  ]);
  const { backend, sandbox, db } = shop;
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
  await shop.imports(folder);
  if (options.lockedMonths) sandbox.ledger.lockMonths('12', options.lockedMonths);
  if (options.heldBack) {
    db.exec(
      `UPDATE jobs SET state = 'on-hold' WHERE id = (SELECT min(id) FROM jobs WHERE type = 'cash-in')`,
    );
  }
  await shop.books();

  return {
    ...shop,
    enterOpening: (cents = 0) => shop.enterOpening(cents),
    /** The till exports its closing once more, and says something else. */
    async exportAnew(): Promise<void> {
      await write(8);
      await backend.ingest.importPaths(folder);
    },
    person: (act: PersonInRs) => actInRs(sandbox.ledger, act),
    read: () => shop.read(DAY),
    async line(): Promise<ClosingLine> {
      const { closings } = await this.read();
      return closings[0]?.line ?? fail('no closing');
    },
    job: (id: number) => backend.store.list.row(id) ?? fail(`no job ${id}`),
    posts: () => sandbox.ledger.summary().postings,
  };
}

function fail(message: string): never {
  throw new Error(message);
}

/** Codes that keep the seal away. */
export function codesOf({ reasons }: ClosingLine): string[] {
  return reasons.map(({ code }) => code).sort();
}
