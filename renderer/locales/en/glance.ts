/** A month at a glance, in English. */
import type { Locale } from '../de/index.ts';

export const glance: Locale['glance'] = {
  title: 'Month at a glance',
  intro:
    'How many documents came on which day, what the drawers lacked, and how soon it was booked. Click a bar to see its documents in the list.',
  documents: 'Documents per business day',
  by: 'Split',
  byStanding: 'by state',
  byType: 'by type',
  standing: {
    synced: 'in RetailSuite',
    going: 'sent automatically',
    person: 'needs you',
    aside: 'on hold or excluded',
  },
  none: 'There are no documents in this month.',
  allBooked_one: '{{count, number}} document, booked in RetailSuite.',
  allBooked_other: '{{count, number}} documents, all booked in RetailSuite.',
  someOpen_one: '{{count, number}} document, not in RetailSuite yet.',
  someOpen_other: '{{count, number}} documents, {{open}} of them not in RetailSuite yet.',
  bar_one: '{{day}}: {{count, number}} document',
  bar_other: '{{day}}: {{count, number}} documents',
  keys: 'Use the arrow keys to go from day to day, and Enter to see the documents of the day.',
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
  shortOf_one: '{{name}}: {{money}} short, show {{count, number}} document',
  shortOf_other: '{{name}}: {{money}} short, show {{count, number}} documents',
  overOf_one: '{{name}}: {{money}} over, show {{count, number}} document',
  overOf_other: '{{name}}: {{money}} over, show {{count, number}} documents',
  tooLarge: 'too large to add up',
  times: 'From receipt to booking',
  time: {
    minutes: 'within 5 minutes',
    hour: 'within 1 hour',
    day: 'within 24 hours',
    longer: 'longer',
  },
  timesSentence_one: '{{quick}} of {{count, number}} document was booked within an hour.',
  timesSentence_other: '{{quick}} of {{count, number}} documents were booked within an hour.',
  timesNone: 'Nothing has been booked in this month yet.',
  timesTooMany:
    'With more than 200,000 documents in a month, the time until they were booked is not worked out.',
  ahead_one:
    '{{count, number}} document has a time after it was booked. The clock of the till is fast.',
  ahead_other:
    '{{count, number}} documents have times after they were booked. The clock of a till is fast.',
};
