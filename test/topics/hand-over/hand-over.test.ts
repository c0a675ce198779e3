/** What the window hands over: put together byte by byte, imported like every delivery, and nothing left behind. */
import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CallReply } from '../../../shared/contract/contract.ts';
import { createHandOver, type HandOver } from '../../../electron/topics/hand-over/hand-over.ts';
import type { IngestReport } from '../../../shared/domain/ingest-report.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { importing } from '../../core/ingest/importing.ts';

const LINE = `${JSON.stringify({
  version: 1,
  id: 'K1-1001',
  type: 'receipt',
  store: '2',
  payDesk: 'K1',
  businessDay: '2026-11-23',
  occurredAt: '2026-11-23T09:14:05+01:00',
  billNumber: '2-2026/11/0000000025',
  payments: [{ method: 'cash', amountCents: 5999 }],
})}\n`;

const base64 = (text: string) => Buffer.from(text).toString('base64');

async function idOf(reply: Promise<CallReply<'handOver.begin'>>): Promise<string> {
  const begun = await reply;
  if (!begun.ok) throw new Error(`Refused: ${begun.refusal} ${begun.detail}`);
  return begun.id;
}

const offerOf = (name: string, text: string) => ({
  name,
  isFolder: false,
  files: [{ name, bytes: Buffer.byteLength(text) }],
});

async function hand(handOver: HandOver, name: string, text: string): Promise<string> {
  const id = await idOf(handOver.begin(offerOf(name, text)));
  await handOver.write({ id, file: 0, offset: 0, base64: base64(text) });
  await handOver.end(id);
  return id;
}

describe('with the real import', () => {
  const shop = importing();

  /** A hand-over whose import can be awaited. */
  function open() {
    const dataFolder = tempFolder();
    let imported: Promise<IngestReport[]> = Promise.resolve([]);
    const ingest = shop.ingest();
    const handOver = createHandOver({
      dataFolder,
      importPaths: (place, onEvents) => (imported = ingest.importPaths(place, onEvents)),
      onBug: (error) => {
        throw error;
      },
    });
    return { dataFolder, handOver, imported: () => imported };
  }

  it('reads a file that came in pieces, under its own name, and says what came of it', async () => {
    const { handOver, imported } = open();
    const id = await idOf(handOver.begin(offerOf('monday.jsonl', LINE)));
    await handOver.write({ id, file: 0, offset: 0, base64: base64(LINE.slice(0, 99)) });
    await handOver.write({ id, file: 0, offset: 99, base64: base64(LINE.slice(99)) });
    await handOver.end(id);
    expect((await imported())[0]).toMatchObject({ source: 'monday.jsonl', status: 'imported' });
    expect(handOver.progress(id)).toMatchObject({
      phase: 'done',
      result: { events: 1, jobs: 1, sums: { EUR: 5_999 }, problems: 0, failure: null },
    });
  });

  it('knows the same bytes again', async () => {
    const { handOver, imported } = open();
    await hand(handOver, 'monday.jsonl', LINE);
    await imported();
    const id = await hand(handOver, 'again.jsonl', LINE);
    await imported();
    expect(handOver.progress(id)).toMatchObject({
      result: { sources: [{ status: 'known' }], events: 0, jobs: 0, duplicates: 1 },
    });
  });

  it('counts what has a card as a problem', async () => {
    const { handOver, imported } = open();
    const id = await hand(handOver, 'bad.jsonl', `${LINE}no JSON\n`);
    await imported();
    expect(handOver.progress(id)).toMatchObject({
      result: { sources: [{ status: 'partly' }], events: 1, problems: 1, failure: null },
    });
  });
});

describe('what comes', () => {
  let dataFolder: string;
  let given: string[];
  let finish: (reports: IngestReport[]) => void;
  let handOver: HandOver;
  const scratch = () => fs.readdirSync(path.join(dataFolder, 'scratch'));

  beforeEach(() => {
    dataFolder = tempFolder();
    given = [];
    handOver = createHandOver({
      dataFolder,
      importPaths: (place) => {
        given.push(place);
        return new Promise((resolve) => {
          finish = resolve;
        });
      },
      onBug: (error) => {
        throw error;
      },
    });
  });

  it('is taken once, although a piece is sent twice', async () => {
    const id = await idOf(handOver.begin(offerOf('a.jsonl', 'abcdef')));
    const piece = { id, file: 0, offset: 0, base64: base64('abc') };
    await handOver.write(piece);
    await handOver.write(piece);
    await handOver.write({ ...piece, offset: 3, base64: base64('def') });
    await handOver.end(id);
    expect(given.map((place) => fs.readFileSync(place, 'utf8'))).toEqual(['abcdef']);
  });

  it('is not read before it is whole, nor beyond what was announced', async () => {
    const id = await idOf(handOver.begin(offerOf('a.jsonl', 'abcdef')));
    await handOver.write({ id, file: 0, offset: 0, base64: base64('abc') });
    await expect(handOver.end(id)).rejects.toThrow('not whole');
    const beyond = { id, file: 0, offset: 3, base64: base64('defg') };
    await expect(handOver.write(beyond)).rejects.toThrow('do not belong');
    const gap = { id, file: 0, offset: 4, base64: base64('ef') };
    await expect(handOver.write(gap)).rejects.toThrow('do not belong');
    expect(given).toEqual([]);
  });

  it.each(['../../evil.zip', '/etc/evil.zip', '..\\evil.zip', 'C:evil.zip', '..zip/../evil.zip'])(
    'stays in its folder, whatever its name says: %s',
    async (name) => {
      await hand(handOver, name, 'zip');
      const inside = path.relative(path.join(dataFolder, 'scratch'), given[0] ?? '');
      expect(inside).toMatch(/^handed-[\w-]+[\\/][^\\/]+$/);
      expect(path.basename(inside)).not.toMatch(/^\./);
    },
  );

  it('keeps a folder as it was, with one level below', async () => {
    const id = await idOf(
      handOver.begin({
        name: 'Monday',
        isFolder: true,
        files: [
          { name: 'index.xml', bytes: 1 },
          { name: 'till 1/index.xml', bytes: 2 },
        ],
      }),
    );
    await handOver.write({ id, file: 0, offset: 0, base64: base64('a') });
    await handOver.write({ id, file: 1, offset: 0, base64: base64('bc') });
    await handOver.end(id);
    const [folder = ''] = given;
    expect(path.basename(folder)).toBe('Monday');
    expect(fs.readFileSync(path.join(folder, 'till 1', 'index.xml'), 'utf8')).toBe('bc');
  });

  it('has no way out of its folder in the names of what a folder holds', async () => {
    const files = [{ name: '../outside.csv', bytes: 1 }];
    expect(await handOver.begin({ name: 'Monday', isFolder: true, files })).toMatchObject({
      ok: false,
      refusal: 'ending',
    });
  });

  it('is refused with the reason', async () => {
    expect(await handOver.begin(offerOf('holiday.jpg', 'x'))).toMatchObject({ refusal: 'ending' });
    expect(await handOver.begin(offerOf('a.zip', ''))).toMatchObject({ refusal: 'empty' });
    const files = [{ name: 'a.zip', bytes: 5 * 1024 ** 3 }];
    expect(await handOver.begin({ name: 'a.zip', isFolder: false, files })).toMatchObject({
      refusal: 'too-large',
    });
  });

  it('comes one at a time, and leaves nothing behind', async () => {
    const left = await idOf(handOver.begin(offerOf('left.zip', 'abc')));
    const id = await hand(handOver, 'a.zip', 'abc');
    expect(scratch()).toHaveLength(1);
    await expect(
      handOver.write({ id: left, file: 0, offset: 0, base64: base64('abc') }),
    ).rejects.toThrow('no longer known');
    expect(await handOver.begin(offerOf('b.zip', 'abc'))).toMatchObject({ refusal: 'busy' });
    finish([]);
    await expect.poll(() => handOver.progress(id).phase).toBe('done');
    await expect.poll(scratch).toEqual([]);
  });

  it('is removed when it is called off', async () => {
    const id = await idOf(handOver.begin(offerOf('a.zip', 'abc')));
    await handOver.cancel(id);
    expect(scratch()).toEqual([]);
    expect(() => handOver.progress(id)).toThrow('no longer known');
  });
});
