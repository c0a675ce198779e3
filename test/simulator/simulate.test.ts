/**
 * The short form of `npm run simulate`: some histories of a store with faults on every path, and the same suite against
 * programs with a guard taken out, each of which it must notice.
 */
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../shared/domain/random.ts';
import { SimulatedTime } from '../helpers/simulated-time.ts';
import { tempFolder } from '../helpers/temp-folder.ts';
import { live, type History } from './history.ts';
import { Pc, Program, type Tampering } from './program.ts';
import { REGRESSIONS } from './regressions.ts';
import { simulateRs } from './retail-suite.ts';
import { TWINS } from './twins.ts';

const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const SIZE = { days: 1, eventsADay: 120 };
/** A twin that so many histories do not notice is not noticed. */
const MOST_HISTORIES = 30;

/** The history that noticed it last is tried first; without one all are, from the first on. */
const NOTICED_BY: Readonly<Record<string, number>> = {
  'no token check': 5,
  'sending after the time to send': 3,
  'a restored copy is not noticed': 9,
  'amnesia is not noticed': 7,
  'a stop is not heeded': 2,
};

const history = (seed: number, tampering?: Tampering): Promise<History> =>
  live({ seed, ...SIZE, folder: tempFolder(), ...(tampering && { tampering }) });

const NOTHING_WRONG = { lost: [], tooMany: [], stuck: [], untrue: [] };

describe(`histories (SEED=${SEED})`, () => {
  it.each([0, 1])(
    'seed + %i ends with every event booked once',
    { timeout: 600_000 },
    async (more) => {
      const { verdict, bugs } = await history(SEED + more);
      expect({ verdict, bugs }).toEqual({ verdict: NOTHING_WRONG, bugs: [] });
    },
  );

  it.each([0, 1])(
    'seed + %i with amnesia ends with every event booked once',
    { timeout: 600_000 },
    async (more) => {
      const seed = SEED + more;
      const { verdict, bugs } = await live({
        ...{ seed, ...SIZE, folder: tempFolder(), hasAmnesia: true },
      });
      expect({ verdict, bugs }).toEqual({ verdict: NOTHING_WRONG, bugs: [] });
    },
  );

  it.each(REGRESSIONS)(
    'seed $seed, which once failed: $because',
    { timeout: 600_000 },
    async (old) => {
      const { verdict, bugs } = await live({ ...old, folder: tempFolder() });
      expect({ verdict, bugs }).toEqual({ verdict: NOTHING_WRONG, bugs: [] });
    },
  );

  it('the same seed is the same history, to the byte', { timeout: 120_000 }, async () => {
    const [first, second] = [await history(7), await history(7)];
    expect(second).toEqual(first);
    expect((await history(8)).digest).not.toBe(first.digest);
  });
});

it.each(['run-witnessed', 'run-begun'] as const)(
  'the power goes out in the middle of a start (%s): the next one finds the folder free',
  (at) => {
    const time = new SimulatedTime(0, () => Promise.resolve());
    const random = seededRandom(1);
    const program = new Program({
      ...{ folder: tempFolder(), pc: new Pc(), time, random, tampering: {} },
      rs: simulateRs(time, random),
    });
    program.plan({ at, nth: 1 });
    expect(() => program.start()).toThrow();
    expect(program.alive).toBe(false);
    program.start();
    expect(program.alive).toBe(true);
    program.cutPower();
  },
);

describe('a program without one of its guards is noticed', () => {
  it.each(Object.entries(TWINS))('%s', { timeout: 300_000 }, async (name, tampering) => {
    const first = NOTICED_BY[name];
    if (first !== undefined && !(await history(first, tampering)).good) return;
    for (let seed = 1; seed <= MOST_HISTORIES; seed++) {
      if (!(await history(seed, tampering)).good) return;
    }
    expect.fail(`not noticed in ${MOST_HISTORIES} histories`);
  });
});
