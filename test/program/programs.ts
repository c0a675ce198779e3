/** Programs of this repository as processes of their own, on a folder that lasts one test. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { test as base } from '@playwright/test';
import { BUILT_HEADLESS } from '../../scripts/build.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');

export interface Started {
  readonly child: ChildProcess;
  /** The first line of JSON that it printed. */
  readonly told: Record<string, string>;
}

export interface Programs {
  readonly folder: string;
  readonly data: string;
  /** Starts a program and waits for its first line of JSON. */
  start(...args: string[]): Promise<Started>;
  /** A command of the command line, to its end. */
  run(...args: string[]): Promise<void>;
  serve(): Promise<Started>;
  /** Ends all that runs, and removes the folder. */
  end(): Promise<void>;
}

/** A test that asks for `programs` has them for itself, and leaves nothing of them. */
export const test = base.extend<{ programs: Programs }>({
  // Playwright reads from the pattern what a fixture needs: nothing.
  // eslint-disable-next-line no-empty-pattern
  programs: async ({}, use) => {
    const programs = newPrograms();
    await use(programs);
    await programs.end();
  },
});

function newPrograms(): Programs {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'venduo-e2e-'));
  const data = path.join(folder, 'data');
  const env = { ...process.env, VENDUO_CONFIG_DIR: path.join(folder, 'config') };
  const running: ChildProcess[] = [];

  async function start(...args: string[]): Promise<Started> {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    running.push(child);
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.startsWith('{')) return { child, told: JSON.parse(line) as Record<string, string> };
    }
    throw new Error(`${args[0]} ended without a word`);
  }

  return {
    folder,
    data,
    start,
    async run(...args) {
      const child = spawn(process.execPath, [BUILT_HEADLESS, ...args], {
        cwd: ROOT,
        env,
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      const [code] = (await once(child, 'exit')) as [number | null];
      if (code !== 0) throw new Error(`${args[0]} ended with ${code}`);
    },
    serve: () => start(BUILT_HEADLESS, 'serve', '--data', data, '--port', '0', '--json'),
    async end() {
      for (const child of running.splice(0)) {
        child.kill('SIGKILL');
        if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      }
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}
