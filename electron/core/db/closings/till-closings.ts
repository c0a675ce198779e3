/** Keeps what tills say of their closings; what came later about the same closing takes the place of what came before. */
import type { Db } from '../open.ts';
import {
  placeOf,
  tillFactsSchema,
  type NewTillClosing,
  type TillClosing,
} from '../../../../shared/domain/till-facts.ts';

interface Row {
  readonly id: number;
  readonly origin: 'dsfinvk' | 'inbox';
  readonly store: string;
  readonly pay_desk: string;
  readonly number: string;
  readonly currency: string;
  readonly made_at: string;
  readonly closed_at: number;
  readonly business_day: string;
  readonly place: number;
  readonly facts: string;
}

/** A drawer: cash is chained through its closings. */
export interface Drawer {
  readonly store: string;
  readonly payDesk: string;
  readonly currency: string;
}

/** What the cash book needs of a closing to go on. */
export interface ChainLink {
  readonly id: number;
  readonly place: number;
  readonly number: string;
  readonly origin: 'dsfinvk' | 'inbox';
  /** Minor units. */
  readonly opening: number | null;
  readonly moved: number | null;
  readonly firstDifference: number | null;
  readonly opensTwice: 0 | 1;
}

const COLUMNS = `id, origin, store, pay_desk, number, currency, made_at, closed_at, business_day, place, facts`;
const COUNTS = `NOT EXISTS (SELECT 1 FROM till_closings AS later WHERE later.replaces = till_closings.id)`;
const OF_DRAWER = `pay_desk = @payDesk AND store = @store AND currency = @currency`;

export function createTillClosings(db: Db) {
  const select = (where: string) =>
    `SELECT ${COLUMNS} FROM till_closings WHERE ${OF_DRAWER} AND ${where} AND ${COUNTS}`;
  const byNumber = db.prepare<object, Row>(`${select('number = @number')} ORDER BY id`);
  const before = db.prepare<object, Row>(
    `${select('place < @place')} ORDER BY place DESC, id DESC LIMIT 1`,
  );
  const currencies = db
    .prepare<object, string>(
      `SELECT DISTINCT currency FROM closing_days WHERE pay_desk = @payDesk AND store = @store`,
    )
    .pluck();
  const siblings = db.prepare<object, Row>(
    `SELECT ${COLUMNS} FROM till_closings WHERE pay_desk = @payDesk AND number = @number AND store = @store
       AND currency <> @currency AND origin = 'inbox' AND ${COUNTS} ORDER BY id`,
  );
  const chain = db.prepare<object, ChainLink>(
    `SELECT id, place, number, origin, opening, moved, first_difference AS firstDifference, opens_twice AS opensTwice
     FROM till_closings INDEXED BY till_closings_cash WHERE ${OF_DRAWER} AND place < @place AND ${COUNTS}
     ORDER BY place DESC, id DESC`,
  );
  const after = db.prepare<object, Row>(
    `${select(`closed_at >= @closedAt AND origin = 'inbox'`)} ORDER BY closed_at, id LIMIT 1`,
  );
  const insert = db.prepare<object>(
    `INSERT INTO till_closings (source_id, replaces, origin, store, pay_desk, number, currency, made_at, closed_at,
       business_day, place, facts)
     VALUES (@sourceId, @replaces, @origin, @store, @payDesk, @number, @currency, @madeAt, @closedAt, @businessDay,
       @place, @facts)`,
  );
  const insertRun = db.prepare<[number, string, number, number]>(
    'INSERT INTO till_numbers (closing_id, prefix, first, last) VALUES (?, ?, ?, ?)',
  );
  const insertDay = db.prepare<object>(
    `INSERT OR IGNORE INTO closing_days (day, store, pay_desk, number, currency)
     VALUES (@businessDay, @store, @payDesk, @number, @currency)`,
  );

  return {
    /** Part of the caller's transaction. Nothing happens where the till says what it said before. */
    save(sourceId: number, { facts, numbers, ...closing }: NewTillClosing): void {
      const text = JSON.stringify(facts);
      const known = byNumber.all(closing).findLast(
        (row) =>
          closing.origin === 'inbox' ||
          row.made_at === closing.madeAt ||
          // Another spelling of the same moment.
          row.closed_at === closing.closedAt,
      );
      if (known?.facts === text && known.closed_at === closing.closedAt) return;
      const { lastInsertRowid } = insert.run({
        ...closing,
        sourceId,
        replaces: known?.id ?? null,
        madeAt: known?.made_at ?? closing.madeAt,
        place: placeOf(closing),
        facts: text,
      });
      for (const [prefix, first, last] of numbers) {
        insertRun.run(Number(lastInsertRowid), prefix, first, last);
      }
      insertDay.run(closing);
    },
    /** Several only where a till used a number twice and a person took both. */
    named: (drawer: Drawer, number: string): TillClosing[] =>
      byNumber.all({ ...drawer, number }).map(closingOf),
    before: (closing: Drawer & { readonly place: number }): TillClosing | undefined =>
      optional(before.get(closing)),
    /** The one before at the desk, whatever the currency: its drawers may share their numbers. */
    beforeAtDesk(closing: Drawer & { readonly place: number }): TillClosing | undefined {
      const last = currencies.all(closing).flatMap((currency) => {
        const { store, payDesk, place } = closing;
        return before.get({ store, payDesk, place, currency }) ?? [];
      });
      return optional(last.sort((a, b) => b.place - a.place)[0]);
    },
    /** Of all that the desk ever told. */
    currenciesOf: (desk: Pick<Drawer, 'store' | 'payDesk'>): string[] => currencies.all(desk),
    /** What the same closing of a till of the inbox says of its other currencies. */
    siblings: (closing: Drawer & { readonly number: string }): TillClosing[] =>
      siblings.all(closing).map(closingOf),
    /** Closings before a place, the last one first; to be left before anything else is asked. */
    chainBefore: (closing: Drawer & { readonly place: number }): IterableIterator<ChainLink> =>
      chain.iterate(closing),
    /** The closing that an event of an inbox without a number belongs to. */
    firstMadeSince: (drawer: Drawer, closedAt: number): TillClosing | undefined =>
      optional(after.get({ ...drawer, closedAt })),
  };
}

export type TillClosings = ReturnType<typeof createTillClosings>;

function optional(row: Row | undefined): TillClosing | undefined {
  return row && closingOf(row);
}

function closingOf(row: Row): TillClosing {
  return {
    id: row.id,
    origin: row.origin,
    store: row.store,
    payDesk: row.pay_desk,
    number: row.number,
    currency: row.currency,
    madeAt: row.made_at,
    closedAt: row.closed_at,
    businessDay: row.business_day,
    place: row.place,
    facts: tillFactsSchema.parse(JSON.parse(row.facts)),
  };
}
