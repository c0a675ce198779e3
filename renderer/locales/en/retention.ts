import type { Locale } from '../de/index.ts';

/** Retention periods in the settings: what would go, what stays and why. */
export const retention: Pick<Locale, 'retention' | 'retentionHeld' | 'retentionClock'> = {
  retention: {
    title: 'Retention and erasure',
    text: 'How long receipts and books have to stay; after that personal data should be erased. Periods shorter than the law’s are not possible. They count from the end of the year.',
    years: 'years',
    recordYears: 'Keep records for',
    recordYearsHelp:
      'What the program stored of receipts and sent to RetailSuite. The law asks for 10 years (§ 147 AO).',
    voucherYears: 'Keep the tills’ originals for',
    voucherYearsHelp: 'The files as the tills delivered them. The law asks for 8 years.',
    nightly: 'Erase them each night after that',
    nightlyHelp:
      'What is erased is gone for good; it happens after a good backup. While a tax audit is running or an assessment is open, the periods are longer: leave this off then. If in doubt, ask your tax adviser.',
    looking: 'Looking for what would be erased …',
    now: 'Would be erased now',
    nothing:
      'Nothing. Records before {{records}} and originals before {{originals}} would be past their time.',
    due: '{{what}}: records before {{records}}, originals before {{originals}}. Amounts, days, numbers and seals stay.',
    receipts_one: '{{count, number}} receipt',
    receipts_other: '{{count, number}} receipts',
    originals_one: '{{count, number}} original file',
    originals_other: '{{count, number}} original files',
    both: '{{receipts}} and {{originals}}',
    held: 'Past its time, and kept all the same:',
    lastRun: 'Last erasure',
    last: '{{when}}: {{what}}.',
    lastNone: 'Never.',
    lastBusy: 'Something was being sent; the rest follows automatically.',
    failed:
      'The last erasure stopped: {{reason}} The rest follows next night; only what the journal lists is erased.',
  },
  retentionHeld: {
    'not-booked_one':
      '{{count, number}} closing with receipts that are not booked and read back yet',
    'not-booked_other':
      '{{count, number}} closings with receipts that are not booked and read back yet',
    'in-doubt_one':
      '{{count, number}} closing where it is unclear what RetailSuite has already booked',
    'in-doubt_other':
      '{{count, number}} closings where it is unclear what RetailSuite has already booked',
    'not-sealed_one': '{{count, number}} closing without a seal',
    'not-sealed_other': '{{count, number}} closings without a seal',
    question_one: '{{count, number}} closing with a question for you',
    question_other: '{{count, number}} closings with questions for you',
    'no-closing_one': '{{count, number}} receipt that belongs to no closing',
    'no-closing_other': '{{count, number}} receipts that belong to no closing',
    'unfinished-import_one':
      '{{count, number}} original file that is not read to its end, or about which a question waits',
    'unfinished-import_other':
      '{{count, number}} original files that are not read to their end, or about which questions wait',
  },
  retentionClock: {
    right: 'The clock of this PC is right.',
    ahead:
      'The clock of this PC is ahead, or RetailSuite could not be reached for some time. Only the date RetailSuite last gave counts.',
    behind:
      'The clock of this PC is behind: RetailSuite last gave a later date. Correct the clock; until then nothing is erased.',
    unknown:
      'Neither RetailSuite nor a till has said yet what day it is, and the program does not rely on the clock of this PC alone here. Nothing is erased. Sign in to RetailSuite.',
  },
};
