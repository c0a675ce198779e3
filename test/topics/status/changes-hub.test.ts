import { expect, it } from 'vitest';
import type { Changes, EngineStatus } from '../../../shared/contract/contract.ts';
import { createChangesHub } from '../../../electron/topics/status/changes-hub.ts';
import { SimulatedTime } from '../../helpers/simulated-time.ts';

function open(statusCostMs = 0) {
  const time = new SimulatedTime();
  const hub = createChangesHub({
    status: () => {
      time.now += statusCostMs;
      return {} as EngineStatus;
    },
    openProblems: () => 0,
    folderProblems: () => [],
    wake: () => undefined,
    clock: time.clock,
    timers: time.timers,
  });
  const heard: Changes[] = [];
  const end = hub.subscribe((changes) => heard.push(changes));
  return { time, hub, heard, end };
}

it('changes are coalesced and numbered without gaps', async () => {
  const { time, hub, heard } = open();
  hub.touch([1]);
  hub.touch([2, 1]);
  await time.advance(100);
  hub.touch([3]);
  await time.advance(100);
  expect(heard.map(({ revision, jobs }) => [revision, jobs])).toEqual([
    [1, [1, 2]],
    [2, [3]],
  ]);
  expect(hub.current().revision).toBe(2);
});

it('too many jobs to name are "all"', async () => {
  const { time, hub, heard } = open();
  hub.touch(Array.from({ length: 501 }, (_, id) => id));
  hub.touch([1]);
  await time.advance(100);
  expect(heard[0]?.jobs).toBe('all');
});

it('a dear status is asked for less often', async () => {
  const { time, hub, heard } = open(50);
  for (let at = 0; at < 40; at++) {
    hub.touch([at]);
    await time.advance(100);
  }
  expect(heard.length).toBeLessThan(8);
});

it('who has unsubscribed hears nothing', async () => {
  const { time, hub, heard, end } = open();
  end();
  hub.touch([1]);
  await time.advance(100);
  expect(heard).toEqual([]);
});

it('the first change after a quiet time is heard at once, with all that its turn changed; a stream ten times a second', async () => {
  const { time, hub, heard } = open();
  await time.advance(60_000);
  hub.touch([1]);
  hub.touch([2]);
  expect(heard).toEqual([]);
  await time.advance(0);
  expect(heard.map(({ jobs }) => jobs)).toEqual([[1, 2]]);
  for (let at = 0; at < 100; at++) {
    hub.touch([at]);
    await time.advance(10);
  }
  expect(heard.length).toBeGreaterThanOrEqual(10);
  expect(heard.length).toBeLessThanOrEqual(12);
});

it('a clock that was set back holds no change back for longer than between two batches', async () => {
  const { time, hub, heard } = open();
  hub.touch([1]);
  await time.advance(0);
  time.now -= 3_600_000;
  hub.touch([2]);
  await time.advance(100);
  expect(heard.map(({ jobs }) => jobs)).toEqual([[1], [2]]);
});
