/**
 * `npm run pack`: the unpacked program of this platform in `dist/`.
 *
 * Where `ELECTRON_DIST` names a runtime's folder, that is packed instead of one that would be downloaded.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfNeeded } from './build-if-needed.ts';

const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');

buildIfNeeded(ROOT);
const dist = process.env['ELECTRON_DIST'];
const runtime = dist
  ? [`--config.electronDist=${dist}`, `--config.electronVersion=${versionOf(dist)}`]
  : [];
const cli = path.join(ROOT, 'node_modules', 'electron-builder', 'cli.js');
const { status } = spawnSync(process.execPath, [cli, '--dir', '--publish', 'never', ...runtime], {
  cwd: ROOT,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;

/** Asked of the runtime itself: not every folder of one has the file that says it. */
function versionOf(folder: string): string {
  const executable = path.join(folder, process.platform === 'win32' ? 'electron.exe' : 'electron');
  const { stdout, status } = spawnSync(executable, ['-p', 'process.versions.electron'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${executable} does not run.`);
  return stdout.trim();
}
