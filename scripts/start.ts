/**
 * `npm start`: the demo; `npm start -- --data DIR`: real data. In Electron's window where a runtime and a display exist,
 * otherwise in a browser of this PC.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startDemo } from '../demo/start.ts';
import { BUILT_HEADLESS, COMPILE_CACHE } from './build.ts';
import { buildIfNeeded } from './build-if-needed.ts';
import { electronExecutable, whyNoElectron } from './electron-lane.ts';

const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { data: { type: 'string' }, port: { type: 'string' } } });
  await buildIfNeeded();
  const reason = whyNoElectron(ROOT, process.env);
  const demo = values.data === undefined ? await startDemo(path.join(ROOT, '.demo')) : undefined;
  const folder = demo?.dataFolder ?? path.resolve(values.data ?? '');
  const flags = demo ? ['--demo'] : [];
  if (demo) process.stderr.write(`Demo shop with a sandbox as RetailSuite; its data: ${folder}\n`);

  let command: [string, string[]];
  if (reason === undefined) {
    // Chromium refuses its sandbox to root, which is who runs in most containers.
    const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    command = [
      electronExecutable(ROOT, process.env),
      [ROOT, `--data=${folder}`, ...flags, ...root],
    ];
  } else {
    process.stderr.write(
      `No window of its own: ${reason}. A browser of this PC is the window instead.\n`,
    );
    const port = values.port === undefined ? [] : ['--port', values.port];
    command = [
      process.execPath,
      [...[path.join(ROOT, BUILT_HEADLESS), 'serve', '--data', folder], ...[...flags, ...port]],
    ];
  }
  const env = { NODE_COMPILE_CACHE: COMPILE_CACHE, ...process.env };
  const child = spawn(...command, { stdio: 'inherit', env });
  // Ctrl+C reaches the child by itself; it ends in order, and we after it.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  demo?.stop();
  return code ?? 0;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
