/** Two windows on one data folder: what one of them sets, the other one shows. */
import { expect, it, onTestFinished, vi } from 'vitest';
import type { Api } from '../../../shared/contract/contract.ts';
import { openDatabase } from '../../../electron/core/db/open.ts';
import { realTimers } from '../../../electron/shell/host/real-time.ts';
import { serve } from '../../../electron/shell/transport/serve.ts';
import { createClient } from '../../../renderer/api.ts';
import { createAppStore } from '../../../renderer/store/app-store.ts';
import { openBackend, type TestBackend } from '../../helpers/backend.ts';

const until = (check: () => void) => vi.waitFor(check, 10_000);

/** A window without its screen: its stores, over the contract. */
function openWindow({ handlers, changes }: TestBackend, hidesSettings = false) {
  const answer = serve(handlers, (name, error) => expect.unreachable(`${name}: ${String(error)}`));
  const api: Api = {
    call: (name, ...args) => answer(name, args, true) as ReturnType<typeof api.call<typeof name>>,
    subscribe: (onChanges) =>
      changes.subscribe((batch) =>
        onChanges(hidesSettings ? { ...batch, settingsRevision: 0 } : batch),
      ),
  };
  const store = createAppStore(createClient(api), realTimers, Date.now);
  store.start();
  onTestFinished(() => store.stop());
  return {
    ...store,
    isLive: () => until(() => expect(store.sync.store.getState().link).toBe('live')),
    settingsRevision: () => store.sync.store.getState().snapshot?.settingsRevision,
    preferences: () => store.view.store.getState().preferences,
  };
}

async function openTwo(hidesSettings = false) {
  const backend = openBackend();
  const one = openWindow(backend);
  const other = openWindow(backend, hidesSettings);
  await Promise.all([one.isLive(), other.isLive()]);
  return { backend, one, other };
}

it('settings that one window saves are announced to the other', async () => {
  const { one, other } = await openTwo();
  const before = other.settingsRevision() ?? Number.NaN;
  await one.client.call('settings.save', { invoiceMinutes: 30 });
  await until(() => expect(other.settingsRevision()).toBeGreaterThan(before));
  expect((await other.client.call('setup.state')).settings.invoiceMinutes).toBe(30);
});

it('the other window knows that the first start is over', async () => {
  const backend = openBackend({ hasWindow: true });
  backend.start();
  const [one, other] = [openWindow(backend), openWindow(backend)];
  await Promise.all([one.isLive(), other.isLive()]);
  expect(other.sync.store.getState().snapshot?.setupOpen).toBe(true);
  await one.client.call('setup.close', 'skipped');
  await until(() => expect(other.sync.store.getState().snapshot?.setupOpen).toBe(false));
});

it('language, theme and saved views follow; filters and what is not saved yet stay each window’s own', async () => {
  const { backend, one, other } = await openTwo();
  other.view.change({ search: 'Kasse 2' });
  other.view.setPreferences({ dates: 'iso' });
  one.view.setPreferences({ language: 'en', theme: 'dark' });
  one.view.saveAs('Mine');
  await one.view.flush();
  await until(() => expect(other.preferences().language).toBe('en'));
  expect(other.preferences()).toMatchObject({ theme: 'dark', dates: 'iso' });
  expect(other.preferences().views.map(({ name }) => name)).toEqual(['Mine']);
  expect(other.preferences().jobView.search).toBe('Kasse 2');
  await other.view.flush();
  await until(() => expect(one.preferences().dates).toBe('iso'));
  expect(one.preferences().jobView.search).toBe('');
  expect((await backend.handlers['app.snapshot']()).preferences).toMatchObject({
    language: 'en',
    theme: 'dark',
    dates: 'iso',
    views: [{ name: 'Mine' }],
  });
});

it('takes back what the other window saved when changes of settings are not announced (twin)', async () => {
  const { backend, one, other } = await openTwo(true);
  one.view.setPreferences({ language: 'en' });
  await one.view.flush();
  other.view.setPreferences({ dates: 'iso' });
  await other.view.flush();
  expect((await backend.handlers['app.snapshot']()).preferences.language).toBe('system');
});

it('a window that turns pages announces nothing', async () => {
  const { one, other } = await openTwo();
  const before = other.settingsRevision();
  one.view.setPreferences({ notify: false });
  await one.view.flush();
  await until(() => expect(other.settingsRevision()).not.toBe(before));
  const after = other.settingsRevision();
  one.view.setPage(3);
  await one.view.flush();
  await one.client.call('settings.save', { invoiceMinutes: 45 });
  await until(() => expect(other.settingsRevision()).not.toBe(after));
  expect(other.settingsRevision()).toBe((after ?? Number.NaN) + 1);
});

it('settings that another program wrote are announced', async () => {
  const backend = openBackend();
  backend.start();
  const window = openWindow(backend);
  await window.isLive();
  const before = window.settingsRevision() ?? Number.NaN;
  const db = openDatabase(backend.folder, { now: Date.now });
  db.prepare(`INSERT INTO settings (key, value) VALUES ('engine.invoiceMinutes', '30')`).run();
  db.close();
  await until(() => expect(window.settingsRevision()).toBeGreaterThan(before));
  expect((await window.client.call('setup.state')).settings.invoiceMinutes).toBe(30);
});
