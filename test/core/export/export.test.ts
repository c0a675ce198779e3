/** What is exported is read back by other programs' readers: every row, to the cent, and nothing that a spreadsheet runs. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase, openForReading, type Db } from '../../../electron/core/db/open.ts';
import {
  exportJobs,
  NotAFileError,
  type ExportTask,
} from '../../../electron/core/export/export-jobs.ts';
import { decimal } from '../../../electron/core/export/columns.ts';
import { wallClock } from '../../../shared/domain/wall-clock.ts';
import { xmlText } from '../../../electron/core/export/xlsx.ts';
import { DEFAULT_SORT, type JobColumn } from '../../../shared/domain/job-list.ts';
import { insertJobs, type NewJob } from '../../helpers/jobs.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

interface Shop {
  readonly folder: string;
  readonly db: Db;
}

function openShop(jobs: readonly NewJob[]): Shop {
  const folder = tempFolder();
  const db = openDatabase(folder, { now: () => 0 });
  onTestFinished(() => void db.close());
  insertJobs(db, jobs);
  return { folder, db };
}

const yieldTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

async function exported(shop: Shop, change: Partial<ExportTask> & { mostRows?: number } = {}) {
  const { mostRows, ...task } = change;
  const format = task.format ?? 'csv';
  const file = path.join(shop.folder, `out.${format}`);
  const db = openForReading(shop.folder);
  const counts: number[] = [];
  try {
    const rows = await exportJobs(
      db,
      {
        file,
        form: 'shown',
        format,
        isPlain: false,
        language: 'de',
        timeZone: 'Europe/Berlin',
        columns: ['id', 'amount', 'reference'],
        target: { kind: 'matching', conditions: [] },
        sort: DEFAULT_SORT,
        madeAt: 1_700_000_000_000,
        ...task,
      },
      { yieldTurn, onRows: (count) => counts.push(count), ...(mostRows && { mostRows }) },
    );
    return { rows, file, counts };
  } finally {
    db.close();
  }
}

const readCsv = (file: string, delimiter: string) =>
  parse(fs.readFileSync(file), { bom: true, delimiter }) as string[][];

describe('CSV', () => {
  it('has the columns shown in their order, with head, signs and times of the language and the store', async () => {
    const shop = openShop([
      {
        amount: -123_456,
        createdAt: Date.UTC(2026, 6, 1, 22, 30, 5),
        billNumber: '2-2026/07/0000000025',
      },
      { amount: 5, currency: 'JPY', createdAt: Date.UTC(2026, 0, 1, 23, 0, 0) },
    ]);
    const columns: JobColumn[] = [
      'billNumber',
      'details',
      'amount',
      'currency',
      'createdAt',
      'businessDay',
      'type',
    ];
    const german = await exported(shop, { columns });
    expect(fs.readFileSync(german.file).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(readCsv(german.file, ';')).toEqual([
      ['Belegnummer Kasse', 'Betrag', 'Währung', 'Erstellt', 'Geschäftstag', 'Typ'],
      ['', '5', 'JPY', '02.01.2026 00:00:00', '20.11.2026', 'Einlage'],
      ['2-2026/07/0000000025', '-1234,56', 'EUR', '02.07.2026 00:30:05', '20.11.2026', 'Einlage'],
    ]);
    const english = await exported(shop, { columns, language: 'en' });
    expect(readCsv(english.file, ',')[2]).toEqual([
      '2-2026/07/0000000025',
      '-1234.56',
      'EUR',
      '2026-07-02 00:30:05',
      '2026-11-20',
      'cash-in',
    ]);
  });

  it('says how it was paid in the words of the list', async () => {
    const shop = openShop([{ type: 'order-non-cash', paymentType: 'ECKarte' }, {}]);
    const columns: JobColumn[] = ['paymentType'];
    const german = await exported(shop, { columns });
    expect(readCsv(german.file, ';')).toEqual([['Zahlart'], [''], ['EC-Karte']]);
    const english = await exported(shop, { columns, language: 'en' });
    expect(readCsv(english.file, ',')[2]).toEqual(['Debit card']);
  });

  it('runs no formula: what would be one gets an apostrophe, numbers stay numbers', async () => {
    const evil = [
      '=1+1',
      '+1',
      '-1+cmd|x',
      '@SUM(A1)',
      '\t=1',
      '\r=1',
      ' =1',
      '＝1',
      'a"b;c\nd',
      'plain',
    ];
    const shop = openShop(evil.map((billNumber) => ({ billNumber, amount: -1 })));
    const { file } = await exported(shop, {
      columns: ['billNumber', 'amount'],
      sort: { column: 'id', direction: 'asc' },
    });
    const rows = readCsv(file, ';').slice(1);
    expect(rows.map(([text]) => text)).toEqual(
      evil.map((text) => (['a"b;c\nd', 'plain'].includes(text) ? text : `'${text}`)),
    );
    for (const [text = '', amount] of rows) {
      expect(text).not.toMatch(/^\s*[=+\-@＝]/);
      expect(amount).toBe('-0,01');
    }
    // Twin: the text by itself is what Excel would run.
    expect(evil.filter((text) => /^\s*[=+\-@＝]/.test(text))).toHaveLength(8);
  });

  it('any text comes back as it was', async () => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 1e9);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { minLength: 1, maxLength: 8 }),
        async (texts) => {
          const shop = openShop(texts.map((billNumber) => ({ billNumber })));
          const { file } = await exported(shop, {
            columns: ['billNumber', 'id'],
            sort: { column: 'id', direction: 'asc' },
          });
          const back = readCsv(file, ';')
            .slice(1)
            .map(([text]) => text?.replace(/^'(?=\s*[=+\-@＝＋－＠\t\r\n])|^\t/, ''));
          expect(back).toEqual(texts);
        },
      ),
      { seed, numRuns: 15 },
    );
  });
});

describe('XLSX', () => {
  it('holds numbers as numbers, times as times of the store, texts as texts', async () => {
    const shop = openShop([
      {
        amount: 128_450,
        createdAt: Date.UTC(2026, 6, 1, 22, 30, 5),
        billNumber: '=HYPERLINK("x") <&> \u0007 😀 שלום',
      },
    ]);
    const { file } = await exported(shop, {
      format: 'xlsx',
      columns: ['id', 'amount', 'createdAt', 'businessDay', 'billNumber', 'status'],
    });
    expect(await readSheet(file)).toEqual([
      ['ID', 'Betrag', 'Erstellt', 'Geschäftstag', 'Belegnummer Kasse', 'Status'],
      [
        1,
        1284.5,
        new Date('2026-07-02T00:30:05.000Z'),
        new Date('2026-11-20T00:00:00.000Z'),
        '=HYPERLINK("x") <&> \uFFFD 😀 שלום',
        'Pending',
      ],
    ]);
  });

  it('goes on in the next sheet when one is full', async () => {
    const shop = openShop(Array.from({ length: 7 }, () => ({})));
    const { file, rows } = await exported(shop, { format: 'xlsx', columns: ['id'], mostRows: 4 });
    expect(rows).toBe(7);
    expect(await readSheet(file, 'Jobs')).toEqual([['ID'], [7], [6], [5]]);
    expect(await readSheet(file, 'Jobs 2')).toEqual([['ID'], [4], [3], [2]]);
    expect(await readSheet(file, 'Jobs 3')).toEqual([['ID'], [1]]);
  });

  it('an empty list is a table with its head', async () => {
    const { file } = await exported(openShop([]), { format: 'xlsx', columns: ['id'] });
    expect(await readSheet(file)).toEqual([['ID']]);
  });

  it('no character breaks the file', () => {
    expect(xmlText('a\u0000b\uD800c\uFFFEd&<>\r')).toBe('a\uFFFDb\uFFFDc\uFFFDd&amp;&lt;&gt;&#13;');
  });
});

describe('what is exported', () => {
  const jobs = [
    { payDesk: 'K1', amount: 300 },
    { payDesk: 'K2', amount: 200, billNumber: 'abc-77' },
    { payDesk: 'K1', amount: 100 },
  ];

  it.each([
    [
      'what the conditions say, in the order of the list',
      { kind: 'matching', conditions: [{ kind: 'choice', column: 'payDesk', values: ['K1'] }] },
      [3, 1],
    ],
    ['what the search finds', { kind: 'matching', conditions: [], search: 'bc-7' }, [2]],
    ['the chosen rows', { kind: 'jobs', ids: [1, 2] }, [2, 1]],
    [
      'only what is open',
      { kind: 'matching', conditions: [{ kind: 'choice', column: 'status', values: ['pending'] }] },
      [3, 2],
    ],
  ] as const)('%s', async (_name, target, expected) => {
    const shop = openShop(jobs);
    if (target.kind === 'matching' && target.conditions[0]?.column === 'status') {
      shop.db.prepare(`UPDATE jobs SET state = 'booked', posting_number = 'P' WHERE id = 1`).run();
    }
    const { file } = await exported(shop, {
      columns: ['id'],
      target: target as unknown as ExportTask['target'],
      sort: { column: 'amount', direction: 'asc' },
    });
    expect(
      readCsv(file, ';')
        .slice(1)
        .map(([id]) => Number(id)),
    ).toEqual(expected);
  });

  it('is one moment: what is written meanwhile is not half in it', async () => {
    const shop = openShop(Array.from({ length: 4000 }, () => ({})));
    const db = openForReading(shop.folder);
    onTestFinished(() => void db.close());
    let isChanged = false;
    const file = path.join(shop.folder, 'moment.csv');
    await exportJobs(
      db,
      {
        file,
        form: 'shown',
        format: 'csv',
        isPlain: false,
        language: 'en',
        timeZone: 'UTC',
        columns: ['id', 'state', 'reference', 'store', 'payDesk', 'createdAt', 'modifiedAt'],
        target: { kind: 'matching', conditions: [] },
        sort: DEFAULT_SORT,
        madeAt: 0,
      },
      {
        yieldTurn,
        onRows() {
          if (isChanged) return;
          isChanged = true;
          shop.db.prepare(`UPDATE jobs SET state = 'attention', cause = 'refused'`).run();
          insertJobs(shop.db, [{}]);
        },
      },
    );
    const rows = readCsv(file, ',').slice(1);
    expect(isChanged).toBe(true);
    expect(rows).toHaveLength(4000);
    expect(new Set(rows.map(([, state]) => state))).toEqual(new Set(['waiting']));
  });

  it.each(['csv', 'xlsx'] as const)('%s that is cancelled leaves no file', async (format) => {
    const shop = openShop(Array.from({ length: 3000 }, () => ({})));
    const abort = new AbortController();
    const db = openForReading(shop.folder);
    onTestFinished(() => void db.close());
    const file = path.join(shop.folder, `cancelled.${format}`);
    const task = {
      file,
      form: 'shown',
      format,
      isPlain: false,
      language: 'de',
      timeZone: 'UTC',
      madeAt: 0,
      sort: DEFAULT_SORT,
    } as const;
    await expect(
      exportJobs(
        db,
        {
          ...task,
          columns: ['id', 'reference', 'billNumber', 'createdAt', 'modifiedAt', 'store'],
          target: { kind: 'matching', conditions: [] },
        },
        { yieldTurn, onRows: () => abort.abort(), signal: abort.signal },
      ),
    ).rejects.toThrow();
    expect(fs.readdirSync(shop.folder).filter((name) => name.startsWith('cancelled'))).toEqual([]);
  });

  it('a pipe or a device under the name of the file keeps its place, and nothing is left beside it', async (context) => {
    if (process.platform === 'win32') return context.skip('Windows has no pipes in folders');
    const shop = openShop([{}]);
    const pipe = path.join(shop.folder, 'pipe.csv');
    execFileSync('mkfifo', [pipe]);
    await expect(exported(shop, { file: pipe })).rejects.toThrow(NotAFileError);
    expect(fs.statSync(pipe).isFIFO()).toBe(true);
    expect(fs.existsSync(`${pipe}.part`)).toBe(false);
  });

  it('twin: a file under that name is replaced', async () => {
    const shop = openShop([{}]);
    const file = path.join(shop.folder, 'list.csv');
    fs.writeFileSync(file, 'of yesterday');
    await exported(shop, { file });
    expect(fs.readFileSync(file, 'utf8')).not.toContain('of yesterday');
  });

  it('a folder that cannot be written is told, and nothing is left', async () => {
    const shop = openShop([{}]);
    await expect(
      exported(shop, { file: path.join(shop.folder, 'no', 'such', 'x.csv') }),
    ).rejects.toThrow(/ENOENT/);
  });
});

it('minor units become digits without a float', () => {
  fc.assert(
    fc.property(fc.integer({ min: -(2 ** 53) + 1, max: 2 ** 53 - 1 }), (minor) => {
      const [whole = '', cents = ''] = decimal(minor, 2).replace('-', '').split('.');
      expect(BigInt(whole) * 100n + BigInt(cents)).toBe(BigInt(Math.abs(minor)));
    }),
  );
  expect([decimal(-5, 2), decimal(7, 0), decimal(1, 3), decimal(0, 2)]).toEqual([
    '-0.05',
    '7',
    '0.001',
    '0.00',
  ]);
});

it('the clock on the wall is that of the store, also when it is set', () => {
  const berlin = wallClock('Europe/Berlin');
  const read = (instant: number) => new Date(berlin(instant)).toISOString();
  expect(read(Date.UTC(2026, 2, 29, 0, 59, 59))).toBe('2026-03-29T01:59:59.000Z');
  expect(read(Date.UTC(2026, 2, 29, 1, 0, 0))).toBe('2026-03-29T03:00:00.000Z');
  expect(read(Date.UTC(2026, 9, 25, 1, 0, 0))).toBe('2026-10-25T02:00:00.000Z');
  expect(new Date(wallClock('Asia/Kolkata')(0)).toISOString()).toBe('1970-01-01T05:30:00.000Z');
});
