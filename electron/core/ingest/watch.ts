/**
 * Watches a folder: a notice of the operating system only hastens the next look; the slow poll finds everything, also
 * after the drive was gone.
 */
import fs from 'node:fs';
import { SECOND, type Timers } from '../../../shared/domain/time.ts';
import { FolderFindings, type FolderFinding } from './folder-findings.ts';

const POLL_INTERVAL_MS = 15 * SECOND;
const NOTICE_MS = 50;
/** A file that is copied in by hand has its final name from the start: it is taken when it did not change for this long. */
const SETTLE_MS = 2 * SECOND;

/** The result of one look at the folder. */
export interface Sweep {
  readonly findings: readonly FolderFinding[];
  /** Something may still be growing: the next look comes soon. */
  readonly isSettling: boolean;
}

export interface FolderWatch {
  close(): Promise<void>;
}

export function watchFolder(options: {
  readonly folder: string;
  readonly timers: Timers;
  /** @throws errors of the file system about the folder itself */
  readonly sweep: () => Promise<Sweep>;
  /** Called when the reasons change that keep the folder, or something in it, from being used. */
  readonly onFindings?: (findings: readonly FolderFinding[]) => void;
}): FolderWatch {
  const { folder, timers } = options;
  let isClosed = false;
  let cancel: (() => void) | undefined;
  let watcher: fs.FSWatcher | undefined;
  /** The inode that the watcher listens to: a folder that came back is another one. */
  let watched: number | undefined;
  let sweeping: Promise<void> = Promise.resolve();
  let isNoticed = false;
  let isSettling = false;
  let reported = '[]';

  function lookIn(ms: number): void {
    if (isClosed) return;
    cancel?.();
    cancel = timers.after(ms, () => {
      cancel = undefined;
      isNoticed = false;
      sweeping = look().then(() =>
        lookIn(isSettling ? SETTLE_MS : isNoticed ? NOTICE_MS : POLL_INTERVAL_MS),
      );
    });
  }

  async function look(): Promise<void> {
    isSettling = false;
    try {
      listen();
      const sweep = await options.sweep();
      listen();
      isSettling = sweep.isSettling;
      report(sweep.findings);
    } catch (error) {
      const findings = new FolderFindings();
      findings.addError(error, 'reading', null);
      report(findings.all());
    }
  }

  function report(findings: readonly FolderFinding[]): void {
    const now = JSON.stringify(findings);
    if (isClosed || now === reported) return;
    reported = now;
    options.onFindings?.(findings);
  }

  function listen(): void {
    // A look may end after the close: a watcher made then would keep the process alive for ever.
    if (isClosed) return;
    try {
      const { ino } = fs.statSync(folder);
      if (watcher && ino === watched) return;
      watcher?.close();
      watched = ino;
      watcher = fs.watch(folder, () => {
        isNoticed = true;
        // While a look runs the next one is set at its end.
        if (cancel && !isSettling) lookIn(NOTICE_MS);
      });
      const own = watcher;
      own.on('error', () => {
        own.close();
        if (watcher === own) watcher = undefined;
      });
    } catch {
      // No notices on this drive: the poll finds everything, later.
      watcher = undefined;
    }
  }

  lookIn(0);
  return {
    async close() {
      isClosed = true;
      cancel?.();
      watcher?.close();
      await sweeping;
    },
  };
}
