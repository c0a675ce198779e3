/**
 * The inbox folder: what tills drop there is imported and then moved into its archive.
 *
 * A till writes under another name and renames into place, so a file with its final name is complete. A notice of the
 * operating system only hastens the look; the slow sweep finds everything, also after the drive was gone.
 */
import fs from 'node:fs';
import path from 'node:path';
import { SECOND, type Clock, type Timers } from '../../shared/domain/time.ts';
import type { Imported } from './import-source.ts';

const SWEEP_MS = 15 * SECOND;
const NOTICE_MS = 50;
const ARCHIVE = 'archive';

export interface InboxWatch {
  close(): Promise<void>;
}

export function watchInbox(options: {
  readonly folder: string;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Never throws for input. */
  readonly importFile: (file: string) => Promise<Imported>;
}): InboxWatch {
  const { folder, timers } = options;
  let closed = false;
  let cancel: (() => void) | undefined;
  let watcher: fs.FSWatcher | undefined;
  let sweeping: Promise<void> = Promise.resolve();
  let noticed = false;

  function lookIn(ms: number): void {
    if (closed) return;
    cancel?.();
    cancel = timers.after(ms, () => {
      cancel = undefined;
      noticed = false;
      sweeping = sweep()
        .catch(() => undefined)
        .then(() => lookIn(noticed ? NOTICE_MS : SWEEP_MS));
    });
  }

  function listen(): void {
    if (watcher) return;
    try {
      watcher = fs.watch(folder, () => {
        noticed = true;
        // While a sweep runs it is started again at its end.
        if (cancel) lookIn(NOTICE_MS);
      });
      const forget = () => {
        watcher?.close();
        watcher = undefined;
      };
      watcher.on('error', forget);
      watcher.on('close', () => (watcher = undefined));
    } catch {
      // No notices on this drive: the sweep finds everything, later.
      watcher = undefined;
    }
  }

  async function sweep(): Promise<void> {
    await fs.promises.mkdir(folder, { recursive: true });
    listen();
    const entries = await fs.promises.readdir(folder, { withFileTypes: true });
    const names = entries.filter(isDelivery).map(({ name }) => name);
    for (const name of names.sort()) {
      if (closed) return;
      const file = path.join(folder, name);
      const imported = await options.importFile(file);
      if (!imported.isFinished) return;
      await archive(file, imported);
    }
  }

  /** After the commit: a crash in between only has the file imported again, and everything in it is known then. */
  async function archive(file: string, { report, rejectedLines }: Imported): Promise<void> {
    if (report.sha256 === null) return; // It could not be read at all: it stays, and is tried again.
    const month = new Date(options.clock()).toISOString().slice(0, 7);
    const target = path.join(folder, ARCHIVE, month);
    await fs.promises.mkdir(target, { recursive: true });
    const place = freeName(target, path.basename(file));
    await fs.promises.rename(file, place);
    if (rejectedLines.length > 0) {
      const lines = rejectedLines.map((line) => `${JSON.stringify(line)}\n`);
      await fs.promises.writeFile(`${place}.rejected.jsonl.txt`, lines.join(''));
    }
  }

  lookIn(0);
  return {
    async close() {
      closed = true;
      cancel?.();
      watcher?.close();
      await sweeping;
    },
  };
}

/** Events, a ZIP, or the folder of an export; a dot or another ending says that it is not complete. */
function isDelivery(entry: fs.Dirent): boolean {
  if (entry.name.startsWith('.') || entry.name === ARCHIVE) return false;
  if (entry.isDirectory()) return !/\.(tmp|part)$/i.test(entry.name);
  return entry.isFile() && /\.(jsonl|zip)$/i.test(entry.name);
}

function freeName(folder: string, name: string): string {
  const { name: stem, ext } = path.parse(name);
  for (let number = 1; ; number++) {
    const candidate = path.join(folder, number === 1 ? name : `${stem} (${number})${ext}`);
    if (!fs.existsSync(candidate)) return candidate;
  }
}
