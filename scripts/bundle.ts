/** Bundles programs that run on Node.js: a start from some five hundred sources takes three times as long. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'vite';

const ROOT = path.join(import.meta.dirname, '..');

/** Found beside the bundle by `headless-host.ts`. */
const THREADS = {
  'reader-thread': 'electron/core/ingest/reader-thread.ts',
  'export-thread': 'electron/core/export/export-thread.ts',
  'scan-thread': 'electron/core/db/list/scan-thread.ts',
  'verify-thread': 'electron/topics/backup/verify-thread.ts',
};

/**
 * CommonJS, because an import of `node:http` as a module makes Node load its whole fetch, 50 ms of a start.
 *
 * @param folder below the project's own, where the native database is found
 * @param programs source, from the project's folder, by the name of its bundle
 */
export async function bundle(
  folder: string,
  programs: Readonly<Record<string, string>>,
): Promise<void> {
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
      emptyOutDir: true,
      target: 'node24',
      minify: true,
      rollupOptions: {
        input: Object.fromEntries(
          Object.entries({ ...programs, ...THREADS }).map(([name, file]) => [
            name,
            path.join(ROOT, file),
          ]),
        ),
        external: ['better-sqlite3', /^node:/],
        output: {
          format: 'cjs',
          entryFileNames: '[name].cjs',
          chunkFileNames: '[name]-[hash].cjs',
        },
      },
    },
  });
}

/** Files that lie beside a source, and the manifest, are found from its bundle, too. */
const whereItWas: Plugin = {
  name: 'where-it-was',
  enforce: 'pre',
  transform(code, id) {
    if (!id.startsWith(ROOT) || id.includes('node_modules') || !code.includes('import.meta.')) {
      return null;
    }
    return code
      .replaceAll('import.meta.dirname', JSON.stringify(path.dirname(id)))
      .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href))
      .replaceAll('import.meta.filename', '__filename');
  },
};
