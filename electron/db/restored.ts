/**
 * A database that was put back from a copy knows nothing of what was booked after the copy was made, and RS books twice
 * what is sent twice. So every copy says of itself that it is one; the program that opens it asks RS about every job
 * before it sends it (docs/adr/0013-restored-copies.md).
 */
import { z } from 'zod';
import { DAY } from '../../shared/domain/time.ts';
import { COPY_MADE_AT } from './copy-mark.ts';
import type { Journal } from './journal.ts';
import type { Db } from './open.ts';
import type { Setting, SettingsStore } from './settings.ts';

const COPY_OF = { key: COPY_MADE_AT, schema: z.number() } satisfies Setting<number>;
/** When a copy was last put back and found to be one, epoch ms. */
const RESTORED_AT = { key: 'copy.restoredAt', schema: z.number() } satisfies Setting<number>;

/** So long after a restore everything that comes in is looked up first, whatever its till's clock says. */
const DOUBT_EVERYTHING_MS = 7 * DAY;

/**
 * If this database is a copy that was put back: whatever is not booked is in doubt from now on.
 *
 * Safe to run twice, and cut off anywhere: the mark goes in the same transaction.
 *
 * @returns when the copy had been made; undefined: it is no copy.
 */
export function takeOverCopy(
  db: Db,
  settings: SettingsStore,
  journal: Journal,
  now: number,
): number | undefined {
  const madeAt = settings.get(COPY_OF);
  if (madeAt === undefined) return undefined;
  settings.transact(() => {
    db.prepare(
      `UPDATE jobs SET in_doubt_since = @now, lease_token = NULL,
         state = CASE WHEN state IN ('waiting', 'sending') AND needs_invoice = 0 THEN 'unclear' ELSE state END,
         due_at = CASE WHEN state IN ('waiting', 'sending', 'unclear') THEN @now ELSE due_at END
       WHERE state NOT IN ('booked', 'verified')`,
    ).run({ now });
    db.prepare('DELETE FROM settings WHERE key = ?').run(COPY_OF.key);
    settings.set(RESTORED_AT, now);
    journal.append({
      at: now,
      topic: 'setting',
      subject: 'database',
      action: 'restored',
      reason: null,
      details: { copyMadeAt: madeAt },
    });
  });
  return madeAt;
}

/**
 * Since when a new job is in doubt because it may have been booked before the restore; null: it is not.
 *
 * @param restoredAt what `restoredAt` answered
 */
export function doubtSince(
  restoredAt: number | undefined,
  occurredAt: number,
  now: number,
): number | null {
  if (restoredAt === undefined) return null;
  const isOld = occurredAt <= restoredAt + DAY || now <= restoredAt + DOUBT_EVERYTHING_MS;
  return isOld ? restoredAt : null;
}

export function restoredAt(settings: SettingsStore): number | undefined {
  return settings.get(RESTORED_AT);
}
