/** How each crash point is reached. One without a way here does not compile, and fails the test of the table. */
import type { CrashPoint } from '../../shared/domain/crash-points.ts';
import type { Orders } from './child.ts';
import type { TorturedShop } from './tortured-shop.ts';

export interface Way {
  /** The actions that lead there; default: files in the inbox. */
  readonly prepare?: (shop: TorturedShop) => void | Promise<void>;
  readonly orders?: Partial<Orders>;
  /** The person's task after it: nothing, or sign in again, because RS has taken the only token. */
  readonly leaves?: 'signed-out';
  /**
   * `first`: before the shop is set up, at the program's first start on an old database. `last`: after all other kills,
   * because RS is asked about every later job before it is sent.
   */
  readonly when?: 'first' | 'last';
}

const SAVE = 'Postings.save';
/** Bookings are read back half a minute after they were made. */
const CALM_MS = 40_000;

const wishRestore = (shop: TorturedShop): Promise<void> => {
  shop.feed.file(3);
  return shop.wishRestore();
};

const renewTokens = async (shop: TorturedShop): Promise<void> => {
  shop.feed.file(3);
  await shop.setFaults({ next: [{ name: 'unauthorized', path: SAVE }] });
};

export const WAYS: Readonly<Record<CrashPoint, Way>> = {
  'migration-copied': { when: 'first' },
  migrating: { when: 'first' },
  'run-witnessed': {},
  'run-begun': {},
  'original-kept': {},
  'source-noted': {},
  'events-stored': { prepare: (shop) => shop.addExport(30) },
  'source-finished': {},
  prepared: {},
  answered: {},
  settled: {},
  'looked-up': {
    async prepare(shop) {
      shop.feed.file(3);
      await shop.setFaults({ next: [{ name: 'answer-lost', path: SAVE }] });
    },
  },
  'invoices-answered': { prepare: (shop) => shop.addExport(20) },
  'read-back': { orders: { aheadMs: CALM_MS } },
  'tokens-answered': { prepare: renewTokens, leaves: 'signed-out' },
  'tokens-stored': { prepare: renewTokens },
  'backup-copied': { orders: { backup: true } },
  'backup-named': { orders: { backup: true } },
  'restore-fetched': { prepare: wishRestore, when: 'last' },
  'restore-noted': { prepare: wishRestore, when: 'last' },
  'restore-emptied': { prepare: wishRestore, when: 'last' },
  'restore-placed': { prepare: wishRestore, when: 'last' },
};
