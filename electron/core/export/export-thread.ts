/** The thread that exports: `workerData` is what and from where; it tells how far it is, and how it ended. */
import { parentPort, workerData } from 'node:worker_threads';
import { openForReading } from '../db/open.ts';
import { exportJobs, type ExportTask } from './export-jobs.ts';

export interface ThreadTask {
  /** The data folder. */
  readonly folder: string;
  readonly task: ExportTask;
}

export type ThreadMessage =
  | { readonly kind: 'rows'; readonly rows: number }
  | { readonly kind: 'done'; readonly rows: number }
  | { readonly kind: 'failed'; readonly message: string };

const TELL_EVERY_ROWS = 5_000;

async function run({ folder, task }: ThreadTask): Promise<ThreadMessage> {
  const tell = (message: ThreadMessage) => parentPort?.postMessage(message);
  let told = 0;
  try {
    const db = openForReading(folder);
    try {
      const rows = await exportJobs(db, task, {
        yieldTurn: () => Promise.resolve(),
        onRows(count) {
          if (count - told < TELL_EVERY_ROWS) return;
          told = count;
          tell({ kind: 'rows', rows: count });
        },
      });
      return { kind: 'done', rows };
    } finally {
      db.close();
    }
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}

// The thread ends by itself when nothing is left to do.
run(workerData as ThreadTask).then(
  (message) => parentPort?.postMessage(message),
  () => undefined,
);
