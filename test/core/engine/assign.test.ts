import { describe, expect, it } from 'vitest';
import { assign } from '../../../electron/core/engine/post.ts';
import { DEFAULT_TEXTS } from '../../../electron/core/engine/posting-texts.ts';
import type { JobToSend } from '../../../electron/core/db/jobs/rows.ts';
import { JOB_TYPES } from '../../../shared/domain/job.ts';
import {
  ACCOUNT_PRESETS,
  PAYMENT_TYPES,
  PRESET_ACCOUNTS,
  type AccountRow,
} from '../../../shared/domain/accounts.ts';
import { accountBook, findForJob } from '../../../shared/domain/assignment.ts';

const job: JobToSend = {
  id: 1,
  type: 'order-non-cash',
  state: 'waiting',
  amount: 100,
  currency: 'EUR',
  business_day: '2026-11-20',
  store: 'S1',
  pay_desk: 'K1',
  payment_type: 'Kreditkarte',
  payment_name: 'Visa',
  business_case: null,
  business_name: null,
  text: null,
  closing: '17',
  bill_number: '2-2026/11/0000000025',
  invoice_number: '202600040',
  debtor: '10007',
  reference: 'VP-1',
  earlier_reference: null,
  needs_invoice: 0,
  attempts: 0,
  created_at: 0,
  in_doubt_since: null,
  contra_account: null,
};

const row = (account: string, more: Partial<AccountRow> = {}): AccountRow => ({
  type: 'non-cash',
  currency: 'EUR',
  account,
  ...more,
});

it('a card number in the text of an earlier program is not posted', () => {
  const text = 'Rückgabe 4111 1111 1111 1111';
  const book = accountBook(PRESET_ACCOUNTS.SKR03);
  const assigned = assign({ ...job, type: 'cash-out', text }, book, DEFAULT_TEXTS);
  expect(assigned).toMatchObject({ ok: true, input: { text: 'Rückgabe ****' } });
});

describe('account assignment', () => {
  it.each<[string, AccountRow[], string | undefined]>([
    [
      'pay desk before store before all',
      [row('1'), row('2', { store: 'S1' }), row('3', { payDesk: 'K1' })],
      '3',
    ],
    ['store before all', [row('2', { store: 'S1' }), row('1')], '2'],
    [
      'payment type before scope',
      [row('3', { payDesk: 'K1' }), row('4', { paymentType: 'Kreditkarte' })],
      '4',
    ],
    [
      'payment name before payment type',
      [
        row('4', { paymentType: 'Kreditkarte' }),
        row('5', { paymentType: 'Kreditkarte', paymentName: 'Visa' }),
      ],
      '5',
    ],
    ['nothing of another pay desk', [row('3', { payDesk: 'K2' })], undefined],
    ['nothing in another currency', [row('1', { currency: 'CHF' })], undefined],
  ])('%s', (_, rows, expected) => {
    expect(findForJob(accountBook(rows), 'non-cash', job)?.account).toBe(expected);
  });

  describe('cash given out on a card payment', () => {
    const cashBack = { ...job, type: 'cash-out', amount: -1_000 } as const;
    const rows = [
      row('1000', { type: 'cash' }),
      row('1360', { type: 'contra-cash-out' }),
      row('1461'),
      row('1462', { paymentType: 'Kreditkarte' }),
      row('1463', { paymentType: 'Kreditkarte', paymentName: 'Visa' }),
    ];
    const contraOf = (given: JobToSend, assigned: readonly AccountRow[]) => {
      const done = assign(given, accountBook(assigned), DEFAULT_TEXTS);
      return done.ok ? done.input.contraAccount : done.cause;
    };

    it('goes against the clearing account of that card', () => {
      expect(contraOf(cashBack, rows)).toBe('1463');
      expect(contraOf({ ...cashBack, payment_name: null }, rows)).toBe('1462');
      expect(contraOf({ ...cashBack, payment_type: 'ECKarte' }, rows)).toBe('1461');
    });

    it('is no refund on a voucher, although it is negative', () => {
      const voucher = { ...cashBack, payment_type: 'voucher', payment_name: null };
      const more = [
        ...rows,
        row('1700', { paymentType: 'voucher' }),
        row('1701', { type: 'voucher-refund' }),
      ];
      expect(contraOf(voucher, more)).toBe('1700');
    });

    it('twin: without an account for the card, and as records made before: the usual contra account', () => {
      expect(contraOf(cashBack, rows.slice(0, 2))).toBe('1360');
      const before = { ...cashBack, payment_type: null, payment_name: null };
      expect(contraOf(before, rows)).toBe('1360');
      const drawer = [...rows.slice(0, 2), row('1000')];
      expect(contraOf(cashBack, drawer)).toBe('1360');
    });
  });

  it.each(ACCOUNT_PRESETS)(
    'the preset %s covers every job type and every payment type',
    (preset) => {
      for (const type of JOB_TYPES) {
        const business_case = type === 'cash-in' || type === 'cash-out' ? 'Geldtransit' : null;
        for (const payment_type of type === 'order-non-cash' ? PAYMENT_TYPES : [null]) {
          for (const amount of [1, -1]) {
            const assigned = assign(
              { ...job, type, payment_type, amount, business_case },
              accountBook(PRESET_ACCOUNTS[preset]),
              DEFAULT_TEXTS,
            );
            expect(assigned).toMatchObject({ ok: true });
          }
        }
      }
    },
  );

  it('a missing account is named with what it is for', () => {
    const assigned = assign(
      { ...job, currency: 'CHF' },
      accountBook(PRESET_ACCOUNTS.SKR03),
      DEFAULT_TEXTS,
    );
    expect(assigned).toMatchObject({ ok: false, cause: 'account-missing' });
    expect(assigned.ok ? '' : assigned.message).toMatch(/non-cash.*Kreditkarte.*K1.*CHF/);
  });

  it('receipt 1 is the invoice for orders, the bill number or the closing for the rest', () => {
    const receipt = (given: Partial<JobToSend>) => {
      const assigned = assign(
        { ...job, ...given },
        accountBook(PRESET_ACCOUNTS.SKR03),
        DEFAULT_TEXTS,
      );
      return assigned.ok ? assigned.input.receipt : undefined;
    };
    expect(receipt({})).toBe('202600040');
    const transit = {
      type: 'cash-in',
      business_case: 'Geldtransit',
      invoice_number: null,
    } as const;
    expect(receipt(transit)).toBe('2-2026/11/0000000025');
    expect(receipt({ type: 'close-diff', invoice_number: null, bill_number: null })).toBe('Z17');
  });
});
