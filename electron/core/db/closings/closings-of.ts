/** Which closings have an event on a day, and which events no closing has taken up. */
import { IS_OF_INBOX } from '../natural-keys.ts';
import type { Db } from '../open.ts';
import { closingKey, type ClosingRef } from './closing-ref.ts';
import type { Drawer, TillClosings } from './till-closings.ts';

interface DayRow {
  readonly store: string;
  readonly payDesk: string;
  readonly number: string;
  readonly currency: string;
}

interface BlockedRow extends Omit<DayRow, 'currency'> {
  readonly currency: string | null;
  readonly day: string | null;
}

const BLOCKED = `
  SELECT coalesce(closings.store, (SELECT store FROM pay_desks WHERE id = pay_desk), 'default') AS store,
    pay_desk AS payDesk, number, currency, business_day AS day
  FROM closings WHERE status = 'blocked'`;

/** Events of a drawer that name no closing, and came after its last one. */
export interface OpenReceipts extends Drawer {
  readonly day: string;
  readonly count: number;
}

export interface ClosingsOf {
  readonly closings: readonly ClosingRef[];
  readonly open: readonly OpenReceipts[];
}

export function createClosingsOf(db: Db, till: TillClosings) {
  const onDays = db.prepare<[string, string], DayRow & { day: string }>(
    `SELECT day, store, pay_desk AS payDesk, number, currency FROM closing_days WHERE day BETWEEN ? AND ?
     ORDER BY store, pay_desk, currency, day`,
  );
  const blockedBetween = db.prepare<[string, string], BlockedRow>(
    `${BLOCKED} AND business_day BETWEEN ? AND ?`,
  );
  const blocked = db.prepare<[string, string], BlockedRow>(
    `${BLOCKED} AND pay_desk = ? AND number = ?`,
  );
  const days = db
    .prepare<object, string>(
      `SELECT day FROM closing_days
       WHERE pay_desk = @payDesk AND number = @number AND store = @store AND currency = @currency ORDER BY day`,
    )
    .pluck();
  const unnumbered = db
    .prepare<object, number>(
      `SELECT occurred_at FROM pos_events INDEXED BY pos_events_inbox
       WHERE ${IS_OF_INBOX} AND pay_desk = @payDesk AND closing IS NULL AND store = @store AND currency = @currency
         AND business_day = @day ORDER BY occurred_at`,
    )
    .pluck();

  function refsOf(drawer: Drawer, number: string): ClosingRef[] {
    const named = till.named(drawer, number);
    const { store, payDesk, currency } = drawer;
    const place = { store, payDesk, currency, number };
    if (named.length === 0) {
      const isBlocked = blocked.get(payDesk, number) !== undefined;
      return [{ ...place, till: null, others: [], isBlocked }];
    }
    return named.map((one) => ({
      ...place,
      till: one,
      others: named.filter((other) => other !== one),
      isBlocked: false,
    }));
  }

  /** @param from and `to` are business days, both included */
  function between(from: string, to: string): ClosingsOf {
    const found = new Map<string, ClosingRef>();
    const open: OpenReceipts[] = [];
    const add = (drawer: Drawer, number: string) => {
      for (const ref of refsOf(drawer, number)) found.set(closingKey(ref), ref);
    };
    for (const row of onDays.all(from, to)) {
      if (row.number !== '') {
        add(row, row.number);
        continue;
      }
      let count = 0;
      let until = -Infinity;
      for (const at of unnumbered.all(row)) {
        if (at <= until) continue;
        const taker = till.firstMadeSince(row, at);
        if (!taker) {
          count += 1;
          continue;
        }
        until = taker.closedAt;
        add(row, taker.number);
      }
      const { store, payDesk, currency, day } = row;
      if (count > 0) open.push({ store, payDesk, currency, day, count });
    }
    for (const { day: _day, currency, ...name } of blockedBetween.all(from, to)) {
      const held: ClosingRef = { ...name, currency, till: null, others: [], isBlocked: true };
      // Receipts that an inbox told of it say the currency.
      const isFound = [...found.values()].some((ref) => isSameClosing(ref, held));
      if (!isFound) found.set(closingKey(held), held);
    }
    const closings = [...found.values()].sort(
      (a, b) =>
        a.store.localeCompare(b.store) ||
        a.payDesk.localeCompare(b.payDesk) ||
        (a.currency ?? '').localeCompare(b.currency ?? '') ||
        (a.till?.place ?? Number(a.number)) - (b.till?.place ?? Number(b.number)),
    );
    return { closings, open };
  }

  return {
    /** @param period a business day (`YYYY-MM-DD`) or a month (`YYYY-MM`) */
    of: (period: string): ClosingsOf =>
      period.length === 7 ? between(`${period}-01`, `${period}-31`) : between(period, period),
    between,
    /** @returns every closing under the number; one whose till said nothing where none is known */
    named: refsOf,
    /** Business days on which an event names the closing, and that of a blocked one; ascending. */
    daysNaming(ref: ClosingRef): string[] {
      const named = days.all(plain(ref));
      const day = ref.isBlocked ? blocked.get(ref.payDesk, ref.number)?.day : null;
      return day == null || named.includes(day) ? named : [...named, day].sort();
    },
  };
}

function isSameClosing(ref: ClosingRef, held: ClosingRef): boolean {
  return (
    ref.payDesk === held.payDesk &&
    ref.number === held.number &&
    (held.currency === null || ref.currency === held.currency)
  );
}

function plain({ store, payDesk, number, currency }: ClosingRef) {
  return { store, payDesk, number, currency };
}
