/** Serves the harness by vite for the time of the tests. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { createServer } from 'vite';
import { HARNESS_PORT } from './playwright.config.ts';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

export default async function serveHarness(): Promise<() => Promise<void>> {
  const server = await createServer({
    configFile: false,
    root: ROOT,
    // Its own folder: other vite servers on this checkout keep theirs.
    cacheDir: path.join(ROOT, 'node_modules/.vite-harness'),
    appType: 'mpa',
    logLevel: 'warn',
    plugins: [react()],
    server: { host: '127.0.0.1', port: HARNESS_PORT, strictPort: true, hmr: false, watch: null },
    optimizeDeps: { entries: ['test/renderer/harness/main.tsx'] },
  });
  await server.listen();
  return () => server.close();
}
