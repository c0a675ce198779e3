/** Help while an account number is typed. */
import { describe, expect, it } from 'vitest';
import { PRESET_ACCOUNTS } from '../../../shared/domain/accounts.ts';
import type { ChartAccount } from '../../../shared/domain/assignment.ts';
import { faultWhileTyping, suggestAccount } from '../../../shared/domain/typed-account.ts';

const account = (number: string, more: Partial<ChartAccount> = {}): [string, ChartAccount] => [
  number,
  { number, description: '', currency: 'EUR', locked: false, ...more },
];
const CHART = new Map([
  account('1360'),
  account('1604'),
  account('1010', { locked: true }),
  account('1020', { currency: 'CHF' }),
]);
const VOUCHER = { type: 'non-cash', paymentType: 'voucher', currency: 'EUR' } as const;
const without = (preset: 'SKR03' | 'SKR04') =>
  PRESET_ACCOUNTS[preset].filter(({ paymentType }) => paymentType !== 'voucher');

describe('a suggestion', () => {
  it('is the account of the preset that the assignment follows', () => {
    expect(suggestAccount(without('SKR03'), VOUCHER, CHART)).toEqual({
      preset: 'SKR03',
      account: '1604',
    });
    expect(suggestAccount(without('SKR04'), VOUCHER, null)).toEqual({
      preset: 'SKR04',
      account: '3304',
    });
  });

  it('is none where RetailSuite would not take it, or no preset is followed', () => {
    expect(suggestAccount(without('SKR04'), VOUCHER, CHART)).toBeNull();
    expect(suggestAccount([], VOUCHER, CHART)).toBeNull();
  });

  it('is none where only a person knows what the money was for', () => {
    const place = { type: 'contra-cash-out', businessCase: 'Auszahlung', currency: 'EUR' } as const;
    expect(suggestAccount(without('SKR03'), place, null)).toBeNull();
  });
});

describe('a fault', () => {
  it.each([
    ['', null],
    ['16', null],
    ['1604', null],
    [' 1604 ', null],
    ['169', 'unknown'],
    ['1010', 'locked'],
    ['1020', 'other-currency'],
    ['0160', 'invalid'],
    ['12a', 'invalid'],
  ])('of %j is %j', (typed, fault) => {
    expect(faultWhileTyping(typed, 'EUR', CHART)).toBe(fault);
  });

  it('is not invented while RetailSuite never listed its accounts', () => {
    expect(faultWhileTyping('169', 'EUR', null)).toBeNull();
  });
});
