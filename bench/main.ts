/** `npm run bench -- NAME [options]`: each benchmark is a program of its own beside this file. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Name and file beside this one. */
const FILES: Readonly<Record<string, string>> = {
  app: 'app.ts',
  bulk: 'bulk.ts',
  cli: 'cli.ts',
  close: 'close.ts',
  datev: 'datev.ts',
  engine: 'engine/main.ts',
  export: 'export.ts',
  felt: 'felt.ts',
  glance: 'glance.ts',
  ingest: 'ingest.ts',
  list: 'list.ts',
  loop: 'loop.ts',
  mix: 'mix.ts',
  start: 'start.ts',
  verify: 'verify.ts',
  window: 'window/main.ts',
};
const [name, ...options] = process.argv.slice(2);

const file = FILES[name ?? ''];

if (file === undefined) {
  process.stderr.write(`npm run bench -- ${Object.keys(FILES).join(' | ')} [options]\n`);
  process.exitCode = 2;
} else {
  const full = path.join(path.dirname(fileURLToPath(import.meta.url)), file);
  process.exitCode =
    spawnSync(process.execPath, [full, ...options], { stdio: 'inherit' }).status ?? 1;
}
