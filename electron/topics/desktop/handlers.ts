/** The calls about tray, start with the system, and notifications. */
import type { HandlerParts, HandlersOf } from '../handler-parts.ts';

export function desktopHandlers({ shell }: HandlerParts): HandlersOf<'desktop'> {
  return {
    'desktop.state': () => shell.state(),
    'desktop.set': (change) => shell.set(change),
    'desktop.restart': () => ({ restarting: shell.restart() }),
    'desktop.notify': async (message) => ({ outcome: await shell.notify(message) }),
  };
}
