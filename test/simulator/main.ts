/**
 * Years of store life in minutes, against the real store, ingest, engine and connector:
 *
 *   npm run simulate -- [--seed 1] [--days 7] [--histories 1] [--events 40] [--twins]
 *
 * `--seed` is the first of so many histories; `--twins` runs the suite against deliberately broken programs, each of
 * which has to be caught. Exits with 1 when a promise was broken (or a twin was not noticed).
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { live, type History, type HistoryOptions } from './history.ts';
import { TWINS } from './twins.ts';

/** A twin that has not been noticed after so many histories is not noticed. */
const MOST_HISTORIES_OF_A_TWIN = 40;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    days: { type: 'string', default: '7' },
    histories: { type: 'string', default: '1' },
    events: { type: 'string', default: '40' },
    twins: { type: 'boolean', default: false },
  },
});
const FIRST_SEED = Number(values.seed);

/** A disk in memory where there is one: what a power cut leaves is decided by the simulator and not by the disk. */
const DISK = fs.existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir();

async function run(options: Omit<HistoryOptions, 'folder'>): Promise<History> {
  const folder = fs.mkdtempSync(path.join(DISK, 'venduo-simulated-'));
  try {
    return await live({ ...options, folder });
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main(): Promise<void> {
  const size = { days: Number(values.days), eventsADay: Number(values.events) };
  const histories = Number(values.histories);
  const sums = { events: 0, postings: 0, cuts: 0, restores: 0, signIns: 0, faults: 0, bad: 0 };
  const started = performance.now();
  for (let seed = FIRST_SEED; seed < FIRST_SEED + histories; seed++) {
    const history = await run({ seed, ...size });
    sums.events += history.events;
    sums.postings += history.postings;
    sums.cuts += history.cuts;
    sums.restores += history.restores;
    sums.signIns += history.signIns;
    sums.faults += Object.values(history.suffered).reduce((sum, count) => sum + count, 0);
    if (history.good) continue;
    sums.bad += 1;
    process.exitCode = 1;
    say(
      `seed ${seed} BROKEN ${JSON.stringify({ ...history.verdict, bugs: history.bugs }).slice(0, 2_000)}`,
    );
    say(
      `  again: npm run simulate -- --seed ${seed} --days ${size.days} --events ${size.eventsADay}`,
    );
  }
  const minutes = ((performance.now() - started) / 60_000).toFixed(1);
  say(
    `${histories} histories of ${size.days} days (seeds ${FIRST_SEED} to ${FIRST_SEED + histories - 1}): ` +
      `${sums.events} events, ${sums.postings} postings, ${sums.cuts} power cuts, ${sums.restores} restores, ` +
      `${sums.signIns} new sign-ins, ${sums.faults} faults of the line; broken: ${sums.bad}; ${minutes} minutes`,
  );
  if (values.twins) await catchTwins(size);
}

async function catchTwins(size: { days: number; eventsADay: number }): Promise<void> {
  for (const [name, tampering] of Object.entries(TWINS)) {
    let caught: History | undefined;
    for (let seed = FIRST_SEED; !caught && seed < FIRST_SEED + MOST_HISTORIES_OF_A_TWIN; seed++) {
      const history = await run({ seed, ...size, tampering });
      if (!history.good) caught = history;
    }
    if (!caught) process.exitCode = 1;
    const { lost, tooMany, stuck, untrue } = caught?.verdict ?? {};
    say(
      caught
        ? `twin "${name}" caught by seed ${caught.seed}: lost ${lost?.length}, too many ${tooMany?.length}, ` +
            `stuck ${stuck?.length}, untrue ${untrue?.length}`
        : `twin "${name}" NOT CAUGHT`,
    );
  }
}

await main();
