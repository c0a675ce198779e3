/** The window in a browser of this PC: backend and loopback transport until it is ended. */
import fs from 'node:fs';
import path from 'node:path';
import { SECOND } from '../../../../shared/domain/time.ts';
import { createBackend } from '../../../create-backend.ts';
import { serveLoopback } from '../../transport/loopback.ts';
import type { CommandLine } from '../arguments.ts';
import type { Command, CommandHost, Outcome } from '../command.ts';

const STOP_DEADLINE_MS = 10 * SECOND;

export const serve: Command = {
  name: 'serve',
  usage: '--data DIR [--port N]',
  options: ['port', 'concurrency', 'demo'],
  run: serveWindow,
};

async function serveWindow(line: CommandLine, host: CommandHost): Promise<Outcome> {
  const { assetsFolder } = host;
  if (!fs.existsSync(path.join(assetsFolder, 'index.html'))) {
    throw new Error(
      `The window is not built yet (${assetsFolder}). Run "npm run build" once, then serve again.`,
    );
  }
  const interrupted = host.interrupted();
  const isDemo = line.has('demo');
  // A demo shop starts no second one.
  const demo = isDemo ? undefined : await host.openDemo();
  const options = host.backendOptions();
  const backend = createBackend({
    ...options,
    demo: isDemo,
    ...(demo && { startDemo: demo.open }),
    hasWindow: true,
    ...(line.optional('concurrency') !== undefined && {
      concurrency: line.number('concurrency', 4, { min: 1, max: 64 }),
    }),
  });
  try {
    backend.start();
    const window = await serveLoopback({
      handlers: backend.handlers,
      changes: backend.changes,
      download: backend.download,
      assetsFolder,
      port: line.number('port', 0, { min: 0, max: 65_535 }),
      onBug: (name, error) => options.log('error', name, error),
    });
    try {
      options.log(
        'info',
        `Open this address in a browser of this PC:\n\n  ${window.url}\n\nEnd with Ctrl+C.`,
      );
      // For programs that start us: the address as soon as it answers.
      if (line.has('json')) process.stdout.write(`${JSON.stringify({ url: window.url })}\n`);
      await interrupted;
    } finally {
      await window.close();
    }
  } finally {
    await backend.stop(STOP_DEADLINE_MS);
    demo?.close();
  }
  return { ok: true, lines: [], text: ['Ended. Everything is saved.'] };
}
