/** The folders that are watched now, and what keeps them, or deliveries in them, from being used. */
import type { FolderProblem } from '../../../shared/contract/contract.ts';
import type { Clock, Timers } from '../../../shared/domain/time.ts';
import { createArchivedDeliveries } from '../db/archived-deliveries.ts';
import type { Db } from '../db/open.ts';
import { createWatchedExports } from '../db/watched-exports.ts';
import { createExportSweep, type TakenExports } from './export-folder.ts';
import type { FolderFinding } from './folder-findings.ts';
import type { Imported } from './report.ts';
import { createInboxSweep, type EarlierReading } from './inbox-folder.ts';
import { watchFolder, type FolderWatch } from './watch.ts';

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
  readonly timers: Timers;
  readonly importFile: (file: string, delivery?: Delivery) => Promise<Imported>;
  readonly onProblems: () => void;
}) {
  const { db, clock, importFile, onProblems } = options;
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
      ? createExportSweep({ folder, exports: takenExports, isClosed, importFile })
      : createInboxSweep({
          folder,
          clock,
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
          timers: options.timers,
          sweep: sweepOf(one, isClosed),
          onFindings: (findings) => note(key, one, findings),
        });
        watches.set(key, watch);
      }
    },

    problems: (): FolderProblem[] => [...problems.values()].flat(),

    async close(): Promise<void> {
      isClosing = true;
      await Promise.all([...watches.values()].map((watch) => watch.close()));
    },
  };
}
