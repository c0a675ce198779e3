/** What belongs to no invoice comes out of the payments: one job for each contra account, to the cent. */
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { referencesOf } from '../../../electron/core/db/references.ts';
import { parseInboxLine } from '../../../electron/core/ingest/inbox-file.ts';
import {
  takeContraParts,
  type ContraSum,
  type Part,
} from '../../../electron/core/ingest/formats/dsfinvk/contra-parts.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { read, reasonsOf, writeExport, type Line, type Payment } from './export-builder.ts';

const line = (type: string, cents: number, text = ''): Line => ({ type, cents, text, vat: '5' });
const bar = (cents: number): Payment => ({ type: 'Bar', cents });
const card = (cents: number, name = ''): Payment => ({ type: 'ECKarte', cents, name });
const none: Payment = { type: 'Keine', cents: 0 };

/** `type amount part → business case "name"` */
async function jobsOf(lines: readonly Line[], payments: readonly Payment[]): Promise<string[]> {
  const folder = tempFolder();
  const messages = await read(
    writeExport(path.join(folder, 'export'), [{ lines, payments }]),
    folder,
  );
  expect(reasonsOf(messages)).toEqual([]);
  return messages.flatMap((message) =>
    message.kind === 'events'
      ? message.events.flatMap(({ jobs }) =>
          jobs.map(
            ({ type, amount, part, businessCase = 'invoice', businessName = '' }) =>
              `${type} ${amount} ${part} → ${businessCase}${businessName && ` "${businessName}"`}`,
          ),
        )
      : [],
  );
}

describe('tips and receivables inside a receipt', () => {
  it.each<[string, Line[], Payment[], string[]]>([
    [
      'a tip on a card: 40.00 for the invoice, 5.00 for the staff',
      [line('Umsatz', 4_000), line('TrinkgeldAN', 500, 'Trinkgeld')],
      [card(4_500)],
      [
        'order-non-cash 4000 noncash:ECKarte: → invoice',
        'order-non-cash 500 contra:TrinkgeldAN:noncash:ECKarte: → TrinkgeldAN "Trinkgeld"',
      ],
    ],
    [
      'out of the payment of the same amount',
      [line('Umsatz', 4_000), line('TrinkgeldAN', 500)],
      [card(4_000), bar(500)],
      ['order-non-cash 4000 noncash:ECKarte: → invoice', 'order-cash 500 cash → TrinkgeldAN'],
    ],
    [
      'else of the largest',
      [line('Umsatz', 4_000), line('TrinkgeldAN', 500)],
      [card(2_600), bar(1_900)],
      [
        'order-cash 1900 cash → invoice',
        'order-non-cash 2100 noncash:ECKarte: → invoice',
        'order-non-cash 500 contra:TrinkgeldAN:noncash:ECKarte: → TrinkgeldAN',
      ],
    ],
    [
      'of two where the largest is too small',
      [line('Umsatz', 500), line('Forderungsaufloesung', 4_000)],
      [card(2_500), bar(2_000)],
      [
        'order-cash 500 cash → invoice',
        'order-non-cash 2500 noncash:ECKarte: → Forderungsaufloesung',
        'order-cash 1500 contra:Forderungsaufloesung:cash → Forderungsaufloesung',
      ],
    ],
    [
      'a receivable beside a return that is set off',
      [line('Umsatz', -300), line('Forderungsaufloesung', 2_300)],
      [bar(2_000)],
      [
        'order-cash -300 cash → invoice',
        'order-cash 2300 contra:Forderungsaufloesung:cash → Forderungsaufloesung',
      ],
    ],
    [
      'one job for each of a tip and a receivable',
      [line('TrinkgeldAN', 200), line('Forderungsaufloesung', 2_300), line('Umsatz', 1_000)],
      [bar(3_500)],
      [
        'order-cash 1000 cash → invoice',
        'order-cash 200 contra:TrinkgeldAN:cash → TrinkgeldAN',
        'order-cash 2300 contra:Forderungsaufloesung:cash → Forderungsaufloesung',
      ],
    ],
    [
      'lines of one name are one job',
      [line('Umsatz', 100), line('TrinkgeldAN', 20, 'Eva'), line('TrinkgeldAN', 30, 'Eva')],
      [bar(150)],
      [
        'order-cash 100 cash → invoice',
        'order-cash 50 contra:TrinkgeldAN:cash → TrinkgeldAN "Eva"',
      ],
    ],
    [
      'a tip that is paid out beside a sale',
      [line('Umsatz', 4_000), line('TrinkgeldAN', -500, 'Trinkgeld')],
      [card(4_000), bar(-500)],
      [
        'order-non-cash 4000 noncash:ECKarte: → invoice',
        'cash-out -500 cash → TrinkgeldAN "Trinkgeld"',
      ],
    ],
    [
      'all of it cancelled',
      [line('Umsatz', -4_000), line('TrinkgeldAN', -500)],
      [card(-4_500)],
      [
        'order-non-cash -4000 noncash:ECKarte: → invoice',
        'order-non-cash -500 contra:TrinkgeldAN:noncash:ECKarte: → TrinkgeldAN',
      ],
    ],
    [
      'a receivable alone is the whole payment, and the job that it always was',
      [line('Forderungsaufloesung', 2_300)],
      [bar(2_300)],
      ['order-cash 2300 cash → Forderungsaufloesung'],
    ],
  ])('%s', async (_, lines, payments, expected) => {
    expect(await jobsOf(lines, payments)).toEqual(expected);
  });
});

describe('a voucher given for a return', () => {
  it.each<[string, Line[], Payment[], string[]]>([
    [
      'is a refund on voucher',
      [line('Umsatz', -2_000), line('MehrzweckgutscheinKauf', 2_000)],
      [none],
      ['order-non-cash -2000 refund:voucher → invoice'],
    ],
    [
      'beside cash is two refunds',
      [line('Umsatz', -2_000), line('MehrzweckgutscheinKauf', 1_500)],
      [bar(-500)],
      ['order-cash -500 cash → invoice', 'order-non-cash -1500 refund:voucher → invoice'],
    ],
    [
      'twin: one that is worth more than the return is bought',
      [line('Umsatz', -2_000), line('MehrzweckgutscheinKauf', 5_000)],
      [bar(3_000)],
      ['order-cash 3000 cash → invoice'],
    ],
    [
      'twin: one that is sold beside goods is bought',
      [line('Umsatz', 2_000), line('MehrzweckgutscheinKauf', 5_000)],
      [bar(7_000)],
      ['order-cash 7000 cash → invoice'],
    ],
  ])('%s', async (_, lines, payments, expected) => {
    expect(await jobsOf(lines, payments)).toEqual(expected);
  });
});

it('moves of the drawer keep what they were for: GV_NAME, else the text', async () => {
  const lines = [
    { type: 'Auszahlung', cents: -1_290, name: 'Porto', text: 'Briefmarken', vat: '5' },
    { type: 'Privatentnahme', cents: -3_000, text: 'Inhaber', vat: '5' },
  ];
  expect(await jobsOf(lines, [bar(-4_290)])).toEqual([
    'cash-out -1290 line:1 → Auszahlung "Porto"',
    'cash-out -3000 line:2 → Privatentnahme "Inhaber"',
  ]);
});

it('no cent is lost or made, however tips and receivables meet payments', () => {
  const cents = fc.integer({ min: -5_000, max: 5_000 }).filter((amount) => amount !== 0);
  const payments = fc.uniqueArray(
    fc.record({
      part: fc.constantFrom('cash', 'noncash:ECKarte:', 'noncash:Unbar:'),
      amount: cents,
    }),
    { minLength: 1, selector: ({ part }) => part },
  );
  const sums = fc.array(
    fc.record({
      businessCase: fc.constantFrom('TrinkgeldAN', 'Forderungsaufloesung'),
      amount: cents,
    }),
    { minLength: 1, maxLength: 4 },
  );
  const seed = Date.now();
  console.log(`contra parts: SEED=${seed}`);
  fc.assert(
    fc.property(payments, sums, (paid, owed) => {
      const parts: Part[] = paid.map(({ part, amount }) =>
        part === 'cash' ? { part, amount } : { part, amount, paymentType: 'ECKarte' },
      );
      const { jobs, left } = takeContraParts(owed as readonly ContraSum[], parts);
      const total = (of: readonly { amount: number }[]) =>
        of.reduce((sum, { amount }) => sum + amount, 0);
      expect(total(jobs)).toBe(total(owed));
      expect(total(jobs) + total(left)).toBe(total(parts));
      expect(jobs.every(({ amount }) => amount !== 0)).toBe(true);
      const all = [...left, ...jobs];
      expect(new Set(all.map(({ part }) => part)).size).toBe(all.length);
      expect(new Set(referencesOf('identity', 0, all)).size).toBe(all.length);
    }),
    { seed },
  );
});

it('references of parts are their own, and do not hang on the names of cards and people', () => {
  const of = (...parts: string[]) =>
    referencesOf(
      'identity',
      0,
      parts.map((part, index) => ({ part, amount: 100 * (index + 1) })),
    );
  const [tip, rest] = of('contra:TrinkgeldAN:noncash:ECKarte:Visa', 'noncash:ECKarte:Visa');
  // What a program without business cases booked the whole payment under.
  expect(rest).toBe(of('noncash:ECKarte:girocard')[0]);
  expect(tip).not.toBe(rest);
  expect(of('contra:TrinkgeldAN#2:noncash:ECKarte:girocard')[0]).toBe(tip);
});

describe('the inbox', () => {
  const jobsOfLine = (event: object) => {
    const told = { version: 1, id: '1', store: '1', payDesk: 'K1', businessDay: '2026-11-20' };
    const text = JSON.stringify({ ...told, occurredAt: '2026-11-20T10:00:00+01:00', ...event });
    const parsed = parseInboxLine(text, 'events.jsonl', 1);
    if (!parsed.ok) throw new Error(parsed.problem.message);
    return parsed.event.jobs;
  };

  it.each([
    [{ reason: 'Privatentnahme' }, { businessCase: 'Privatentnahme' }],
    [{ reason: 'auszahlung', text: 'Briefmarken' }, { businessCase: 'Auszahlung', businessName: 'Briefmarken' }], // prettier-ignore
    [{ reason: 'Briefmarken' }, { businessCase: 'Auszahlung', businessName: 'Briefmarken', text: 'Briefmarken' }], // prettier-ignore
    [{ reason: 'Porto', text: '2 Bogen' }, { businessCase: 'Auszahlung', businessName: 'Porto', text: '2 Bogen' }], // prettier-ignore
    [{ text: 'Fensterputzer' }, { businessCase: 'Auszahlung', businessName: 'Fensterputzer' }],
    [{}, { businessCase: 'Auszahlung' }],
  ])('money taken out with %j is %j', (more, expected) => {
    expect(jobsOfLine({ type: 'cash-out', amountCents: -100, ...more })).toMatchObject([expected]);
  });

  it('a payment that is a tip belongs to no invoice, the others do', () => {
    const payments = [
      { method: 'non-cash', paymentType: 'ECKarte', amountCents: 4_000 },
      { method: 'non-cash', paymentType: 'ECKarte', amountCents: 500, reason: 'TrinkgeldAN' },
    ];
    const jobs = jobsOfLine({ type: 'receipt', billNumber: 'B-1', payments });
    expect(jobs.map(({ amount, businessCase = null }) => [amount, businessCase])).toEqual([
      [4_000, null],
      [500, 'TrinkgeldAN'],
    ]);
    const settled = { type: 'order-cash', billNumber: 'B-2', amountCents: 2_300 };
    expect(jobsOfLine({ ...settled, reason: 'Forderungsaufloesung' })).toMatchObject([
      { type: 'order-cash', businessCase: 'Forderungsaufloesung' },
    ]);
    expect(jobsOfLine({ ...settled, reason: 'Umsatz' })[0]).not.toHaveProperty('businessCase');
  });
});
