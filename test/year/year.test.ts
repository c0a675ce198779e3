/**
 * The short form of `npm run year`: twelve days spread over a year of three tills seal every closing at 0.00, and each
 * fault that the seed draws unseals exactly its own closing, with its own reason and a way out that works.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tempFolder } from '../helpers/temp-folder.ts';
import { checkFault } from './check.ts';
import { FAULTS } from './faults.ts';
import { SHAPES } from './receipts.ts';
import { closeYear, type ClosedYear, type SealedYear } from './year.ts';

/** `npm run year` draws others; what a year holds, and how long it takes, hangs on it. */
const YEAR_SEED = 9;
const SIZE = { days: 12, receipts: 7, seed: YEAR_SEED };
/** Draws the faults: one in so many is planted; `npm run year` plants them all. */
const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const ONE_IN = 3;
const PLANTED = FAULTS.map((fault, nth) => ({ what: fault.what, fault, nth })).filter(
  ({ nth }) => (nth + SEED) % ONE_IN === 0,
);

describe(`a year of three tills (SEED=${SEED})`, () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'venduo-year-'));
  let closed: ClosedYear;
  let year: SealedYear;

  beforeAll(async () => {
    ({ closed, year } = await closeYear({ ...SIZE, folder }));
  }, 600_000);

  afterAll(() => fs.rmSync(folder, { recursive: true }));

  it('holds everything that can happen, at each desk', () => {
    for (const desk of ['K1', 'K2', 'K3']) {
      const days = year.closings.filter(({ till }) => till.payDesk === desk);
      const shapes = new Set(days.flatMap(({ happenings }) => happenings.map((one) => one.shape)));
      expect([...shapes]).toEqual(expect.arrayContaining(Object.keys(SHAPES)));
    }
  });

  it('seals every closing at 0.00', () => {
    expect(closed.errors).toEqual([]);
    expect(closed.unsealed).toEqual({});
    expect(closed.sealed).toBe(year.closings.length);
  });

  it('leaves on each account of RetailSuite what its receipts make', () => {
    expect(closed.balances).toEqual(closed.expected);
  });

  it.each(PLANTED)(
    'is opened in one closing by $what, and sealed again by the way out',
    async ({ fault, nth }) => {
      const found = await checkFault(year, fault, nth, path.join(tempFolder(), 'scene'));
      const { name, wanted } = found;
      expect(found).toEqual({
        ...{ name, wanted, cents: wanted, sent: 0, mended: {} },
        planted: { [name]: fault.codes },
      });
    },
  );
});
