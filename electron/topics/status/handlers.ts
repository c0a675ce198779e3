/** The calls about the program as a whole. */
import {
  preferencesSchema,
  readPreferences,
  type Preferences,
} from '../../../shared/domain/preferences.ts';
import type { Setting } from '../../core/db/settings.ts';
import type { HandlerParts, HandlersOf } from '../handler-parts.ts';

const PREFERENCES: Setting<Preferences> = { key: 'preferences', schema: preferencesSchema };

export function appHandlers(
  parts: HandlerParts,
): HandlersOf<'app'> & HandlersOf<'engine'> & HandlersOf<'preferences'> {
  const { problems, settings, engine } = parts;
  return {
    'app.snapshot': () => ({
      revision: parts.revision(),
      version: parts.version,
      demo: parts.demo,
      dataFolder: parts.folder,
      timeZone: parts.timeZone,
      status: parts.status(),
      preferences: readPreferences(settings.raw(PREFERENCES.key)),
      openProblems: problems.count(),
      folderProblems: parts.folderProblems(),
      setupOpen: parts.setup.isOpen(),
    }),
    'engine.kick': async () => {
      const { pending, aside } = parts.status();
      parts.stop.lift();
      const { alreadyRunning } = await engine.kick();
      return { alreadyRunning, jobs: pending.count - aside.count };
    },
    'engine.stop': () => {
      parts.stop.set();
      engine.wake();
      return { out: parts.status().sending.count };
    },
    'preferences.save': (preferences) => {
      settings.set(PREFERENCES, preferences);
      return null;
    },
  };
}
