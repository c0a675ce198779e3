/** A window that died is there again; one that hangs is ended after a while; one that keeps dying ends in words. */
import { beforeEach, expect, it } from 'vitest';
import { createWindowHealth } from '../../../electron/shell/app/window-health.ts';
import { MINUTE, SECOND } from '../../../shared/domain/time.ts';
import { SimulatedTime } from '../../helpers/simulated-time.ts';

let time: SimulatedTime;
let did: string[];
let health: ReturnType<typeof createWindowHealth>;

beforeEach(() => {
  time = new SimulatedTime(Date.UTC(2026, 10, 30));
  did = [];
  health = createWindowHealth({
    clock: time.clock,
    timers: time.timers,
    log: () => undefined,
    reload: () => did.push('reload'),
    kill: () => did.push('kill'),
    onLost: () => did.push('lost'),
  });
});

it('three deaths within a minute are loaded again, the fourth ends in words', () => {
  for (let death = 0; death < 4; death += 1) health.died('crashed');
  expect(did).toEqual(['reload', 'reload', 'reload', 'lost']);
});

it('deaths that lie apart are loaded again for years', async () => {
  for (let death = 0; death < 20; death += 1) {
    health.died('oom');
    await time.advance(30 * SECOND);
  }
  expect(new Set(did)).toEqual(new Set(['reload']));
});

it('a clock that was set back does not make old deaths count', async () => {
  for (let death = 0; death < 3; death += 1) health.died('crashed');
  time.now -= 365 * 24 * 60 * MINUTE;
  health.died('crashed');
  expect(did.at(-1)).toBe('reload');
});

it('a page that does not answer is ended after its time, once, and its death loads it again', async () => {
  health.hangs();
  health.hangs();
  await time.advance(9 * SECOND);
  expect(did).toEqual([]);
  await time.advance(1 * SECOND);
  expect(did).toEqual(['kill']);
  health.died('crashed');
  await time.advance(MINUTE);
  expect(did).toEqual(['kill', 'reload']);
});

it.each([
  ['answers', () => health.answers()],
  ['is closed', () => health.end()],
  ['died by itself', () => health.died('killed')],
])('nothing is ended that %s meanwhile', async (_what, happens) => {
  health.hangs();
  happens();
  await time.advance(MINUTE);
  expect(did).not.toContain('kill');
});

it('hanging again and again ends in words, too', async () => {
  for (let hang = 0; hang < 4; hang += 1) {
    health.hangs();
    await time.advance(10 * SECOND);
    health.died('killed');
  }
  expect(did.at(-1)).toBe('lost');
});
