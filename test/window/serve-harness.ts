/**
 * Builds the harness as the window is built (same target, same content security policy) and serves it for the time of
 * the tests.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build, preview } from 'vite';
import {
  contentSecurityPolicy,
  NONCE_PLACEHOLDER,
} from '../../electron/shell/transport/security-headers.ts';
import { HARNESS_PORT } from './playwright.config.ts';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../renderer/harness');

export default async function serveHarness(): Promise<() => Promise<void>> {
  const outDir = await mkdtemp(path.join(os.tmpdir(), 'venduo-harness-'));
  const shared = { configFile: false, root: ROOT, logLevel: 'warn' } as const;
  await build({
    ...shared,
    plugins: [react()],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome114',
      cssCodeSplit: false,
      modulePreload: false,
      chunkSizeWarningLimit: 4_000,
    },
  });
  const server = await preview({
    ...shared,
    build: { outDir },
    preview: {
      host: '127.0.0.1',
      port: HARNESS_PORT,
      strictPort: true,
      headers: { 'Content-Security-Policy': contentSecurityPolicy(NONCE_PLACEHOLDER) },
    },
  });
  return async () => {
    await server.close();
    await rm(outDir, { recursive: true, force: true });
  };
}
