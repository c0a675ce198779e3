/** The short form of `npm run fuzz`. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { tempFolder } from '../helpers/temp-folder.ts';
import { fuzz } from './fuzz.ts';

const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const CALLS = 4_000;

function assets(): string {
  const folder = tempFolder();
  fs.writeFileSync(path.join(folder, 'index.html'), '<h1>Venduo</h1>');
  return folder;
}

it(`no stranger and no broken page gets through (SEED=${SEED})`, async () => {
  const { reached, faults } = await fuzz({ calls: CALLS, seed: SEED, assetsFolder: assets() });
  expect(faults).toEqual([]);
  // Whoever lets nobody in proves nothing.
  expect(reached).toBeGreaterThan(CALLS / 40);
});

it('twin: strangers who are believed are noticed', async () => {
  const isEverybodyTrusted = true;
  const { faults } = await fuzz({
    ...{ calls: CALLS, seed: SEED, assetsFolder: assets(), isEverybodyTrusted },
  });
  expect(faults.join('\n')).toContain('a stranger reached');
});
