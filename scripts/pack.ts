/**
 * `npm run pack`: the unpacked program of this platform in `dist/`.
 *
 * Where `ELECTRON_DIST` names a runtime's folder, that is packed instead of one that would be downloaded.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfNeeded } from './build-if-needed.ts';

const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');

buildIfNeeded(ROOT);
const dist = process.env['ELECTRON_DIST'];
const runtime = dist
  ? [
      `--config.electronDist=${dist}`,
      `--config.electronVersion=${fs.readFileSync(path.join(dist, 'version'), 'utf8').trim().replace(/^v/, '')}`,
    ]
  : [];
const cli = path.join(ROOT, 'node_modules', 'electron-builder', 'cli.js');
const { status } = spawnSync(process.execPath, [cli, '--dir', '--publish', 'never', ...runtime], {
  cwd: ROOT,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
