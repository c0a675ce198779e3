/** The calls about new versions of the program. */
import type { HandlersOf } from '../../../shared/contract/contract.ts';
import { CallError } from '../../../shared/contract/result.ts';
import type { Desktop } from '../desktop/desktop.ts';
import type { Updates } from './updates.ts';

export interface UpdateHandlersOptions {
  readonly updates: Updates | undefined;
  readonly desktop: Pick<Desktop, 'openBrowser'> | undefined;
}

export function createUpdateHandlers({
  updates,
  desktop,
}: UpdateHandlersOptions): HandlersOf<'updates'> {
  return {
    'updates.state': () => updates?.state() ?? null,
    'updates.look': async () => (await updates?.look()) ?? null,
    'updates.install': () => ({
      installing: updates?.install() ?? false,
      state: updates?.state() ?? null,
    }),
    'updates.openDownload': async () => {
      const download = updates?.state().found?.download;
      if (!desktop || download === undefined)
        throw new CallError('refused', 'There is no version to download.');
      await desktop.openBrowser(download);
      return null;
    },
  };
}
