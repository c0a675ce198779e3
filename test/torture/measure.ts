/**
 * `npm run torture:measure -- [--restarts 15] [--jobs 1000] [--concurrency 8] [--runs 5] [--answer MS]`
 *
 * Two times of the real process: from its restart after a SIGKILL to the first job that comes further, and from RS's
 * return to the empty queue, beside the bare HTTP of as many postings with the same client and as many at once. With
 * `--answer` RS takes so long for each answer; without, the sandbox answers as fast as it can.
 */
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { seededRandom } from '../../shared/domain/random.ts';
import type { BareOrders } from './bare-http.ts';
import { TorturedShop } from './tortured-shop.ts';

const WITHIN_MS = 300_000;
const run = promisify(execFile);

async function withShop<T>(
  home: string,
  work: (shop: TorturedShop) => Promise<T>,
  answerMs?: number,
): Promise<T> {
  const shop = new TorturedShop(path.join(home, String(Math.random())), seededRandom(1));
  try {
    await shop.open(answerMs);
    shop.setUp();
    return await work(shop);
  } finally {
    await shop.close();
  }
}

/** Milliseconds from each restart to the first job that came further; the queue always has due work. */
async function restarts(shop: TorturedShop, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let restart = 0; restart <= count; restart++) {
    shop.feed.file(30);
    const life = shop.start({ crash: { point: 'settled', passage: 6 } });
    await life.until(() => false, WITHIN_MS);
    // The first start is none after a kill.
    if (restart > 0 && life.movedAt !== undefined) times.push(life.movedAt - life.spawnedAt);
  }
  return times;
}

interface Outage {
  readonly jobs: number;
  readonly concurrency: number;
  readonly answerMs: number | undefined;
}

/** Milliseconds for the whole queue after RS came back, from its first posting on. */
async function afterOutage(shop: TorturedShop, outage: Outage): Promise<number> {
  const { jobs, concurrency, answerMs } = outage;
  await shop.setFaults({ rates: { frozen: 1 } });
  while (shop.feed.jobs < jobs) shop.feed.file(50, 'cash-in');
  const life = shop.start({ concurrency });
  const isStored = () => life.state?.total === jobs && life.state.pause === 'frozen';
  if (!(await life.until(isStored, WITHIN_MS))) throw new Error('The queue did not fill.');
  await shop.setFaults({ clear: true, rates: { frozen: 0, slow: answerMs === undefined ? 0 : 1 } });
  if (!(await life.until(() => life.movedAt !== undefined, WITHIN_MS))) throw new Error('stuck');
  const begun = life.movedAt ?? 0;
  if (!(await life.until(() => life.state?.pending === 0, WITHIN_MS))) throw new Error('stuck');
  const ended = life.state?.settledAt ?? NaN;
  await life.kill();
  return ended - begun;
}

/** The same number of postings by the same client, and nothing else. */
async function bareHttp(shop: TorturedShop, outage: Outage): Promise<number> {
  const { jobs, concurrency } = outage;
  const [{ id: _id, lfdNr: _number, ...posting }] = await shop.postings();
  const orders: BareOrders = { url: shop.url, client: shop.client(), posting, jobs, concurrency };
  const script = path.join(import.meta.dirname, 'bare-http.ts');
  const { stdout } = await run(process.execPath, [script, JSON.stringify(orders)]);
  return Number(stdout);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function spread(values: readonly number[], unit: string): string {
  const sorted = [...values].sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? NaN;
  return `median ${median}${unit}, from ${sorted[0]} to ${sorted.at(-1)} (${sorted.length})`;
}

const { values } = parseArgs({
  options: {
    restarts: { type: 'string', default: '15' },
    jobs: { type: 'string', default: '1000' },
    concurrency: { type: 'string', default: '8' },
    runs: { type: 'string', default: '5' },
    answer: { type: 'string' },
  },
});
const home = fs.mkdtempSync(path.join(os.tmpdir(), 'venduo-measure-'));
try {
  const moved = await withShop(home, (shop) => restarts(shop, Number(values.restarts)));
  say(`restart after SIGKILL to the first movement: ${spread(moved, ' ms')}`);
  const outage: Outage = {
    jobs: Number(values.jobs),
    concurrency: Number(values.concurrency),
    answerMs: values.answer === undefined ? undefined : Number(values.answer),
  };
  const ratios: number[] = [];
  for (let round = 0; round < Number(values.runs); round++) {
    const work = async (shop: TorturedShop) =>
      [await afterOutage(shop, outage), await bareHttp(shop, outage)] as const;
    const [queue, bare] = await withShop(home, work, outage.answerMs);
    ratios.push(Number((queue / bare).toFixed(2)));
    say(`${outage.jobs} jobs after RS came back: ${queue} ms; bare HTTP: ${bare} ms`);
  }
  say(`times bare HTTP, ${outage.concurrency} at once: ${spread(ratios, '')}`);
} finally {
  fs.rmSync(home, { recursive: true, force: true });
}
