/** Checks the types of every room: each has a tsconfig of its own, with what it may know of the world. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const compiler = path.join(ROOT, 'node_modules/typescript/bin/tsc');

const rooms = fs
  .readdirSync(ROOT)
  .filter(
    (name) => name !== 'node_modules' && fs.existsSync(path.join(ROOT, name, 'tsconfig.json')),
  );

// What has not changed since the last check is not checked again.
const remembered = path.join(ROOT, 'node_modules/.cache/types');
const broken = rooms.filter((room) => {
  const { status } = spawnSync(
    process.execPath,
    [
      compiler,
      '-p',
      room,
      '--incremental',
      '--tsBuildInfoFile',
      path.join(remembered, `${room}.tsbuildinfo`),
    ],
    { cwd: ROOT, stdio: 'inherit' },
  );
  return status !== 0;
});

process.stdout.write(
  broken.length === 0
    ? `Types agree in ${rooms.join(', ')}.\n`
    : `Types disagree in ${broken.join(', ')}.\n`,
);
process.exitCode = broken.length === 0 ? 0 : 1;
