/**
 * `npm run mutations -- [--closings 100000] [--seed S] [--all]`
 *
 * Mutates exports of many small shops, imports them and holds the jobs against the oracle. Exit code 0: each closing was
 * booked exactly as the official text says, or held with a word.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { makeTemplate, tryShop, type Tried } from './try.ts';

const { values } = parseArgs({
  options: {
    closings: { type: 'string', default: '2000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    /** Goes on after the first deviations. */
    all: { type: 'boolean', default: false },
  },
});
const ENOUGH = Number(values.closings);
const FIRST_SEED = Number(values.seed);
const MOST_BROKEN = 10;
const TELL_EVERY = 10_000;

async function main(): Promise<void> {
  // Memory instead of a disk, where there is one: nothing here has to last.
  const home = fs.mkdtempSync(
    path.join(fs.existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir(), 'venduo-mutations-'),
  );
  const sums = { shops: 0, closings: 0, exact: 0, heldRightly: 0, heldNeedlessly: 0 };
  let broken = 0;
  const kinds = new Map<string, number>();
  const started = performance.now();
  const say = (text: string) => process.stdout.write(`${text}\n`);
  const tell = () =>
    say(
      `${sums.closings} mutated closings of ${sums.shops} shops (seeds ${FIRST_SEED} to ${FIRST_SEED + sums.shops - 1}): ` +
        `${sums.exact} booked exactly, ${sums.heldRightly} held as they had to be, ${sums.heldNeedlessly} held with a ` +
        `word although the text allows them; shops with silent deviations: ${broken}; ` +
        `${((performance.now() - started) / 60_000).toFixed(1)} minutes`,
    );
  say(`mutations: --closings ${ENOUGH} --seed ${FIRST_SEED}`);
  // A run that is ended early has counted something all the same.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      tell();
      process.exit(1);
    });
  }
  try {
    const template = makeTemplate(path.join(home, 'template'));
    for (let seed = FIRST_SEED; sums.closings < ENOUGH; seed++) {
      const tried = await tryShop({ seed, folder: path.join(home, String(seed)), template });
      const before = Math.floor(sums.closings / TELL_EVERY);
      sums.shops += 1;
      for (const key of ['closings', 'exact', 'heldRightly', 'heldNeedlessly'] as const)
        sums[key] += tried[key];
      if (tried.deviations.length > 0) {
        broken += 1;
        const [first] = tried.deviations;
        const kind = `${first?.kind} (${first?.because})`;
        kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
        if (broken <= MOST_BROKEN || values.all) say(brokenText(tried));
        if (broken >= MOST_BROKEN && !values.all) break;
      }
      if (Math.floor(sums.closings / TELL_EVERY) > before) tell();
    }
  } finally {
    fs.rmSync(home, { recursive: true, force: true });
  }
  tell();
  for (const [kind, count] of kinds) say(`  ${count} × ${kind}`);
  process.exitCode = broken === 0 ? 0 : 1;
}

function brokenText({ seed, deviations }: Tried): string {
  const [first] = deviations;
  return (
    `seed ${seed}: ${first?.kind}, closing ${first?.closing}${first?.because ? ` (${first.because})` : ''}: ` +
    `${first?.what.slice(0, 4).join(', ')}; after ${first?.after.join(' / ')}`
  );
}

await main();
