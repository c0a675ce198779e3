/** Account assignment as stored; which row wins is decided in `engine/assign.ts`. */
import type { AccountRow } from '../../shared/domain/accounts.ts';
import type { Db } from './open.ts';

interface StoredAccount {
  readonly type: AccountRow['type'];
  readonly payment_type: AccountRow['paymentType'] | null;
  readonly payment_name: string | null;
  readonly currency: string;
  readonly account: string;
  readonly store: string | null;
  readonly pay_desk: string | null;
}

export function accountStore(db: Db) {
  const all = db.prepare<[], StoredAccount>(
    'SELECT type, payment_type, payment_name, currency, account, store, pay_desk FROM accounts ORDER BY id',
  );
  const upsert = db.prepare(
    `INSERT INTO accounts (type, payment_type, payment_name, currency, account, store, pay_desk, created_at)
     VALUES (@type, @paymentType, @paymentName, @currency, @account, @store, @payDesk, @now)
     ON CONFLICT (type, currency, coalesce(payment_type, ''), coalesce(payment_name, ''), coalesce(store, ''),
       coalesce(pay_desk, '')) DO UPDATE SET account = excluded.account, created_at = excluded.created_at
       WHERE account <> excluded.account`,
  );

  return {
    all(): AccountRow[] {
      return all.all().map((row) => ({
        type: row.type,
        currency: row.currency,
        account: row.account,
        ...(row.payment_type && { paymentType: row.payment_type }),
        ...(row.payment_name && { paymentName: row.payment_name }),
        ...(row.store && { store: row.store }),
        ...(row.pay_desk && { payDesk: row.pay_desk }),
      }));
    },

    /** Inserts or changes rows; part of the caller's transaction. @returns how many were new or changed. */
    save(rows: readonly AccountRow[], now: number): number {
      let changed = 0;
      for (const row of rows) {
        changed += upsert.run({
          type: row.type,
          paymentType: row.paymentType ?? null,
          paymentName: row.paymentName ?? null,
          currency: row.currency,
          account: row.account,
          store: row.store ?? null,
          payDesk: row.payDesk ?? null,
          now,
        }).changes;
      }
      return changed;
    },
  };
}

export type AccountStore = ReturnType<typeof accountStore>;
