/**
 * `npm run torture -- --kills N [--seed S] [--shops N] [--minutes M] [--amnesia SHARE]`
 *
 * Kills the real program so often, on several shops beside each other, then lets each come to rest and compares its
 * books with what its tills delivered. Exit code 0: nothing lost, nothing twice, nothing stuck.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { CRASH_POINTS } from '../../shared/domain/crash-points.ts';
import { seededRandom } from '../../shared/domain/random.ts';
import { MINUTE, SECOND } from '../../shared/domain/time.ts';
import { buildProgram } from '../helpers/built-program.ts';
import { killAtPoints, killAtRandom, type Kills } from './torture.ts';
import { SLOW_MS, TorturedShop, type Verdict } from './tortured-shop.ts';

const QUIESCE_MS = 180 * SECOND;
const REPORT_EVERY = 100;

interface Result extends Verdict {
  readonly shop: number;
  readonly kills: number;
  readonly inFlight: number;
  readonly byPlace: Readonly<Record<string, number>>;
  readonly missed: readonly string[];
  readonly signIns: number;
  readonly amnesias: number;
}

async function torture(
  folder: string,
  shop: number,
  seed: number,
  kills: number,
  minutes: number,
  amnesia: number,
): Promise<Result> {
  const random = seededRandom(seed + shop * 7_919);
  const tortured = new TorturedShop(folder, random);
  try {
    await tortured.open(SLOW_MS);
    tortured.makeOldDatabase();
    const missed = await killAtPoints(tortured, 'first');
    tortured.setUp();
    missed.push(...(await killAtPoints(tortured)));
    const startedAt = Date.now();
    const report = ({ total, inFlight }: Kills): void => {
      if (total % REPORT_EVERY !== 0) return;
      const passed = (Date.now() - startedAt) / MINUTE;
      process.stderr.write(
        `${new Date().toISOString()} shop ${shop}: ${total} kills, ${Math.round(total / passed)} a minute, ${inFlight} with ` +
          `jobs on their way, ${tortured.feed.jobs} jobs fed, load ${os.loadavg()[0]?.toFixed(1)}\n`,
      );
    };
    const until = startedAt + minutes * MINUTE;
    const done = await killAtRandom(tortured, kills, random, report, until, amnesia);
    missed.push(...(await killAtPoints(tortured, 'last')));
    const atPoints = CRASH_POINTS.length - missed.length;
    await tortured.quiesce(QUIESCE_MS);
    return {
      shop,
      kills: atPoints + done.total,
      inFlight: done.inFlight,
      byPlace: Object.fromEntries(done.byPlace),
      missed,
      signIns: tortured.signIns,
      amnesias: tortured.amnesias,
      ...(await tortured.verdict()),
    };
  } finally {
    await tortured.close();
  }
}

function wholeNumber(text: string | undefined, fallback: number): number {
  const value = Number(text ?? fallback);
  if (!Number.isInteger(value) || value < 0) throw new Error(`"${text}" is no whole number.`);
  return value;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string' },
      seed: { type: 'string' },
      // The share of kills at which the program forgets what it knew: 0.1 is every tenth.
      amnesia: { type: 'string', default: '0' },
      shops: { type: 'string' },
      minutes: { type: 'string' },
    },
  });
  const kills = wholeNumber(values.kills, 100);
  const seed = wholeNumber(values.seed, Date.now() % 2 ** 31);
  const shops = Math.max(1, wholeNumber(values.shops, Math.min(4, os.availableParallelism())));
  const minutes = values.minutes === undefined ? Infinity : wholeNumber(values.minutes, 0);
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'venduo-torture-'));
  process.stderr.write(`torture: --kills ${kills} --seed ${seed} --shops ${shops}\n`);
  const removeBuilt = await buildProgram();
  const startedAt = Date.now();
  try {
    // Each shop ends its own processes, also when another one fails.
    const settled = await Promise.allSettled(
      Array.from({ length: shops }, (_, shop) =>
        torture(
          path.join(home, String(shop)),
          shop,
          seed,
          Math.ceil(kills / shops),
          minutes,
          Number(values.amnesia),
        ),
      ),
    );
    const results = settled.map((one) => {
      if (one.status === 'rejected') throw one.reason;
      return one.value;
    });
    const sum = (of: (result: Result) => number) =>
      results.reduce((total, result) => total + of(result), 0);
    const passed = (Date.now() - startedAt) / MINUTE;
    for (const result of results) process.stdout.write(`${JSON.stringify(result)}\n`);
    const bad = sum(({ lost, twice, foreign, stuck, missed, illegalMoves }) =>
      [lost, twice, foreign, stuck, missed, illegalMoves].reduce(
        (all, { length }) => all + length,
        0,
      ),
    );
    process.stdout.write(
      `${sum((one) => one.kills)} kills (${sum((one) => one.inFlight)} with jobs on their way) in ${passed.toFixed(1)} minutes, ${sum((one) => one.jobs)} jobs: ` +
        `${sum((one) => one.lost.length)} lost, ${sum((one) => one.twice.length)} twice, ` +
        `${sum((one) => one.foreign.length)} foreign, ${sum((one) => one.stuck.length)} stuck, ` +
        `${sum((one) => one.illegalMoves.length)} illegal moves; ` +
        `signed in again ${sum((one) => one.signIns)} times, forgot ${sum((one) => one.amnesias)} times; seed ${seed}\n`,
    );
    return bad === 0 ? 0 : 1;
  } finally {
    removeBuilt();
    fs.rmSync(home, { recursive: true, force: true });
  }
}

process.exitCode = await main();
