/** Builds the program unless its build is newer than every source. */
import fs from 'node:fs';
import path from 'node:path';
import { build } from './build.ts';

const ROOT = path.join(import.meta.dirname, '..');

const SOURCES = [
  ...['demo', 'electron', 'manual', 'renderer', 'sandbox', 'scripts', 'shared'],
  ...['electron.vite.config.ts', 'package.json'],
];

export async function buildIfNeeded(): Promise<void> {
  const built = path.join(ROOT, 'out', 'renderer', 'index.html');
  const builtAt = fs.existsSync(built) ? fs.statSync(built).mtimeMs : 0;
  if (SOURCES.every((source) => newestIn(path.join(ROOT, source)) <= builtAt)) return;
  process.stderr.write('Building the program (some seconds) …\n');
  await build();
}

function newestIn(place: string): number {
  const stat = fs.statSync(place);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return fs
    .readdirSync(place)
    .reduce((newest, name) => Math.max(newest, newestIn(path.join(place, name))), 0);
}
