/** The thread that reads a whole database: its data is the task, its one message what is wrong with the file. */
import { quickCheck } from '../../core/db/quick-check.ts';
import { verifyCopy } from '../../core/db/verify-copy.ts';
import { serveThread } from '../../core/worker-thread.ts';

export interface VerifyTask {
  readonly file: string;
  /** A copy that nobody has opened, or the database that the program works on. */
  readonly kind: 'copy' | 'live';
}

export interface Verified {
  /** Null: the file is sound. */
  readonly wrong: string | null;
}

serveThread<VerifyTask, never, Verified>((port, { file, kind }) => {
  port.post({ wrong: (kind === 'copy' ? verifyCopy(file) : quickCheck(file)) ?? null });
});
