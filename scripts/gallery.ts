/**
 * `npm run gallery [-- SCENE]`: pictures of every screen and state with the sample shop (or of those whose name holds
 * SCENE), in both languages, all looks and widths, on a page that shows beside each other what changed since the last run.
 *
 * Exits as the tests do that draw them: a picture of a screen with something cut off is drawn, and told.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { collect } from './gallery/collect.ts';
import { galleryPage } from './gallery/page.ts';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const DRAWN = path.join(ROOT, 'test-results', 'screens');
const GALLERY = path.join(ROOT, 'test-results', 'gallery');

const scene = process.argv[2];
fs.rmSync(DRAWN, { recursive: true, force: true });
const { status } = spawnSync(
  process.execPath,
  [
    path.join(ROOT, 'node_modules', '@playwright', 'test', 'cli.js'),
    ...['test', '-c', 'test/window', 'screens.e2e.ts', '--reporter=line'],
    ...(scene === undefined ? [] : ['-g', scene]),
  ],
  { cwd: ROOT, stdio: 'inherit', env: { ...process.env, PICTURES: '1' } },
);
const shown = collect(DRAWN, GALLERY, scene === undefined && status === 0);
const page = path.join(GALLERY, 'index.html');
fs.writeFileSync(page, galleryPage(shown));
const count = (state: string) => shown.filter((one) => one.state === state).length;
process.stdout.write(
  `${shown.length} pictures: ${count('new')} new, ${count('changed')} changed, ${count('gone')} gone.\n` +
    `${pathToFileURL(page).href}\n`,
);
process.exitCode = status ?? 1;
