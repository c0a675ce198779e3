/** What takes too long is not waited for. */
import { expect, it } from 'vitest';
import { within } from '../../../electron/shell/app/within.ts';
import { SECOND } from '../../../shared/domain/time.ts';
import { SimulatedTime } from '../../helpers/simulated-time.ts';

it('tells work that is through from work that never ends, and leaves no timer behind', async () => {
  const time = new SimulatedTime(0);
  expect(await within(time.timers, SECOND, Promise.resolve('done'))).toBe(true);
  expect(time.nextTimerAt).toBeUndefined();
  const late = within(time.timers, SECOND, new Promise(() => undefined));
  await time.advance(SECOND);
  expect(await late).toBe(false);
});

it('throws what the work throws', async () => {
  const time = new SimulatedTime(0);
  const failing = Promise.reject(new Error('disk gone'));
  await expect(within(time.timers, SECOND, failing)).rejects.toThrow('disk gone');
});
