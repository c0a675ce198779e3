/** Searching while typing: at once where the list is quick, one question at a time where it is not, no timer in either. */
import { expect, it, onTestFinished } from 'vitest';
import { createClient } from '../../renderer/api.ts';
import { createAppStore } from '../../renderer/store/app-store.ts';
import { turn } from '../helpers/simulated-time.ts';
import { FakeBackend } from './fake-api.ts';
import { ManualTimers } from './manual-timers.ts';
import { SAMPLE_NOW, sampleJobs } from './sample-jobs.ts';

async function openList() {
  const waiting: (() => void)[] = [];
  let isSlow = false;
  const backend = new FakeBackend({
    jobs: sampleJobs(30),
    clock: () => SAMPLE_NOW,
    delay: (call) =>
      isSlow && call === 'jobs.page'
        ? new Promise((resolve) => waiting.push(resolve))
        : Promise.resolve(),
  });
  const timers = new ManualTimers();
  const store = createAppStore(createClient(backend.api), timers, () => SAMPLE_NOW);
  onTestFinished(() => store.stop());
  store.start();
  await turn();
  expect(store.jobPage.store.getState().rows.length).toBeGreaterThan(0);
  const before = backend.calls.length;
  return {
    store,
    backend,
    search: store.typedSearch,
    /** The searches that the backend was asked for since the list was opened. */
    asked: () =>
      backend.calls
        .slice(before)
        .filter(({ name }) => name === 'jobs.page')
        .map(({ args }) => (args[0] as { search?: string }).search ?? ''),
    slowDown: () => void (isSlow = true),
    async answer() {
      expect(waiting).toHaveLength(1);
      waiting.shift()?.();
      await turn();
    },
  };
}

it('a quick list is asked at each key, without waiting for a pause', async () => {
  const { search, asked } = await openList();
  for (const text of ['2', '20', '203']) {
    search.type(text);
    expect(asked().at(-1)).toBe(text);
    await turn();
  }
  expect(asked()).toEqual(['2', '20', '203']);
});

it('a slow one is asked one question at a time; the newest text waits, the ones between are never asked', async () => {
  const { search, asked, slowDown, answer, store } = await openList();
  slowDown();
  for (const text of ['2', '20', '203', '2034']) search.type(text);
  expect(asked()).toEqual(['2']);
  await answer();
  expect(asked()).toEqual(['2', '2034']);
  expect(search.store.getState().text).toBe('2034');
  await answer();
  expect(asked()).toEqual(['2', '2034']);
  expect(store.jobPage.store.getState().loading).toBe(false);
});

it('what was typed and taken back before the answer asks nothing more', async () => {
  const { search, asked, slowDown, answer } = await openList();
  slowDown();
  for (const text of ['2', '20', '2']) search.type(text);
  await answer();
  expect(asked()).toEqual(['2']);
});

it('Enter and clearing wait for nothing', async () => {
  const { search, asked, slowDown } = await openList();
  slowDown();
  search.type('2');
  search.askNow('20');
  search.askNow('');
  expect(asked()).toEqual(['2', '20', '']);
});

it('a failed answer does not swallow what was typed meanwhile', async () => {
  const { search, asked, slowDown, answer, backend } = await openList();
  slowDown();
  search.type('2');
  search.type('20');
  backend.failing.set('jobs.page', 'no');
  await answer();
  expect(asked()).toEqual(['2', '20']);
});

it('a search that is changed elsewhere replaces the text in the box', async () => {
  const { search, store } = await openList();
  search.type('2');
  store.view.change({ search: 'elsewhere' });
  expect(search.store.getState().text).toBe('elsewhere');
});
