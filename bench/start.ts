/**
 * The start as it is felt: from the command to the painted rows of the list.
 *
 *   npm run bench -- start [--rows 100000] [--host electron|browser] [--rounds 7] [--folder DIR]
 *
 * Beside it the bare limit of the same machine: in a browser, a Node.js that opens SQLite and listens, and an empty page; in
 * Electron, an empty window of the same runtime. Both take turns. The browser itself runs before the clock does, as a
 * person's does. The first round warms the caches of the system and counts for nothing.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { chromium, _electron, type Browser, type Page } from '@playwright/test';
import { BUILT_HEADLESS, COMPILE_CACHE } from '../scripts/build.ts';
import { buildIfNeeded } from '../scripts/build-if-needed.ts';
import { electronExecutable, whyNoElectron } from '../scripts/electron-lane.ts';
import { ROOT } from '../test/electron/program.ts';
import { findBrowser } from '../test/helpers/browser.ts';
import { EMPTY_WINDOW } from './empty-window.ts';
import { noteFigure } from './figures.ts';
import { filledFolder, openFilled } from './fixture.ts';
import { median, percentile, table } from './report.ts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '7' },
    host: { type: 'string' },
    folder: { type: 'string' },
  },
});
const ROWS = Number(values.rows);
const ROUNDS = Number(values.rounds);
const FOLDER = values.folder ?? filledFolder('start', ROWS);
const GIVE_UP_MS = 60_000;

/** Milliseconds since the command, in the order in which a person sees them. */
type Moments = ReadonlyMap<string, number>;

/** Notes when the wanted element was painted; stands alone, because the page gets it as source text. */
function notePaint(wanted: string): void {
  const look = () => {
    if (document.querySelector(wanted) === null) return requestAnimationFrame(look);
    const afterPaint = new MessageChannel();
    afterPaint.port1.onmessage = () => {
      document.documentElement.dataset['painted'] = String(
        performance.timeOrigin + performance.now(),
      );
    };
    requestAnimationFrame(() => afterPaint.port2.postMessage(null));
  };
  requestAnimationFrame(look);
}

/** @returns milliseconds since 1970 of the frame that shows the element, and of the document's script being there */
async function painted(page: Page): Promise<{ loaded: number; painted: number }> {
  await page.waitForFunction(() => document.documentElement.dataset['painted'], undefined, {
    timeout: GIVE_UP_MS,
  });
  return page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation');
    const { responseEnd = 0 } = navigation as PerformanceNavigationTiming;
    const script = performance
      .getEntriesByType('resource')
      .filter(({ name }) => name.endsWith('.js'))
      .map((entry) => (entry as PerformanceResourceTiming).responseEnd);
    return {
      loaded: performance.timeOrigin + Math.max(responseEnd, ...script),
      painted: Number(document.documentElement.dataset['painted']),
    };
  });
}

const ROW = '.ag-row[row-business-key] .ag-cell';

/** A server of the platform alone, with an empty database and an empty page. */
const BARE_SERVER = `
  const http = require('node:http'), Database = require('better-sqlite3');
  new Database(':memory:').exec('CREATE TABLE t (a)');
  const server = http.createServer((_, response) => response.setHeader('content-type', 'text/html').end('<main>empty</main>'));
  server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ url: 'http://127.0.0.1:' + server.address().port })));
`;

async function inBrowser(
  browser: Browser,
  args: readonly string[],
  wanted: string,
  folder: string,
): Promise<Moments> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(notePaint, wanted);
  const since = performance.timeOrigin + performance.now();
  const child = spawn(process.execPath, [...args], {
    cwd: ROOT,
    env: {
      ...process.env,
      NODE_COMPILE_CACHE: COMPILE_CACHE,
      VENDUO_CONFIG_DIR: path.join(folder, 'config'),
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    let url: string | undefined;
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.startsWith('{')) url = (JSON.parse(line) as { url: string }).url;
      if (url !== undefined) break;
    }
    if (url === undefined) throw new Error('the program ended without a word');
    const addressAt = performance.timeOrigin + performance.now();
    await page.goto(url, { waitUntil: 'commit' });
    const seen = await painted(page);
    return new Map([
      ['address printed', addressAt - since],
      ['script there', seen.loaded - since],
      ['rows painted', seen.painted - since],
    ]);
  } finally {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
    await context.close();
  }
}

async function inElectron(args: readonly string[], wanted: string, folder: string) {
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const since = performance.timeOrigin + performance.now();
  const app = await _electron.launch({
    executablePath: electronExecutable(ROOT, process.env),
    args: [...args, ...root],
    env: {
      ...(process.env as Record<string, string>),
      VENDUO_CONFIG_DIR: path.join(folder, 'config'),
      VENDUO_NO_DIALOG: '1',
    },
  });
  try {
    const page = await app.firstWindow();
    await page.evaluate(notePaint, wanted);
    const seen = await painted(page);
    const opened = await page.evaluate(() => performance.timeOrigin);
    return new Map([
      ['window opened', opened - since],
      ['script there', seen.loaded - since],
      ['rows painted', seen.painted - since],
    ]);
  } finally {
    await app.close();
  }
}

interface Contestant {
  readonly name: string;
  run(): Promise<Moments>;
}

async function compare(title: string, contestants: readonly Contestant[]): Promise<void> {
  const all = new Map(contestants.map(({ name }) => [name, [] as Moments[]]));
  for (let round = 0; round <= ROUNDS; round++) {
    for (let turn = 0; turn < contestants.length; turn++) {
      const contestant = contestants[(turn + round) % contestants.length];
      if (!contestant) continue;
      const moments = await contestant.run();
      if (round > 0) all.get(contestant.name)?.push(moments);
    }
  }
  const rows = [...all].flatMap(([name, runs]) =>
    [...(runs[0]?.keys() ?? [])].map((moment) => {
      const times = runs.map((run) => run.get(moment) ?? NaN);
      noteFigure(`${title}, ${name}, ${ROWS} jobs: ${moment}, ms`, times);
      return [name, moment, median(times).toFixed(0), percentile(times, 95).toFixed(0)];
    }),
  );
  process.stdout.write(
    `\n${title}, ${ROWS} jobs, ${ROUNDS} rounds, load ${os.loadavg()[0]?.toFixed(1)}\n` +
      `${table(['', 'ms since the command', 'median', 'p95'], rows)}\n`,
  );
}

async function main(): Promise<void> {
  await buildIfNeeded();
  const data = path.join(FOLDER, 'data');
  openFilled(data, ROWS).close();
  const found = await findBrowser();
  if (found && values.host !== 'electron') {
    const browser = await chromium.launch({
      executablePath: found.executablePath,
      args: [...found.args],
      env: { ...(process.env as Record<string, string>), ...found.env },
    });
    const serve = [BUILT_HEADLESS, 'serve', '--data', data, '--port', '0', '--json'];
    try {
      await compare('start in a browser', [
        { name: 'program', run: () => inBrowser(browser, serve, ROW, FOLDER) },
        { name: 'bare', run: () => inBrowser(browser, ['-e', BARE_SERVER], 'main', FOLDER) },
      ]);
    } finally {
      await browser.close();
    }
  } else process.stderr.write('left out: a browser\n');
  const noElectron = whyNoElectron(ROOT, process.env);
  if (noElectron === undefined && values.host !== 'browser') {
    const empty = fs.mkdtempSync(path.join(os.tmpdir(), 'venduo-empty-'));
    fs.writeFileSync(path.join(empty, 'main.cjs'), EMPTY_WINDOW);
    fs.writeFileSync(path.join(empty, 'package.json'), '{"name":"empty","main":"main.cjs"}');
    try {
      await compare('start in Electron', [
        { name: 'program', run: () => inElectron([ROOT, `--data=${data}`], ROW, FOLDER) },
        { name: 'bare', run: () => inElectron([empty], 'main', FOLDER) },
      ]);
    } finally {
      fs.rmSync(empty, { recursive: true, force: true });
    }
  } else process.stderr.write(`left out: Electron, for ${noElectron ?? 'it was not asked for'}\n`);
}

await main();
