/**
 * The only bridge into the page: `window.api`, derived from the names of the contract.
 *
 * It runs sandboxed and knows no schema; the backend checks every call.
 */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { CALL_CHANNEL, CALL_NAMES, CHANGES_CHANNEL } from '../../../shared/contract/names.ts';

const names: readonly string[] = CALL_NAMES;

contextBridge.exposeInMainWorld('api', {
  call: (name: unknown, ...args: unknown[]): Promise<unknown> =>
    typeof name === 'string' && names.includes(name)
      ? ipcRenderer.invoke(CALL_CHANNEL, name, args)
      : Promise.resolve({ ok: false, code: 'unknown_call', message: 'There is no such call.' }),

  /** Electron's line does not break, so nothing is ever missed: `onGap` has no use here. */
  subscribe: (onChanges: (changes: unknown) => void): (() => void) => {
    const listener = (_event: IpcRendererEvent, changes: unknown) => onChanges(changes);
    ipcRenderer.on(CHANGES_CHANNEL, listener);
    // Made here: a listener that has crossed the bridge is another function, and would never be found again.
    return () => {
      ipcRenderer.removeListener(CHANGES_CHANNEL, listener);
    };
  },
});
