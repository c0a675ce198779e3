/** How long the engine gives RS: times that no window sets. */
import { z } from 'zod';
import { SECOND } from '../../../shared/domain/time.ts';
import type { Setting, SettingsStore } from '../../core/db/settings.ts';

/**
 * A request that was given up may still be under way inside RS or a proxy; the usual limit for that is a minute.
 * Only a look-up after that time may say "not there" (docs/adr/0003).
 */
const SETTLE_WINDOW_MS = 60 * SECOND;
/** Time that RS needs until its lists show a new posting. */
export const VERIFY_AFTER_MS = 30 * SECOND;

const SETTLE_WINDOW: Setting<number> = {
  key: 'engine.settleWindowMs',
  schema: z.number().int().min(0),
};

/** The settle window in ms; tests and the sandbox set a shorter one. */
export function settleWindowMs(settings: SettingsStore): number {
  return settings.get(SETTLE_WINDOW) ?? SETTLE_WINDOW_MS;
}
