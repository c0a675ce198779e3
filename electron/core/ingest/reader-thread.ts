/** The thread that reads exports, so that the backend's event loop does not. */
import { parentPort } from 'node:worker_threads';
import { readExport } from './formats/dsfinvk/index.ts';
import type { ReaderMessage } from './reader.ts';
import type { FromThread, ToThread } from './thread-client.ts';

if (!parentPort) throw new Error('The reader runs as a thread of the backend.');
const port = parentPort;
let last: Promise<void> = Promise.resolve();
let reading: AsyncIterator<ReaderMessage> | undefined;

async function answer(): Promise<FromThread> {
  try {
    const next = await reading?.next();
    return !next || next.done ? { kind: 'end' } : { kind: 'message', message: next.value };
  } catch (error) {
    return { kind: 'error', message: error instanceof Error ? error.message : String(error) };
  }
}

port.on('message', (message: ToThread) => {
  if (message.kind === 'start') {
    reading = readExport(message.path, message.options)[Symbol.asyncIterator]();
    return;
  }
  // In the order of the questions: several are asked ahead.
  last = last.then(answer).then((result) => port.postMessage(result));
});
