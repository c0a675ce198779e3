/** The till says it twice: the same receipt is booked once, and whatever is not certain is asked. */
import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createEventStore } from '../../../electron/core/db/events.ts';
import { createJournal } from '../../../electron/core/db/journal.ts';
import { createSettingsStore } from '../../../electron/core/db/settings.ts';
import { createProblemDecisions } from '../../../electron/core/db/problem-decisions.ts';
import { OPENING_DIFFERENCE_LIMITS } from '../../../electron/core/ingest/index.ts';
import type { IngestReport } from '../../../shared/domain/ingest-report.ts';
import type { PosEvent } from '../../../shared/domain/pos-event.ts';
import { addExport, type Closing, type Receipt } from './export-builder.ts';
import { importing, NOW } from './importing.ts';
import { cashMove, sale } from './dsfinvk/told.ts';

const { db, ingest, exportOf, importOne } = importing();

const jobs = () =>
  db()
    .prepare<[], string>(`SELECT type || ' ' || amount || ' ' || state FROM jobs ORDER BY id`)
    .pluck()
    .all();
const codes = (report: IngestReport) => report.conflicts.map(({ code }) => code);

/** @param code of the problem; absent: the newest */
function decide(
  decision: Parameters<ReturnType<typeof createProblemDecisions>['decide']>[1],
  code?: string,
) {
  const decisions = createProblemDecisions(
    db(),
    createJournal(db(), 'Eva'),
    createEventStore(db()),
  );
  const problem = decisions
    .open(10)
    .find(
      ({ problem: one }) =>
        code === undefined || (one.kind === 'conflict' && one.conflict.code === code),
    );
  if (!problem) throw new Error('No problem.');
  expect(problem.decisions).toContain(decision);
  return decisions.decide(problem.id, decision, { reason: 'asked at the till', as: {}, now: NOW });
}

const at = (hour: number) => ({ endedAt: `2026-11-20T${String(hour).padStart(2, '0')}:00:00` });
const DAY: readonly Receipt[] = [
  sale(4_200, { id: 'r1', ...at(10) }),
  sale(1_800, { id: 'r2', ...at(11) }),
];
const DAY_JOBS = ['order-cash 4200 waiting', 'order-cash 1800 waiting'];

describe('receipts that are stored under another closing', () => {
  it('a closing cancelled and made again as the next one: once, and what is new is booked', async () => {
    await importOne(exportOf(DAY, { number: '12' }));
    const again = [
      ...DAY,
      sale(-1_800, { id: 'r3', ...at(12) }),
      sale(900, { id: 'r4', ...at(13) }),
    ];
    const report = await importOne(
      exportOf(again, { number: '13', madeAt: '2026-11-20T20:30:00' }),
    );
    expect(codes(report)).toEqual(['closing-repeated']);
    expect(report.conflicts[0]?.values).toMatchObject({ closing: '13', count: 2, known: 'K1/12' });
    expect(jobs()).toEqual([...DAY_JOBS, 'order-cash -1800 waiting', 'order-cash 900 waiting']);
  });

  it('a renamed till whose days are exported again: once, and asked', async () => {
    await importOne(exportOf(DAY, { number: '12' }));
    const report = await importOne(exportOf(DAY, { number: '12', desk: 'SN-4711' }));
    expect(codes(report)).toEqual(['closing-repeated']);
    expect(jobs()).toEqual(DAY_JOBS);
  });

  it('closings numbered anew within each export: once, and asked', async () => {
    await importOne(exportOf(DAY, { number: '12' }));
    const report = await importOne(exportOf(DAY, { number: '1' }));
    expect(codes(report)).toEqual(['closing-repeated']);
    expect(jobs()).toEqual(DAY_JOBS);
  });

  it('a person may say that both happened; saying so twice books nothing more', async () => {
    await importOne(exportOf(DAY, { number: '12' }));
    const renamed = exportOf(DAY, { number: '12', desk: 'SN-4711' });
    await importOne(renamed);
    expect(decide('take-both')).toMatchObject({ kind: 'decided', readsAgain: true });
    await ingest().resume();
    expect(jobs()).toHaveLength(4);
    await importOne(renamed);
    expect(jobs()).toHaveLength(4);
  });

  it('and one that is the same is asked once, in whatever export it comes again', async () => {
    await importOne(exportOf(DAY, { number: '12' }));
    await importOne(exportOf(DAY, { number: '13' }));
    expect(decide('keep')).toMatchObject({ kind: 'decided' });
    const report = await importOne(exportOf(DAY, { number: '13', store: 'Mitte' }));
    expect(report.conflicts).toEqual([]);
    expect(jobs()).toEqual(DAY_JOBS);
  });

  describe('and under ids of their own', () => {
    const renumbered = DAY.map((receipt, index) => ({ ...receipt, id: String(index + 1) }));

    it.each<[string, Closing]>([
      ['as the next closing of the till', { number: '13' }],
      ['as a closing made again', { number: '13', madeAt: '2026-11-20T20:30:00' }],
      ['of a till that was renamed', { number: '1', desk: 'SN-4711' }],
    ])('%s: once, and asked', async (_, closing) => {
      await importOne(exportOf(DAY, { number: '12' }));
      const more = sale(900, { id: '3', ...at(13) });
      const report = await importOne(exportOf([...renumbered, more], closing));
      expect(codes(report)).toEqual(['closing-repeated']);
      expect(jobs()).toEqual([...DAY_JOBS, 'order-cash 900 waiting']);
      decide('take-both');
      await ingest().resume();
      expect(jobs()).toHaveLength(5);
    });

    it('of a till that was renamed before, whose receipts are stored under its old name', async () => {
      await importOne(exportOf(DAY, { number: '12' }));
      await importOne(exportOf(DAY, { number: '12', desk: 'SN-4711' }));
      const again = { number: '13', desk: 'SN-4711', madeAt: '2026-11-20T20:30:00' };
      expect(codes(await importOne(exportOf(renumbered, again)))).toEqual(['closing-repeated']);
      expect(jobs()).toEqual(DAY_JOBS);
    });

    it('a receipt of the same second with another amount is asked about, not booked beside the other', async () => {
      await importOne(exportOf([...DAY, sale(3_490, { id: 'r3', ...at(14) })], { number: '12' }));
      const corrected = sale(3_495, { id: '3', ...at(14) });
      const anew = exportOf([...renumbered, corrected], { number: '1', desk: 'SN-4711' });
      const booked = [...DAY_JOBS, 'order-cash 3490 waiting'];
      expect(codes(await importOne(anew)).sort()).toEqual(['closing-repeated', 'other-content']);
      expect(jobs()).toEqual(booked);
      decide('take-both', 'other-content');
      expect(jobs()).toEqual([...booked, 'order-cash 3495 waiting']);
    });

    it('also what has no time in it', async () => {
      const cash = (id: string): Receipt => ({
        ...cashMove('Geldtransit', -500, { id }),
        endedAt: '',
      });
      await importOne(exportOf([...DAY, cash('r3')], { number: '12' }));
      const again = { number: '13', madeAt: '2026-11-20T20:30:00' };
      const report = await importOne(exportOf([...renumbered, cash('3')], again));
      expect(codes(report)).toEqual(['closing-repeated']);
      expect(jobs()).toEqual([...DAY_JOBS, 'cash-out -500 waiting']);
    });

    it.each<[string, readonly Receipt[], Closing]>([
      ['one receipt alone is the same', renumbered.slice(0, 1), { number: '13' }],
      [
        'it is another till, closed at another moment',
        renumbered,
        { number: '1', desk: 'K2', madeAt: '2026-11-20T20:30:00' },
      ],
      [
        'an amount is another',
        [...renumbered.slice(0, 1), sale(1_801, { id: '2', ...at(11) })],
        { number: '13' },
      ],
    ])('twin: it is another closing where %s', async (_, receipts, closing) => {
      await importOne(exportOf(DAY, { number: '12' }));
      expect(codes(await importOne(exportOf(receipts, closing)))).toEqual([]);
      expect(jobs()).toHaveLength(2 + receipts.length);
    });
  });

  describe('whose till did not know the time', () => {
    const timeless: readonly Receipt[] = [
      { ...cashMove('Geldtransit', -20_000, { id: 'm1' }), endedAt: '1970-01-01T00:00:00Z' },
    ];
    const cancelled = { number: '12' };
    const madeAgain = { number: '13', madeAt: '2026-11-20T20:30:00' };

    it('are asked, although the moment of their closing is another one', async () => {
      await importOne(exportOf(timeless, cancelled));
      expect(codes(await importOne(exportOf(timeless, madeAgain)))).toEqual(['closing-repeated']);
      expect(jobs()).toEqual(['cash-out -20000 waiting']);
      expect(decide('take-both')).toMatchObject({ kind: 'decided' });
      await ingest().resume();
      expect(jobs()).toEqual(['cash-out -20000 waiting', 'cash-out -20000 waiting']);
    });

    it.each<[string, Receipt, Closing]>([
      ['another amount', { ...cashMove('Geldtransit', -20_001, { id: 'm1' }) }, madeAgain],
      ['another id', cashMove('Geldtransit', -20_000, { id: 'm2' }), madeAgain],
      [
        'weeks later',
        cashMove('Geldtransit', -20_000, { id: 'm1' }),
        { number: '40', madeAt: '2026-12-18T20:00:00' },
      ],
    ])('twin: with %s it is another receipt', async (_, receipt, closing) => {
      await importOne(exportOf(timeless, cancelled));
      const other = { ...receipt, endedAt: '1970-01-01T00:00:00Z' };
      expect(codes(await importOne(exportOf([other], closing)))).toEqual([]);
      expect(jobs()).toHaveLength(2);
    });
  });

  it('no opening difference is made of an opening balance that was told twice', async () => {
    const opening = cashMove('Anfangsbestand', 10_000, { id: 'r0', ...at(8) });
    await importOne(exportOf([opening, ...DAY], { number: '12' }));
    await importOne(exportOf([opening, ...DAY], { number: '13', madeAt: '2026-11-20T20:30:00' }));
    expect(jobs()).toEqual(DAY_JOBS);
  });
});

describe('a closing that comes again with other receipts', () => {
  const more = sale(777, { id: 'r9', ...at(14) });

  it.each<[string, readonly Receipt[], object]>([
    ['one more', [...DAY, more], { came: 'r9', went: '–' }],
    ['one less', DAY.slice(0, 1), { came: '–', went: 'r2' }],
    [
      'all of them numbered anew',
      DAY.map((receipt, index) => ({ ...receipt, id: `${index + 1}` })),
      { came: '1, 2', went: 'r1, r2' },
    ],
  ])('%s: nothing is booked, and it is said what came and what went', async (_, again, values) => {
    await importOne(exportOf(DAY, { number: '7' }));
    const report = await importOne(exportOf(again, { number: '7' }));
    expect(codes(report)[0]).toBe('closing-changed');
    expect(report.conflicts[0]?.values).toMatchObject(values);
    expect(jobs()).toEqual(DAY_JOBS);
  });

  it('makes no difference of the next morning', async () => {
    const opening = cashMove('Anfangsbestand', 10_000, { id: 'o', ...at(8) });
    const next = [
      cashMove('Anfangsbestand', 16_000, { id: 'p', endedAt: '2026-11-21T08:00:00' }),
      sale(500, { id: 'q', endedAt: '2026-11-21T09:00:00' }),
    ];
    await importOne(exportOf([opening, ...DAY], { number: '7' }));
    const both = exportOf([opening, ...DAY, more], { number: '7' });
    addExport(both, exportOf(next, { number: '8', madeAt: '2026-11-21T20:00:00' }));
    const report = await importOne(both);
    expect(codes(report)).toEqual(['closing-changed', 'opening-difference']);
    expect(jobs()).toEqual([...DAY_JOBS, 'order-cash 500 waiting']);
  });

  it.each<[string, readonly Receipt[]]>([
    ['that lost a receipt', DAY.slice(0, 1)],
    ['with another amount', [sale(4_205, { id: 'r1', ...at(10) }), ...DAY.slice(1)]],
  ])('one %s makes none either', async (_, again) => {
    const opening = cashMove('Anfangsbestand', 10_000, { id: 'o', ...at(8) });
    const next = cashMove('Anfangsbestand', 16_000, { id: 'p', endedAt: '2026-11-21T08:00:00' });
    await importOne(exportOf([opening, ...DAY], { number: '7' }));
    const both = exportOf([opening, ...again], { number: '7' });
    addExport(both, exportOf([next], { number: '8', madeAt: '2026-11-21T20:00:00' }));
    await importOne(both);
    expect(jobs()).toEqual(DAY_JOBS);
  });

  it('a person may let in what came', async () => {
    await importOne(exportOf(DAY, { number: '7' }));
    await importOne(exportOf([...DAY, more], { number: '7' }));
    decide('take-both');
    await ingest().resume();
    expect(jobs()).toEqual([...DAY_JOBS, 'order-cash 777 waiting']);
  });

  it.each<[string, Closing, Closing]>([
    ['booking day', { bookingDay: '2026-11-20' }, { bookingDay: '2026-11-21' }],
    ['currency', { currency: 'EUR' }, { currency: 'CHF' }],
  ])(
    'with another %s is no spelling of the same: nothing is booked, and it is said',
    async (_, first, later) => {
      await importOne(exportOf(DAY, { number: '7', ...first }));
      const report = await importOne(exportOf(DAY, { number: '7', ...later }));
      expect(codes(report)).toEqual(['other-content', 'other-content']);
      expect(jobs()).toEqual(DAY_JOBS);
    },
  );

  it('in another spelling of its times is known', async () => {
    await importOne(exportOf(DAY, { number: '7' }));
    const spelt = (text: string) => text.replaceAll(/T(\d\d:00:00)/g, 'T$1+01:00');
    const source = exportOf(DAY, { number: '7' });
    for (const name of fs.readdirSync(source)) {
      const file = path.join(source, name);
      fs.writeFileSync(file, spelt(fs.readFileSync(file, 'utf8')));
    }
    const report = await importOne(source);
    expect(report).toMatchObject({ conflicts: [], duplicates: 2, events: 0 });
  });

  it('stored by a program that made one job of a payment with a tip keeps that job', () => {
    const source = db()
      .prepare(
        `INSERT INTO sources (kind, name, size, received_at, status) VALUES ('dsfinvk', 'x', 0, 0, 'imported')`,
      )
      .run().lastInsertRowid;
    const events = createEventStore(db());
    const card = { type: 'order-non-cash', paymentType: 'ECKarte' } as const;
    const part = 'noncash:ECKarte:';
    const before: PosEvent = {
      ...{ naturalKey: 'dsfinvk|K1|1|r9', identity: '0123456789abcdef0123456789abcdef' },
      ...{ store: '1', payDesk: 'K1', currency: 'EUR', businessDay: '2026-11-20', occurredAt: NOW },
      ...{ origin: 'transactions.csv:1', payload: '{"spelt":"so"}' },
      jobs: [{ ...card, part, amount: 4_500 }],
    };
    const tip = { part: `contra:TrinkgeldAN:${part}`, businessCase: 'TrinkgeldAN' } as const;
    const store = (event: PosEvent) =>
      events.store(Number(source), event, NOW, { crossCheck: false }).kind;
    expect(store(before)).toBe('new');
    const now = { ...before, payload: '{"spelt":"otherwise"}' };
    const jobsOf = (rest: number) => [
      { ...card, part, amount: rest },
      { ...card, ...tip, amount: 500 },
    ];
    expect(store({ ...now, jobs: jobsOf(4_000) })).toBe('duplicate');
    expect(store({ ...now, jobs: jobsOf(3_999) })).toBe('other-content');
    expect(jobs()).toEqual(['order-non-cash 4500 waiting']);
  });
});

describe('a bill number of two different receipts', () => {
  const daily = (cents: number, day: string): [readonly Receipt[], Closing] => [
    [sale(cents, { id: '1', endedAt: `2026-11-${day}T10:00:00` })],
    { number: day, madeAt: `2026-11-${day}T20:00:00` },
  ];

  beforeEach(async () => {
    await importOne(exportOf(...daily(1_100, '10')));
    expect(jobs()).toEqual(['order-cash 1100 waiting']);
    expect(codes(await importOne(exportOf(...daily(1_200, '11'))))).toEqual(['bill-number-shared']);
  });

  it('both wait', () => {
    expect(jobs()).toEqual(['order-cash 1100 on-hold', 'order-cash 1200 on-hold']);
  });

  it('and go on when a person says that there are two', () => {
    decide('take-both');
    expect(jobs()).toEqual(['order-cash 1100 waiting', 'order-cash 1200 waiting']);
  });

  it('or the later one goes, when it is the same', () => {
    decide('same-receipt');
    expect(jobs()).toEqual(['order-cash 1100 waiting', 'order-cash 1200 excluded']);
  });
});

describe('an opening difference that the program calculates', () => {
  const day = (number: string, opens: number, closing: Closing = {}) =>
    exportOf(
      [
        cashMove('Anfangsbestand', opens, {
          id: `o${number}`,
          endedAt: `2026-11-${number}T08:00:00`,
        }),
        sale(1_000, { id: `s${number}`, endedAt: `2026-11-${number}T09:00:00` }),
      ],
      { number, madeAt: `2026-11-${number}T20:00:00`, ...closing },
    );

  it('within the limit is booked by itself', async () => {
    await importOne(day('10', 10_000));
    await importOne(day('11', 6_000));
    expect(jobs()).toContain('opening-diff -5000 waiting');
  });

  it('beyond it is asked, and booked as what a person says it was', async () => {
    await importOne(day('10', 10_000));
    const report = await importOne(day('11', 5_999));
    expect(codes(report)).toEqual(['opening-difference']);
    expect(jobs().join()).not.toMatch(/diff/);
    const decisions = createProblemDecisions(
      db(),
      createJournal(db(), 'Eva'),
      createEventStore(db()),
    );
    const [problem] = decisions.open(1);
    const as = { type: 'cash-out', account: '1800' } as const;
    decisions.decide(problem?.id ?? 0, 'post', { reason: 'taken to the bank', as, now: NOW });
    expect(jobs()).toContain('cash-out -5001 waiting');
  });

  it('the limit is of the store', async () => {
    createSettingsStore(db()).set(OPENING_DIFFERENCE_LIMITS, { Nord: 10_000 });
    await importOne(day('10', 10_000, { store: 'Nord' }));
    await importOne(day('11', 1_000, { store: 'Nord' }));
    expect(jobs()).toContain('opening-diff -10000 waiting');
  });

  it('none is made of two stores whose tills share a number', async () => {
    await importOne(day('10', 10_000, { store: 'Nord' }));
    const report = await importOne(day('11', 9_900, { store: 'Süd' }));
    expect(report.conflicts).toEqual([]);
    expect(jobs().join()).not.toMatch(/diff/);
  });
});

it('a payment that is corrected afterwards waits for a person, and the rest of its day does not', async () => {
  const corrected: Receipt = {
    id: 'c1',
    lines: [],
    payments: [
      { type: 'Bar', cents: -3_000 },
      { type: 'ECKarte', cents: 3_000 },
    ],
  };
  const source = exportOf([...DAY, corrected]);
  expect(codes(await importOne(source))).toEqual(['payment-correction']);
  expect(jobs()).toEqual(DAY_JOBS);
  decide('post');
  expect(jobs()).toEqual([...DAY_JOBS, 'order-cash -3000 waiting', 'order-non-cash 3000 waiting']);
  const again = await importOne(exportOf([...DAY, corrected], { store: 'Mitte' }));
  expect(again).toMatchObject({ events: 0, conflicts: [] });
});

it('a missing closing inside one export is told', async () => {
  const source = exportOf([sale(100, { id: 'a' })], { number: '1' });
  addExport(
    source,
    exportOf([sale(200, { id: 'b' })], { number: '3', madeAt: '2026-11-22T20:00:00' }),
  );
  const report = await importOne(source);
  expect(report.warnings.map(({ code }) => code)).toContain('closing-gap');
});
