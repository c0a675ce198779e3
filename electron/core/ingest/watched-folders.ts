/**
 * The folders that are watched now, and what keeps them, or deliveries in them, from being used.
 *
 * A notice of the operating system only hastens the next look at a folder, the first one to at once; the slow poll finds
 * everything, also after the drive was gone.
 */
import fs from 'node:fs';
import type { FolderProblem } from '../../../shared/contract/contract.ts';
import { SECOND, type Clock, type Timers } from '../../../shared/domain/time.ts';
import { createArchivedDeliveries } from '../db/archived-deliveries.ts';
import type { Db } from '../db/open.ts';
import { createWatchedExports } from '../db/watched-exports.ts';
import { createExportSweep, type TakenExports } from './export-folder.ts';
import { FolderFindings, type FolderFinding, type Sweep } from './folder-findings.ts';
import type { Imported } from './report.ts';
import { createInboxSweep, type EarlierReading } from './inbox-folder.ts';

const POLL_INTERVAL_MS = 15 * SECOND;
/** Shortest time between two looks that notices cause: a program that writes all the time gives thousands a second. */
const NOTICE_INTERVAL_MS = 50;

export interface WatchedFolder {
  readonly folder: string;
  readonly use: FolderProblem['use'];
}

/** A file that was delivered into a folder, not chosen by a person. */
export interface Delivery {
  /** A reading of the same delivery when it was shorter. */
  readonly earlier: EarlierReading | undefined;
}

export function createWatchedFolders(options: {
  readonly db: Db;
  readonly clock: Clock;
  readonly uptime: () => number;
  readonly timers: Timers;
  readonly importFile: (file: string, delivery?: Delivery) => Promise<Imported>;
  readonly onProblems: () => void;
}) {
  const { db, clock, uptime, importFile, onProblems } = options;
  const watches = new Map<string, FolderWatch>();
  const problems = new Map<string, FolderProblem[]>();
  let isClosing = false;

  const taken = createWatchedExports(db);
  const takenExports: TakenExports = {
    isTaken: taken.isTaken,
    taken: (file, signature) => taken.taken(file, signature, clock()),
  };

  function sweepOf({ folder, use }: WatchedFolder, isClosed: () => boolean) {
    return use === 'exports'
      ? createExportSweep({ folder, exports: takenExports, uptime, isClosed, importFile })
      : createInboxSweep({
          folder,
          clock,
          uptime,
          isClosed,
          importFile: (file, earlier) => importFile(file, { earlier }),
          recent: createArchivedDeliveries(db),
          readFolders: takenExports,
        });
  }

  function note(key: string, found: WatchedFolder, findings: readonly FolderFinding[]): void {
    const before = problems.get(key) ?? [];
    problems.set(
      key,
      findings.map(({ problem, names, more }) => ({
        ...found,
        since: before.find((one) => one.problem.code === problem.code)?.since ?? clock(),
        problem,
        names: [...names],
        more,
      })),
    );
    onProblems();
  }

  return {
    /** From now on these, and no others. */
    watch(wanted: readonly WatchedFolder[]): void {
      const keyOf = ({ folder, use }: WatchedFolder) => `${use} ${folder}`;
      const keys = new Set(wanted.map(keyOf));
      for (const [key, watch] of watches) {
        if (keys.has(key)) continue;
        watches.delete(key);
        if (problems.delete(key)) onProblems();
        // An import that is running ends by itself, in the queue.
        void watch.close();
      }
      for (const one of wanted) {
        const key = keyOf(one);
        if (watches.has(key) || isClosing) continue;
        const isClosed = () => isClosing || watches.get(key) !== watch;
        const watch: FolderWatch = watchFolder({
          folder: one.folder,
          uptime,
          timers: options.timers,
          sweep: sweepOf(one, isClosed),
          onFindings: (findings) => note(key, one, findings),
        });
        watches.set(key, watch);
      }
    },

    /** All of them are looked at now, without waiting for the next poll. */
    look(): void {
      for (const watch of watches.values()) watch.look();
    },

    problems: (): FolderProblem[] => [...problems.values()].flat(),

    async close(): Promise<void> {
      isClosing = true;
      await Promise.all([...watches.values()].map((watch) => watch.close()));
    },
  };
}

export interface FolderWatch {
  /** Looks now, not at the next poll; not while it looks already, or waits for a file to be whole. */
  look(): void;
  close(): Promise<void>;
}

export function watchFolder(options: {
  readonly folder: string;
  readonly uptime: () => number;
  readonly timers: Timers;
  /** @throws errors of the file system about the folder itself */
  readonly sweep: () => Promise<Sweep>;
  /** Called when the reasons change that keep the folder, or something in it, from being used. */
  readonly onFindings?: (findings: readonly FolderFinding[]) => void;
}): FolderWatch {
  const { folder, timers, uptime } = options;
  let isClosed = false;
  let cancel: (() => void) | undefined;
  let watcher: fs.FSWatcher | undefined;
  /** The inode that the watcher listens to: a folder that came back is another one. */
  let watched: number | undefined;
  let sweeping: Promise<void> = Promise.resolve();
  let isNoticed = false;
  /** The last look waits for something to hold still. */
  let isSettling = false;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let nextLookAt = 0;
  let reported = '[]';

  function lookIn(ms: number): void {
    if (isClosed) return;
    cancel?.();
    nextLookAt = uptime() + ms;
    cancel = timers.after(ms, () => {
      cancel = undefined;
      isNoticed = false;
      sweeping = look().then((nextLookMs) => {
        lookedAt = uptime();
        isSettling = nextLookMs !== undefined;
        lookIn(Math.min(nextLookMs ?? POLL_INTERVAL_MS, isNoticed ? NOTICE_INTERVAL_MS : Infinity));
      });
    });
  }

  function notice(event: string): void {
    // What is being copied in changes all the time, and its look is set; another delivery must not wait for it.
    if (isSettling && event !== 'rename') return;
    isNoticed = true;
    // While a look runs the next one is set at its end.
    if (!cancel) return;
    const wait = Math.max(0, lookedAt + NOTICE_INTERVAL_MS - uptime());
    if (uptime() + wait < nextLookAt) lookIn(wait);
  }

  /** @returns how soon something waits for the next one */
  async function look(): Promise<number | undefined> {
    try {
      listen();
      const sweep = await options.sweep();
      listen();
      report(sweep.findings);
      return sweep.nextLookMs;
    } catch (error) {
      const findings = new FolderFindings();
      findings.addError(error, 'reading', null);
      report(findings.all());
      return undefined;
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
      watcher = fs.watch(folder, notice);
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
    look() {
      if (cancel && !isSettling) lookIn(0);
    },
    async close() {
      isClosed = true;
      cancel?.();
      watcher?.close();
      await sweeping;
    },
  };
}
