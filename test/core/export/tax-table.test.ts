/** The export for whoever keeps the books: accounts only of what RetailSuite has, and totals that add up to the cent. */
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { readSheet } from 'read-excel-file/node';
import { expect, it, onTestFinished } from 'vitest';
import { csvWriter, isConvertible } from '../../../electron/core/export/csv.ts';
import { exportJobs, type ExportTask } from '../../../electron/core/export/export-jobs.ts';
import { openDatabase, openForReading, type Db } from '../../../electron/core/db/open.ts';
import { DEFAULT_SORT } from '../../../shared/domain/job-list.ts';
import { insertJobs, type NewJob } from '../../helpers/jobs.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const yieldTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

function openShop(jobs: readonly NewJob[]) {
  const folder = tempFolder();
  const db = openDatabase(folder, { now: () => 0 });
  onTestFinished(() => void db.close());
  insertJobs(db, jobs);
  return { folder, db };
}

/** As the engine leaves it: the request that was booked, and the posting number. */
function book(db: Db, id: number, konto: string, gegkonto: number, umsatz: number): void {
  const request = JSON.stringify({
    konto,
    gegkonto,
    umsatz,
    beleg1: 'B',
    text: 't',
    currency: 'EUR',
  });
  db.prepare(
    `INSERT INTO attempts (job_id, kind, started_at, request) VALUES (?, 'post', 0, ?)`,
  ).run(id, request);
  db.prepare(`UPDATE jobs SET state = 'booked', posting_number = ? WHERE id = ?`).run(`P${id}`, id);
}

async function exported(folder: string, change: Partial<ExportTask> = {}): Promise<string> {
  const format = change.format ?? 'csv';
  const file = path.join(folder, `out.${format}`);
  const db = openForReading(folder);
  try {
    await exportJobs(
      db,
      {
        ...{ file, form: 'tax', format, isPlain: false, language: 'de', timeZone: 'Europe/Berlin' },
        ...{ columns: ['id'], target: { kind: 'matching', conditions: [] }, sort: DEFAULT_SORT },
        madeAt: 1_700_000_000_000,
        ...change,
      },
      { yieldTurn, onRows: () => undefined },
    );
  } finally {
    db.close();
  }
  return file;
}

const SHOP: readonly NewJob[] = [
  {
    type: 'order-non-cash',
    amount: 5_999,
    billNumber: '0012',
    paymentType: 'ECKarte',
    businessDay: '2026-11-21',
  },
  { type: 'cash-out', amount: -5_000, businessDay: '2026-11-20', payDesk: '1E5' },
  { type: 'cash-in', amount: 1_000, businessDay: '2026-11-20' },
];

function read(file: string): string[][] {
  return parse(fs.readFileSync(file), {
    bom: true,
    delimiter: ';',
    relaxColumnCount: true,
    skipEmptyLines: true,
  }) as string[][];
}

it('has each job with its sides in order of days, and totals by day and account', async () => {
  const { folder, db } = openShop(SHOP);
  book(db, 1, '1360', 10_000, 59.99);
  book(db, 2, '1000', 1_360, -50);
  const [titles, ...rows] = read(await exported(folder));
  expect(titles).toEqual([
    ...['Datum', 'Geschäftstag', 'Belegnummer Kasse', 'Belegnummer UCS Faktura', 'Typ', 'Zahlart'],
    ...['Soll', 'Haben', 'Betrag', 'Währung', 'Buchungsnummer RS', 'Filiale', 'Kasse', 'Zustand'],
  ]);
  expect(rows.slice(0, 3).map((row) => row.slice(1))).toEqual([
    [
      '20.11.2026',
      '',
      '',
      'Entnahme',
      '',
      '\t1360',
      '\t1000',
      '50,00',
      'EUR',
      'P2',
      '\t1',
      '\t1E5',
      'gebucht',
    ],
    ['20.11.2026', '', '', 'Einlage', '', '', '', '10,00', 'EUR', '', '\t1', 'K1', 'wartet'],
    [
      '21.11.2026',
      '\t0012',
      '',
      'Verkauf unbar',
      'EC-Karte',
      '\t1360',
      '\t10000',
      '59,99',
      'EUR',
      'P1',
      '\t1',
      'K1',
      'gebucht',
    ],
  ]);
  expect(rows.slice(3)).toEqual([
    ['Summen nach Tag und Konto'],
    [
      'Geschäftstag',
      'Konto',
      'Währung',
      'Summe Soll',
      'Summe Haben',
      'Saldo (Soll − Haben)',
      'Anzahl',
    ],
    ['20.11.2026', '\t1000', 'EUR', '0,00', '50,00', '-50,00', '1'],
    ['20.11.2026', '\t1360', 'EUR', '50,00', '0,00', '50,00', '1'],
    ['20.11.2026', 'nicht in RS gebucht', 'EUR', '10,00', '0,00', '10,00', '1'],
    ['21.11.2026', '\t10000', 'EUR', '0,00', '59,99', '-59,99', '1'],
    ['21.11.2026', '\t1360', 'EUR', '59,99', '0,00', '59,99', '1'],
    ['alle Tage', '\t1000', 'EUR', '0,00', '50,00', '-50,00', '1'],
    ['alle Tage', '\t10000', 'EUR', '0,00', '59,99', '-59,99', '1'],
    ['alle Tage', '\t1360', 'EUR', '109,99', '0,00', '109,99', '2'],
    ['alle Tage', 'nicht in RS gebucht', 'EUR', '10,00', '0,00', '10,00', '1'],
  ]);
});

it('twin: a request that RetailSuite refused is no booking', async () => {
  const { folder, db } = openShop(SHOP);
  book(db, 1, '1360', 10_000, 59.99);
  db.prepare(
    `UPDATE jobs SET state = 'attention', cause = 'refused', posting_number = NULL WHERE id = 1`,
  ).run();
  const rows = read(await exported(folder));
  expect(rows.find((row) => row.includes('\t0012'))?.slice(6, 9)).toEqual(['', '', '59,99']);
});

it('as XLSX it has the totals on a sheet of their own', async () => {
  const { folder, db } = openShop(SHOP);
  book(db, 1, '1360', 10_000, 59.99);
  const file = await exported(folder, { format: 'xlsx', language: 'en' });
  const rows = await readSheet(file, 'Jobs');
  expect(rows).toHaveLength(4);
  expect(rows[3]?.slice(2, 10)).toEqual([
    '0012',
    null,
    'order-non-cash',
    'Debit card',
    '1360',
    '10000',
    59.99,
    'EUR',
  ]);
  const totals = await readSheet(file, 'Totals by day and account');
  expect(totals.at(-2)).toEqual(['all days', '1360', 'EUR', 59.99, 0, 59.99, 1]);
});

it('what is chosen and filtered is what is added up, and debit is credit in every currency', async () => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 1e9);
  console.log(`tax table: SEED=${seed}`);
  const job = fc.record({
    amount: fc.integer({ min: -1_000_000, max: 1_000_000 }).filter((amount) => amount !== 0),
    day: fc.integer({ min: 10, max: 14 }),
    isBooked: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(job, { minLength: 1, maxLength: 30 }), async (jobs) => {
      const { folder, db } = openShop(
        jobs.map(({ amount, day }) => ({ amount, businessDay: `2026-11-${day}` })),
      );
      jobs.forEach(({ amount, isBooked }, index) => {
        if (isBooked) book(db, index + 1, '1000', 1_360, amount / 100);
      });
      const rows = read(await exported(folder, { isPlain: true }));
      const gap = rows.findIndex(([first]) => first === 'Summen nach Tag und Konto');
      const cents = (text = '') => Number(text.replace(',', ''));
      const totals = rows.slice(gap + 2).filter(([day]) => day === 'alle Tage');
      const booked = totals.filter(([, account]) => account !== 'nicht in RS gebucht');
      const sum = (column: number) => booked.reduce((all, row) => all + cents(row[column]), 0);
      expect(sum(3)).toBe(sum(4));
      const open = totals.filter(([, account]) => account === 'nicht in RS gebucht');
      expect(cents(open[0]?.[5] ?? '0')).toBe(
        jobs.filter(({ isBooked }) => !isBooked).reduce((all, { amount }) => all + amount, 0),
      );
      expect(gap).toBe(jobs.length + 1);
    }),
    { seed, numRuns: 25 },
  );
});

it.each([
  ...[
    '0012',
    '1E5',
    '1e+05',
    '12:30',
    '12:30 PM',
    '1/2',
    '1-2',
    '2026-11-29',
    '29.11.',
    '50 %',
    '€ 5',
    '1.000',
  ],
  ...['12345678901234567890', 'TRUE', 'Falsch', '1-Mar', 'MAR1', 'Sept 2', '5 EUR', '(5)'],
])('%s is kept from becoming a number, unless it is to be plain', (text) => {
  const options = { language: 'de', timeZone: 'UTC' } as const;
  const write = (isPlain: boolean) =>
    csvWriter({ ...options, isPlain }).row([{ kind: 'text', text }]);
  expect(write(false)).toBe(`"\t${text}"\r\n`);
  expect(write(true)).toBe(`"${text}"\r\n`);
});

it('words stay words, and what would be a formula is harmless either way', () => {
  const words = [
    'Kasse 1',
    '2-2021/11/0000000025',
    'EUR',
    'K-0001',
    'Marktplatz 5',
    'Maier 7',
    'VP-12',
    'true love',
    '',
    'März',
    'B12C',
  ];
  expect(words.filter(isConvertible)).toEqual([]);
  for (const isPlain of [true, false]) {
    const csv = csvWriter({ language: 'en', timeZone: 'UTC', isPlain });
    for (const text of ['=1+1', '+49 30', '-5', '@x', '\t=1']) {
      expect(csv.row([{ kind: 'text', text }])).toBe(`"'${text}"\r\n`);
    }
  }
});
