/** When the engine stands still although it could work: stopped by a person, during the first start, and in quiet hours. */
import type { QuietHours } from '../../../shared/domain/program-settings.ts';
import { quietUntil } from '../../../shared/domain/quiet-hours.ts';
import type { SettingsStore } from '../../core/db/settings.ts';
import type { EngineOptions } from '../../core/engine/context.ts';
import { SETUP_PROGRESS, type ProgramSettingsStore } from './program-settings.ts';
import type { Stop } from '../status/stop.ts';

type HaltAt = NonNullable<EngineOptions['halt']>;

/** The stop holds everywhere; what else there is only holds where people look on. */
export function haltByPerson(stop: Stop, others: HaltAt | false = false): HaltAt {
  return (now, isWanted) => {
    const since = stop.since();
    if (since !== null) {
      return { cause: 'stopped', message: 'Stopped by a person.', since, until: null };
    }
    return others ? others(now, isWanted) : null;
  };
}

/** Nothing leaves while the database is not in its folder: nobody would know of it at the next start. */
export function haltByFolder(isFolderHere: () => boolean, others: HaltAt): HaltAt {
  return (now, isWanted) =>
    isFolderHere()
      ? others(now, isWanted)
      : {
          cause: 'data-folder-gone',
          message: 'The data folder was deleted, moved or replaced.',
          until: null,
        };
}

export function haltBySettings(
  programSettings: ProgramSettingsStore,
  settings: SettingsStore,
  timeZone: string,
): HaltAt {
  // Asked at every turn of the engine, and finding the end of quiet hours takes hundreds of calendar lookups.
  let known:
    { readonly quiet: QuietHours; readonly until: number; readonly since: number } | undefined;

  function endOfQuiet(now: number, quiet: QuietHours): number | null {
    if (known?.quiet === quiet && known.since <= now && now < known.until) return known.until;
    const until = quietUntil(now, quiet, timeZone);
    known = until === null ? undefined : { quiet, until, since: now };
    return until;
  }

  return (now, isWanted) => {
    if (settings.get(SETUP_PROGRESS)?.state === 'running') {
      return { cause: 'setting-up', message: 'The first start is not through.', until: null };
    }
    const { quietHours } = programSettings.current();
    if (quietHours === null || isWanted) return null;
    const until = endOfQuiet(now, quietHours);
    return until === null ? null : { cause: 'quiet-hours', message: 'Quiet hours.', until };
  };
}
