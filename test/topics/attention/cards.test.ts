import { expect, it } from 'vitest';
import type { AttentionGroup } from '../../../electron/core/db/attention.ts';
import { listCards } from '../../../electron/topics/attention/cards.ts';
import { PRESET_ACCOUNTS } from '../../../shared/domain/accounts.ts';
import type { AccountBook } from '../../../shared/domain/assignment.ts';

const BOOK: AccountBook = {
  rows: PRESET_ACCOUNTS.SKR03.map((row) => ({ ...row, version: 1 })),
  mergedInto: new Map(),
  version: 1,
};

/** The card of one job whose booking RS refused in these words. */
function cardOf(refusal: string, group: Partial<AttentionGroup>) {
  const { type = 'cash-in' } = group;
  const refused: AttentionGroup = {
    cause: 'account-refused',
    type,
    amount: 1,
    currency: 'EUR',
    payment_type: null,
    payment_name: null,
    business_case: type.startsWith('cash-') ? 'Geldtransit' : null,
    business_name: null,
    store: '2',
    pay_desk: 'K1',
    tally: { count: 1, sums: { EUR: 500 }, oldestAt: 0 },
    ...group,
  };
  const { cards } = listCards(
    { groups: () => [refused], example: () => ({ job: 1, error: refusal }) },
    BOOK,
  );
  return cards.map(({ key }) => key);
}

it.each([
  ['The account 1000 is locked', 'cash-in', 1, 'cash'],
  ['The account 1360 is locked', 'cash-in', 1, 'contra-cash-in'],
  ['The account 1360 is locked', 'cash-out', -1, 'contra-cash-out'],
  ['The account 2300 does not exist', 'close-diff', -1, 'difference-shortage'],
  ['The account 2700 does not exist', 'opening-diff', 1, 'difference-surplus'],
] as const)('%s: the card of a %s (%i) is about %s', (refusal, type, amount, accountType) => {
  expect(cardOf(refusal, { type, amount })).toEqual([
    {
      cause: 'account-refused',
      accountType,
      currency: 'EUR',
      ...(accountType.startsWith('contra-') && { businessCase: 'Geldtransit' }),
    },
  ]);
});

it.each([
  ['The account is locked', 'cash-in'],
  // A part of another number.
  ['The account 10007 is locked', 'order-cash'],
] as const)('%s: none of ours is blamed for a %s', (refusal, type) => {
  expect(cardOf(refusal, { type })).toEqual([{ cause: 'account-refused' }]);
});
