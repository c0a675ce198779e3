/** Numbers that are missing are found, all of them and no others, across closings, deliveries and tills. */
import { expect, it } from 'vitest';
import type { Gap } from '../../../shared/domain/closing.ts';
import type { Receipt } from '../../core/ingest/export-builder.ts';
import { closingShop, codesOf } from './closing-shop.ts';

const SEED = Number(process.env['SEED'] ?? Date.now());

/** Mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const sale = (nr: number, id = `R${nr}`): Receipt => ({
  id,
  nr,
  lines: [{ type: 'Umsatz', cents: 100, vat: '1' }],
  payments: [{ type: 'Bar', cents: 100 }],
});
const sales = (...numbers: number[]) => numbers.map((nr) => sale(nr));
const closing = (number: number, more: object = {}) => ({
  number: String(number),
  madeAt: `2026-11-${String(number).padStart(2, '0')}T20:00:00`,
  bookingDay: `2026-11-${String(number).padStart(2, '0')}`,
  ...more,
});
const day = (number: number) => `2026-11-${String(number).padStart(2, '0')}`;
const gap = (from: string | number, to: string | number = from, kind: Gap['kind'] = 'receipt') => ({
  kind,
  from: String(from),
  to: String(to),
  explained: false,
});

it('numbers are missing within a closing, and between two', async () => {
  const shop = closingShop();
  await shop.exports(sales(38, 40, 41, 44), closing(1));
  await shop.exports(sales(47, 48), closing(2));
  expect(shop.closing(day(1)).gaps).toEqual([gap(39), gap(42, 43)]);
  expect(shop.closing(day(2)).gaps).toEqual([gap(45, 46)]);
  expect(codesOf(shop.closing(day(2)))).toContain('gap-receipt');
});

it('a range that begins anew each day has no hole between the days', async () => {
  const shop = closingShop();
  await shop.exports(sales(1, 2, 3), closing(1));
  await shop.exports([sale(1, 'B1'), sale(2, 'B2')], closing(2));
  await shop.exports([sale(2, 'C2'), sale(3, 'C3'), sale(4, 'C4')], closing(3));
  expect(shop.closing(day(2)).gaps).toEqual([]);
  expect(shop.closing(day(3)).gaps).toEqual([gap(1)]);
});

it('a number that stands twice is told, in a closing and across two', async () => {
  const shop = closingShop();
  await shop.exports([...sales(101, 102, 103), sale(103, 'again')], closing(1));
  await shop.exports([sale(103, 'third'), sale(104), sale(105), sale(106)], closing(2));
  expect(shop.closing(day(1)).gaps).toEqual([gap(103, 103, 'repeat')]);
  expect(shop.closing(day(2)).gaps).toEqual([gap(103, 103, 'repeat')]);
});

it('two tills that share a range miss nothing that the other one has; two that count alone do not help each other', async () => {
  const shop = closingShop();
  const store = { store: 'Laden' };
  await shop.exports(sales(1, 2, 5, 6, 9), closing(1, { ...store, desk: 'A' }));
  await shop.exports(
    [sale(3, 'B3'), sale(4, 'B4'), sale(8, 'B8')],
    closing(1, { ...store, desk: 'B' }),
  );
  expect(shop.closings(day(1)).map(({ gaps }) => gaps)).toEqual([[gap(7)], [gap(7)].slice(0, 1)]);
  await shop.exports(sales(1, 2, 4, 5), closing(2, { ...store, desk: 'C' }));
  await shop.exports(
    [1, 2, 3, 4, 5].map((nr) => sale(nr, `D${nr}`)),
    closing(2, { ...store, desk: 'D' }),
  );
  expect(shop.closings(day(2)).map(({ gaps }) => gaps)).toEqual([[gap(3)], []]);
});

it.each([
  ['20003409', gap('20003409')],
  ['R4', gap('R4')],
  ['4', gap(4)],
])(
  'an end that the export names (%s) and that is not there is one hole, whatever its receipts are numbered by',
  async (id, hole) => {
    const shop = closingShop();
    await shop.exports(sales(1, 2, 3), {
      ...closing(1),
      edit: {
        'cashpointclosing.csv': (text: string) => text.replace(';2.3;;;', `;2.3;R1;${id};`),
      },
    });
    await shop.exports(sales(5, 6), closing(2));
    expect(shop.closing(day(1)).gaps).toEqual([hole]);
    expect(shop.closing(day(2)).gaps).toEqual(id === '4' ? [] : [gap(4)]);
  },
);

it('orders and trainings with numbers of their own are no holes', async () => {
  const shop = closingShop();
  await shop.exports(
    [
      ...sales(500, 501),
      { ...sale(3, 'T3'), type: 'AVTraining' },
      { ...sale(502, 'T4'), type: 'AVTraining' },
      sale(503),
    ],
    closing(1),
  );
  expect(shop.closing(day(1)).gaps).toEqual([]);
});

it.each([
  ['the day', 20_261_101_001, 20_261_102_001],
  ['the year', 20_260_998, 20_261_000],
])('numbers that begin with %s are counted behind it', async (_what, first, second) => {
  const shop = closingShop();
  const on = (day: number, ...numbers: number[]) =>
    numbers.map((nr) => ({ ...sale(nr), endedAt: `2026-11-0${day}T12:00:00` }));
  await shop.exports(on(1, first, first + 1), closing(1));
  await shop.exports(on(2, second, second + 2), closing(2));
  expect(shop.closing(day(1)).gaps).toEqual([]);
  expect(shop.closing(day(2)).gaps).toEqual([gap(second + 1)]);
});

it('a person explains numbers, or a till as a rule', async () => {
  const shop = closingShop();
  await shop.exports(sales(1, 3, 6), closing(1));
  shop.explains({ payDesk: 'K1', numbers: { first: '2', last: '2' } });
  expect(shop.closing(day(1)).gaps).toEqual([{ ...gap(2), explained: true }, gap(4, 5)]);
  shop.explains({ payDesk: 'K1', kind: 'receipt', reason: 'leaves numbers out' });
  const line = shop.closing(day(1));
  expect(line.gaps.every(({ explained }) => explained)).toBe(true);
  expect(codesOf(line)).not.toContain('gap-receipt');
  expect(line.reasons.find(({ code }) => code === 'gap-explained')?.text).toContain(
    'leaves numbers out',
  );
});

it('a closing that is missing is found by its neighbours', async () => {
  const shop = closingShop();
  await shop.exports(sales(1), closing(3));
  await shop.exports(sales(2), closing(7));
  expect(shop.closing(day(7)).gaps).toEqual([gap(4, 6, 'closing')]);
  await shop.exports(sales(1), closing(9, { desk: 'K2' }));
  expect(shop.closing(day(9)).gaps).toEqual([]);
});

/** Spans of neighbours. */
function spansOf(numbers: readonly number[]): [number, number][] {
  const spans: [number, number][] = [];
  for (const number of numbers) {
    const last = spans.at(-1);
    if (last && last[1] + 1 === number) last[1] = number;
    else spans.push([number, number]);
  }
  return spans;
}

it.each([{ files: 1 }, { files: 50 }])(
  'a thousand receipts that were deleted in a hundred thousand are all found, in $files closings',
  { timeout: 300_000 },
  async ({ files }) => {
    process.stdout.write(`gaps: SEED=${SEED}\n`);
    const random = randomFrom(SEED);
    const shop = closingShop();
    const COUNT = 100_000;
    const deleted = new Set<number>();
    // The first and the last number of all are there: beyond them nobody knows.
    while (deleted.size < 1_000) deleted.add(2 + Math.floor(random() * (COUNT - 2)));
    const insertClosing = shop.db.prepare(
      `INSERT INTO till_closings (source_id, origin, store, pay_desk, number, currency, made_at, closed_at, business_day, place, facts)
       SELECT 1, 'dsfinvk', 'L', 'K1', ?, 'EUR', ?, ?, ?, ?, facts FROM till_closings WHERE id = 1`,
    );
    // The facts of a closing that was read; the numbers of the others are put beside it.
    await shop.exports(sales(1), closing(1, { desk: 'seed' }));
    const { runsOf } = await import('../../../electron/core/db/closings/number-runs.ts');
    const insertRun = shop.db.prepare('INSERT INTO till_numbers VALUES (?, ?, ?, ?)');
    const size = COUNT / files;
    const found: Gap[] = [];
    for (let file = 0; file < files; file++) {
      const numbers: [string, number][] = [];
      for (let nr = file * size + 1; nr <= (file + 1) * size; nr++) {
        if (!deleted.has(nr)) numbers.push(['', nr]);
      }
      const at = Date.parse('2027-01-01T20:00:00Z') + file * 86_400_000;
      const on = new Date(at).toISOString().slice(0, 10);
      const { lastInsertRowid } = insertClosing.run(String(file + 1), on, at, on, file + 1);
      for (const run of runsOf(numbers).runs) insertRun.run(lastInsertRowid, ...run);
      shop.db
        .prepare(`INSERT INTO closing_days VALUES (?, 'L', 'K1', ?, 'EUR')`)
        .run(on, String(file + 1));
      found.push(...shop.closing(on).gaps);
    }
    const missing = [...deleted].sort((a, b) => a - b);
    const flat = found.flatMap(({ from, to }) =>
      Array.from({ length: Number(to) - Number(from) + 1 }, (_none, at) => Number(from) + at),
    );
    expect(flat).toEqual(missing);
    expect(spansOf(flat).length).toBe(spansOf(missing).length);
    expect(found.every(({ kind }) => kind === 'receipt')).toBe(true);
  },
);
