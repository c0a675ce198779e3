/**
 * Typed messages between the program and a thread of its own.
 *
 * A thread that fails throws. The program hears of its end once, and after every message that came before.
 */
import { parentPort, workerData, type Worker } from 'node:worker_threads';

export interface ThreadClient<ToThread> {
  post(message: ToThread): void;
  /** Stops the thread wherever it is. */
  terminate(): Promise<void>;
}

export interface ThreadListener<FromThread> {
  /** Names the thread in errors: "the export". */
  readonly name: string;
  onMessage(message: FromThread): void;
  /**
   * Called once, however the thread ends, `terminate` and the end of its work included.
   *
   * @param reason what the thread threw, why it could not start, or that it ended without a word
   */
  onEnd(reason: Error): void;
}

/** @param worker was started with a file that calls `serveThread` */
export function createThreadClient<ToThread, FromThread>(
  worker: Worker,
  { name, onMessage, onEnd }: ThreadListener<FromThread>,
): ThreadClient<ToThread> {
  let thrown: Error | undefined;
  const fail = (error: unknown) => {
    thrown ??= error instanceof Error ? error : new Error(String(error));
  };
  worker.on('message', onMessage);
  worker.on('messageerror', (error) => {
    fail(error);
    void worker.terminate();
  });
  worker.on('error', fail);
  // Only here have all messages come: an error takes another way and may overtake them.
  worker.on('exit', (code) =>
    onEnd(thrown ?? new Error(`${name} ended without a word (code ${code})`)),
  );
  return {
    post: (message) => worker.postMessage(message),
    async terminate() {
      await worker.terminate();
    },
  };
}

export interface ThreadPort<ToThread, FromThread> {
  post(message: FromThread): void;
  listen(handler: (message: ToThread) => void): void;
  /** Ends the thread; the program hears of the error. For what fails outside of a call that can throw. */
  fail(error: unknown): void;
}

/**
 * The thread's side. The thread ends when nothing is left to do: without `listen`, when `work` is done.
 *
 * @param work gets the thread's `workerData`; what it throws ends the thread
 */
export function serveThread<Data, ToThread, FromThread>(
  work: (port: ThreadPort<ToThread, FromThread>, data: Data) => void | Promise<void>,
): void {
  if (!parentPort) throw new Error('This file runs as a thread of the program.');
  const messages = parentPort;
  const port: ThreadPort<ToThread, FromThread> = {
    post: (message) => messages.postMessage(message),
    listen: (handler) => void messages.on('message', handler),
    // Thrown from no promise: whether those end a thread differs between hosts.
    fail: (error) =>
      queueMicrotask(() => {
        throw error;
      }),
  };
  Promise.resolve()
    .then(() => work(port, workerData as Data))
    .catch(port.fail);
}
