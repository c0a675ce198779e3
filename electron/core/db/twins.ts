/** Whether an event is stored already under another key: a closing numbered anew, a till renamed. */
import type { PosEvent } from '../../../shared/domain/pos-event.ts';
import { DAY, SECOND } from '../../../shared/domain/time.ts';
import type { Db } from './open.ts';
import { identityOf, receiptAmounts } from './references.ts';

interface Known {
  readonly naturalKey: string;
}

interface KnownWithoutIdentity extends Known {
  readonly occurredAt: number;
  readonly payload: string;
}

export interface Twins {
  /** Natural keys of the stored events that are this one under another key, the first stored first. */
  of(event: PosEvent): string[];
  /**
   * Natural keys of stored receipts without a time that may be this one, which has none either: the same id, the same
   * amounts and the same words instead of a time, in another closing of these weeks.
   */
  ofTimeless(event: PosEvent): string[];
}

/** A closing that is cancelled is made again soon; a till that restarts its ids may have the same receipt by then. */
const LONGEST_BETWEEN_CLOSINGS_MS = 14 * DAY;

export function createTwins(db: Db): Twins {
  // Asked for every receipt: sorting the few that it finds here costs a third of doing it there.
  const sameIdentity = db.prepare<[Buffer, string], { id: number; naturalKey: string }>(
    `SELECT id, natural_key AS naturalKey FROM pos_events INDEXED BY pos_events_identity
     WHERE identity = ? AND natural_key <> ?`,
  );
  // Those of earlier programs come first; to ask all events would read ten years of them at each start.
  const isFirstWithout = db
    .prepare<[], number>('SELECT identity IS NULL FROM pos_events ORDER BY id LIMIT 1')
    .pluck();
  const sameBill = db.prepare<[string, number, number, string], KnownWithoutIdentity>(
    `SELECT natural_key AS naturalKey, occurred_at AS occurredAt, payload FROM pos_events
     WHERE bill_number = ? AND occurred_at >= ? AND occurred_at < ? AND identity IS NULL AND natural_key <> ? ORDER BY id`,
  );
  const sameIdNearby = db.prepare<[string, string, string, string], Known & { payload: string }>(
    `SELECT e.natural_key AS naturalKey, e.payload FROM closings c
       JOIN pos_events e ON e.natural_key = 'dsfinvk|' || c.pay_desk || '|' || c.number || '|' || ?
     WHERE c.business_day BETWEEN ? AND ? AND e.natural_key <> ? ORDER BY e.id`,
  );
  // Events are never changed: none of an earlier program comes or goes while this one runs.
  const mayBeWithout = isFirstWithout.get() === 1;

  function ofEarlierPrograms(event: PosEvent): string[] {
    if (event.billNumber === undefined) return [];
    const from = Math.floor(event.occurredAt / SECOND) * SECOND;
    return sameBill
      .all(event.billNumber, from, from + SECOND, event.naturalKey)
      .filter((known) => identityOfStored(known) === event.identity)
      .map(({ naturalKey }) => naturalKey);
  }

  return {
    of(event) {
      if (event.identity === undefined) return [];
      const known = sameIdentity
        .all(bytesOf(event.identity), event.naturalKey)
        .sort((a, b) => a.id - b.id)
        .map(({ naturalKey }) => naturalKey);
      return mayBeWithout ? [...ofEarlierPrograms(event), ...known] : known;
    },
    ofTimeless({ naturalKey, businessDay, isTimeless, payload, jobs }) {
      // What moves no money, an opening balance above all, is the same on many days.
      if (!isTimeless || jobs.length === 0) return [];
      const said = JSON.parse(payload) as ReceiptPayload;
      if (!said.receipt) return [];
      const [from, to] = [-1, 1].map((sign) =>
        dayAfter(businessDay, sign * LONGEST_BETWEEN_CLOSINGS_MS),
      );
      return sameIdNearby
        .all(said.receipt.id, from as string, to as string, naturalKey)
        .filter((known) => saysTheSame(JSON.parse(known.payload) as ReceiptPayload, said))
        .map((known) => known.naturalKey);
    },
  };
}

/** An identity as it is stored. */
export function bytesOf(identity: string): Buffer {
  return Buffer.from(identity, 'hex');
}

/** The payload of a receipt of an export, as every program wrote it. */
interface ReceiptPayload {
  readonly receipt?: {
    readonly id: string;
    readonly startedAt?: string;
    readonly endedAt?: string;
  };
  readonly payments?: readonly { readonly type: string; readonly amount: number }[];
  readonly lines?: readonly {
    readonly type: string;
    readonly voided?: number;
    readonly gross: number;
  }[];
}

/** What a receipt says but who it is: its second and its amounts; undefined: it is no receipt of an export. */
export function contentOf({
  occurredAt,
  payload,
}: Pick<PosEvent, 'occurredAt' | 'payload'>): string | undefined {
  const said = JSON.parse(payload) as ReceiptPayload;
  return said.receipt && identityAt(occurredAt, { ...said, receipt: { id: '' } });
}

/** The same of a receipt without a time: what its till wrote instead of one. */
export function contentWithoutTimeOf({ payload }: Pick<PosEvent, 'payload'>): string | undefined {
  const said = JSON.parse(payload) as ReceiptPayload;
  if (!said.receipt) return undefined;
  const { startedAt, endedAt } = said.receipt;
  return [startedAt, endedAt, identityAt(0, { ...said, receipt: { id: '' } })].join('|');
}

function saysTheSame(known: ReceiptPayload, other: ReceiptPayload): boolean {
  return (
    known.receipt?.startedAt === other.receipt?.startedAt &&
    known.receipt?.endedAt === other.receipt?.endedAt &&
    identityAt(0, known) === identityAt(0, other)
  );
}

function dayAfter(day: string, ms: number): string {
  return new Date(Date.parse(day) + ms).toISOString().slice(0, 10);
}

/** The identity of an event that an earlier program stored without one; undefined: it is no receipt of an export. */
export function identityOfStored({
  occurredAt,
  payload,
}: Pick<PosEvent, 'occurredAt' | 'payload'>): string | undefined {
  return identityAt(occurredAt, JSON.parse(payload) as ReceiptPayload);
}

function identityAt(
  at: number,
  { receipt, payments = [], lines = [] }: ReceiptPayload,
): string | undefined {
  if (!receipt) return undefined;
  return identityOf({
    kind: 'dsfinvk',
    id: receipt.id,
    at,
    amounts: receiptAmounts(payments, lines),
  });
}
