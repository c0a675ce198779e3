/** Checks a copy of the database in a thread where the host has one, here where it has none. */
import type { Worker } from 'node:worker_threads';
import type { VerifyCopy } from './backups.ts';
import type { Verified } from './verify-thread.ts';
import { verifyCopy } from '../../core/db/verify-copy.ts';
import { createThreadClient } from '../../core/worker-thread.ts';

export function createVerifier(start: ((file: string) => Worker) | undefined): VerifyCopy {
  if (!start) return (file) => Promise.resolve(verifyCopy(file));
  return (file) =>
    new Promise((resolve) => {
      createThreadClient<never, Verified>(start(file), {
        name: 'the check',
        onMessage: ({ wrong }) => resolve(wrong ?? undefined),
        onEnd: ({ message }) => resolve(message),
      });
    });
}
