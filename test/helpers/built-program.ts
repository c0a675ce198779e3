/** The program as `npm start` runs it, bundled: a start from its sources costs three times the CPU. */
import fs from 'node:fs';
import path from 'node:path';
import { bundle } from '../../scripts/bundle.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');
const SOURCES = {
  headless: 'electron/headless.ts',
  sandbox: 'sandbox/main.ts',
  /** The program under torture. */
  child: 'test/torture/child.ts',
} as const;

/** Folder with what `buildProgram` made; inherited by the processes that run tests. */
const FOLDER_VARIABLE = 'BUILT_PROGRAM';

/** What Node is to run: bundled where the tests have built it, else from its sources. */
export function programFile(name: keyof typeof SOURCES): string {
  const folder = process.env[FOLDER_VARIABLE];
  return folder === undefined ? path.join(ROOT, SOURCES[name]) : path.join(folder, `${name}.cjs`);
}

/**
 * Builds into a folder of its own below `out/`, where the native database is found; `programFile` answers with it from
 * then on.
 *
 * @returns removes it
 */
export async function buildProgram(): Promise<() => void> {
  // Two projects of one run share it; the first that came removes it.
  if (process.env[FOLDER_VARIABLE]) return () => undefined;
  fs.mkdirSync(path.join(ROOT, 'out'), { recursive: true });
  const folder = fs.mkdtempSync(path.join(ROOT, 'out', 'built-'));
  await bundle(folder, SOURCES);
  process.env[FOLDER_VARIABLE] = folder;
  return () => {
    Reflect.deleteProperty(process.env, FOLDER_VARIABLE);
    fs.rmSync(folder, { recursive: true, force: true });
  };
}

/** Called by Vitest before all tests of a project. */
export const setup = buildProgram;
