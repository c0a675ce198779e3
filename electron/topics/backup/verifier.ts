/** Checks a copy of the database, or the database itself, in a thread where the host has one, here where it has none. */
import type { Worker } from 'node:worker_threads';
import type { VerifyCopy } from './backups.ts';
import type { Verified, VerifyTask } from './verify-thread.ts';
import { quickCheck } from '../../core/db/quick-check.ts';
import { verifyCopy } from '../../core/db/verify-copy.ts';
import { createThreadClient } from '../../core/worker-thread.ts';

export type StartVerifier = (task: VerifyTask) => Worker;

/** A check that cannot be made finds the copy wrong: only a copy that was found sound is one. */
export function createVerifier(start: StartVerifier | undefined): VerifyCopy {
  if (!start) return (file) => Promise.resolve(verifyCopy(file));
  return (file) =>
    inThread(start({ file, kind: 'copy' }), () => undefined).catch((error: Error) => error.message);
}

/** What is damaged in the database that the program works on; rejects with what kept it from looking. */
export type CheckDatabase = () => Promise<string | undefined>;

export function createDatabaseCheck(
  start: StartVerifier | undefined,
  file: string,
): { readonly check: CheckDatabase; readonly stop: () => Promise<void> } {
  let worker: Worker | undefined;
  return {
    async check() {
      if (!start) return quickCheck(file);
      return inThread((worker = start({ file, kind: 'live' })), () => (worker = undefined));
    },
    async stop() {
      await worker?.terminate();
    },
  };
}

function inThread(worker: Worker, onEnd: () => void): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    createThreadClient<never, Verified>(worker, {
      name: 'the check',
      onMessage: ({ wrong }) => resolve(wrong ?? undefined),
      onEnd(reason) {
        onEnd();
        // After a message it is settled already.
        reject(reason);
      },
    });
  });
}
