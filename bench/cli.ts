/**
 * Every job as a line of JSON on the command line, beside a program that reads the same table and prints nothing else.
 *
 *   npm run bench -- cli [--rows 1000000] [--rounds 3] [--folder DIR]
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { DATABASE_FILE } from '../electron/core/db/open.ts';
import { noteFigure } from './figures.ts';
import { filledFolder, openFilled } from './fixture.ts';
import { median, table } from './report.ts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '3' },
    folder: { type: 'string' },
  },
});
const ROWS = Number(values.rows);
const FOLDER = values.folder ?? filledFolder('list', ROWS);
const ROOT = path.join(import.meta.dirname, '..');

const BARE = `
  const db = require('better-sqlite3')(process.argv[1], { readonly: true });
  const fs = require('node:fs');
  let lines = '';
  for (const row of db.prepare('SELECT * FROM jobs').iterate()) {
    lines += JSON.stringify(row) + '\\n';
    if (lines.length > 65536) { fs.writeSync(1, lines); lines = ''; }
  }
  fs.writeSync(1, lines);
`;

/** Seconds until a process has written all of it into the void. */
function secondsOf(args: readonly string[]): number {
  const out = fs.openSync('/dev/null', 'w');
  const begun = performance.now();
  const { status } = spawnSync(process.execPath, [...args], {
    cwd: ROOT,
    env: { ...process.env, VENDUO_CONFIG_DIR: path.join(FOLDER, 'config') },
    stdio: ['ignore', out, 'inherit'],
  });
  fs.closeSync(out);
  if (status !== 0) throw new Error(`${args[0]} failed`);
  return (performance.now() - begun) / 1_000;
}

openFilled(FOLDER, ROWS).close();
const cli = ['--import', './scripts/compile-cache.ts', 'electron/headless.ts', 'jobs', '--json'];
const contestants = {
  jobs: [...cli, '--data', FOLDER],
  bare: ['-e', BARE, path.join(FOLDER, DATABASE_FILE)],
};
const seen: Record<keyof typeof contestants, number[]> = { jobs: [], bare: [] };
for (let round = 0; round < Number(values.rounds); round++) {
  const names = ['jobs', 'bare'] as const;
  for (const name of round % 2 === 0 ? names : names.toReversed()) {
    seen[name].push(secondsOf(contestants[name]));
  }
}
noteFigure(`jobs on the command line, ${ROWS} jobs, s`, seen.jobs);
noteFigure(
  'jobs on the command line, times the bare read',
  seen.jobs.map((seconds, round) => seconds / (seen.bare[round] ?? NaN)),
);
console.log(
  table(
    [`${ROWS} jobs as lines`, 'seconds (median)'],
    Object.entries(seen).map(([name, times]) => [name, median(times).toFixed(2)]),
  ),
);
