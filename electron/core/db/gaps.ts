/**
 * Gaps: what may be booked in RS although this database knows nothing of it, because it is older than the database, which
 * was put back from a copy, or which the disk forgot at a power cut. A job that may fall into a gap is looked up before it is sent
 * (docs/adr/0013-restored-copies.md).
 */
import { z } from 'zod';
import { DAY, HOUR } from '../../../shared/domain/time.ts';
import type { Db } from './open.ts';
import type { Setting, SettingsStore } from './settings.ts';

/** When this database was made, epoch ms: what is older may have been booked by another one. */
const STARTED_AT = { key: 'history.startedAt', schema: z.number() } satisfies Setting<number>;

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
export type LastRun = z.infer<typeof LAST_RUN.schema>;

/** Time after a restore in which every new job is looked up first, whatever its till's clock says. */
const RESTORE_DOUBT_MS = 7 * DAY;
/** Upper limit of how much the clocks of a store's tills differ. */
const TILL_CLOCK_SKEW_MS = HOUR;

export function noteRestored(settings: SettingsStore, at: number): void {
  settings.set(RESTORED_AT, at);
}

export function noteLostPower(settings: SettingsStore, bootedAt: number): void {
  settings.set(LOST_POWER_AT, bootedAt);
}

/** Notes when the history of this database begins, once; of an earlier program's, with its first source. */
export function noteStart(db: Db, settings: SettingsStore, now: number): void {
  if (settings.get(STARTED_AT) !== undefined) return;
  const first = db.prepare<[], number | null>('SELECT min(received_at) FROM sources').pluck().get();
  settings.set(STARTED_AT, Math.min(now, first ?? now));
}

/** Start of each gap, epoch ms; undefined: there was none. */
export interface Gaps {
  /** When postings may have been booked before this database was; undefined: nobody noted it. */
  readonly startedAt?: number | undefined;
  readonly restoredAt: number | undefined;
  readonly lostPowerAt: number | undefined;
}

export function gapsOf(settings: SettingsStore): Gaps {
  return {
    startedAt: settings.get(STARTED_AT),
    restoredAt: settings.get(RESTORED_AT),
    lostPowerAt: settings.get(LOST_POWER_AT),
  };
}

/** Since when a new job is in doubt because it may have been booked in a gap; null: it is not. */
export function doubtSince(gaps: Gaps, occurredAt: number, now: number): number | null {
  const { startedAt, restoredAt, lostPowerAt } = gaps;
  if (restoredAt !== undefined) {
    const isOld = occurredAt <= restoredAt + DAY || now <= restoredAt + RESTORE_DOUBT_MS;
    if (isOld) return restoredAt;
  }
  // A till whose clock is wrong by more tells times that are still to come.
  const isFuture = occurredAt > now + TILL_CLOCK_SKEW_MS;
  for (const since of [lostPowerAt, startedAt]) {
    if (since !== undefined && (isFuture || occurredAt <= since + TILL_CLOCK_SKEW_MS)) return since;
  }
  return null;
}
