/** The cards of conflicts and questions about receipts, in English. */
import type { Locale } from '../de/index.ts';

const STORED_STAYS = 'The receipt that arrived first still counts and was not overwritten.';
const NOT_BOOKED = 'Nothing of it is booked yet; the receipt is stored safely.';

export const conflictCards: Locale['conflictCard'] = {
  'other-content': {
    title: 'The same receipt came with other content',
    money: STORED_STAYS,
    todo: 'Compare both with the printed receipt. If they differ, your tax adviser helps.',
  },
  'other-source': {
    title: 'The same receipt came by two ways',
    money: STORED_STAYS,
    todo: 'If it is the same receipt, confirm it. Otherwise whoever set the till up helps.',
  },
  'closing-number-reused': {
    title: 'A closing number is used twice',
    money:
      'Nothing of the closing that arrived later is booked. Its money may still be missing in RetailSuite.',
    todo: 'Check at the till whether these are two closings. If so, book both; if in doubt, ask the till’s maker.',
  },
  'pay-desk-shared': {
    title: 'Two pay desks may have the same number',
    money: 'Nothing of this closing was booked. Its money is still missing in RetailSuite.',
    todo: 'Check whether both stores have a pay desk with this number. If they do, book both, and the till’s dealer gives one of them a number of its own (Z_KASSE_ID).',
  },
  'closing-changed': {
    title: 'A stored closing came again with other receipts',
    money: 'What came first stays stored and booked; nothing of the new version is booked.',
    todo: 'Find out at the till which version is right. If something was missing, take both: what came is booked then.',
  },
  'closing-repeated': {
    title: 'Stored receipts came under another closing or another name of the till',
    money: 'They are booked once; only what is new in the closing was booked, too.',
    todo: 'If the closing was made again or the till renamed, keep what is stored. Only if it was sold twice, take both.',
  },
  'same-receipt': {
    title: 'A stored receipt appears again under another closing',
    money:
      'The stored receipt still counts. The one that arrived later was not booked, so that nothing is booked twice.',
    todo: 'Compare both. Usually the till has renumbered its closings; then it is the same receipt. If in doubt, ask the till’s maker.',
  },
  'bill-number-shared': {
    title: 'Two receipts have the same number',
    money:
      'Both are stored safely and wait. Neither is booked on the other’s invoice without your decision.',
    todo: 'Compare both with the printed receipts. If in doubt, ask the till’s maker.',
  },
  'opening-difference': {
    title: 'The opening balance does not match the previous closing',
    money: NOT_BOOKED,
    todo: 'Ask whoever opened the till: was money missing, taken out, or put in? Your tax adviser helps with the account.',
  },
  'payment-correction': {
    title: 'A way of paying was corrected afterwards',
    money: NOT_BOOKED,
    todo: 'If the correction agrees with the printed receipt, have it booked. If in doubt, ask your tax adviser.',
  },
  'voucher-paid-out': {
    title: 'A voucher was paid out in cash',
    money: NOT_BOOKED,
    todo: 'If it agrees with the printed receipt, have it booked. Your tax adviser helps with the account.',
  },
};
