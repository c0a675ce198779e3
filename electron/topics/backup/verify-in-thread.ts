/** Checks a copy of the database in a thread where the host has one, here where it has none. */
import type { Worker } from 'node:worker_threads';
import type { VerifyCopy } from './backups.ts';
import { verifyCopy } from '../../core/db/verify-copy.ts';

export function verifyInThread(start: ((file: string) => Worker) | undefined): VerifyCopy {
  if (!start) return (file) => Promise.resolve(verifyCopy(file));
  return (file) =>
    new Promise((resolve) => {
      const worker = start(file);
      worker.once('message', ({ wrong }: { wrong: string | null }) => resolve(wrong ?? undefined));
      worker.once('error', (error: Error) => resolve(error.message));
      worker.once('exit', (code) => resolve(`the check ended without a word (${code})`));
    });
}
