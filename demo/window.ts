/** The demo shop with a window of its own in the browser: what the first start offers to try things on. */
import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startDemo, type Demo } from './start.ts';

const HEADLESS = path.join(
  path.dirname(fileURLToPath(import.meta.url)),
  '..',
  'electron',
  'headless.ts',
);

export interface DemoWindow {
  /** Starts the demo at the first call. @returns the address of its window, which works once */
  open(): Promise<string>;
  close(): void;
}

/** @param folder of the demo alone: its books, its tills, its RetailSuite. */
export function demoWindow(folder: string): DemoWindow {
  let demo: Demo | undefined;
  let program: ChildProcess | undefined;

  function close(): void {
    program?.kill('SIGTERM');
    program = undefined;
    demo?.stop();
    demo = undefined;
  }

  return {
    async open() {
      // An address works once: another window of the same demo is another program.
      close();
      try {
        demo = await startDemo(folder);
        const { child, url } = await serve(demo.dataFolder);
        program = child;
        return url;
      } catch (error) {
        close();
        throw error;
      }
    },
    close,
  };
}

async function serve(dataFolder: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(
    process.execPath,
    [HEADLESS, 'serve', '--data', dataFolder, '--demo', '--port', '0', '--json'],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  for await (const line of createInterface({ input: child.stdout })) {
    return { child, url: (JSON.parse(line) as { url: string }).url };
  }
  throw new Error('The program of the demo did not start.');
}
