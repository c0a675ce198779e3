/** The parts of the job list: pages, news, values, neighbours, walks, its search index, and its exports. */
import type { Worker } from 'node:worker_threads';
import { createJobsAround } from '../../core/db/list/around.ts';
import { createJobNews } from '../../core/db/list/news.ts';
import { createJobPages } from '../../core/db/list/pages.ts';
import { createSearchIndexer } from '../../core/db/list/search-index.ts';
import { createJobValues } from '../../core/db/list/values.ts';
import { createJobWalk } from '../../core/db/list/walk.ts';
import type { Db } from '../../core/db/open.ts';
import { createExports, type ExportsOptions } from '../../core/export/exports.ts';
import type { Clock, Timers } from '../../../shared/domain/time.ts';
import type { Desktop } from '../desktop/desktop.ts';

export interface ListPartsOptions {
  readonly db: Db;
  /** The data folder; absolute. */
  readonly folder: string;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly endOfTurn: (run: () => void) => void;
  /** Starts the thread that searches all jobs; without it they are searched here, in slices. */
  readonly startScanner?: (folder: string) => Worker;
  /** Starts the thread that exports; without it that is done here, in slices. */
  readonly startExporter?: ExportsOptions['startThread'];
  readonly timeZone: string;
  readonly desktop?: Pick<Desktop, 'chooseFile'>;
  readonly log: (level: 'error', message: string, details: unknown) => void;
}

export function createListParts(options: ListPartsOptions) {
  const { db, folder, clock, timeZone, timers, endOfTurn, startScanner, log } = options;
  const time = { clock, timeZone };
  const yieldTurn = () => new Promise<void>((resolve) => endOfTurn(resolve));
  const pages = createJobPages(db, {
    ...time,
    endOfTurn,
    ...(startScanner && {
      startThread: () => startScanner(folder),
      onBug: (error: unknown) => log('error', 'scanning all jobs', error),
    }),
  });
  const index = createSearchIndexer({
    db,
    clock,
    timers,
    endOfTurn,
    onBug: (error) => log('error', 'search index', error),
  });
  const exports = createExports({
    dataFolder: folder,
    ...time,
    yieldTurn,
    chooseFile: options.desktop?.chooseFile,
    startThread: options.startExporter,
  });
  return {
    pages,
    index,
    exports,
    news: createJobNews(db, time),
    values: createJobValues(db, pages.counts),
    around: createJobsAround(db, yieldTurn, time),
    walk: createJobWalk(db, yieldTurn, time),
    /** Lets others run between two slices of a long walk. */
    yieldTurn,
    async close(): Promise<void> {
      index.stop();
      await pages.close();
    },
  };
}
