import { EventEmitter } from 'node:events';
import type { Worker } from 'node:worker_threads';
import type { ReaderMessage } from '../../electron/core/ingest/reader.ts';
import type { FromThread, ToThread } from '../../electron/core/ingest/thread-client.ts';

/** A thread that tells what it is given, whatever export it is asked to read. */
class TellingThread extends EventEmitter {
  readonly #messages: ReaderMessage[];

  constructor(messages: readonly ReaderMessage[]) {
    super();
    this.#messages = [...messages];
  }

  postMessage({ kind }: ToThread): void {
    if (kind !== 'next') return;
    const message = this.#messages.shift();
    const answer: FromThread = message ? { kind: 'message', message } : { kind: 'end' };
    setImmediate(() => this.emit('message', answer));
  }

  terminate = () => Promise.resolve(0);
}

export function tellingThread(messages: readonly ReaderMessage[]): Worker {
  return new TellingThread(messages) as unknown as Worker;
}
