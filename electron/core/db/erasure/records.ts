/**
 * Erases what the program stored of a closing: payloads, texts, requests and answers. Rows, keys, hashes, amounts and days
 * stay, so that a receipt that comes again is known.
 *
 * An entry of the journal comes first, in the transaction of the first slice. A program that ends in between goes on with
 * the same entry.
 */
import { z } from 'zod';
import type { RetentionLimits } from '../../../../shared/domain/retention.ts';
import type { Clock } from '../../../../shared/domain/time.ts';
import {
  closingKey,
  EVENTS_OF_CLOSING,
  type ClosingRef,
  type Closings,
} from '../closings/index.ts';
import { createJobErasure } from '../jobs/erase.ts';
import type { Journal } from '../journal.ts';
import type { Db } from '../open.ts';
import { createSeals } from '../seals.ts';
import { createSettingsStore, type Setting } from '../settings.ts';
import { bytesOf, identityOfStored } from '../twins.ts';
import type { ErasureDue } from './due.ts';
import { hashOfErased } from './hash.ts';

const SLICE_MS = 5;
/** Receipts erased in one transaction at most. */
const MOST_EVENTS = 200;

interface Unfinished {
  readonly entry: number;
  readonly closing: string;
}

const UNFINISHED: Setting<Unfinished | null> = {
  key: 'retention.unfinished',
  schema: z.strictObject({ entry: z.number().int(), closing: z.string() }).nullable(),
};

interface LeftEvent {
  readonly id: number;
  readonly hasIdentity: 0 | 1;
  readonly occurredAt: number;
  readonly payload: string;
}

/** How far the erasing of closings has come. */
export type Step = { readonly kind: 'more' | 'finished' | 'nothing' | 'busy' };

/** `held`: it is not to be erased after all; `busy`: something is being sent. */
export type Begun =
  { readonly kind: 'begun'; readonly receipts: number } | { readonly kind: 'held' | 'busy' };

export interface RecordErasureOptions {
  readonly db: Db;
  readonly journal: Journal;
  readonly closings: Closings;
  readonly due: ErasureDue;
  readonly clock: Clock;
}

export function createRecordErasure(options: RecordErasureOptions) {
  const { db, journal, closings, due, clock } = options;
  const settings = createSettingsStore(db);
  const seals = createSeals(db);
  const eraseJobs = createJobErasure(db);
  const isSending = db.prepare<[], number>(IS_SENDING).pluck();
  /** Receipts of the closing that is being erased, the next one last. */
  let waiting: { readonly entry: number; readonly ids: number[] } | undefined;
  const hashes = db
    .prepare<object, Buffer>(
      `SELECT content_hash FROM pos_events WHERE id IN (${EVENTS_OF_CLOSING}) AND erasure IS NULL ORDER BY id`,
    )
    .pluck();
  const left = db
    .prepare<object, number>(
      `SELECT id FROM pos_events WHERE id IN (${EVENTS_OF_CLOSING}) AND erasure IS NULL ORDER BY id DESC`,
    )
    .pluck();
  const event = db.prepare<[number], LeftEvent>(
    `SELECT id, identity IS NOT NULL AS hasIdentity, occurred_at AS occurredAt, payload FROM pos_events
     WHERE id = ? AND erasure IS NULL`,
  );
  const eraseEvent = db.prepare<[Buffer | null, number, number]>(
    `UPDATE pos_events SET payload = '{}', identity = coalesce(identity, ?), erasure = ? WHERE id = ?`,
  );
  function eraseReceipt({ id, hasIdentity, ...event }: LeftEvent, entry: number): void {
    eraseJobs(id, entry);
    const identity = hasIdentity === 1 ? undefined : identityOfStored(event);
    eraseEvent.run(identity === undefined ? null : bytesOf(identity), entry, id);
  }

  /** Part of the caller's transaction. @returns whether nothing is left of the closing */
  function eraseSlice(ref: ClosingRef, entry: number): boolean {
    if (waiting?.entry !== entry || waiting.ids.length === 0) {
      // To find the receipts of a closing costs more than to erase some of them.
      waiting = { entry, ids: left.all(closings.placeOf(ref)) };
    }
    const { ids } = waiting;
    const end = clock() + SLICE_MS;
    // Whatever the clock says, each slice erases some.
    for (let erased = 0; erased < MOST_EVENTS && (erased === 0 || clock() < end); erased++) {
      const id = ids.pop();
      const found = id === undefined ? undefined : event.get(id);
      if (!found) break;
      eraseReceipt(found, entry);
    }
    return ids.length === 0 && left.get(closings.placeOf(ref)) === undefined;
  }

  function refOf(key: string): ClosingRef | undefined {
    const [store = '', payDesk = '', number = '', currency = ''] = key.split('\n');
    return closings
      .closingsNamed({ store, payDesk, currency }, number)
      .find((ref) => closingKey(ref) === key);
  }

  /** What is erased is overwritten in its page, too; only here, since that costs time. */
  function inTransaction<T>(work: () => T): T {
    db.pragma('secure_delete = ON');
    try {
      return db.transaction(work).immediate();
    } finally {
      db.pragma('secure_delete = OFF');
    }
  }

  return {
    /**
     * Begins to erase a closing, if it may still be; with the entry of the journal that names it.
     *
     * @param limits what is older is past its time
     */
    begin: (ref: ClosingRef, limits: RetentionLimits): Begun =>
      inTransaction((): Begun => {
        if (isSending.get() === 1) return { kind: 'busy' };
        const judged = due.judge(ref, closings.openQuestions());
        if (judged.held !== null || judged.left === 0 || !judged.isBefore(limits.records)) {
          return { kind: 'held' };
        }
        const key = closingKey(ref);
        const hash = hashOfErased();
        for (const one of hashes.iterate(closings.placeOf(ref))) hash.add(one);
        const entry = journal.append({
          at: clock(),
          topic: 'erasure',
          subject: key,
          action: 'records',
          reason: null,
          details: {
            before: limits.records,
            lastDay: judged.lastDay,
            events: judged.left,
            jobs: judged.jobs,
            hash: hash.end(),
          },
        });
        settings.set(UNFINISHED, { entry, closing: key });
        // It is not read from RetailSuite any more: what would be compared is gone.
        seals.forget(key);
        return { kind: 'begun', receipts: judged.left };
      }),

    /** Erases the next slice of what was begun. */
    next: (): Step =>
      inTransaction((): Step => {
        const unfinished = settings.get(UNFINISHED) ?? null;
        if (unfinished === null) return { kind: 'nothing' };
        if (isSending.get() === 1) return { kind: 'busy' };
        const ref = refOf(unfinished.closing);
        if (ref && !eraseSlice(ref, unfinished.entry)) return { kind: 'more' };
        settings.set(UNFINISHED, null);
        return { kind: 'finished' };
      }),
  };
}

/** Something is on its way to RetailSuite. */
export const IS_SENDING = `SELECT EXISTS (SELECT 1 FROM jobs WHERE state = 'sending' AND state NOT IN ('booked', 'verified'))`;

/** Whether records of a closing were erased: what is left of it can be compared with nothing. */
export function createErasedClosings(db: Db) {
  const isErased = db
    .prepare<[string], number>(
      `SELECT EXISTS (SELECT 1 FROM journal WHERE topic = 'erasure' AND subject = ? AND action = 'records')`,
    )
    .pluck();
  return { isErased: (key: string): boolean => isErased.get(key) === 1 };
}
