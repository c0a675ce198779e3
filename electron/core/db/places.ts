/** Stores and pay desks: they appear with what tills deliver; people name them, merge them, and switch them off. */
import type { PlacesReply } from '../../../shared/contract/contract.ts';
import type { Journal } from './journal.ts';
import type { Db } from './open.ts';

interface StoreRow {
  readonly id: string;
  readonly name: string;
  readonly offSince: number | null;
}
interface PayDeskRow extends StoreRow {
  readonly store: string;
  readonly lastEventAt: number | null;
  readonly mergedInto: string | null;
}

export function createPlaceStore(db: Db, journal: Journal) {
  const stores = db.prepare<[], StoreRow>(
    'SELECT id, name, off_since AS offSince FROM stores ORDER BY id',
  );
  const payDesks = db.prepare<[], PayDeskRow>(
    `SELECT id, store, name, off_since AS offSince, last_event_at AS lastEventAt, merged_into AS mergedInto
     FROM pay_desks ORDER BY id`,
  );
  const merged = db.prepare<[], { id: string; into: string }>(
    'SELECT id, merged_into AS "into" FROM pay_desks WHERE merged_into IS NOT NULL',
  );
  const seen = db.prepare<[], PlacesReply['payments'][number]>(
    `SELECT currency, payment_type AS type, payment_name AS name FROM payments_seen ORDER BY 1, 2, 3`,
  );
  const rename = {
    store: db.prepare<[object]>('UPDATE stores SET name = @name WHERE id = @id AND name <> @name'),
    'pay-desk': db.prepare<[object]>(
      'UPDATE pay_desks SET name = @name WHERE id = @id AND name <> @name',
    ),
  };
  const switchOff = {
    store: db.prepare<[number | null, string]>('UPDATE stores SET off_since = ? WHERE id = ?'),
    'pay-desk': db.prepare<[number | null, string]>(
      'UPDATE pay_desks SET off_since = ? WHERE id = ?',
    ),
  };
  const nameOf = {
    store: db.prepare<[string], StoreRow>(
      'SELECT id, name, off_since AS offSince FROM stores WHERE id = ?',
    ),
    'pay-desk': db.prepare<[string], StoreRow>(
      'SELECT id, name, off_since AS offSince FROM pay_desks WHERE id = ?',
    ),
  };
  const merge = db.prepare<[string | null, string]>(
    'UPDATE pay_desks SET merged_into = ? WHERE id = ?',
  );

  function mergedInto(): Map<string, string> {
    const direct = new Map(merged.all().map(({ id, into }) => [id, into]));
    const last = (id: string): string => {
      const next = direct.get(id);
      return next === undefined ? id : last(next);
    };
    return new Map([...direct.keys()].map((id) => [id, last(id)]));
  }

  type Kind = keyof typeof rename;

  return {
    mergedInto,
    stores: () => stores.all(),
    payDesks: () => payDesks.all(),
    /** Currencies and ways of paying that have occurred. */
    seen: () => seen.all(),

    /** These three are part of the caller's transaction. @returns false: unknown, or so already. */
    rename(kind: Kind, id: string, name: string, now: number): boolean {
      const old = nameOf[kind].get(id);
      if (!old || rename[kind].run({ name, id }).changes === 0) return false;
      journal.append({
        at: now,
        topic: kind,
        subject: id,
        action: 'rename',
        reason: null,
        details: { old: old.name, new: name },
      });
      return true;
    },
    setOff(kind: Kind, id: string, isOff: boolean, now: number): boolean {
      const old = nameOf[kind].get(id);
      if (!old || (old.offSince !== null) === isOff) return false;
      switchOff[kind].run(isOff ? now : null, id);
      const action = isOff ? 'switch-off' : 'switch-on';
      journal.append({ at: now, topic: kind, subject: id, action, reason: null, details: null });
      return true;
    },
    /** `into: null` separates them again. */
    merge(id: string, into: string | null, now: number, reason: string | null): boolean {
      const desk = payDesks.all().find((each) => each.id === id);
      if (!desk || desk.mergedInto === into) return false;
      merge.run(into, id);
      journal.append({
        at: now,
        topic: 'pay-desk',
        subject: id,
        action: into === null ? 'separate' : 'merge',
        reason,
        details: { old: desk.mergedInto, new: into },
      });
      return true;
    },
  };
}

export type Places = ReturnType<typeof createPlaceStore>;
