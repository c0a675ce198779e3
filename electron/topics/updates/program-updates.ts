/** The updates of an installed program, on its settings and on where the money stands. */
import type { EngineStatus } from '../../../shared/contract/contract.ts';
import type { QuietHours } from '../../../shared/domain/program-settings.ts';
import { isQuiet } from '../../../shared/domain/quiet-hours.ts';
import type { ProgramSettingsStore } from '../settings/program-settings.ts';
import type { UpdateHost } from './update-host.ts';
import { createUpdateRecords } from './update-record.ts';
import { createUpdates, type Updates, type UpdatesOptions } from './updates.ts';

/** Wall-clock time of the store; held where no quiet hours are set. */
const DEFAULT_QUIET_HOURS: QuietHours = { from: '02:00', to: '05:00' };

export interface ProgramUpdatesOptions extends Pick<
  UpdatesOptions,
  'clock' | 'timers' | 'random' | 'log' | 'onChange'
> {
  readonly updateHost?: UpdateHost;
  readonly dataFolder: string;
  readonly programSettings: Pick<ProgramSettingsStore, 'current'>;
  readonly timeZone: string;
  readonly status: () => EngineStatus;
}

/** @returns undefined where the program is not installed */
export function createProgramUpdates(options: ProgramUpdatesOptions): Updates | undefined {
  const { updateHost, programSettings, clock, timeZone, status } = options;
  return (
    updateHost &&
    createUpdates({
      ...options,
      host: updateHost,
      records: createUpdateRecords(options.dataFolder),
      address: () => programSettings.current().updateAddress,
      openPosting() {
        const { sending, unclear } = status();
        if (sending.count > 0) return 'sending';
        return unclear.count > 0 ? 'unclear' : null;
      },
      isQuietTime: () =>
        isQuiet(clock(), programSettings.current().quietHours ?? DEFAULT_QUIET_HOURS, timeZone),
    })
  );
}
