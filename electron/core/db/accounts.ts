/**
 * Account assignment as stored, each row with the journal entry that made it; which row wins is decided in
 * `shared/domain/assignment.ts`.
 */
import type { AccountRow } from '../../../shared/domain/accounts.ts';
import {
  placeKey,
  type AccountChange,
  type AccountPlace,
  type VersionedAccount,
} from '../../../shared/domain/assignment.ts';
import { GIVEN } from './given-limit.ts';
import type { Journal } from './journal.ts';
import type { Db } from './open.ts';

interface StoredAccount {
  readonly type: AccountRow['type'];
  readonly payment_type: AccountRow['paymentType'] | null;
  readonly payment_name: string | null;
  readonly business_case: AccountRow['businessCase'] | null;
  readonly business_name: string | null;
  readonly currency: string;
  readonly account: string;
  readonly store: string | null;
  readonly pay_desk: string | null;
  readonly version: number;
}

/** One change as it was made. */
export interface AccountHistoryEntry {
  readonly version: number;
  readonly at: number;
  readonly who: string;
  readonly reason: string | null;
  /** Null: of the time before versions were kept. */
  readonly place: AccountPlace | null;
  readonly old: string | null;
  readonly new: string | null;
}

const SAME_PLACE = `type = @type AND currency = @currency AND coalesce(payment_type, '') = @paymentType
  AND coalesce(payment_name, '') = @paymentName AND coalesce(business_case, '') = @businessCase
  AND coalesce(business_name, '') = @businessName AND coalesce(store, '') = @store AND coalesce(pay_desk, '') = @payDesk`;

export function createAccountStore(db: Db, journal: Journal) {
  const all = db.prepare<[], StoredAccount>(
    `SELECT type, payment_type, payment_name, business_case, business_name, currency, account, store, pay_desk, version
     FROM accounts ORDER BY id`,
  );
  const known = db
    .prepare<[object], string>(`SELECT account FROM accounts WHERE ${SAME_PLACE}`)
    .pluck();
  const upsert = db.prepare(
    `INSERT INTO accounts (type, payment_type, payment_name, business_case, business_name, currency, account, store,
       pay_desk, created_at, version)
     VALUES (@type, nullif(@paymentType, ''), nullif(@paymentName, ''), nullif(@businessCase, ''),
       nullif(@businessName, ''), @currency, @account, nullif(@store, ''), nullif(@payDesk, ''), @now, @version)
     ON CONFLICT (type, currency, coalesce(payment_type, ''), coalesce(payment_name, ''), coalesce(business_case, ''),
       coalesce(business_name, ''), coalesce(store, ''), coalesce(pay_desk, '')) DO UPDATE SET account = excluded.account, created_at = excluded.created_at,
       version = excluded.version`,
  );
  const remove = db.prepare<[object]>(`DELETE FROM accounts WHERE ${SAME_PLACE}`);
  const version = db
    .prepare<[], number | null>(
      `SELECT max(id) FROM journal WHERE topic IN ('account', 'pay-desk')`,
    )
    .pluck();
  const history = db.prepare<
    [number],
    Pick<AccountHistoryEntry, 'version' | 'at' | 'who' | 'reason'> & { details: string | null }
  >(
    `SELECT id AS version, at, who, reason, details FROM journal WHERE topic = 'account' ORDER BY id DESC LIMIT ${GIVEN}`,
  );

  return {
    all(): VersionedAccount[] {
      return all.all().map((row) => ({
        type: row.type,
        currency: row.currency,
        account: row.account,
        version: row.version,
        ...(row.payment_type && { paymentType: row.payment_type }),
        ...(row.payment_name && { paymentName: row.payment_name }),
        ...(row.business_case && { businessCase: row.business_case }),
        ...(row.business_name && { businessName: row.business_name }),
        ...(row.store && { store: row.store }),
        ...(row.pay_desk && { payDesk: row.pay_desk }),
      }));
    },

    /** Number of the newest change of accounts, or of which till stands for which; 0: none yet. */
    version: () => version.get() ?? 0,

    /**
     * Sets and takes away rows, each with its entry in the journal; part of the caller's transaction.
     *
     * @returns how many were new, changed or taken away; one that says what is there already is none.
     */
    change(changes: readonly AccountChange[], now: number, reason: string | null = null): number {
      let changed = 0;
      for (const { account, ...place } of changes) {
        const where = {
          type: place.type,
          currency: place.currency,
          paymentType: place.paymentType ?? '',
          paymentName: place.paymentName ?? '',
          businessCase: place.businessCase ?? '',
          businessName: place.businessName ?? '',
          store: place.store ?? '',
          payDesk: place.payDesk ?? '',
        };
        const old = known.get(where) ?? null;
        if (old === account) continue;
        const entry = journal.append({
          at: now,
          topic: 'account',
          subject: placeKey(place),
          action: account === null ? 'remove' : 'set',
          reason,
          details: { place, old, new: account },
        });
        if (account === null) remove.run(where);
        else upsert.run({ ...where, account, now, version: entry });
        changed += 1;
      }
      return changed;
    },

    /** Newest first. */
    history: (limit: number): AccountHistoryEntry[] =>
      history
        .all(limit)
        .map(({ details, ...entry }) => ({ ...entry, ...accountChangeOf(details) })),
  };
}

/** @param details of a journal entry of the topic `account`; those of before versions were kept name no place */
export function accountChangeOf(
  details: string | null,
): Pick<AccountHistoryEntry, 'place' | 'old' | 'new'> {
  const told = JSON.parse(details ?? '{}') as Partial<ReturnType<typeof accountChangeOf>>;
  return { place: told.place ?? null, old: told.old ?? null, new: told.new ?? null };
}

export type AccountStore = ReturnType<typeof createAccountStore>;
