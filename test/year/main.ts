/**
 * A year of a shop of three tills, closed to the cent, and every fault planted in a copy of it:
 *
 *   npm run year -- [--days 365] [--seed S] [--receipts 7] [--no-faults]
 *
 * `--days` spreads so many business days over the year; the nights in which clocks change and the turn of the year are
 * always among them. Exits with 1 when a closing is not sealed, or a fault does not open exactly its own.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { checkFault } from './check.ts';
import { FAULTS } from './faults.ts';
import { closeYear, type SealedYear } from './year.ts';

const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '365' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    receipts: { type: 'string', default: '7' },
    'no-faults': { type: 'boolean', default: false },
  },
});

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function fail(line: string): void {
  process.exitCode = 1;
  say(line);
}

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'venduo-year-'));
process.once('exit', () => fs.rmSync(home, { recursive: true, force: true }));

const started = performance.now();
say(`seed ${values.seed}`);
const { closed, year } = await closeYear({
  ...{ folder: path.join(home, 'year'), days: Number(values.days) },
  ...{ seed: Number(values.seed), receipts: Number(values.receipts) },
});
const seconds = () => `${((performance.now() - started) / 1_000).toFixed(0)} s`;
say(`${closed.sealed} of ${year.closings.length} closings are sealed (${seconds()})`);
if (closed.sealed !== year.closings.length) fail(JSON.stringify(closed.unsealed, null, 1));
if (!isDeepStrictEqual(closed.balances, closed.expected)) {
  fail(`accounts differ: ${JSON.stringify([closed.balances, closed.expected])}`);
}
if (closed.errors.length > 0) fail(`errors: ${closed.errors.map(String).join('; ')}`);
if (!values['no-faults']) await plantAll(year);
say(`ended after ${seconds()}`);

async function plantAll(sealed: SealedYear): Promise<void> {
  for (const [nth, fault] of FAULTS.entries()) {
    const folder = path.join(home, `fault-${nth}`);
    const { name, planted, mended, cents, wanted, sent } = await checkFault(
      sealed,
      fault,
      nth,
      folder,
    );
    fs.rmSync(folder, { recursive: true, force: true });
    const isRight =
      isDeepStrictEqual({ planted, mended }, { planted: { [name]: fault.codes }, mended: {} }) &&
      cents === wanted &&
      sent === 0;
    if (isRight) say(`${name}: ${fault.what}: ${fault.codes.join(', ')}`);
    else
      fail(`${name}: ${fault.what}: ${JSON.stringify({ planted, mended, cents, wanted, sent })}`);
  }
}
