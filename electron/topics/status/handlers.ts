/** The calls about the program as a whole: its snapshot, and starting and stopping the engine. */
import type { HandlersOf, Snapshot } from '../../../shared/contract/contract.ts';
import type { Engine } from '../../core/engine/face.ts';
import type { Preferences } from '../../../shared/domain/preferences.ts';
import type { Stop } from '../settings/stop.ts';
import type { ChangesHub } from './changes-hub.ts';

export interface StatusHandlersOptions {
  readonly program: Pick<Snapshot, 'version' | 'demo' | 'dataFolder' | 'timeZone'>;
  readonly hub: Pick<ChangesHub, 'current'>;
  readonly preferences: () => Preferences;
  readonly isSetupOpen: () => boolean;
  readonly engine: Pick<Engine, 'kick' | 'wake'>;
  readonly stop: Stop;
}

export function createStatusHandlers(
  options: StatusHandlersOptions,
): HandlersOf<'app'> & HandlersOf<'engine'> {
  const { engine, hub, stop } = options;
  return {
    'app.snapshot': () => ({
      ...options.program,
      ...hub.current(),
      preferences: options.preferences(),
      setupOpen: options.isSetupOpen(),
    }),
    'engine.kick': async () => {
      const { pending, aside } = hub.current().status;
      stop.clear();
      const { alreadyRunning } = await engine.kick();
      return { alreadyRunning, jobs: pending.count - aside.count };
    },
    'engine.stop': () => {
      stop.set();
      engine.wake();
      return { out: hub.current().status.sending.count };
    },
  };
}
