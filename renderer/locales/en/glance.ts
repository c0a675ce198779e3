/** A month at a glance, in English. */
import type { Locale } from '../de/index.ts';

export const glance: Locale['glance'] = {
  title: 'Month at a glance',
  intro:
    'How many receipts came on which day, what was missing in the drawers, and how soon it all was booked. Click a bar to see its receipts in the list.',
  documents: 'Receipts per business day',
  by: 'Split',
  byStanding: 'by state',
  byType: 'by type',
  standing: {
    synced: 'in RetailSuite',
    going: 'sent automatically',
    person: 'needs you',
    aside: 'on hold or excluded',
  },
  none: 'There are no receipts in this month.',
  allBooked_one: '{{count, number}} receipt, booked in RetailSuite.',
  allBooked_other: '{{count, number}} receipts, all booked in RetailSuite.',
  someOpen_one: '{{count, number}} receipt, not in RetailSuite yet.',
  someOpen_other: '{{count, number}} receipts, {{open}} of them not in RetailSuite yet.',
  bar_one: '{{day}}: {{count, number}} receipt',
  bar_other: '{{day}}: {{count, number}} receipts',
  keys: 'Use the arrow keys to go from day to day, and Enter to see the receipts of the day.',
  table: 'As a table',
  tableOf: 'Table: {{name}}',
  day: 'Day',
  all: 'All',
  month: 'Month',
  differences: 'Cash differences by pay desk',
  differencesNone: 'No pay desk counted a difference in this month.',
  differencesSentence: 'Counted minus expected, when opening and when closing.',
  payDesk: 'Pay desk',
  short: 'Short',
  over: 'Over',
  net: 'Net',
  shortOf_one: '{{name}}: {{money}} short, show {{count, number}} receipt',
  shortOf_other: '{{name}}: {{money}} short, show {{count, number}} receipts',
  overOf_one: '{{name}}: {{money}} over, show {{count, number}} receipt',
  overOf_other: '{{name}}: {{money}} over, show {{count, number}} receipts',
  tooLarge: 'too large to add up',
  times: 'From receipt to posting',
  time: {
    minutes: 'within 5 minutes',
    hour: 'within 1 hour',
    day: 'within 24 hours',
    longer: 'longer',
  },
  timesSentence_one: '{{quick}} of {{count, number}} receipt was booked within an hour.',
  timesSentence_other: '{{quick}} of {{count, number}} receipts were booked within an hour.',
  timesNone: 'Nothing has been booked in this month yet.',
  timesTooMany:
    'With more than 200,000 receipts in a month, the time until they were booked is not worked out.',
  ahead_one:
    '{{count, number}} receipt has a time after it was booked. The clock of the till is fast.',
  ahead_other:
    '{{count, number}} receipts have times after they were booked. The clock of a till is fast.',
};
