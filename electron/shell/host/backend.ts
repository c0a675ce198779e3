/**
 * The backend as its hosts see it; `createBackend` (the composition root) builds one.
 */
import type { ChangesSource, Handlers } from '../../../shared/contract/contract.ts';

export interface Backend {
  /** What the window may call; parsed and checked by `transport/serve.ts` before it gets here. */
  readonly handlers: Handlers;
  readonly changes: ChangesSource;
  /** Recovers what an earlier run left, then works: engine and inbox. */
  start(): void;
  /** Takes nothing new, waits for what is out, closes the database; at most `deadlineMs`. */
  stop(deadlineMs: number): Promise<void>;
}
