/** `npm run bench -- NAME [options]`: each benchmark is a program of its own beside this file. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const NAMES = ['engine', 'ingest'];
const [name, ...options] = process.argv.slice(2);

if (name === undefined || !NAMES.includes(name)) {
  process.stderr.write(`npm run bench -- ${NAMES.join(' | ')} [options]\n`);
  process.exitCode = 2;
} else {
  const file = path.join(path.dirname(fileURLToPath(import.meta.url)), `${name}.ts`);
  process.exitCode =
    spawnSync(process.execPath, [file, ...options], { stdio: 'inherit' }).status ?? 1;
}
