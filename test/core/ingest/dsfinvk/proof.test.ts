/** What a closing has to prove before anything of it is booked, and differences of the drawer that must not get lost. */
import fs from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { readInThread } from '../../../../electron/core/ingest/thread-client.ts';
import { tempFolder } from '../../../helpers/temp-folder.ts';
import {
  jobsOf,
  read,
  reasonsOf,
  writeExport,
  type Closing,
  type Receipt,
} from '../export-builder.ts';

const cash = (type: string, cents: number, hour: string, vat = '5'): Receipt => ({
  lines: [{ type, cents, vat }],
  payments: [{ type: 'Bar', cents }],
  endedAt: `2026-11-20T${hour}:00:00`,
});
const sale = cash('Umsatz', 900, '12', '1');
const cards: Receipt = {
  lines: [{ type: 'Umsatz', cents: 3_000, vat: '1' }],
  payments: [
    { type: 'Kreditkarte', name: 'Visa', cents: 1_000 },
    { type: 'Kreditkarte', name: 'Amex', cents: 2_000 },
  ],
};

async function told(
  receipts: readonly Receipt[],
  closing: Closing = {},
  known: Record<string, number> = {},
) {
  const folder = tempFolder();
  const messages = await read(
    writeExport(path.join(folder, 'export'), receipts, closing),
    folder,
    known,
  );
  const warnings = messages.flatMap((message) =>
    message.kind === 'warning' ? [message.problem.code] : [],
  );
  const closings = messages.flatMap((message) =>
    message.kind === 'closing' ? [message.closing] : [],
  );
  return { messages, jobs: jobsOf(messages), reasons: reasonsOf(messages), warnings, closings };
}

const edit = (file: string, ...pairs: [string, string][]) => ({
  edit: {
    [file]: (text: string) =>
      pairs.reduce((all, [from, to]) => {
        expect(all).toContain(from);
        return all.replace(from, to);
      }, text),
  },
});

describe('an opening balance that differs, beside another difference', () => {
  const opening = cash('Anfangsbestand', 10_000, '08');
  const known = { 'K1|7': 15_000 };

  it('counted first: both are told', async () => {
    const { jobs, closings } = await told(
      [opening, cash('DifferenzSollIst', -100, '09'), sale],
      { number: '8' },
      known,
    );
    expect(jobs).toEqual(['opening-diff -5000', 'opening-diff -100', 'order-cash 900']);
    expect(closings[0]?.closingCash).toBe(10_800);
  });

  it('counted in the evening of a day without sales: both are told, each for what it is', async () => {
    const { jobs, closings } = await told(
      [opening, cash('DifferenzSollIst', -100, '20')],
      { number: '8' },
      known,
    );
    expect(jobs).toEqual(['opening-diff -5000', 'close-diff -100']);
    expect(closings[0]?.closingCash).toBe(9_900);
  });

  it('that tells the very same: once, and the next day opens without a new difference', async () => {
    const { jobs, closings } = await told(
      [opening, cash('DifferenzSollIst', -5_000, '09'), sale],
      { number: '8' },
      known,
    );
    expect(jobs).toEqual(['opening-diff -5000', 'order-cash 900']);
    // 150.00 that were booked, 50.00 less, 9.00 sold: what the accounts hold, and the drawer.
    expect(closings[0]?.closingCash).toBe(10_900);
  });

  it('told on several receipts: nobody can tell what lay in the drawer, so no difference is invented', async () => {
    const again = cash('Anfangsbestand', 10_900, '14');
    const { jobs, closings, warnings } = await told([opening, sale, again], { number: '8' }, known);
    expect(jobs).toEqual(['order-cash 900']);
    expect(closings[0]?.closingCash).toBeNull();
    expect(warnings).toContain('opening-twice');
  });
});

describe('the sums of a closing', () => {
  it('by name: two cards that are mixed up are blocked, because the name decides the account', async () => {
    const swapped = edit('payment.csv', ['Visa;10,00', 'Visa;20,00'], ['Amex;20,00', 'Amex;10,00']);
    const { jobs, reasons } = await told([cards], swapped);
    expect(jobs).toEqual([]);
    expect(reasons.map(({ message }) => message)).toEqual([
      'Kreditkarte Visa: payment.csv says 20.00 EUR, the receipts make 10.00 EUR.',
      'Kreditkarte Amex: payment.csv says 10.00 EUR, the receipts make 20.00 EUR.',
    ]);
  });

  it.each<[string, [string, string][]]>([
    [
      'leaves the names out',
      [
        ['Visa', ''],
        ['Amex', ''],
      ],
    ],
    ['names one and leaves the other out', [['Amex', '']]],
    [
      'writes the names in another way',
      [
        ['Visa', 'VISA'],
        ['Amex', 'AMEX'],
      ],
    ],
  ])('by name, where payment.csv %s: told, and booked', async (_, pairs) => {
    const { jobs, reasons, warnings } = await told([cards], edit('payment.csv', ...pairs));
    expect(reasons).toEqual([]);
    expect(jobs).toHaveLength(2);
    expect(warnings).toContain('closing-names');
  });

  it('by VAT key: revenue on another key is blocked', async () => {
    const { jobs, reasons } = await told(
      [sale],
      edit('businesscases.csv', [';0;1;9,00', ';0;2;9,00']),
    );
    expect(jobs).toEqual([]);
    expect(reasons.map(({ file, column }) => [file, column])).toEqual([
      ['businesscases.csv', 'Z_UMS_BRUTTO'],
      ['businesscases.csv', 'Z_UMS_BRUTTO'],
    ]);
  });
});

it('a cent between what a drawer receipt moves and what was paid is no order of a cent', async () => {
  const { jobs, reasons } = await told([cash('Geldtransit', -4_201, '20'), sale], {
    ...edit('lines_vat.csv', ['-42,01', '-42,00']),
    omit: ['businesscases.csv'],
  });
  expect(jobs).toEqual([]);
  expect(reasons).toMatchObject([{ file: 'transactions.csv', line: 2, code: 'cash-differs' }]);
});

it.each<[string, Partial<Receipt>]>([
  ['was lifted on the spot', { storno: true, notSummed: true }],
  ['was paid by card', { payments: [{ type: 'Unbar', cents: -4_201 }] }],
])('a cent in a drawer receipt that %s is none either', async (_, more) => {
  const { jobs, reasons } = await told([{ ...cash('Geldtransit', -4_201, '20'), ...more }, sale], {
    ...edit('lines_vat.csv', ['-42,01', '-42,00']),
    omit: more.storno ? [] : ['businesscases.csv'],
  });
  expect(jobs).toEqual([]);
  expect(reasons).toMatchObject([{ file: 'transactions.csv', line: 2, code: 'cash-differs' }]);
});

it('a cent between the lines of a sale and its total is rounding: what was paid is booked', async () => {
  const { jobs, reasons } = await told([sale], {
    ...edit('lines_vat.csv', ['9,00', '9,01']),
    omit: ['businesscases.csv'],
  });
  expect(reasons).toEqual([]);
  expect(jobs).toEqual(['order-cash 900']);
});

describe('a closing that cannot be placed is blocked', () => {
  it.each<[string, Closing, string]>([
    ['its number is none', { number: 'Z-1' }, 'Z_NR'],
    ['its number is empty', { number: '' }, 'Z_NR'],
    ['its booking day is none', { bookingDay: '2026-13-45' }, 'Z_BUCHUNGSTAG'],
  ])('%s', async (_, closing, column) => {
    const { jobs, reasons } = await told([sale], closing);
    expect(jobs).toEqual([]);
    expect(reasons).toMatchObject([{ file: 'cashpointclosing.csv', line: 2, column }]);
  });

  it.each(['25:00:00', '12:60:00', '99:99:99'])('a receipt at %s', async (time) => {
    const { jobs, reasons } = await told([{ ...sale, endedAt: `2026-11-20T${time}` }]);
    expect(jobs).toEqual([]);
    expect(reasons).toMatchObject([{ file: 'transactions.csv', line: 2, column: 'BON_ENDE' }]);
  });
});

it('an export of a till that made no closing says so', async () => {
  const header = (text: string) => text.slice(0, text.indexOf('\n') + 1);
  const { reasons } = await told([], {
    edit: { 'cashpointclosing.csv': header, 'vat.csv': header },
  });
  expect(reasons).toMatchObject([{ file: 'cashpointclosing.csv', code: 'no-closing' }]);
  expect(reasons[0]?.message).toMatch(/nothing is lost/);
});

it('a VAT key of a closing that is not there blocks nothing: no money hangs on it', async () => {
  const { messages, jobs, warnings } = await told([sale], {
    edit: { 'vat.csv': (text) => `${text}K1;2026-11-20T20:00:00;77;1;19\r\n` },
  });
  expect(jobs).toEqual(['order-cash 900']);
  expect(messages.some(({ kind }) => kind === 'blocked')).toBe(false);
  expect(warnings).toContain('closing-missing');
});

it('a thread that nobody listens to leaves no file behind', async () => {
  const folder = tempFolder();
  const scratchFolder = path.join(folder, 'scratch');
  const receipts = Array.from({ length: 3_000 }, () => sale);
  const source = writeExport(path.join(folder, 'export'), receipts);
  const worker = new Worker(
    new URL('../../../../electron/core/ingest/reader-thread.ts', import.meta.url),
  );
  const options = { timeZone: 'Europe/Berlin', knownCash: {}, scratchFolder };
  let left: string[] = [];
  for await (const { kind } of readInThread(worker, source, options)) {
    left = fs.readdirSync(scratchFolder);
    if (kind === 'events') break;
  }
  expect(left).not.toEqual([]);
  expect(fs.readdirSync(scratchFolder)).toEqual([]);
});
