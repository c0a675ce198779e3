/**
 * The date by which retention periods are counted. A wrong clock of the PC must erase nothing: only as much time has passed
 * as RetailSuite, or without one a till, has told.
 */
import { z } from 'zod';
import type { RetentionReport } from '../../../shared/domain/retention.ts';
import { DAY, HOUR, type Clock } from '../../../shared/domain/time.ts';
import type { Db } from '../../core/db/open.ts';
import { createSettingsStore, type Setting } from '../../core/db/settings.ts';

/** The date that RetailSuite told with its last answers, epoch milliseconds. */
const RS_DATE: Setting<number> = { key: 'retention.rsDate', schema: z.number().int().positive() };
/** The clocks of two PCs differ by less. */
const TOLERANCE_MS = 2 * DAY;
/** A date that is nearer to the noted one is no news. */
const NOTED_EVERY_MS = 12 * HOUR;

export interface CredibleDate {
  /** Epoch milliseconds; null: nothing is known for certain. */
  readonly today: number | null;
  readonly clock: RetentionReport['clock'];
}

/** @param told when RetailSuite or a till last said what time it is; null: never. Epoch milliseconds */
function credibleDate(now: number, told: number | null): CredibleDate {
  if (told === null) return { today: null, clock: 'unknown' };
  if (now < told - TOLERANCE_MS) return { today: null, clock: 'behind' };
  return {
    today: Math.min(now, told),
    clock: now > told + TOLERANCE_MS ? 'ahead' : 'right',
  };
}

export function createDateWitness(db: Db) {
  const settings = createSettingsStore(db);
  const newestClosing = db
    .prepare<[], number | null>('SELECT max(closed_at) FROM till_closings')
    .pluck();
  let noted = settings.get(RS_DATE) ?? null;

  return {
    /** An answer of RetailSuite came. @param headers with names in lower case */
    heard(headers: Readonly<Record<string, string>>): void {
      const date = Date.parse(headers['date'] ?? '');
      if (Number.isNaN(date) || date <= 0) return;
      if (noted !== null && Math.abs(date - noted) < NOTED_EVERY_MS) return;
      settings.set(RS_DATE, date);
      noted = date;
    },
    date(clock: Clock): CredibleDate {
      return credibleDate(clock(), settings.get(RS_DATE) ?? newestClosing.get() ?? null);
    },
  };
}
