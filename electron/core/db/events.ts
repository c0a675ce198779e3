/**
 * POS events and their jobs, stored together; the natural key keeps an event from being stored twice.
 */
import crypto from 'node:crypto';
import type {
  EventQuestion,
  JobDraft,
  PosEvent,
  SourceKind,
} from '../../../shared/domain/pos-event.ts';
import { MINUTE } from '../../../shared/domain/time.ts';
import { createTillClosings } from './closings/till-closings.ts';
import { createJobBirths } from './jobs/move.ts';
import { keysOfClosing } from './natural-keys.ts';
import type { Db } from './open.ts';
import { doubtSince, gapsOf } from './gaps.ts';
import { paymentOf, referenceOfKey, referencesOf } from './references.ts';
import { createSettingsStore } from './settings.ts';
import { createSharedBills } from './shared-bills.ts';
import { bytesOf, createTwins } from './twins.ts';

/** The result of storing an event. */
export type Stored =
  | { readonly kind: 'new'; readonly jobs: readonly JobDraft[] }
  /** Known, with the same content. */
  | { readonly kind: 'duplicate' }
  /** Known, with other content: an alarm that a person decides. */
  | { readonly kind: 'other-content'; readonly contentHash: string }
  /** The bill is known for this pay desk from the other kind of source: booking it again would book it twice. */
  | { readonly kind: 'other-source'; readonly knownKey: string }
  /** The same receipt is stored under another closing or till label: booking it again would book it twice. */
  | { readonly kind: 'twin'; readonly knownKey: string; readonly contentHash: string }
  /** A person decides before anything of it is booked. */
  | { readonly kind: 'question'; readonly question: EventQuestion; readonly contentHash: string };

/** An event that nothing keeps from being stored, with what was found out about it. */
export interface NewEvent {
  readonly kind: 'new';
  readonly contentHash: Buffer;
  /** Stored events of the same identity, which a person said are others. */
  readonly twins: number;
}

/** The relation of an event to the stored ones, before anything is written. */
export type Judgement = NewEvent | Exclude<Stored, { readonly kind: 'new' }>;

export interface StoreOptions {
  /** Events of the other kind of source may exist at all. */
  readonly crossCheck: boolean;
  /** A person said that a twin is another receipt, unless it has this key. */
  readonly isTwinOnlyOf?: string;
}

/** A closing as its till names it. */
export interface ClosingName {
  readonly payDesk: string;
  readonly number: string;
}

export interface StoredClosing {
  readonly made_at: string;
  readonly status: 'released' | 'blocked';
}

interface KnownEvent {
  readonly id: number;
  readonly content_hash: Buffer;
  readonly identity: Buffer | null;
  readonly currency: string;
  readonly business_day: string;
}

interface JobRow {
  readonly part: string;
  readonly type: string;
  readonly amount: number;
  readonly payment_type: string | null;
  readonly payment_name: string | null;
  readonly text: string | null;
}

/** Events that are no receipt of the closing whose key they begin with. */
const ADDED = /\|(opening-difference|(correction|also|posted)-\d+)$/;

/** Exact enough to say that a till has been silent for hours. */
const HEARD_EVERY_MS = 10 * MINUTE;

/**
 * SHA-256 of what the till said.
 *
 * Not of what we make of it: jobs, bill number and store depend on settings, on files that may be missing and on the
 * version of this program, and none of these may turn a known receipt into an alarm.
 */
export function contentHash(event: PosEvent): Buffer {
  const { closing = '', currency, businessDay, payload } = event;
  const text = JSON.stringify([closing, currency, businessDay, payload]);
  return crypto.createHash('sha256').update(text).digest();
}

function isSameBooking(stored: readonly JobRow[], jobs: readonly JobDraft[]): boolean {
  return (
    stored.length === jobs.length &&
    jobs.every((job, index) => {
      const same = stored[index];
      return (
        same?.part === job.part &&
        same.type === job.type &&
        same.amount === job.amount &&
        same.payment_type === (job.paymentType ?? null) &&
        same.payment_name === (job.paymentName ?? null)
      );
    })
  );
}

/** A program that knew no business cases made one job of what are now the parts of one payment. */
function isSameMoney(stored: readonly JobRow[], jobs: readonly JobDraft[]): boolean {
  if (!jobs.some(({ part }) => paymentOf(part) !== part)) return false;
  const sums = new Map<string, number>();
  const add = (part: string, amount: number) =>
    sums.set(paymentOf(part), (sums.get(paymentOf(part)) ?? 0) + amount);
  for (const { part, amount } of stored) add(part, amount);
  for (const { part, amount } of jobs) add(part, -amount);
  return [...sums.values()].every((sum) => sum === 0);
}

export function createEventStore(db: Db) {
  const known = db.prepare<[string], KnownEvent>(
    'SELECT id, content_hash, identity, currency, business_day FROM pos_events WHERE natural_key = ?',
  );
  const jobsOf = db.prepare<[number], JobRow>(
    'SELECT part, type, amount, payment_type, payment_name, text FROM jobs WHERE event_id = ? ORDER BY id',
  );
  const keysBetween = db
    .prepare<[string, string], string>(
      'SELECT natural_key FROM pos_events WHERE natural_key > ? AND natural_key < ?',
    )
    .pluck();
  // Under another name of the till, too, if it was in the same second.
  const sameBill = db
    .prepare<[string, string, number, string], string>(
      `SELECT natural_key FROM pos_events
       WHERE bill_number = ? AND (pay_desk = ? OR occurred_at / 1000 = CAST(? AS INTEGER) / 1000) AND not_booked IS NULL
         AND substr(natural_key, 1, 4) <> substr(?, 1, 4) LIMIT 1`,
    )
    .pluck();
  const insertEvent = db.prepare(
    `INSERT INTO pos_events (source_id, natural_key, content_hash, store, pay_desk, closing, bill_number, currency,
       business_day, occurred_at, received_at, origin, not_booked, payload, identity)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertJob = createJobBirths(db);
  const twins = createTwins(db);
  const tillClosings = createTillClosings(db);
  const gaps = gapsOf(createSettingsStore(db));
  const otherKindKnown = db
    .prepare<[SourceKind], number>('SELECT EXISTS (SELECT 1 FROM sources WHERE kind <> ?)')
    .pluck();
  const closing = db.prepare<[string, string], StoredClosing>(
    'SELECT made_at, status FROM closings WHERE pay_desk = ? AND number = ?',
  );
  const saveClosing = db.prepare(
    `INSERT INTO closings (source_id, pay_desk, number, made_at, business_day, status, closing_cash, store, currency)
     VALUES (@sourceId, @payDesk, @number, @madeAt, @businessDay, @status, @closingCash, @store, @currency)
     ON CONFLICT (pay_desk, number) DO UPDATE SET source_id = excluded.source_id, made_at = excluded.made_at,
       business_day = excluded.business_day, status = excluded.status, closing_cash = excluded.closing_cash,
       store = excluded.store, currency = excluded.currency`,
  );
  const lastBefore = db
    .prepare<[string, number], number | null>(
      `SELECT max(CAST(number AS INTEGER)) FROM closings WHERE pay_desk = ? AND CAST(number AS INTEGER) < ?`,
    )
    .pluck();
  const knownCash = db.prepare<[], { key: string; cash: number }>(
    `SELECT coalesce(store || char(10), '') || pay_desk || '|' || number AS key, closing_cash AS cash FROM closings
     WHERE status = 'released' AND closing_cash IS NOT NULL`,
  );
  const storeOf = db
    .prepare<[string], string>(`SELECT store FROM pay_desks WHERE id = ? AND store <> 'default'`)
    .pluck();
  const addStore = db.prepare(
    `INSERT OR IGNORE INTO stores (id, name, created_at) VALUES (?, ?, ?)`,
  );
  const addPayDesk = db.prepare(
    `INSERT OR IGNORE INTO pay_desks (id, store, name, created_at) VALUES (?, ?, ?, ?)`,
  );
  const addPayment = db.prepare<[string, string, string, number]>(
    `INSERT OR IGNORE INTO payments_seen (currency, payment_type, payment_name, first_at) VALUES (?, ?, ?, ?)`,
  );
  const addDay = db.prepare<[string, string, string, string, string]>(
    `INSERT OR IGNORE INTO closing_days (day, store, pay_desk, number, currency) VALUES (?, ?, ?, ?, ?)`,
  );
  const heardOf = db.prepare<[object]>(
    'UPDATE pay_desks SET last_event_at = @at WHERE id = @payDesk AND coalesce(last_event_at, 0) < @at',
  );
  const places = new Set<string>();
  const payments = new Set<string>();
  const lastHeard = new Map<string, number>();
  /** The day of the closing that the event before was of: its receipts come one after another. */
  let lastDay = '';

  function forgetRows(): void {
    places.clear();
    payments.clear();
    lastHeard.clear();
    lastDay = '';
  }

  function noteDay({ businessDay, store, payDesk, closing = '', currency }: PosEvent): void {
    const day = JSON.stringify([businessDay, store, payDesk, closing, currency]);
    if (day === lastDay) return;
    addDay.run(businessDay, store, payDesk, closing, currency);
    lastDay = day;
  }

  function addPlace(event: PosEvent, now: number): void {
    const place = `${event.store}\n${event.payDesk}`;
    if (places.has(place)) return;
    addStore.run(event.store, event.store, now);
    addPayDesk.run(event.payDesk, event.store, event.payDesk, now);
    places.add(place);
  }

  /** When a till last told something, without a write for each receipt. */
  function noteTime({ payDesk, occurredAt }: PosEvent): void {
    const known = lastHeard.get(payDesk) ?? -Infinity;
    if (occurredAt < known + HEARD_EVERY_MS) return;
    heardOf.run({ at: occurredAt, payDesk });
    lastHeard.set(payDesk, occurredAt);
  }

  function notePayment(currency: string, job: JobDraft, now: number): void {
    const { paymentType = '', paymentName = '' } = job;
    const payment = `${currency}\n${paymentType}\n${paymentName}`;
    if (payments.has(payment)) return;
    addPayment.run(currency, paymentType, paymentName, now);
    payments.add(payment);
  }

  /** A correction that an earlier program kept for a decision has no identity, and its key alone to be known by. */
  function referencesFor({ identity, naturalKey, jobs }: PosEvent, twins: number): string[] {
    if (identity === undefined) return jobs.map(({ part }) => referenceOfKey(naturalKey, part));
    return referencesOf(identity, twins, jobs);
  }

  function insert(sourceId: number, event: PosEvent, judged: NewEvent, now: number): void {
    const references = referencesFor(event, judged.twins);
    addPlace(event, now);
    noteTime(event);
    noteDay(event);
    const bill = event.billNumber ?? null;
    const number = event.closing ?? null;
    const eventId = insertEvent.run(
      sourceId,
      event.naturalKey,
      judged.contentHash,
      event.store,
      event.payDesk,
      number,
      bill,
      event.currency,
      event.businessDay,
      event.occurredAt,
      now,
      event.origin,
      event.notBooked ?? null,
      event.payload,
      event.identity === undefined ? null : bytesOf(event.identity),
    ).lastInsertRowid;
    if (event.tillClosing) tillClosings.save(sourceId, event.tillClosing);
    const inDoubtSince = doubtSince(gaps, event.occurredAt, now);
    event.jobs.forEach((job, index) => {
      notePayment(event.currency, job, now);
      const reference = references[index] as string;
      const earlierReference =
        inDoubtSince === null ? null : referenceOfKey(event.naturalKey, job.part);
      insertJob({ eventId, event, job, reference, earlierReference, inDoubtSince, now });
    });
  }

  /** Another spelling of a known receipt: who it is and what it books are the same. */
  function isSpelling(event: PosEvent, same: KnownEvent): boolean {
    // Another day or currency books otherwise.
    if (event.currency !== same.currency || event.businessDay !== same.business_day) return false;
    if (event.identity === undefined || !same.identity?.equals(bytesOf(event.identity)))
      return false;
    const jobs = jobsOf.all(same.id);
    return jobs.length > 0 && (isSameBooking(jobs, event.jobs) || isSameMoney(jobs, event.jobs));
  }

  function judge(event: PosEvent, { crossCheck, isTwinOnlyOf }: StoreOptions): Judgement {
    const hash = contentHash(event);
    const same = known.get(event.naturalKey);
    if (same?.content_hash.equals(hash) || (same && isSpelling(event, same))) {
      return { kind: 'duplicate' };
    }
    if (same) return { kind: 'other-content', contentHash: hash.toString('hex') };
    if (crossCheck && event.billNumber !== undefined && event.jobs.length > 0) {
      const knownKey = sameBill.get(
        event.billNumber,
        event.payDesk,
        event.occurredAt,
        event.naturalKey,
      );
      if (knownKey !== undefined) return { kind: 'other-source', knownKey };
    }
    const stored = twins.of(event);
    const twin = [...stored, ...twins.ofTimeless(event)].find(
      (key) => isTwinOnlyOf === undefined || key === isTwinOnlyOf,
    );
    if (twin !== undefined) {
      return { kind: 'twin', knownKey: twin, contentHash: hash.toString('hex') };
    }
    if (event.question) {
      return { kind: 'question', question: event.question, contentHash: hash.toString('hex') };
    }
    return { kind: 'new', contentHash: hash, twins: stored.length };
  }

  /** Part of the caller's transaction, in which it was judged. */
  function add(sourceId: number, event: PosEvent, judged: NewEvent, now: number): Stored {
    insert(sourceId, event, judged, now);
    return { kind: 'new', jobs: event.jobs };
  }

  return {
    /**
     * Keys under which this very event is stored already: the same receipt of another closing, or of a till that was
     * renamed. Storing it all the same is a person's decision, and gives it references of its own.
     */
    twinsOf: twins.of,

    /** Stores an event with its jobs, or says why not; part of the caller's transaction. */
    store(sourceId: number, event: PosEvent, now: number, options: StoreOptions): Stored {
      const judged = judge(event, options);
      return judged.kind === 'new' ? add(sourceId, event, judged, now) : judged;
    },

    /** `store` in two steps, for who decides in between. */
    judge,
    add,

    /** Keys of the receipts that a closing is stored with, without what the program or a person added to them. */
    receiptKeys: ({ payDesk, number }: ClosingName): string[] =>
      keysBetween.all(...keysOfClosing(payDesk, number)).filter((key) => !ADDED.test(key)),

    sharesBill: createSharedBills(db),

    /** A transaction failed: what is kept here of the rows that it wrote is not so. */
    forget: forgetRows,

    /** Stores what a person decided to book, whatever else is known of it; once. Part of the caller's transaction. */
    storeDecided(sourceId: number, event: PosEvent, now: number): void {
      // Whether the transaction of an earlier decision failed is not heard here.
      forgetRows();
      if (known.get(event.naturalKey)) return;
      const judged = { contentHash: contentHash(event), twins: twins.of(event).length };
      insert(sourceId, event, { kind: 'new', ...judged }, now);
    },

    /** Whether anything came from another kind of source than this. */
    hasOtherKind: (kind: SourceKind) => otherKindKnown.get(kind) === 1,

    closing: (payDesk: string, number: string) => closing.get(payDesk, number),
    /** The store that a pay desk first delivered from; undefined where it named none. */
    storeOf: (payDesk: string) => storeOf.get(payDesk),
    /** The highest number of a closing below this one, released or blocked; null when it is the first. */
    lastClosingBefore: (payDesk: string, number: number) => lastBefore.get(payDesk, number) ?? null,
    saveClosing(given: {
      readonly sourceId: number;
      readonly payDesk: string;
      readonly number: string;
      readonly madeAt: string;
      readonly businessDay: string | null;
      readonly status: 'released' | 'blocked';
      readonly closingCash: number | null;
      /** Undefined: its export names none. */
      readonly store: string | undefined;
      /** Undefined: its export does not tell it. */
      readonly currency: string | undefined;
    }): void {
      const { store = null, currency = null } = given;
      saveClosing.run({ ...given, store, currency });
    },
    /** What the till says of a closing; part of the caller's transaction. */
    saveTillClosing: tillClosings.save,
    /** Calculated cash after each released closing: `[<store>\n]<pay desk>|<number>` → minor units. */
    knownCash: (): Record<string, number> =>
      Object.fromEntries(knownCash.all().map(({ key, cash }) => [key, cash])),
  };
}

export type EventStore = ReturnType<typeof createEventStore>;
