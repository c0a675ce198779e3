/** Electron's entry: where the data lie, and the parts put together; no logic. */
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { app } from 'electron';
import { createAutostart } from './shell/app/autostart.ts';
import { createDesktop } from './shell/app/desktop.ts';
import { createLog } from './shell/app/log.ts';
import { createNetTransport, forbidRepeatingProtocols } from './shell/app/net-transport.ts';
import { runProgram } from './shell/app/program.ts';
import { createOsSecretBox } from './shell/app/secret-box.ts';
import { createShell } from './shell/app/shell.ts';
import { createBackend } from './create-backend.ts';
import { createFolderWitness } from './shell/host/folder-witness.ts';
import { realTimers } from './shell/host/real-time.ts';
import { realUser } from './shell/host/real-user.ts';
import { createKeyFileSecretBox } from './topics/connection/secret-box.ts';

const data = process.argv
  .find((argument) => argument.startsWith('--data='))
  ?.slice('--data='.length);
const dataFolder = data
  ? path.resolve(data)
  : path.join(app.getPath('appData'), 'venduo-pos-back-office', 'data');
const outFolder = path.join(__dirname, '..');
const log = createLog(dataFolder);
const shell = createShell({
  dataFolder,
  autostart: createAutostart(data === undefined ? undefined : `--data=${dataFolder}`),
});

forbidRepeatingProtocols();
runProgram({
  dataFolder,
  outFolder,
  log,
  shell,
  startBackend: () => {
    const backend = createBackend({
      folder: dataFolder,
      user: realUser(),
      version: app.getVersion(),
      demo: process.argv.includes('--demo'),
      clock: Date.now,
      random: Math.random,
      timers: realTimers,
      uptime: () => performance.now(),
      endOfTurn: setImmediate,
      secrets: createOsSecretBox(createKeyFileSecretBox()),
      witness: createFolderWitness(dataFolder),
      transport: createNetTransport(),
      startReader: (resourceLimits) =>
        new Worker(path.join(__dirname, 'reader-thread.cjs'), { resourceLimits }),
      startVerifier: (file) =>
        new Worker(path.join(__dirname, 'verify-thread.cjs'), { workerData: file }),
      startExporter: (task) =>
        new Worker(path.join(__dirname, 'export-thread.cjs'), { workerData: task }),
      startLooker: (folder) =>
        new Worker(path.join(__dirname, 'look-thread.cjs'), { workerData: folder }),
      hasWindow: true,
      desktop: createDesktop(),
      shell,
      log,
    });
    return { ...backend, wake: () => backend.engine.wake() };
  },
});
