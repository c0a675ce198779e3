/** The readable report: the seal on its first page, sums to the cent, in both languages. */
import { expect, it } from 'vitest';
import { extractText, getDocumentProxy } from 'unpdf';
import { reportPdf, type Report } from '../../../electron/topics/tax-folder/report.ts';
import type { ClosingRow } from '../../../electron/topics/tax-folder/tables/closings.ts';

const AT = Date.parse('2026-12-01T09:00:00Z');
const ANCHOR = `77-${'ab'.repeat(16)}`;

const closing = (sealed: boolean): ClosingRow => ({
  id: 1,
  line: {
    ...{ kind: 'closing', store: 'default', payDesk: 'K1', closing: '7', currency: 'EUR', sealed },
    days: ['2026-11-25', '2026-11-26'],
    till: { payments: [], grossCents: 123_456, receipts: 3 },
    jobs: { byType: {}, notBooked: {} },
    rs: null,
    cash: { openingCents: 0, movedCents: 0, closingCents: 0, lowestCents: 0 },
    gaps: [{ kind: 'receipt', from: '12', to: '13', explained: true }],
    differenceCents: 0,
    reasons: [],
  },
  book: {
    ...{ openingCents: 20_000, openingFrom: 'till', beforeCents: 20_000, movedCents: -500 },
    ...{ closingCents: 19_500, lowestCents: 19_500, lowestReceipt: null, countedCents: null },
    opensTwice: false,
  },
  closedAt: AT,
  madeAt: '2026-11-26T01:00:00',
  seal: sealed
    ? {
        ...{ id: 1, closing: '', at: AT, sealed, hash: '', line: '', reopenedBy: null },
        anchor: ANCHOR,
      }
    : null,
  readAt: AT,
});

const report = (open: Report['facts']['open']): Report => ({
  facts: {
    ...{ from: '2026-11-01', to: '2026-11-30', madeAt: '', madeBy: 'anna', program: '1.2.3' },
    ...{ schema: 260, anchor: ANCHOR, complete: open.length === 0, open },
    closings: { all: 1, sealed: open.length === 0 ? 1 : 0 },
  },
  places: ['Laden Mitte: Kasse 1'],
  closings: [closing(open.length === 0)],
  totals: [
    { account: '1000', currency: 'EUR', day: '2026-11-25', debit: 10_050, credit: 0, count: 2 },
    { account: '1000', currency: 'EUR', day: '2026-11-26', debit: 0, credit: 50, count: 1 },
  ],
  serials: [
    {
      ...{ kind: 'tse', payDesk: 'K1', serial: 'f00d', facts: 'ecdsa', publicKey: null },
      ...{ firstClosing: '7', lastClosing: '7' },
    },
  ],
  ...{ timeZone: 'Europe/Berlin', madeAt: AT },
});

async function textOf(file: Buffer): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(file)), {
    mergePages: false,
  });
  return text;
}

it('bears period, sealed closings, sums and anchor on its first page', async () => {
  const [first = '', ...rest] = await textOf(reportPdf(report([]), 'de'));
  for (const text of [
    ...[
      'Kassendaten für das Finanzamt',
      'Zeitraum: 01.11.2026 bis 30.11.2026',
      'Laden Mitte: Kasse 1',
    ],
    ...['1 von 1 ist besiegelt', '1.234,56 EUR', '100,50 EUR', 'Nichts ist offen', ANCHOR],
    'Seite 1 von',
  ]) {
    expect(first).toContain(text);
  }
  const all = [first, ...rest].join(' ');
  for (const text of [
    '100,00 EUR',
    '-5,00 EUR',
    '195,00 EUR',
    '25.11.2026',
    'Beleg fehlt',
    'f00d',
    '01.12.2026, 10:00',
  ]) {
    expect(all).toContain(text);
  }
});

it('says on its first page what is open, in English, too', async () => {
  const points = Array.from({ length: 7 }, (_, index) => ({
    ...{ code: 'jobs-open', closing: 'K1/7', text: `Point ${index}.` },
  }));
  const pages = await textOf(reportPdf(report(points), 'en'));
  for (const text of [
    'Till data for the tax office',
    'not complete: 7 points are open',
    'K1/7: Point 0.',
    'and 2 more points',
    '1,234.56 EUR',
  ]) {
    expect(pages[0]).toContain(text);
  }
  expect(pages.join(' ')).toContain('Point 6.');
  expect(pages.join(' ')).toContain('not sealed');
});
