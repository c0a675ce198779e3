/**
 * A database that was put back from a copy knows nothing of what was booked after the copy was made, and RS books twice
 * what is sent twice. So every copy says of itself that it is one; the program that opens it asks RS about every job
 * before it sends it (docs/adr/0013-restored-copies.md).
 */
import { z } from 'zod';
import { DAY, HOUR } from '../../../shared/domain/time.ts';
import { COPY_MADE_AT } from './copy-mark.ts';
import { doubtOpenJobs } from './jobs/doubt.ts';
import type { Journal } from './journal.ts';
import type { Db } from './open.ts';
import type { Setting, SettingsStore } from './settings.ts';

const COPY_OF = { key: COPY_MADE_AT, schema: z.number() } satisfies Setting<number>;
/** When a copy was last put back and found to be one, epoch ms. */
const RESTORED_AT = { key: 'copy.restoredAt', schema: z.number() } satisfies Setting<number>;

/** When the PC was switched on after a power cut that may have taken what its disk had said it kept, epoch ms. */
const LOST_POWER_AT = { key: 'power.lostAt', schema: z.number() } satisfies Setting<number>;
/** How the run before this one stood, see `last-run.ts`. */
export const LAST_RUN = {
  key: 'run.last',
  schema: z.object({
    /** Null: this PC could note nothing outside of the folder. */
    generation: z.string().nullable(),
    bootedAt: z.number(),
    /** It has not ended in order, or not yet. */
    isOpen: z.boolean(),
  }),
} satisfies Setting<unknown>;

/** So long after a restore everything that comes in is looked up first, whatever its till's clock says. */
const DOUBT_EVERYTHING_MS = 7 * DAY;
/** The clocks of the tills of a store differ by less. */
const TILL_CLOCK_MS = HOUR;

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
    doubtOpenJobs(db, now, now);
    // The generation of a copy is no news.
    db.prepare('DELETE FROM settings WHERE key IN (?, ?)').run(COPY_OF.key, LAST_RUN.key);
    noteRestored(settings, now);
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

export function noteRestored(settings: SettingsStore, at: number): void {
  settings.set(RESTORED_AT, at);
}

export function noteLostPower(settings: SettingsStore, bootedAt: number): void {
  settings.set(LOST_POWER_AT, bootedAt);
}

/** What may have been booked although this database knows nothing of it. */
export interface Gaps {
  readonly restoredAt: number | undefined;
  readonly lostPowerAt: number | undefined;
}

export function gapsOf(settings: SettingsStore): Gaps {
  return { restoredAt: settings.get(RESTORED_AT), lostPowerAt: settings.get(LOST_POWER_AT) };
}

/** Since when a new job is in doubt because it may have been booked in a gap; null: it is not. */
export function doubtSince(gaps: Gaps, occurredAt: number, now: number): number | null {
  const { restoredAt, lostPowerAt } = gaps;
  if (restoredAt !== undefined) {
    const isOld = occurredAt <= restoredAt + DAY || now <= restoredAt + DOUBT_EVERYTHING_MS;
    if (isOld) return restoredAt;
  }
  if (lostPowerAt !== undefined) {
    // A till whose clock is wrong by more tells times that are still to come.
    const isOld = occurredAt <= lostPowerAt + TILL_CLOCK_MS || occurredAt > now + TILL_CLOCK_MS;
    if (isOld) return lostPowerAt;
  }
  return null;
}
