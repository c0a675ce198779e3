/** The calls about tray, start with the system, and notifications. */
import type { HandlersOf } from '../../../shared/contract/contract.ts';
import type { DesktopShell } from './desktop-shell.ts';

export function createDesktopHandlers({
  shell,
}: {
  readonly shell: DesktopShell;
}): HandlersOf<'desktop'> {
  return {
    'desktop.state': () => shell.state(),
    'desktop.set': (change) => shell.set(change),
    'desktop.restart': () => ({ restarting: shell.restart() }),
    'desktop.notify': async (message) => ({ outcome: await shell.notify(message) }),
  };
}
