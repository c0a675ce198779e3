/** What lay in a drawer before its first closing, as a person said. */
import type { Journal } from '../journal.ts';
import type { Db } from '../open.ts';
import type { Drawer } from './till-closings.ts';

export interface Opening {
  readonly cents: number;
  readonly reason: string;
  readonly who: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

export interface NewOpening extends Omit<Opening, 'who'> {
  /** Null: of whatever store. */
  readonly store: string | null;
  readonly payDesk: string;
  readonly currency: string;
}

export function createOpenings(db: Db) {
  const newest = db.prepare<object, Opening>(
    `SELECT cents, reason, who, at FROM drawer_openings
     WHERE pay_desk = @payDesk AND currency = @currency AND (store IS NULL OR store = @store)
     ORDER BY store IS NULL, id DESC LIMIT 1`,
  );
  return {
    of: (drawer: Drawer): Opening | undefined => newest.get(drawer),
  };
}

export type Openings = ReturnType<typeof createOpenings>;

/** Enters opening values; the newest counts, the others stay to be read. */
export function createOpeningEntry(db: Db, journal: Journal, who: string) {
  const insert = db.prepare<object>(
    `INSERT INTO drawer_openings (store, pay_desk, currency, cents, reason, who, at)
     VALUES (@store, @payDesk, @currency, @cents, @reason, @who, @at)`,
  );
  return (opening: NewOpening): void => {
    db.transaction(() => {
      insert.run({ ...opening, who });
      const { at, payDesk, reason, store, currency, cents } = opening;
      journal.append({
        at,
        topic: 'pay-desk',
        subject: payDesk,
        action: 'opening',
        reason,
        details: { store, currency, cents },
      });
    }).immediate();
  };
}
