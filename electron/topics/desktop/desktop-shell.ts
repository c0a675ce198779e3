/** The services of a desktop beside the window; a browser has none of them. */
import type { CallArgs, CallReply, DesktopState } from '../../../shared/contract/contract.ts';

export interface DesktopShell {
  state(): DesktopState;
  set(change: CallArgs<'desktop.set'>[0]): DesktopState;
  /** Ends the program in order and starts it anew. @returns false where nobody would start it */
  restart(): boolean;
  notify(message: CallArgs<'desktop.notify'>[0]): Promise<CallReply<'desktop.notify'>['outcome']>;
  /** Asks where, and writes the file; absent: the window offers a download. @returns null when the person chose none */
  saveFile?(name: string, bytes: Uint8Array): Promise<string | null>;
}

/** Without a desktop: the backend is a program of its own that no window ends. */
export const NO_SHELL: DesktopShell = {
  state: () => ({ kind: 'browser', tray: false, keepInTray: false, autostart: null }),
  set: () => NO_SHELL.state(),
  restart: () => false,
  notify: () => Promise.resolve('unavailable'),
};
