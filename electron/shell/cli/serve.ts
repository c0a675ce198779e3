/** The window in a browser of this PC: backend and loopback transport until it is ended. */
import fs from 'node:fs';
import path from 'node:path';
import { SECOND } from '../../../shared/domain/time.ts';
import { createBackend, type BackendOptions } from '../../create-backend.ts';
import { serveLoopback } from '../transport/loopback.ts';
import type { CommandLine } from './arguments.ts';
import type { Outcome } from './commands.ts';

const STOP_DEADLINE_MS = 10 * SECOND;

/**
 * @param assetsFolder the built window.
 * @param interrupted resolves when the program is to end.
 */
export async function serve(
  line: CommandLine,
  options: BackendOptions,
  assetsFolder: string,
  interrupted: Promise<void>,
): Promise<Outcome> {
  if (!fs.existsSync(path.join(assetsFolder, 'index.html'))) {
    throw new Error(
      `The window is not built yet (${assetsFolder}). Run "npm run build" once, then serve again.`,
    );
  }
  const backend = createBackend({
    ...options,
    demo: line.has('demo'),
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
  }
  return { ok: true, lines: [], text: ['Ended. Everything is saved.'] };
}
