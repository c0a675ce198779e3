/** Lines of the inbox: what is wrong is named to the column, and one bad line harms no other. */
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parseInboxLine,
  readInboxFile,
  type InboxLine,
} from '../../../electron/core/ingest/inbox-file.ts';
import { jsonPlaces } from '../../../electron/core/ingest/json-places.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const event = {
  version: 1,
  id: '1',
  store: '1',
  payDesk: 'K1',
  businessDay: '2026-11-20',
  occurredAt: '2026-11-20T10:00:00+01:00',
  type: 'cash-in',
  amountCents: 100,
};

async function readAll(content: string | Buffer): Promise<InboxLine[]> {
  const file = path.join(tempFolder(), 'events.jsonl');
  fs.writeFileSync(file, content);
  const lines: InboxLine[] = [];
  for await (const line of readInboxFile(file, 'events.jsonl')) lines.push(line);
  return lines;
}

const placeOf = (text: string) => {
  const line = parseInboxLine(text, 'events.jsonl', 7);
  return line.ok ? undefined : text.slice(Number(line.problem.column) - 1);
};

describe('the column of what is wrong', () => {
  it.each([
    ['a word where a name belongs', '{"id": "2", oops}', 'oops}'],
    ['a comma too many', '{"id": "2",}', '}'],
    ['a missing colon', '{"id" "2"}', '"2"}'],
    ['a number like 1.234,5', '{"amountCents": 1.234,5}', '5}'],
    ['a leading zero', '{"amountCents": 007}', '007}'],
    ['an open text', '{"id": "2', '"2'],
    ['something behind the event', '{"id": "2"} {}', '{}'],
    ['no JSON at all', 'id;amount', 'id;amount'],
  ])('%s', (_name, text, rest) => {
    expect(placeOf(text)).toBe(rest);
  });

  it('is where the value stands, even if a text before it has the same words', () => {
    const text = JSON.stringify({ ...event, id: '"amountCents"', amountCents: 1.5 });
    expect(placeOf(text)).toBe('"amountCents":1.5}');
  });

  it('is that of the element in a list', () => {
    const { amountCents: _amount, ...rest } = event;
    const payments = [
      { method: 'cash', amountCents: 5 },
      { method: 'cash', amountCents: '5' },
    ];
    const text = JSON.stringify({ ...rest, type: 'receipt', billNumber: 'B1', payments });
    expect(placeOf(text)).toBe('"amountCents":"5"}]}');
  });

  it('is that of the name that is not known', () => {
    expect(placeOf(JSON.stringify({ ...event, tip: 1 }))).toBe('"tip":1}');
  });
});

it('what the engine takes for JSON is JSON here, and the reverse', () => {
  const broken = fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '"', '}', '0', '\\', '\n', ' '))
    .map(([text, at, sign]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + sign + text.slice(place + 1);
    });
  fc.assert(
    fc.property(fc.oneof(fc.json(), broken), (text) => {
      let isJson = true;
      try {
        JSON.parse(text);
      } catch {
        isJson = false;
      }
      expect(jsonPlaces(text).errorAt === undefined).toBe(isJson);
    }),
    { numRuns: 500 },
  );
});

describe('a file', () => {
  it('is read with LF or CRLF, with a byte order mark, with empty lines, without a last line end', async () => {
    const text = JSON.stringify(event);
    const lines = await readAll(`\uFEFF${text}\r\n\r\n${text}\n${text}`);
    expect(lines.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(lines.map((line) => line.ok && line.event.origin)).toEqual([
      'events.jsonl:1',
      'events.jsonl:3',
      'events.jsonl:4',
    ]);
  });

  it('with an endless line keeps the others', async () => {
    const text = JSON.stringify(event);
    const lines = await readAll(`${text}\n${'x'.repeat(3_000_000)}\n${text}\n`);
    expect(lines.map(({ ok }) => ok)).toEqual([true, false, true]);
    expect(lines[1]).toMatchObject({ problem: { line: 2, code: 'too-long' } });
  });

  it('that is gone is an error of the caller, not of the process', async () => {
    const reading = readInboxFile(path.join(tempFolder(), 'gone.jsonl'), 'gone.jsonl');
    await expect(reading.next()).rejects.toThrow(/ENOENT/);
  });
});

it('the same event in another order of names is the same event', () => {
  const one = parseInboxLine(JSON.stringify(event), 'a.jsonl', 1);
  const reversed = Object.fromEntries(Object.entries(event).reverse());
  const other = parseInboxLine(`  ${JSON.stringify(reversed)}`, 'b.jsonl', 9);
  expect(one.ok && one.event.payload).toBe(other.ok && other.event.payload);
});
