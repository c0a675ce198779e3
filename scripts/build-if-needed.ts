/** Builds the program unless its build is newer than every source. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const SOURCES = [
  ...['electron', 'manual', 'renderer', 'scripts/manual', 'shared'],
  ...['electron.vite.config.ts', 'package.json'],
];

export function buildIfNeeded(root: string): void {
  const built = path.join(root, 'out', 'renderer', 'index.html');
  const builtAt = fs.existsSync(built) ? fs.statSync(built).mtimeMs : 0;
  if (SOURCES.every((source) => newestIn(path.join(root, source)) <= builtAt)) return;
  process.stderr.write('Building the program (some seconds) …\n');
  const cli = path.join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const { status } = spawnSync(process.execPath, [cli, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error('The program could not be built; see above.');
}

function newestIn(place: string): number {
  const stat = fs.statSync(place);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return fs
    .readdirSync(place)
    .reduce((newest, name) => Math.max(newest, newestIn(path.join(place, name))), 0);
}
