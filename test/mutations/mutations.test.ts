/**
 * The short form of `npm run mutations`: each closing of mutated exports is booked exactly as the official text says, or
 * held with a word; and what goes wrong without a word is noticed.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IngestReport } from '../../shared/domain/ingest-report.ts';
import type { MadeJob } from './judge.ts';
import { makeTemplate, tryShop, type Tampering, type Tried } from './try.ts';

const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const SHOPS = 15;
/** What so many shops do not show is not noticed. */
const MOST_SHOPS = 60;

let home = '';
let template = '';
beforeAll(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'venduo-test-'));
  template = makeTemplate(path.join(home, 'template'));
});
afterAll(() => fs.rmSync(home, { recursive: true, force: true }));

const tryOne = (seed: number, tampering: Tampering = {}): Promise<Tried> =>
  tryShop({
    ...{ seed, template, ...tampering },
    folder: path.join(home, 'shop'),
  });

it(`nothing deviates without a word (SEED=${SEED})`, async () => {
  console.log(`mutations: SEED=${SEED}`);
  const sums = { closings: 0, exact: 0, heldRightly: 0, heldNeedlessly: 0 };
  for (let seed = SEED; seed < SEED + SHOPS; seed++) {
    const { deviations, ...tried } = await tryOne(seed);
    expect(deviations, `seed ${seed}`).toEqual([]);
    for (const key of Object.keys(sums) as (keyof typeof sums)[]) sums[key] += tried[key];
  }
  // To hold everything would be easy.
  const { exact, heldRightly, heldNeedlessly } = sums;
  expect(exact).toBeGreaterThan(SHOPS);
  expect(heldRightly).toBeGreaterThan(0);
  expect(heldNeedlessly).toBeLessThan((exact + heldRightly) / 4);
});

describe('a program is noticed that', () => {
  const perhaps = (jobs: readonly MadeJob[], change: (job: MadeJob) => MadeJob[]) =>
    jobs.flatMap((job, index) => (index === 3 ? change(job) : [job]));
  const TWINS: Readonly<Record<string, Tampering>> = {
    'holds a closing back and tells nobody': {
      report: (report): IngestReport => ({ ...report, blocked: [], conflicts: [], warnings: [] }),
    },
    'loses a job': { jobs: (jobs) => perhaps(jobs, () => []) },
    'makes a job twice': { jobs: (jobs) => perhaps(jobs, (job) => [job, job]) },
    'books a cent less': {
      jobs: (jobs) =>
        perhaps(jobs, (job) => [
          { ...job, says: job.says.replace(/-?\d+/, (cents) => `${Number(cents) - 1}`) },
        ]),
    },
    'books on another day': {
      jobs: (jobs) =>
        perhaps(jobs, (job) => [{ ...job, says: job.says.replace(/@.*/, '@2026-12-20') }]),
    },
    'takes a card for cash': {
      jobs: (jobs) =>
        jobs.map((job) => ({
          ...job,
          says: job.says.replace(/^order-non-cash (\S+) ECKarte \S* /, 'order-cash $1 '),
        })),
    },
  };

  it.each(Object.entries(TWINS))('%s', async (_, tampering) => {
    for (let seed = 1; seed <= MOST_SHOPS; seed++) {
      if ((await tryOne(seed, tampering)).deviations.length > 0) return;
    }
    expect.fail(`not noticed in ${MOST_SHOPS} shops`);
  });
});
