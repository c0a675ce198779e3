/** What the import could not book, in English. */
import type { Locale } from '../de/index.ts';

export const problems: Pick<Locale, 'problems'> = {
  problems: {
    banner_one: '{{count, number}} notice of the import waits for your decision.',
    banner_other: '{{count, number}} notices of the import wait for your decision.',
    bannerSafe: 'What is concerned was not booked; everything else goes on.',
    bannerLink: 'Show',
    title: 'Notices of the import',
    intro: 'What stands here was not booked. The original files are kept unchanged.',
    none: 'Everything was read, there are no notices.',
    showing: 'The newest {{shown, number}} of {{total, number}} are shown.',
    found: 'Found {{when}} in {{source}}',
    line: 'line {{line}}',
    columnAt: 'column {{column}}',
    closingTitle: 'Closing {{closing}} of pay desk {{payDesk}} is blocked',
    closingDay: 'Business day {{day}}',
    closingText:
      'Its numbers do not add up. So this closing books nothing until the till delivers a correct export.',
    closingNext:
      'Make the export again at the till. If it still disagrees, the maker of the till helps; they need the numbers below.',
    conflictTitle: 'The same document came with other content',
    conflictText: 'The document that came first still counts and was not overwritten.',
    conflictNext: 'Compare both with the receipt. If they differ, your tax adviser helps.',
    rejectedTitle: 'A line could not be read',
    rejectedText: 'The other lines of the file were taken over.',
    rejectedNext:
      'Have the line corrected by whoever looks after the till interface, and drop it in again.',
    sourceTitle: 'A source could not be read',
    sourceText: 'Nothing of this source was booked.',
    sourceNext: 'Make the export again and drop it in once more.',
    details: 'Compare and decide',
    storedVersion: 'Stored',
    incomingVersion: 'Arrived later',
    difference: 'Value',
    differences: 'What differs',
    jobsOf: 'Bookings',
    reasonLabel: 'Why? (stands in the history later)',
    reasonNeeded: 'Please give a reason.',
    decide: {
      keep: 'Keep the stored document',
      'take-new': 'Take the new document as a correction',
      release: 'Book it anyway',
      discard: 'Book nothing of it',
      acknowledge: 'Seen',
    },
    decideHelp: {
      keep: 'The new one is not booked.',
      'take-new':
        'The stored one is not sent any more; nothing of it is booked yet. The new one is booked.',
      release:
        'The documents are booked although the numbers disagree. Ask your tax consultant first.',
      discard: 'A later export that adds up is booked all the same.',
      acknowledge: 'The notice leaves the list and stays in the history.',
    },
    bookedAlready:
      'Something of it is booked already or under way. If the new document is right, correct the booking in RetailSuite and keep the stored one here.',
    decided: 'Decided. It stands in the history.',
    decidedAlready: 'Somebody has decided about this already. Nothing was changed.',
    history: 'What is decided already',
    historyNone: 'Nothing yet.',
    bySelf: 'has settled itself',
    reasons: 'Reasons',
    failed: 'The notices could not be read: {{reason}}',
  },
};
