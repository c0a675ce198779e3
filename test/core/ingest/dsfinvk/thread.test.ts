/** The reader's thread: it says what the reader says, never runs ahead of who listens, and ends with them. */
import fs from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import type { ReaderMessage, ReadOptions } from '../../../../electron/core/ingest/reader.ts';
import { readInThread } from '../../../../electron/core/ingest/thread-client.ts';
import { tempFolder } from '../../../helpers/temp-folder.ts';
import { read, writeExport, type Receipt } from '../export-builder.ts';

const SALE: Receipt = {
  lines: [{ type: 'Umsatz', cents: 1_000 }],
  payments: [{ type: 'Bar', cents: 1_000 }],
};

const startThread = () =>
  new Worker(new URL('../../../../electron/core/ingest/reader-thread.ts', import.meta.url));

const optionsIn = (folder: string): ReadOptions => ({
  timeZone: 'Europe/Berlin',
  knownCash: {},
  scratchFolder: path.join(folder, 'scratch'),
});

async function collect(messages: AsyncIterable<ReaderMessage>): Promise<ReaderMessage[]> {
  const all: ReaderMessage[] = [];
  for await (const message of messages) all.push(message);
  return all;
}

it('tells the same messages in the same order as the reader itself', async () => {
  const folder = tempFolder();
  const receipts = Array.from({ length: 1_500 }, () => SALE);
  const source = writeExport(path.join(folder, 'export'), receipts);
  const inThread = await collect(readInThread(startThread(), source, optionsIn(folder)));
  expect(inThread).toEqual(await read(source, path.join(folder, 'other')));
  expect(inThread.filter(({ kind }) => kind === 'events').length).toBeGreaterThan(3);
});

it('what cannot be read is told as a message, and the scratch folder is empty again', async () => {
  const folder = tempFolder();
  const options = optionsIn(folder);
  const source = writeExport(path.join(folder, 'export'), [SALE], { omit: ['lines.csv'] });
  const messages = await collect(readInThread(startThread(), source, options));
  expect(messages.at(-1)).toMatchObject({ kind: 'failed', problem: { file: 'lines.csv' } });
  expect(fs.readdirSync(options.scratchFolder)).toEqual([]);
});

it('ends when nobody reads on', async () => {
  const folder = tempFolder();
  const source = writeExport(
    path.join(folder, 'export'),
    Array.from({ length: 3_000 }, () => SALE),
  );
  const worker = startThread();
  for await (const message of readInThread(worker, source, optionsIn(folder))) {
    expect(worker.threadId).toBeGreaterThan(0);
    if (message.kind === 'events') break;
  }
  expect(worker.threadId).toBe(-1);
});

it('a thread that dies is an error of who listens, not a silence', async () => {
  const worker = new Worker('process.exit(3)', { eval: true });
  await expect(collect(readInThread(worker, '/nowhere', optionsIn(tempFolder())))).rejects.toThrow(
    /code 3/,
  );
});
