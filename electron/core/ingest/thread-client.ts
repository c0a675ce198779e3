/** The host's side of the reader thread: its messages as an iterable, some read ahead. */
import fs from 'node:fs';
import nodePath from 'node:path';
import type { ResourceLimits, Worker } from 'node:worker_threads';
import { createThreadClient } from '../worker-thread.ts';
import type { ReaderMessage, ReadOptions } from './reader.ts';

/**
 * Starts the reader's thread (`reader-thread.ts`, where the host has it).
 *
 * @param limits without them V8 lets garbage lie until it has taken several hundred megabytes.
 */
export type StartReader = (limits: ResourceLimits) => Worker;

/** The memory that a thread needs at least, and on top for each byte of an export: its receipt numbers are kept in memory. */
const READER_MEGABYTES = 96;
const READER_SHARE = 0.3;
const ZIP_RATIO = 12;
const YOUNG_MEGABYTES = 16;

function readerLimits(file: string, size: number): ResourceLimits {
  const bytes = file.toLowerCase().endsWith('.zip') ? size * ZIP_RATIO : size;
  return {
    maxOldGenerationSizeMb: Math.ceil(READER_MEGABYTES + (bytes / 2 ** 20) * READER_SHARE),
    maxYoungGenerationSizeMb: YOUNG_MEGABYTES,
  };
}

export interface StartReading {
  readonly kind: 'start';
  readonly path: string;
  readonly options: ReadOptions;
}
/** The thread answers each with exactly one `FromThread`; so it never runs ahead of what is stored. */
export type ToThread = StartReading | { readonly kind: 'next' };
export type FromThread =
  { readonly kind: 'message'; readonly message: ReaderMessage } | { readonly kind: 'end' };

/** Messages that may lie ready; each is a closing's head or at most a batch of events. */
const READ_AHEAD_MESSAGES = 4;

/** Ends the thread when the reading ends, or when nobody reads on. */
export async function* readInThread(
  worker: Worker,
  path: string,
  options: ReadOptions,
): AsyncGenerator<ReaderMessage> {
  const waiting: { resolve: (answer: FromThread) => void; reject: (error: Error) => void }[] = [];
  let failed: Error | undefined;
  const thread = createThreadClient<ToThread, FromThread>(worker, {
    name: 'the reader',
    onMessage: (answer) => waiting.shift()?.resolve(answer),
    onEnd(reason) {
      failed = reason;
      for (const { reject } of waiting.splice(0)) reject(reason);
    },
  });
  const ask = () => {
    const answer = new Promise<FromThread>((resolve, reject) => {
      if (failed) reject(failed);
      else waiting.push({ resolve, reject });
    });
    // Heard of when it is awaited; until then it is not unhandled.
    answer.catch(() => undefined);
    thread.post({ kind: 'next' });
    return answer;
  };
  // A thread that is ended leaves its files behind: they lie in a folder that is known here.
  let scratchFolder: string | undefined;
  try {
    await fs.promises.mkdir(options.scratchFolder, { recursive: true });
    scratchFolder = await fs.promises.mkdtemp(nodePath.join(options.scratchFolder, 'thread-'));
    thread.post({ kind: 'start', path, options: { ...options, scratchFolder } });
    // The thread makes the next ones while one is stored.
    const coming = Array.from({ length: READ_AHEAD_MESSAGES }, ask);
    for (;;) {
      const answer = await (coming.shift() as Promise<FromThread>);
      if (answer.kind === 'end') return;
      coming.push(ask());
      yield answer.message;
    }
  } finally {
    await thread.terminate();
    if (scratchFolder !== undefined) {
      await fs.promises.rm(scratchFolder, { recursive: true, force: true });
    }
  }
}

const FILE_GONE: readonly string[] = ['MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND'];

/**
 * Reads an export in a thread, or here where the thread's file is gone: the package was removed or replaced while the
 * program runs, and no till is to blame for that.
 *
 * The limit of its memory is an estimate: an export that needs more is read once more without one. Messages of the first
 * reading are known then.
 *
 * @param size of the file in bytes
 */
export async function* readWithLimits(
  startReader: StartReader,
  readHere: (file: string, options: ReadOptions) => AsyncIterable<ReaderMessage>,
  file: string,
  size: number,
  readOptions: ReadOptions,
): AsyncGenerator<ReaderMessage> {
  try {
    yield* readInThread(startReader(readerLimits(file, size)), file, readOptions);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_WORKER_OUT_OF_MEMORY') {
      yield* readInThread(startReader({}), file, readOptions);
    } else if (code !== undefined && FILE_GONE.includes(code)) {
      yield* readHere(file, readOptions);
    } else {
      throw error;
    }
  }
}
