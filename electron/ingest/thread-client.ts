/** The host's side of the reader thread: its messages as an iterable, one read ahead. */
import type { Worker } from 'node:worker_threads';
import type { ReaderMessage, ReadOptions } from './reader.ts';

export interface StartReading {
  readonly kind: 'start';
  readonly path: string;
  readonly options: ReadOptions;
}
/** The thread answers each with exactly one `FromThread`; so it never runs ahead of what is stored. */
export type ToThread = StartReading | { readonly kind: 'next' };
export type FromThread =
  | { readonly kind: 'message'; readonly message: ReaderMessage }
  | { readonly kind: 'end' }
  | { readonly kind: 'error'; readonly message: string };

/** Ends the thread when the reading ends, or when nobody reads on. */
export async function* readInThread(
  worker: Worker,
  path: string,
  options: ReadOptions,
): AsyncGenerator<ReaderMessage> {
  const post = (message: ToThread) => worker.postMessage(message);
  let settle:
    { resolve: (answer: FromThread) => void; reject: (error: unknown) => void } | undefined;
  let failed: Error | undefined;
  worker.on('message', (answer: FromThread) => settle?.resolve(answer));
  const fail = (error: Error) => {
    failed = error;
    settle?.reject(error);
  };
  worker.on('error', fail);
  worker.on('exit', (code) => fail(new Error(`The reader ended with code ${code}.`)));
  const ask = () => {
    const answer = new Promise<FromThread>((resolve, reject) => {
      if (failed) reject(failed);
      else settle = { resolve, reject };
    });
    // Heard of when it is awaited; until then it is not unhandled.
    answer.catch(() => undefined);
    post({ kind: 'next' });
    return answer;
  };
  try {
    post({ kind: 'start', path, options });
    let coming = ask();
    for (;;) {
      const answer = await coming;
      if (answer.kind === 'end') return;
      if (answer.kind === 'error') throw new Error(answer.message);
      // The thread makes the next one while this one is stored.
      coming = ask();
      yield answer.message;
    }
  } finally {
    worker.removeAllListeners();
    await worker.terminate();
  }
}
