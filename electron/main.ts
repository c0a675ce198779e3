/** Electron's entry: where the data lie, and the parts put together; no logic. */
import path from 'node:path';
import { app } from 'electron';
import { createAutostart } from './shell/app/autostart.ts';
import { restartWithoutStrangers } from './shell/app/closed-package.ts';
import { createDesktop } from './shell/app/desktop.ts';
import { createLog } from './shell/app/log.ts';
import { createNetTransport, forbidRepeatingProtocols } from './shell/app/net-transport.ts';
import { offerRestore } from './shell/app/restore-dialog.ts';
import { createFirstStarts } from './shell/app/first-starts.ts';
import { runProgram } from './shell/app/program.ts';
import { createOsSecretBox } from './shell/app/secret-box.ts';
import { createShell } from './shell/app/shell.ts';
import { createAppUpdater } from './shell/app/updater.ts';
import { createBackend } from './create-backend.ts';
import { createRealHost, startVerifierOf, type ThreadName } from './shell/host/real-host.ts';
import { createVerifier } from './topics/backup/verifier.ts';
import { createKeyFileSecretBox } from './topics/connection/secret-box.ts';
import { createUpdateRecords } from './topics/updates/update-record.ts';

if (!restartWithoutStrangers()) main();

function main(): void {
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

  const threadFile = (name: ThreadName) => path.join(__dirname, `${name}-thread.cjs`);
  const version = app.getVersion();
  const verify = createVerifier(startVerifierOf(threadFile));
  const records = createUpdateRecords(dataFolder);
  const updater = createAppUpdater({ dataFolder, records, log });

  // Books, originals and copies are for this user alone.
  process.umask(0o077);
  forbidRepeatingProtocols();
  runProgram({
    dataFolder,
    outFolder,
    log,
    shell,
    offerRestore: (damage) => offerRestore(damage, { dataFolder, clock: Date.now, verify }),
    updates: updater && {
      updater,
      firstStarts: createFirstStarts({ dataFolder, version, records, verify, log }),
    },
    startBackend: (onDamaged) => {
      const backend = createBackend({
        ...createRealHost({
          folder: dataFolder,
          threadFile,
          secrets: createOsSecretBox(createKeyFileSecretBox()),
          transport: createNetTransport(),
          log,
        }),
        onDamaged,
        version,
        demo: process.argv.includes('--demo'),
        hasWindow: true,
        desktop: createDesktop(),
        shell,
        ...(updater && { updateHost: updater }),
      });
      return {
        ...backend,
        wake: () => backend.wake(),
        isSending: () => backend.status().sending.count > 0,
        update: () => backend.updates?.install() ?? false,
      };
    },
  });
}
