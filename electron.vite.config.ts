import path from 'node:path';
import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { completeTexts } from './scripts/complete-texts.ts';
import { licences, MAIN_LICENCES } from './scripts/licences.ts';
import { manual } from './scripts/manual/plugin.ts';

/**
 * Main and preload become CommonJS with everything in them but the native database and Electron itself, so that the
 * packaged program needs no other modules; the targets are the oldest runtime that the tests use.
 */
const root = import.meta.dirname;
const EXTERNAL = ['electron', 'better-sqlite3', /^node:/];

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: 'node18',
      sourcemap: true,
      externalizeDeps: false,
      license: { fileName: MAIN_LICENCES },
      rollupOptions: {
        input: {
          main: path.join(root, 'electron/main.ts'),
          'reader-thread': path.join(root, 'electron/core/ingest/reader-thread.ts'),
          'export-thread': path.join(root, 'electron/core/export/export-thread.ts'),
          'scan-thread': path.join(root, 'electron/core/db/list/scan-thread.ts'),
          'verify-thread': path.join(root, 'electron/topics/backup/verify-thread.ts'),
        },
        external: EXTERNAL,
        output: {
          format: 'cjs',
          entryFileNames: '[name].cjs',
          chunkFileNames: 'chunks/[name]-[hash].cjs',
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: 'node18',
      sourcemap: true,
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: path.join(root, 'electron/shell/preload/index.ts') },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: path.join(root, 'renderer'),
    base: '/',
    // React Aria brings its words in thirty languages.
    plugins: [
      react(),
      completeTexts(),
      optimizeLocales.vite({ locales: ['de-DE', 'en-US'] }),
      licences(root),
      manual(root),
    ],
    build: {
      outDir: path.join(root, 'out/renderer'),
      // All styles come with the page, and a script is fetched by the browser itself: a screen that comes later waits for nothing else.
      cssCodeSplit: false,
      modulePreload: false,
      minify: true,
      emptyOutDir: true,
      target: 'chrome114',
      sourcemap: true,
      rollupOptions: { input: path.join(root, 'renderer/index.html') },
    },
  },
});
