/** Who an event is: the same on every PC and from every export, and never two that are one. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  credibleInstant,
  identityOf,
  receiptAmounts,
  referenceOfKey,
  referencesOf,
  type IdentityFacts,
} from '../../../electron/core/db/references.ts';
import { DAY, SECOND } from '../../../shared/domain/time.ts';

const AT = Date.parse('2026-11-20T16:04:05Z');
const RECEIPT = {
  kind: 'dsfinvk',
  id: 'B-17',
  at: AT,
  amounts: [
    ['paid:bar', 1_000],
    ['paid:eckarte', 2_550],
  ],
} satisfies IdentityFacts;
const PARTS = [
  { part: 'cash', amount: 1_000 },
  { part: 'noncash:ECKarte:girocard', amount: 2_550 },
];

const identity = (change: Partial<IdentityFacts> = {}) => identityOf({ ...RECEIPT, ...change });

describe('the identity of an event', () => {
  it('is what it always was: RS knows what is booked by it', () => {
    expect(identity()).toBe('1d3d9ad8d9eb6bab5d9644df1d271fc7');
    expect(referencesOf(identity(), 0, PARTS)).toEqual([
      'VP-d56774054255043044f258a94c3ad208',
      'VP-1a7ce2d4e449968bc5ae842c4f45d1c1',
    ]);
    expect(referenceOfKey('dsfinvk|K1|1|B1', 'cash')).toBe('VP-47132dfdc3101e0ae04a99e0112b088f');
  });

  it('does not hang on the order of payments, on fractions of a second, or on ways that cancel out', () => {
    const amounts = [
      ['paid:eckarte', 2_000],
      ['paid:bar', 1_000],
      ['paid:keine', 0],
      ['paid:eckarte', 550],
    ] as const;
    expect(identity({ amounts, at: AT + 999 })).toBe(identity());
  });

  it.each<[string, Partial<IdentityFacts>]>([
    ['another id', { id: 'B-18' }],
    ['another second', { at: AT + SECOND }],
    ['another amount', { amounts: [['paid:bar', 3_550]] }],
    ['another way of paying', { amounts: [['paid:eckarte', 1_000], ['paid:bar', 2_550]] }], // prettier-ignore
    ['another kind of source', { kind: 'inbox' }],
    ['something else of the receipt', { aspect: 'opening-difference' }],
  ])('changes with %s', (_, change) => {
    expect(identity(change)).not.toBe(identity());
  });

  it('takes payments and drawer lines as they are meant, not as they are spelt; sales lines count for nothing', () => {
    const payments = [{ type: ' BAR', amount: -500 }];
    const of = (type: string, gross: number, voided = 0) =>
      identity({ amounts: receiptAmounts(payments, [{ type, gross, voided }]) });
    expect(of('Geldtransit', -500_000)).toBe(of('geldtransit ', -500_000));
    expect(of('Geldtransit', -500_000)).not.toBe(of('Auszahlung', -500_000));
    expect(of('Umsatz', -500_000)).toBe(of('Rabatt', -1_000));
    expect(of('Geldtransit', -500_000, 1)).toBe(of('Umsatz', 0));
  });
});

describe('the time of a receipt', () => {
  it.each([
    ['1970-01-01T00:00:00Z', false],
    ['0001-01-01T00:00:00Z', false],
    ['2036-02-07T06:28:15Z', false],
    ['2026-11-19T23:59:00Z', true],
    ['2026-03-11T10:00:00Z', true],
  ])('%s: credible %s; if not, its closing says when it was', (text, isCredible) => {
    const said = Date.parse(text);
    expect(credibleInstant(said, AT)).toBe(isCredible ? said : AT);
  });

  it('is the closing’s where the till says none, and the till’s where the closing says none', () => {
    expect(credibleInstant(undefined, AT)).toBe(AT);
    expect(credibleInstant(5 * DAY, 0)).toBe(5 * DAY);
  });
});

describe('the references of its jobs', () => {
  it('do not hang on names of cards, on places of lines, or on the order of equal parts', () => {
    const visa = [
      { part: 'noncash:Kreditkarte:Visa', amount: 10 },
      { part: 'noncash:Kreditkarte:Master', amount: 20 },
      { part: 'line:2', amount: -5 },
    ];
    const renamed = [
      { part: 'line:7', amount: -5 },
      { part: 'noncash:Kreditkarte:VISA credit', amount: 10 },
      { part: 'noncash:Kreditkarte:MC', amount: 20 },
    ];
    const [ten, twenty, line] = referencesOf(identity(), 0, visa);
    expect(referencesOf(identity(), 0, renamed)).toEqual([line, ten, twenty]);
  });

  it('are of 35 characters that RS takes, each once: in the event, and when a person lets the same event in again', () => {
    const part = fc.record({
      part: fc.constantFrom('cash', 'line:1', 'line:2', 'noncash:ECKarte:a', 'noncash:ECKarte:b'),
      amount: fc.integer({ min: -3, max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const all = [0, 1, 2].flatMap((nth) => referencesOf(identity(), nth, parts));
        expect(new Set(all).size).toBe(all.length);
        for (const reference of all) expect(reference).toMatch(/^VP-[0-9a-f]{32}$/);
      }),
    );
  });
});
