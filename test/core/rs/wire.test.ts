import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FiscalYear, PostingInput } from '../../../electron/core/rs/connector.ts';
import { buildPosting } from '../../../electron/core/rs/wire.ts';
import { formatPlain, fromWireNumber, toWireNumber } from '../../../shared/domain/money.ts';

const YEARS: FiscalYear[] = [
  { id: '9', from: '2021-01-01', to: '2021-12-31', currency: 'EUR', planning: true },
  { id: '2', from: '2021-01-01', to: '2021-12-31', currency: 'EUR', planning: false },
  { id: '3', from: '2022-07-01', to: '2023-06-30', currency: 'EUR', planning: false },
];
const INPUT: PostingInput = {
  account: '1001',
  contraAccount: '10007',
  amount: 5_999,
  currency: 'EUR',
  receipt: '202100040',
  text: 'POS Barzahlung',
  businessDay: '2021-11-10',
  reference: 'VP-1',
};

function built(more: Partial<PostingInput>) {
  const result = buildPosting({ ...INPUT, ...more }, YEARS);
  if (!result.ok) throw new Error(result.message);
  return result.posting;
}

describe('the posting', () => {
  it('is the documented sample, field by field and type by type, with our reference', () => {
    expect(JSON.stringify(built({}))).toBe(
      '{"bstKey":0,"gegkonto":10007,"umsatz":59.99,"beleg1":"202100040","beleg2":"VP-1","konto":"1001",' +
        '"text":"POS Barzahlung","currency":"EUR","i_stkey":0,"datum":"2021-11-10","wj_id":"2","wmonat":11,' +
        '"journal":11,"action":"save"}',
    );
  });

  it.each([
    ['2022-07-01', 1],
    ['2022-12-31', 6],
    ['2023-01-01', 7],
    ['2023-06-30', 12],
  ])('of %s is in month %i of a fiscal year that starts in July', (businessDay, month) => {
    expect(built({ businessDay })).toMatchObject({ wj_id: '3', wmonat: month, journal: month });
  });

  it('of a day without a fiscal year is not made', () => {
    expect(buildPosting({ ...INPUT, businessDay: '2020-05-05' }, YEARS)).toMatchObject({
      ok: false,
      cause: 'fiscal-year-missing',
    });
  });

  it.each([
    ['a text that is longer than thirty characters', 'a text that is longer than thi'],
    ['two\nlines\tand\u0000more', 'two lines and more'],
    ['😀'.repeat(20), '😀'.repeat(15)],
    ['  spaces  ', 'spaces'],
  ])('cuts the text %j to what RS takes', (text, expected) => {
    expect(built({ text }).text).toBe(expected);
  });

  it('keeps every amount exact on the wire and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -99_999_999_99, max: 99_999_999_99 }), (amount) => {
        const text = JSON.stringify(toWireNumber(amount, 'EUR'));
        expect(Number(text)).toBe(Number(formatPlain(amount, 'EUR')));
        expect(fromWireNumber(JSON.parse(text) as number, 'EUR')).toBe(amount);
      }),
    );
  });

  it('reads no amount that the currency cannot have', () => {
    expect(fromWireNumber(1.005, 'EUR')).toBeUndefined();
    expect(fromWireNumber(100, 'JPY')).toBe(100);
    expect(toWireNumber(100, 'JPY')).toBe(100);
  });
});
