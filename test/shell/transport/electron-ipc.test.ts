/** Who may speak to the backend in the desktop program; the real Electron is asked the same in test/electron. */
import type { BrowserWindow } from 'electron';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { serveWindows, type WindowServer } from '../../../electron/shell/transport/electron-ipc.ts';
import type { Changes, Handlers } from '../../../shared/contract/contract.ts';
import { CALL_CHANNEL, CHANGES_CHANNEL } from '../../../shared/contract/names.ts';
import { sampleChanges } from './sample-changes.ts';

type Invoke = (event: unknown, name: unknown, args: unknown) => Promise<unknown>;

const electron = vi.hoisted(() => ({ invoked: new Map<string, unknown>() }));
vi.mock('electron', () => ({
  ipcMain: {
    handle: (channel: string, listener: unknown) => electron.invoked.set(channel, listener),
    removeHandler: (channel: string) => electron.invoked.delete(channel),
  },
}));

const ORIGIN = 'app://window';
const kick = vi.fn(() => ({ alreadyRunning: false, jobs: 3 }));
const listeners = new Set<(changes: Changes) => void>();
let server: WindowServer;

beforeEach(() => {
  kick.mockClear();
  listeners.clear();
  server = serveWindows({
    handlers: { 'engine.kick': kick } as unknown as Handlers,
    changes: {
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    origin: ORIGIN,
    onBug: () => undefined,
  });
  onTestFinished(() => server.close());
});

/** What the server touches of a window. */
function fakeWindow(id: number, url = `${ORIGIN}/index.html`) {
  const closed: (() => void)[] = [];
  const frame = { url };
  const webContents = { id, mainFrame: frame, send: vi.fn() };
  let isDestroyed = false;
  const window = {
    webContents,
    once: (_event: 'closed', listener: () => void) => closed.push(listener),
    isDestroyed: () => isDestroyed,
  };
  return {
    browserWindow: window as unknown as BrowserWindow,
    webContents,
    frame,
    close() {
      isDestroyed = true;
      for (const listener of closed) listener();
    },
    destroyUnnoticed: () => (isDestroyed = true),
  };
}

const call = (sender: unknown, senderFrame: unknown) =>
  (electron.invoked.get(CALL_CHANNEL) as Invoke)({ sender, senderFrame }, 'engine.kick', []);

describe('a call', () => {
  it('of the main frame of a known window reaches its handler', async () => {
    const own = fakeWindow(1);
    server.add(own.browserWindow);
    expect(await call(own.webContents, own.frame)).toEqual({
      ok: true,
      value: { alreadyRunning: false, jobs: 3 },
    });
  });

  const own = fakeWindow(1);
  const at = (url: string) => {
    own.frame.url = url;
    return call(own.webContents, own.frame);
  };
  it.each<[string, () => Promise<unknown>]>([
    ['a window that nobody added', () => call(fakeWindow(2).webContents, own.frame)],
    ['a frame inside the page', () => call(own.webContents, { url: `${ORIGIN}/index.html` })],
    ['a frame that is gone already', () => call(own.webContents, null)],
    ['a page of the internet', () => at('https://example.com/')],
    ['a page whose name only begins like ours', () => at(`${ORIGIN}.example/`)],
    ['an empty page', () => at('about:blank')],
    ['a file', () => at('file:///index.html')],
  ])('of %s does not', async (_, ask) => {
    own.frame.url = `${ORIGIN}/index.html`;
    server.add(own.browserWindow);
    expect(await ask()).toMatchObject({ ok: false, code: 'untrusted' });
    expect(kick).not.toHaveBeenCalled();
  });

  it('of a window that was closed does not, even if its number comes again', async () => {
    const first = fakeWindow(1);
    server.add(first.browserWindow);
    first.close();
    expect(await call(first.webContents, first.frame)).toMatchObject({ code: 'untrusted' });
    const second = fakeWindow(1);
    expect(await call(second.webContents, second.frame)).toMatchObject({ code: 'untrusted' });
    expect(kick).not.toHaveBeenCalled();
  });
});

describe('changes', () => {
  const tell = (revision: number) =>
    listeners.forEach((listener) => listener(sampleChanges(revision)));

  it('go to every open window, and to none that is gone', () => {
    const [one, two, closed, destroyed] = [1, 2, 3, 4].map((id) => fakeWindow(id)) as [
      ReturnType<typeof fakeWindow>,
      ReturnType<typeof fakeWindow>,
      ReturnType<typeof fakeWindow>,
      ReturnType<typeof fakeWindow>,
    ];
    for (const { browserWindow } of [one, two, closed, destroyed]) server.add(browserWindow);
    closed.close();
    destroyed.destroyUnnoticed();
    tell(1);
    for (const { webContents } of [one, two])
      expect(webContents.send.mock.calls).toEqual([[CHANGES_CHANNEL, sampleChanges(1)]]);
    for (const { webContents } of [closed, destroyed])
      expect(webContents.send).not.toHaveBeenCalled();
  });

  it('cross with the contract’s fields alone', () => {
    const own = fakeWindow(1);
    server.add(own.browserWindow);
    for (const listener of listeners) listener({ ...sampleChanges(1), secret: 'token' } as Changes);
    expect(own.webContents.send).toHaveBeenCalledWith(CHANGES_CHANNEL, sampleChanges(1));
  });

  it('end with the server, and so do the calls', () => {
    server.close();
    expect(listeners.size).toBe(0);
    expect(electron.invoked.size).toBe(0);
  });
});
