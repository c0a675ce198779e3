/** The browser's half of the loopback line, against the real server: a session, calls, and a line that breaks. */
import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { serveLoopback, type Loopback } from '../../electron/shell/transport/loopback.ts';
import { connectLoopback, NoSessionError } from '../../renderer/api.ts';
import type { Handlers } from '../../shared/contract/contract.ts';
import { tempFolder } from '../helpers/temp-folder.ts';
import { sampleChanges } from '../shell/transport/sample-changes.ts';

let loopback: Loopback;

/** The browser's event stream: the test says when it opens, breaks and speaks. */
class FakeEventSource {
  static opened: FakeEventSource[] = [];
  readonly url: string;
  onopen?: () => void;
  onerror?: () => void;
  onmessage?: (event: { data: string }) => void;
  close = vi.fn();

  constructor(url: string) {
    this.url = url;
    FakeEventSource.opened.push(this);
  }
}

/** A browser tab at this address: its own cookies, and an address bar. */
function openTab(address: string) {
  const { origin, hash, pathname } = new URL(address);
  const bar = { hash, pathname };
  let cookie = '';
  vi.stubGlobal('location', bar);
  vi.stubGlobal('history', {
    replaceState(_state: unknown, _title: string, url: string) {
      bar.hash = new URL(url, origin).hash;
    },
  });
  const realFetch = globalThis.fetch;
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const headers = { ...(init.headers as Record<string, string>), origin, cookie };
    const response = await realFetch(new URL(url, origin), { ...init, headers });
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    return response;
  });
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
  vi.stubGlobal('EventSource', FakeEventSource);
  FakeEventSource.opened = [];
  onTestFinished(() => void vi.unstubAllGlobals());
  return bar;
}

beforeEach(async () => {
  const assetsFolder = tempFolder();
  fs.writeFileSync(path.join(assetsFolder, 'index.html'), '');
  loopback = await serveLoopback({
    handlers: {
      'engine.kick': () => ({ alreadyRunning: false, jobs: 3 }),
    } as unknown as Handlers,
    changes: { subscribe: () => () => undefined },
    assetsFolder,
    port: 0,
  });
  onTestFinished(() => loopback.close());
});

describe('the address', () => {
  it('opens the line once, and does not keep its token', async () => {
    const bar = openTab(loopback.url);
    const api = await connectLoopback();
    expect(bar.hash).toBe('');
    expect(await api.call('engine.kick')).toEqual({
      ok: true,
      value: { alreadyRunning: false, jobs: 3 },
    });
    // A reload: the same tab, without the token.
    expect(await (await connectLoopback()).call('engine.kick')).toMatchObject({ ok: true });
  });

  it('that was used already is told in a sentence, and its token is taken out of the bar too', async () => {
    openTab(loopback.url);
    await connectLoopback();
    vi.unstubAllGlobals();
    const bar = openTab(loopback.url);
    await expect(connectLoopback()).rejects.toThrow(NoSessionError);
    expect(bar.hash).toBe('');
  });

  it.each(['', '#', '#token=', '#jobs'])('without a token (%s) opens nothing', async (hash) => {
    openTab(`${new URL(loopback.url).origin}/${hash}`);
    await expect(connectLoopback()).rejects.toThrow(NoSessionError);
  });
});

describe('a call', () => {
  it('that the backend does not hear is a value, not an exception', async () => {
    openTab(loopback.url);
    const api = await connectLoopback();
    await loopback.close();
    expect(await api.call('engine.kick')).toMatchObject({ ok: false, code: 'unavailable' });
  });
});

describe('a subscription', () => {
  async function subscribed() {
    openTab(loopback.url);
    const api = await connectLoopback();
    const onChanges = vi.fn();
    const onGap = vi.fn();
    const unsubscribe = api.subscribe(onChanges, onGap);
    const [source] = FakeEventSource.opened as [FakeEventSource];
    return { source, onChanges, onGap, unsubscribe };
  }

  it('hears of changes', async () => {
    const { source, onChanges } = await subscribed();
    expect(source.url).toMatch(/^\/api\/changes\?page=[\w-]{43}$/);
    source.onopen?.();
    source.onmessage?.({ data: JSON.stringify(sampleChanges(7)) });
    expect(onChanges.mock.calls).toEqual([[sampleChanges(7)]]);
  });

  it('tells of a gap whenever the line opens or breaks: what came before nobody heard', async () => {
    const { source, onGap } = await subscribed();
    expect(onGap).not.toHaveBeenCalled();
    source.onopen?.();
    expect(onGap).toHaveBeenCalledTimes(1);
    source.onerror?.();
    expect(onGap).toHaveBeenCalledTimes(2);
    source.onopen?.();
    expect(onGap).toHaveBeenCalledTimes(3);
  });

  it('ends with its stream', async () => {
    const { source, unsubscribe } = await subscribed();
    unsubscribe();
    expect(source.close).toHaveBeenCalledTimes(1);
  });
});
