/**
 * `npm run fuzz -- [--calls 1000000] [--seed S]`
 *
 * Exit code 0: no crash, no stranger answered, no handler reached with what the contract forbids, and the memory stayed.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { fuzz } from './fuzz.ts';

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
/** Bytes that may stay behind after however many calls. */
const LEVEL = 16 * 2 ** 20;
const WARM_UP = 20_000;

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'venduo-fuzz-'));
process.once('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
fs.writeFileSync(path.join(folder, 'index.html'), '<h1>Venduo</h1>');

function heldBytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

const seed = Number(values.seed);
const calls = Number(values.calls);
process.stdout.write(`fuzz: --calls ${calls} --seed ${seed}\n`);
await fuzz({ calls: WARM_UP, seed: seed + 1, assetsFolder: folder });
const before = heldBytes();
const started = performance.now();
const { reached, faults } = await fuzz({ calls, seed, assetsFolder: folder });
const grown = heldBytes() - before;
const seconds = (performance.now() - started) / 1_000;
for (const fault of faults) process.stdout.write(`${fault}\n`);
process.stdout.write(
  `${calls} calls in ${seconds.toFixed(0)} s, ${reached} reached a handler rightly, ` +
    `${faults.length} faults, ${(grown / 2 ** 20).toFixed(1)} MB more held\n`,
);
process.exitCode = faults.length === 0 && grown < LEVEL ? 0 : 1;
