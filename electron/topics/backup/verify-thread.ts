/** The thread that checks a copy of the database: its data is the path, its one message what is wrong with it. */
import { verifyCopy } from '../../core/db/verify-copy.ts';
import { serveThread } from '../../core/worker-thread.ts';

export interface Verified {
  /** Null: the copy is sound. */
  readonly wrong: string | null;
}

serveThread<string, never, Verified>((port, file) => {
  port.post({ wrong: verifyCopy(file) ?? null });
});
