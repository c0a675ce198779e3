/** The generator of exports knows what it meant; the reader knows only the files. Both must say the same jobs. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  generateExport,
  seededRandom,
  zipFolder,
  type ExpectedJob,
} from '../../../demo/dsfinvk-export.ts';
import { readExport } from '../../../electron/core/ingest/formats/dsfinvk/index.ts';
import type { ReaderMessage } from '../../../electron/core/ingest/reader.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

async function read(source: string, folder: string) {
  const messages: ReaderMessage[] = [];
  const options = {
    timeZone: 'Europe/Berlin',
    knownCash: {},
    scratchFolder: path.join(folder, 'scratch'),
  };
  for await (const message of readExport(source, options)) messages.push(message);
  return messages;
}

const line = (job: {
  type: string;
  amount: number;
  billNumber?: string | undefined;
  payDesk: string;
  day: string;
}) => `${job.payDesk} ${job.day} ${job.billNumber} ${job.type} ${job.amount}`;

describe.each([1, 2, 3])('a generated export (seed %i)', (seed) => {
  it.each(['folder', 'zip'])(
    'read from a %s makes exactly the jobs that were meant',
    async (kind) => {
      const folder = tempFolder();
      const source = path.join(folder, 'export');
      const expected: ExpectedJob[] = [];
      await generateExport({
        folder: source,
        receipts: 400,
        registers: 2,
        closings: 6,
        firstDay: '2026-10-20',
        random: seededRandom(seed),
        onJob: (job) => expected.push(job),
      });
      const file = `${source}.zip`;
      if (kind === 'zip') await zipFolder(source, file);
      const messages = await read(kind === 'zip' ? file : source, folder);

      expect(messages.filter(({ kind }) => kind === 'failed' || kind === 'blocked')).toEqual([]);
      const made = messages.flatMap((message) =>
        message.kind === 'events'
          ? message.events.flatMap((event) =>
              event.jobs.map((job) =>
                line({
                  ...job,
                  billNumber: event.billNumber,
                  payDesk: event.payDesk,
                  day: event.businessDay,
                }),
              ),
            )
          : [],
      );
      expect(made.sort()).toEqual(
        expected.map((job) => line({ ...job, amount: job.cents, day: job.businessDay })).sort(),
      );
    },
  );
});

it('a closing whose sums disagree by a cent is blocked, whole, with the numbers; the others go through', async () => {
  const folder = tempFolder();
  const source = path.join(folder, 'export');
  const truth = await generateExport({
    folder: source,
    receipts: 60,
    registers: 1,
    closings: 3,
    firstDay: '2026-10-20',
    random: seededRandom(5),
    wrongByCents: 1,
  });
  const messages = await read(source, folder);
  const blocked = messages.flatMap((message) =>
    message.kind === 'blocked' ? [message.closing] : [],
  );
  expect(blocked).toMatchObject([
    { payDesk: truth.blocked?.payDesk, closing: truth.blocked?.closing },
  ]);
  expect(blocked[0]?.reasons[0]).toMatchObject({
    file: 'cashpointclosing.csv',
    column: 'Z_SE_ZAHLUNGEN',
  });
  const closings = messages.flatMap((message) =>
    message.kind === 'closing' ? [message.closing.number] : [],
  );
  expect(closings).toHaveLength(2);
  const jobs = messages.flatMap((message) =>
    message.kind === 'events' ? message.events.flatMap(({ jobs }) => jobs) : [],
  );
  expect(jobs).toHaveLength(Object.values(truth.jobs).reduce((sum, { count }) => sum + count, 0));
});
