/** The thread that reads exports, so that the backend's event loop does not. */
import { serveThread } from '../worker-thread.ts';
import { readExport } from './formats/dsfinvk/index.ts';
import type { ReaderMessage } from './reader.ts';
import type { FromThread, ToThread } from './thread-client.ts';

serveThread<null, ToThread, FromThread>((port) => {
  let last: Promise<void> = Promise.resolve();
  let reading: AsyncIterator<ReaderMessage> | undefined;

  async function answer(): Promise<void> {
    const next = await reading?.next();
    port.post(!next || next.done ? { kind: 'end' } : { kind: 'message', message: next.value });
  }

  port.listen((message) => {
    if (message.kind === 'start') {
      reading = readExport(message.path, message.options)[Symbol.asyncIterator]();
      return;
    }
    // In the order of the questions: several are asked ahead.
    last = last.then(answer);
    last.catch(port.fail);
  });
});
