/** The program as it is shipped, bundled: a start from some four hundred sources costs three times the CPU. */
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'vite';

const ROOT = path.join(import.meta.dirname, '..', '..');
const SOURCES = {
  headless: 'electron/headless.ts',
  sandbox: 'sandbox/main.ts',
  /** The program under torture. */
  child: 'test/torture/child.ts',
  'reader-thread': 'electron/core/ingest/reader-thread.ts',
  'verify-thread': 'electron/topics/backup/verify-thread.ts',
} as const;

/** Folder with what `buildProgram` made; inherited by the processes that run tests. */
const FOLDER_VARIABLE = 'BUILT_PROGRAM';

/** What Node is to run: bundled where the tests have built it, else from its sources. */
export function programFile(name: 'headless' | 'sandbox' | 'child'): string {
  const folder = process.env[FOLDER_VARIABLE];
  return folder === undefined ? path.join(ROOT, SOURCES[name]) : path.join(folder, `${name}.mjs`);
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
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    plugins: [whereItWas],
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: folder,
      target: 'node24',
      minify: true,
      rollupOptions: {
        input: Object.fromEntries(
          Object.entries(SOURCES).map(([name, file]) => [name, path.join(ROOT, file)]),
        ),
        external: ['better-sqlite3', /^node:/],
        output: {
          format: 'es',
          entryFileNames: '[name].mjs',
          chunkFileNames: '[name]-[hash].mjs',
        },
      },
    },
  });
  process.env[FOLDER_VARIABLE] = folder;
  return () => {
    Reflect.deleteProperty(process.env, FOLDER_VARIABLE);
    fs.rmSync(folder, { recursive: true, force: true });
  };
}

/** Files that lie beside a source, its threads and the manifest, are found from its bundle, too. */
const whereItWas: Plugin = {
  name: 'where-it-was',
  enforce: 'pre',
  transform(code, id) {
    if (!id.startsWith(ROOT) || id.includes('node_modules') || !code.includes('import.meta.')) {
      return null;
    }
    return code
      .replaceAll('import.meta.dirname', JSON.stringify(path.dirname(id)))
      .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href));
  },
};

/** Called by Vitest before all tests of a project. */
export const setup = buildProgram;
