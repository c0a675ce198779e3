/** Whether an event is stored already under another key: a closing numbered anew, a till renamed. */
import type { PosEvent } from '../../../shared/domain/pos-event.ts';
import { SECOND } from '../../../shared/domain/time.ts';
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
}

export function createTwins(db: Db): Twins {
  const sameIdentity = db
    .prepare<[Buffer, string], string>(
      `SELECT natural_key FROM pos_events INDEXED BY pos_events_identity
       WHERE identity = ? AND natural_key <> ? ORDER BY id`,
    )
    .pluck();
  // Those of earlier programs come first; to ask all events would read ten years of them at each start.
  const isFirstWithout = db
    .prepare<[], number>('SELECT identity IS NULL FROM pos_events ORDER BY id LIMIT 1')
    .pluck();
  const sameBill = db.prepare<[string, number, number, string], KnownWithoutIdentity>(
    `SELECT natural_key AS naturalKey, occurred_at AS occurredAt, payload FROM pos_events
     WHERE bill_number = ? AND occurred_at >= ? AND occurred_at < ? AND identity IS NULL AND natural_key <> ? ORDER BY id`,
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
      const known = sameIdentity.all(bytesOf(event.identity), event.naturalKey);
      return mayBeWithout ? [...ofEarlierPrograms(event), ...known] : known;
    },
  };
}

/** An identity as it is stored. */
export function bytesOf(identity: string): Buffer {
  return Buffer.from(identity, 'hex');
}

/** The payload of a receipt of an export, as every program wrote it. */
interface ReceiptPayload {
  readonly receipt?: { readonly id: string };
  readonly payments?: readonly { readonly type: string; readonly amount: number }[];
  readonly lines?: readonly {
    readonly type: string;
    readonly voided?: number;
    readonly gross: number;
  }[];
}

function identityOfStored({ occurredAt, payload }: KnownWithoutIdentity): string | undefined {
  const { receipt, payments = [], lines = [] } = JSON.parse(payload) as ReceiptPayload;
  if (!receipt) return undefined;
  const amounts = receiptAmounts(payments, lines);
  return identityOf({ kind: 'dsfinvk', id: receipt.id, at: occurredAt, amounts });
}
