/** However a thread ends, the program hears of it once, after all that the thread had said. */
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { createThreadClient } from '../../electron/core/worker-thread.ts';

interface Heard {
  readonly messages: readonly string[];
  readonly reason: Error & { readonly code?: string };
}

function subject(end: string): Worker {
  return new Worker(new URL('./worker-thread-subject.ts', import.meta.url), { workerData: end });
}

function hear(worker: Worker): Promise<Heard> {
  const messages: string[] = [];
  const ends: Error[] = [];
  return new Promise((resolve) => {
    createThreadClient<never, string>(worker, {
      name: 'the subject',
      onMessage: (message) => messages.push(message),
      onEnd(reason) {
        ends.push(reason);
        // Were there a second end, it would come in this turn of the loop.
        setImmediate(() => {
          expect(ends).toHaveLength(1);
          resolve({ messages, reason });
        });
      },
    });
  });
}

it.each([
  ['throws', 'The disk is full.'],
  ['rejects', 'The folder is gone.'],
  ['fails later', 'The file is gone.'],
  ['has nothing left to do', 'the subject ended without a word (code 0)'],
])('a thread that %s has all of its messages heard before', async (end, expected) => {
  const { messages, reason } = await hear(subject(end));
  expect(messages).toHaveLength(500);
  expect(messages.at(-1)).toBe('message 499');
  expect(reason.message).toBe(expected);
});

it('an error arrives with its code', async () => {
  expect((await hear(subject('throws'))).reason).toMatchObject({ code: 'ENOSPC' });
});

it('a thread that exits, or whose file does not exist, is an end with a reason', async () => {
  expect((await hear(subject('exits'))).reason.message).toMatch(/subject .* \(code 3\)/);
  const missing = new Worker(new URL('./no-such-thread.ts', import.meta.url));
  expect((await hear(missing)).reason.message).toMatch(/no-such-thread/);
});

it('a question is answered, and a thread that is terminated ends', async () => {
  const worker = subject('answers');
  const reason = await new Promise<Error>((resolve) => {
    const thread = createThreadClient<string, string>(worker, {
      name: 'the subject',
      onMessage(message) {
        if (message === 'hello to you') void thread.terminate();
      },
      onEnd: resolve,
    });
    thread.post('hello');
  });
  expect(reason.message).toBe('the subject ended without a word (code 1)');
});
