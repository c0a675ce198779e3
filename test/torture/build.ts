/** The program under torture as it is shipped, bundled: a start from some 150 sources costs twice the time. */
import fs from 'node:fs';
import path from 'node:path';
import { build } from 'vite';

const ROOT = path.join(import.meta.dirname, '..', '..');

export interface Built {
  /** The file that Node runs; its threads lie beside it. */
  readonly script: string;
  remove(): void;
}

/** Builds into a folder of its own below `out/`, where the native database is found. */
export async function buildChild(): Promise<Built> {
  fs.mkdirSync(path.join(ROOT, 'out'), { recursive: true });
  const folder = fs.mkdtempSync(path.join(ROOT, 'out', 'torture-'));
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: folder,
      target: 'node24',
      minify: true,
      rollupOptions: {
        input: {
          child: path.join(import.meta.dirname, 'child.ts'),
          'reader-thread': path.join(ROOT, 'electron/core/ingest/reader-thread.ts'),
          'verify-thread': path.join(ROOT, 'electron/topics/backup/verify-thread.ts'),
        },
        external: ['better-sqlite3', /^node:/],
        output: {
          format: 'cjs',
          entryFileNames: '[name].cjs',
          chunkFileNames: '[name]-[hash].cjs',
        },
      },
    },
  });
  return {
    script: path.join(folder, 'child.cjs'),
    remove: () => fs.rmSync(folder, { recursive: true, force: true }),
  };
}
