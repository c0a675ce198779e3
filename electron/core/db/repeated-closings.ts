/**
 * Closings whose receipts are stored already under other ids: an exporter that counts receipts within each export gives
 * the same ones other BON_IDs, and where the closing is called otherwise, too, nothing else knows them again.
 */
import type { PosEvent } from '../../../shared/domain/pos-event.ts';
import { SECOND } from '../../../shared/domain/time.ts';
import type { ClosingName } from './events.ts';
import { keysOfClosing } from './natural-keys.ts';
import type { Db } from './open.ts';
import { contentOf, contentWithoutTimeOf } from './twins.ts';

/** A closing that may be told again. */
export interface ClosingOfDay extends ClosingName {
  readonly madeAt: string;
}

type Told = Pick<PosEvent, 'naturalKey' | 'occurredAt' | 'payload'>;

export interface RepeatedClosings {
  /** Released closings of a business day. */
  ofDay(businessDay: string): ClosingOfDay[];
  /**
   * What of the events is in the stored closing: times and amounts of at least half of its receipts are among them.
   *
   * @returns what is told again, by natural keys of the events; empty: it is another closing
   */
  matches(stored: ClosingName, events: readonly PosEvent[]): ReadonlyMap<string, ToldAgain>;
}

export interface ToldAgain {
  /** Natural key of the stored receipt. */
  readonly known: string;
  /** It is of the same second, and its amounts are others. */
  readonly isChanged: boolean;
}

/** One receipt of the same second and amount proves nothing. */
const MIN_RECEIPTS = 2;

export function createRepeatedClosings(db: Db): RepeatedClosings {
  const ofDay = db.prepare<[string], ClosingOfDay>(
    `SELECT pay_desk AS payDesk, number, made_at AS madeAt FROM closings WHERE business_day = ? AND status = 'released'`,
  );
  // A closing that told another one again has few receipts of its own, or none.
  const elsewhere = db
    .prepare<[string, string], string>(
      `SELECT DISTINCT value FROM till_closings, json_each(facts, '$.elsewhere') WHERE pay_desk = ? AND number = ?`,
    )
    .pluck();
  const OF_CLOSING = `not_booked IS NULL AND
    (natural_key > ? AND natural_key < ? OR natural_key IN (SELECT value FROM json_each(?)))`;
  const times = db
    .prepare<[string, string, string], number>(
      `SELECT occurred_at FROM pos_events WHERE ${OF_CLOSING}`,
    )
    .pluck();
  const receipts = db.prepare<[string, string, string], Told>(
    `SELECT natural_key AS naturalKey, occurred_at AS occurredAt, payload FROM pos_events WHERE ${OF_CLOSING} ORDER BY id`,
  );

  return {
    ofDay: (businessDay) => ofDay.all(businessDay),
    matches({ payDesk, number }, events) {
      const none = new Map<string, ToldAgain>();
      const keys = [
        ...keysOfClosing(payDesk, number),
        JSON.stringify(elsewhere.all(payDesk, number)),
      ] as const;
      const seconds = new Set(events.map(secondOf));
      const known = times.all(...keys);
      const isEnough = (count: number) => count >= MIN_RECEIPTS && count * 2 >= known.length;
      // Without a look at what they say: this is how almost all others are told apart.
      if (!isEnough(known.filter((at) => seconds.has(Math.floor(at / SECOND))).length)) return none;
      const told = new Map<string, string[]>();
      for (const event of events) {
        // Made again, its closing has another moment, and that stands in for a time that is none.
        const content = event.isTimeless ? contentWithoutTimeOf(event) : contentOf(event);
        if (content === undefined || event.jobs.length === 0) continue;
        push(told, content, event.naturalKey);
      }
      const found = new Map<string, ToldAgain>();
      const unmatched = new Map<number, string[]>();
      for (const stored of receipts.iterate(...keys)) {
        const content = contentOf(stored);
        // What the program or a person added is no receipt.
        if (content === undefined) continue;
        const key =
          told.get(content)?.shift() ?? told.get(contentWithoutTimeOf(stored) ?? '')?.shift();
        if (key !== undefined) found.set(key, { known: stored.naturalKey, isChanged: false });
        else push(unmatched, secondOf(stored), stored.naturalKey);
      }
      if (!isEnough(found.size)) return none;
      // Most of the closing is stored: a receipt of the same second is no new one, but one that was corrected.
      for (const event of events) {
        if (found.has(event.naturalKey) || event.isTimeless || event.jobs.length === 0) continue;
        const known = unmatched.get(secondOf(event))?.shift();
        if (known !== undefined) found.set(event.naturalKey, { known, isChanged: true });
      }
      return found;
    },
  };
}

const secondOf = ({ occurredAt }: Pick<PosEvent, 'occurredAt'>) => Math.floor(occurredAt / SECOND);

function push<K>(map: Map<K, string[]>, key: K, value: string): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
