/** The generated export keeps every promise of the format, and its truth is what its rows add up to. */
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { generateExport, seededRandom, zipFolder } from '../../demo/dsfinvk-export.ts';
import type { ExpectedJob, ExportOptions, ExportTruth } from '../../demo/dsfinvk-export.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

type Row = Record<string, string>;

const SEEDS = [1, 2, 3, 20_261_123];

async function generated(
  folder: string,
  seed: number,
  options: Partial<ExportOptions> = {},
): Promise<ExportTruth> {
  return generateExport({
    folder,
    receipts: 600,
    registers: 2,
    closings: 6,
    firstDay: '2026-11-20',
    random: seededRandom(seed),
    ...options,
  });
}

function read(folder: string, name: string): Row[] {
  const text = fs.readFileSync(path.join(folder, `${name}.csv`), 'utf8');
  return parse(text, { columns: true, delimiter: ';' });
}

/** Whole units of the last digit: `1,20000` is 120000. */
function units(text: string | undefined): number {
  return Number((text ?? '').replace(',', ''));
}

function sumBy(rows: Row[], key: (row: Row) => string, column: string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(key(row), (sums.get(key(row)) ?? 0) + units(row[column]));
  return sums;
}

const closingOf = (row: Row): string => `${row['Z_KASSE_ID']}|${row['Z_NR']}`;
const receiptOf = (row: Row): string => `${closingOf(row)}|${row['BON_ID']}`;
const lineOf = (row: Row): string => `${receiptOf(row)}|${row['POS_ZEILE']}`;

describe.each(SEEDS)('an export of seed %i', (seed) => {
  it('agrees with itself: lines, receipts, payments and closings, to the cent', async () => {
    const folder = tempFolder();
    await generated(folder, seed);
    const receipts = read(folder, 'transactions');
    const booked = new Set(
      receipts.filter((row) => row['BON_TYP'] === 'Beleg').map((row) => receiptOf(row)),
    );
    const onlyBooked = (rows: Row[]): Row[] => rows.filter((row) => booked.has(receiptOf(row)));
    const voided = new Set(
      read(folder, 'lines')
        .filter((row) => row['P_STORNO'] === '1')
        .map(lineOf),
    );
    const lines = new Map(read(folder, 'lines').map((row) => [lineOf(row), row]));
    const counted = onlyBooked(read(folder, 'lines_vat')).filter((row) => !voided.has(lineOf(row)));
    const payments = onlyBooked(read(folder, 'datapayment'));
    const closings = read(folder, 'cashpointclosing');

    const byLines = sumBy(counted, receiptOf, 'POS_BRUTTO');
    const byVat = sumBy(onlyBooked(read(folder, 'transactions_vat')), receiptOf, 'BON_BRUTTO');
    const byPayment = sumBy(payments, receiptOf, 'BASISWAEH_BETRAG');
    for (const row of receipts) {
      if (!booked.has(receiptOf(row))) continue;
      const total = units(row['UMS_BRUTTO']);
      expect(byLines.get(receiptOf(row))).toBe(total * 1000);
      expect(byVat.get(receiptOf(row))).toBe(total * 1000);
      expect(byPayment.get(receiptOf(row))).toBe(total);
    }

    const means = (row: Row): string =>
      `${closingOf(row)}|${row['ZAHLART_TYP']}|${row['ZAHLART_NAME']}`;
    expect(sumBy(payments, means, 'BASISWAEH_BETRAG')).toEqual(
      sumBy(read(folder, 'payment'), means, 'Z_ZAHLART_BETRAG'),
    );
    const inCash = payments.filter((row) => row['ZAHLART_TYP'] === 'Bar');
    expect(sumBy(inCash, closingOf, 'BASISWAEH_BETRAG')).toEqual(
      sumBy(closings, closingOf, 'Z_SE_BARZAHLUNGEN'),
    );
    expect(sumBy(payments, closingOf, 'BASISWAEH_BETRAG')).toEqual(
      sumBy(closings, closingOf, 'Z_SE_ZAHLUNGEN'),
    );

    const businessCase = (row: Row): string => {
      const line = row['GV_TYP'] === undefined ? lines.get(lineOf(row)) : row;
      return `${closingOf(row)}|${line?.['GV_TYP']}|${line?.['GV_NAME']}|${row['UST_SCHLUESSEL']}`;
    };
    for (const [part, whole] of [
      ['POS_BRUTTO', 'Z_UMS_BRUTTO'],
      ['POS_NETTO', 'Z_UMS_NETTO'],
      ['POS_UST', 'Z_UST'],
    ] as const) {
      expect(sumBy(counted, businessCase, part)).toEqual(
        sumBy(read(folder, 'businesscases'), businessCase, whole),
      );
    }
  });

  it('numbers its closings without a gap, and names its first and last receipt', async () => {
    const folder = tempFolder();
    await generated(folder, seed);
    const receipts = read(folder, 'transactions');
    const next = new Map<string, number>();
    for (const closing of read(folder, 'cashpointclosing')) {
      const payDesk = closing['Z_KASSE_ID'] ?? '';
      expect(Number(closing['Z_NR'])).toBe((next.get(payDesk) ?? 0) + 1);
      next.set(payDesk, Number(closing['Z_NR']));
      const own = receipts.filter((row) => closingOf(row) === closingOf(closing));
      expect(closing['Z_START_ID']).toBe(own[0]?.['BON_ID']);
      expect(closing['Z_ENDE_ID']).toBe(own.at(-1)?.['BON_ID']);
    }
    expect(new Set(receipts.map((row) => row['BON_ID'])).size).toBe(600);
  });

  it('tells the jobs that its payments and cash lines make', async () => {
    const folder = tempFolder();
    const jobs: ExpectedJob[] = [];
    const truth = await generated(folder, seed, { onJob: (job) => jobs.push(job) });
    for (const [type, { count, sumCents }] of Object.entries(truth.jobs)) {
      const own = jobs.filter((job) => job.type === type);
      expect([own.length, own.reduce((sum, { cents }) => sum + cents, 0)]).toEqual([
        count,
        sumCents,
      ]);
    }
    expect(jobs.every(({ cents }) => Number.isSafeInteger(cents) && cents !== 0)).toBe(true);

    // All cash of the day is either a cash job, or the opening balance without its difference.
    const cashJobs = jobs.filter(({ type }) => type !== 'order-non-cash');
    const balances = read(folder, 'lines').filter((row) => row['GV_TYP'] === 'Anfangsbestand');
    const opening = balances.reduce((sum, row) => sum + units(row['STK_BR']) / 1000, 0);
    const balanceDifferences = jobs
      .filter(
        ({ type, billNumber }) =>
          type === 'opening-diff' && balances.some((row) => row['BON_ID'] === billNumber),
      )
      .reduce((sum, { cents }) => sum + cents, 0);
    const reported = read(folder, 'cashpointclosing').reduce(
      (sum, row) => sum + units(row['Z_SE_BARZAHLUNGEN']),
      0,
    );
    expect(cashJobs.reduce((sum, { cents }) => sum + cents, 0)).toBe(
      reported - opening + balanceDifferences,
    );
  });
});

describe('the generator', () => {
  it('gives the same bytes for the same seed, and others for another', async () => {
    const [first, again, other] = [tempFolder(), tempFolder(), tempFolder()];
    await generated(first, 5);
    await generated(again, 5);
    await generated(other, 6);
    const lines = (folder: string): string =>
      fs.readFileSync(path.join(folder, 'lines.csv'), 'utf8');
    expect(lines(again)).toBe(lines(first));
    expect(lines(other)).not.toBe(lines(first));
  });

  it('covers what makes exports hard: all six job types, split payments, counter-receipts, rows that are no booking', async () => {
    const folder = tempFolder();
    const truth = await generated(folder, 11, {
      receipts: 4000,
      closings: 10,
      differences: 1,
    });
    for (const { count } of Object.values(truth.jobs)) expect(count).toBeGreaterThan(0);
    const kinds = new Set(read(folder, 'transactions').map((row) => row['BON_TYP']));
    expect(kinds).toEqual(
      new Set(['Beleg', 'AVBestellung', 'AVTraining', 'AVBelegabbruch', 'AVSonstige']),
    );
    expect(read(folder, 'references').length).toBeGreaterThan(0);
    const cases = new Set(read(folder, 'lines').map((row) => row['GV_TYP']));
    for (const businessCase of [
      'Anfangsbestand',
      'DifferenzSollIst',
      'Geldtransit',
      'TrinkgeldAN',
    ]) {
      expect(cases).toContain(businessCase);
    }
    expect(cases).toContain('MehrzweckgutscheinEinloesung');
    expect(cases).toContain('Forderungsentstehung');
    expect(read(folder, 'datapayment').some((row) => row['ZAHLWAEH_CODE'] === 'CHF')).toBe(true);
  });

  it('can report a wrong sum, and then expects no job of that closing', async () => {
    const folder = tempFolder();
    const days = new Set<string>();
    const truth = await generated(folder, 3, {
      registers: 1,
      closings: 2,
      wrongByCents: 1,
      onJob: ({ businessDay }) => days.add(businessDay),
    });
    expect(truth.blocked).toEqual({ payDesk: 'KASSE-2-01', closing: '2' });
    expect([...days]).toEqual(['2026-11-20']);
    const inCash = read(folder, 'datapayment').filter(
      (row) => row['Z_NR'] === '2' && row['ZAHLART_TYP'] === 'Bar',
    );
    const trained = new Set(
      read(folder, 'transactions')
        .filter((row) => row['BON_TYP'] !== 'Beleg')
        .map(receiptOf),
    );
    const sum = inCash
      .filter((row) => !trained.has(receiptOf(row)))
      .reduce((total, row) => total + units(row['BASISWAEH_BETRAG']), 0);
    expect(units(read(folder, 'cashpointclosing')[1]?.['Z_SE_BARZAHLUNGEN'])).toBe(sum + 1);
  });

  it('packs an export into a ZIP', async () => {
    const folder = tempFolder();
    const zip = path.join(tempFolder(), 'export.zip');
    await generated(folder, 1, { receipts: 20, closings: 2 });
    await zipFolder(folder, zip);
    expect(fs.readFileSync(zip).subarray(0, 2).toString()).toBe('PK');
  });
});
