/** The call about the program as a whole: its snapshot. */
import type { HandlersOf, Snapshot } from '../../../shared/contract/contract.ts';
import type { PreferencesStore } from '../settings/preferences.ts';
import type { Setup } from '../setup/setup.ts';
import type { ChangesHub } from './changes-hub.ts';

export interface StatusHandlersOptions {
  readonly program: Pick<Snapshot, 'version' | 'demo' | 'dataFolder' | 'timeZone'>;
  readonly hub: Pick<ChangesHub, 'current'>;
  readonly preferences: Pick<PreferencesStore, 'current'>;
  readonly setup: Pick<Setup, 'isOpen'>;
}

export function createStatusHandlers(options: StatusHandlersOptions): HandlersOf<'app'> {
  const { hub } = options;
  return {
    'app.snapshot': () => ({
      ...options.program,
      ...hub.current(),
      preferences: options.preferences.current(),
      setupOpen: options.setup.isOpen(),
    }),
  };
}
