/** The thread that exports: it tells how far it is, and how many rows there were. */
import { openForReading } from '../db/open.ts';
import { serveThread } from '../worker-thread.ts';
import { exportJobs, type ExportTask } from './export-jobs.ts';

export interface ThreadTask {
  /** The data folder. */
  readonly folder: string;
  readonly task: ExportTask;
}

export type ThreadMessage =
  | { readonly kind: 'rows'; readonly rows: number }
  | { readonly kind: 'done'; readonly rows: number };

const PROGRESS_INTERVAL_ROWS = 5_000;

serveThread<ThreadTask, never, ThreadMessage>(async (port, { folder, task }) => {
  let reported = 0;
  const db = openForReading(folder);
  try {
    const rows = await exportJobs(db, task, {
      yieldTurn: () => Promise.resolve(),
      onRows(count) {
        if (count - reported < PROGRESS_INTERVAL_ROWS) return;
        reported = count;
        port.post({ kind: 'rows', rows: count });
      },
    });
    port.post({ kind: 'done', rows });
  } finally {
    db.close();
  }
});
