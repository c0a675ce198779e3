import fs from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { createBackend } from '../../electron/create-backend.ts';
import type { BackendOptions, RunningBackend } from '../../electron/shell/host/backend.ts';
import { openDatabase } from '../../electron/core/db/open.ts';
import { realTimers } from '../../electron/shell/host/real-time.ts';
import { createUndiciTransport } from '../../electron/core/rs/transport-undici.ts';
import { createKeyFileSecretBox } from '../../electron/topics/connection/secret-box.ts';
import { DIALECT_FILE } from '../../electron/core/rs/index.ts';
import { DIALECT, OTHER_DIALECT_FILE } from './sandbox.ts';
import { tempFolder } from './temp-folder.ts';

export interface TestBackend extends RunningBackend {
  readonly folder: string;
  readonly logged: string[];
  /** Seals as versions did before secrets were bound to their address. */
  readonly oldSeal: (text: string) => string;
}

/** A whole backend in this process, on a folder of its own; stopped when the test ends. */
export function openBackend(options: Partial<BackendOptions> = {}): TestBackend {
  const home = tempFolder();
  const folder = options.folder ?? path.join(home, 'data');
  if (DIALECT === 'other') {
    fs.mkdirSync(folder, { recursive: true });
    fs.copyFileSync(OTHER_DIALECT_FILE, path.join(folder, DIALECT_FILE));
  }
  const transport = createUndiciTransport({});
  const logged: string[] = [];
  const backend = createBackend({
    folder,
    user: 'tester',
    clock: Date.now,
    random: Math.random,
    timers: realTimers,
    uptime: () => performance.now(),
    endOfTurn: setImmediate,
    secrets: createKeyFileSecretBox(path.join(home, 'config')),
    transport,
    log: (_level, message) => logged.push(message),
    version: '0.0.0',
    demo: false,
    ...options,
  });
  onTestFinished(async () => {
    await backend.stop(1_000);
    await transport.destroy();
  });
  const { seal: oldSeal } = createKeyFileSecretBox(path.join(home, 'config'));
  return { ...backend, folder, logged, oldSeal };
}

/** The folder of a shop of long ago: what its tills deliver is new, and not asked of RS before it is sent. */
export function oldShop(): string {
  const folder = path.join(tempFolder(), 'data');
  const db = openDatabase(folder, { now: Date.now });
  db.prepare(`INSERT INTO settings VALUES ('history.startedAt', '0')`).run();
  db.close();
  return folder;
}
