/** `npm run build`: the program without Electron into `out/headless`, then all of the installed one. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.ts';

const ROOT = path.join(import.meta.dirname, '..');

/** What `npm start` runs where a browser is the window. */
export const BUILT_HEADLESS = path.join('out', 'headless', 'headless.cjs');

/** Value of NODE_COMPILE_CACHE: what Node.js compiled once it keeps there, which saves the program a third of its start. */
export const COMPILE_CACHE = path.join(ROOT, 'node_modules', '.cache', 'compile');

/** @throws Error, after the tool's own words on standard error */
export async function build(): Promise<void> {
  const { dir, name } = path.parse(BUILT_HEADLESS);
  await bundle(path.join(ROOT, dir), { [name]: 'electron/headless.ts' });
  // Last, because its page is what a later start looks at.
  const cli = path.join(ROOT, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const { status } = spawnSync(process.execPath, [cli, 'build', '--logLevel', 'warn'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error('The program could not be built; see above.');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
