/**
 * `npm run torture:measure -- [--restarts N] [--jobs N]`
 *
 * Two times of the real process: from its restart after a SIGKILL to the first job that comes further, and from RS's
 * return to the empty queue, beside the bare HTTP of as many postings with the same client and as many at once.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createUndiciTransport } from '../../electron/rs/transport-undici.ts';
import { seededRandom } from '../../shared/domain/random.ts';
import { TorturedShop } from './tortured-shop.ts';

const CONCURRENCY = 8;
const WITHIN_MS = 300_000;
const SAVE = 'Actindo.Modules.RetailSuite.RetailSuiteAccounting.Postings.save';
const TOKEN = 'Actindo.CoreModules.Auth.OAuth2Token.getAccessToken';

async function withShop<T>(home: string, work: (shop: TorturedShop) => Promise<T>): Promise<T> {
  const shop = new TorturedShop(path.join(home, String(Math.random())), seededRandom(1));
  try {
    await shop.open();
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

/** Milliseconds for the whole queue after RS came back, from its first posting on. */
async function afterOutage(shop: TorturedShop, jobs: number): Promise<number> {
  await shop.setFaults({ rates: { frozen: 1 } });
  while (shop.feed.jobs < jobs) shop.feed.file(50, 'cash-in');
  const life = shop.start({ concurrency: CONCURRENCY });
  const isStored = () => life.state?.total === jobs && life.state.pause === 'frozen';
  if (!(await life.until(isStored, WITHIN_MS))) throw new Error('The queue did not fill.');
  await shop.setFaults({ clear: true, rates: { frozen: 0 } });
  if (!(await life.until(() => life.movedAt !== undefined, WITHIN_MS))) throw new Error('stuck');
  const begun = life.movedAt ?? 0;
  if (!(await life.until(() => life.state?.pending === 0, WITHIN_MS))) throw new Error('stuck');
  const ended = Date.now();
  await life.kill();
  return ended - begun;
}

/** As many postings by the same client, and nothing else. */
async function bareHttp(shop: TorturedShop, jobs: number): Promise<number> {
  const transport = createUndiciTransport({});
  const signal = new AbortController().signal;
  const send = async (call: string, headers: Record<string, string>, body: string) => {
    const url = `${shop.url}/${call}`;
    const answer = await transport({ url, headers, body, timeoutMs: 10_000, signal });
    return JSON.parse(answer.body) as Record<string, unknown>;
  };
  const form = new URLSearchParams({ ...shop.client(), grant_type: 'refresh_token' }).toString();
  const signedIn = await send(TOKEN, { 'content-type': 'application/x-www-form-urlencoded' }, form);
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${String(signedIn['access_token'])}`,
  };
  const [{ id: _id, lfdNr: _number, ...sample }] = await shop.postings();
  let next = 0;
  const begun = Date.now();
  await Promise.all(
    Array.from({ length: CONCURRENCY }, async () => {
      while (next++ < jobs) {
        const posting = { ...sample, beleg2: `BARE-${next}` };
        const { success } = await send(SAVE, headers, JSON.stringify({ posting }));
        if (success !== true) throw new Error('A bare posting was not booked.');
      }
    }),
  );
  const took = Date.now() - begun;
  await transport.destroy();
  return took;
}

function spread(values: readonly number[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? NaN;
  return `median ${median} ms, from ${sorted[0]} to ${sorted.at(-1)} ms (${sorted.length})`;
}

const { values } = parseArgs({
  options: { restarts: { type: 'string' }, jobs: { type: 'string' } },
});
const home = fs.mkdtempSync(path.join(os.tmpdir(), 'venduo-measure-'));
try {
  const count = Number(values.restarts ?? 15);
  const moved = await withShop(home, (shop) => restarts(shop, count));
  process.stdout.write(`restart after SIGKILL to the first movement: ${spread(moved)}\n`);
  const jobs = Number(values.jobs ?? 1_000);
  const [queue, bare] = await withShop(home, async (shop) => [
    await afterOutage(shop, jobs),
    await bareHttp(shop, jobs),
  ]);
  process.stdout.write(
    `${jobs} jobs after RS came back: ${queue} ms; bare HTTP: ${bare} ms; ratio ${(Number(queue) / Number(bare)).toFixed(2)}\n`,
  );
} finally {
  fs.rmSync(home, { recursive: true, force: true });
}
