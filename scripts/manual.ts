/**
 * `npm run manual [-- SCENE]`: draws the pictures of the manual anew (or those whose name holds SCENE), by the browser
 * tests that draw these screens; the pictures of scenes that no page shows any more are removed.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { picturesOf } from './manual/sources.ts';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

for (const language of ['de', 'en'] as const) {
  const folder = path.join(ROOT, 'manual', 'pictures', language);
  const shown = picturesOf(ROOT, language);
  for (const file of fs.existsSync(folder) ? fs.readdirSync(folder) : []) {
    if (!shown.has(path.parse(file).name)) fs.rmSync(path.join(folder, file));
  }
}

const scene = process.argv[2];
const { status } = spawnSync(
  process.execPath,
  [
    path.join(ROOT, 'node_modules', '@playwright', 'test', 'cli.js'),
    ...['test', '-c', 'test/window', 'screens.e2e.ts', '--reporter=line'],
    ...(scene === undefined ? [] : ['-g', scene]),
  ],
  { cwd: ROOT, stdio: 'inherit', env: { ...process.env, MANUAL: '1' } },
);
process.exitCode = status ?? 1;
