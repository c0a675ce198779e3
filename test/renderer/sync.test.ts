/** The window's knowledge of the backend: whatever gets lost, delayed or repeated, it ends equal to the backend. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Api } from '../../shared/contract/contract.ts';
import { createClient } from '../../renderer/api.ts';
import { createAppStore } from '../../renderer/store/app-store.ts';
import { applyChanges, createSync } from '../../renderer/store/sync.ts';
import { FakeBackend } from './fake-api.ts';
import { ManualTimers } from './manual-timers.ts';
import { SAMPLE_NOW, sampleJob, sampleJobs } from './sample-jobs.ts';

const snapshot = () => new FakeBackend({ clock: () => SAMPLE_NOW }).snapshot();
const changes = (revision: number) => {
  const { status } = snapshot();
  return {
    revision,
    status: { ...status, total: revision },
    jobs: [revision],
    openProblems: 0,
    folderProblems: [],
    settingsRevision: 0,
  };
};

describe('applyChanges', () => {
  it('takes over the batch that follows', () => {
    const applied = applyChanges({ ...snapshot(), revision: 4 }, changes(5));
    expect(applied).toMatchObject({ revision: 5, status: { total: 5 } });
  });

  it('leaves the snapshot as it is for a batch that it already contains', () => {
    const before = { ...snapshot(), revision: 5 };
    expect(applyChanges(before, changes(5))).toBe(before);
    expect(applyChanges(before, changes(1))).toBe(before);
  });

  it('reports a gap instead of guessing', () => {
    expect(applyChanges({ ...snapshot(), revision: 4 }, changes(6))).toBe('gap');
  });
});

type Step =
  | { readonly do: 'change' | 'lose' | 'add'; readonly job: number }
  | { readonly do: 'gap' | 'settle' | 'fail' | 'heal' | 'reload' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constantFrom('change' as const, 'lose' as const, 'add' as const),
    job: fc.integer({ min: 1, max: 12 }),
  }),
  fc.record({
    do: fc.constantFrom(
      'gap' as const,
      'settle' as const,
      'fail' as const,
      'heal' as const,
      'reload' as const,
    ),
  }),
);

/** Plays the steps against a store; a lost batch is followed, sooner or later, by another one, as in life. */
async function play(steps: readonly Step[], holdBack: boolean): Promise<void> {
  let now = SAMPLE_NOW;
  const release: (() => void)[] = [];
  const timers = new ManualTimers();
  const backend = new FakeBackend({
    jobs: sampleJobs(12),
    clock: () => now,
    // Answers wait until the test lets them go, so that changes overtake them.
    delay: () => new Promise((resolve) => (holdBack ? release.push(resolve) : resolve())),
  });
  const store = createAppStore(createClient(backend.api), timers, () => now);

  async function settle(): Promise<void> {
    for (let round = 0; round < 40; round += 1) {
      for (const answer of release.splice(0)) answer();
      for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
      now += 1_000;
      timers.runAll();
    }
  }

  store.start();
  let nextId = 13;
  for (const each of steps) {
    now += 50;
    switch (each.do) {
      case 'change':
      case 'lose':
        backend.patch(
          each.job,
          { modifiedAt: now, attempts: (now % 97) + 1 },
          {
            deliver: each.do === 'change',
          },
        );
        break;
      case 'add':
        backend.put([sampleJob(nextId, { modifiedAt: now })]);
        nextId += 1;
        break;
      case 'gap':
        backend.reportGap();
        break;
      case 'settle':
        await settle();
        break;
      case 'fail':
        backend.failing.set('app.snapshot', 'gone');
        backend.reportGap();
        break;
      case 'heal':
        backend.failing.clear();
        break;
      case 'reload':
        void store.jobPage.load();
        break;
    }
  }
  backend.failing.clear();
  backend.patch(1, { modifiedAt: now + 1 });
  await settle();

  expect(store.sync.store.getState().link).toBe('live');
  expect(store.sync.store.getState().snapshot).toEqual(backend.snapshot());
  const asked = {
    conditions: [],
    sort: { column: 'id', direction: 'desc' },
    offset: 0,
    limit: 25,
  } as const;
  const shown = store.jobPage.store.getState();
  expect(shown.rows).toEqual(backend.page({ ...asked, conditions: [] }).rows);
  expect(shown.loading).toBe(false);
  store.stop();
}

describe('the store', () => {
  it('ends equal to the backend after any interleaving of changes, losses, gaps, failures and reloads', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), fc.boolean(), play),
      // fast-check prints seed and path of a failure.
      { numRuns: 150 },
    );
  });

  it('holds back changes that overtake the snapshot', async () => {
    await play([{ do: 'change', job: 3 }, { do: 'settle' }, { do: 'lose', job: 4 }], true);
  });

  it('hears of a lost batch as "any job may have changed"', async () => {
    expect(await touchedAfterLoss((api) => api)).toContain('all');
  });

  it('would not hear of it if the numbers were ignored (twin)', async () => {
    const touched = await touchedAfterLoss((api) => ({
      ...api,
      subscribe(onChanges, onGap) {
        let revision = 0;
        return api.subscribe((batch) => onChanges({ ...batch, revision: ++revision }), onGap);
      },
    }));
    expect(touched).toEqual([[2]]);
  });
});

/** The calls of the listeners when the batch about job 1 is lost and the one about job 2 arrives. */
async function touchedAfterLoss(wrap: (api: Api) => Api): Promise<unknown[]> {
  const backend = new FakeBackend({ jobs: sampleJobs(3), clock: () => SAMPLE_NOW });
  const sync = createSync(createClient(wrap(backend.api)), new ManualTimers());
  const turns = async () => {
    for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
  };
  sync.start();
  await turns();
  const touched: unknown[] = [];
  sync.onTouched((jobs) => touched.push(jobs));
  backend.patch(1, { attempts: 5 }, { deliver: false });
  backend.patch(2, { attempts: 5 });
  await turns();
  sync.stop();
  return touched;
}
