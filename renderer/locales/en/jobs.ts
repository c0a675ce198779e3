/** The states of a job explained, in English. */
import type { Locale } from '../de/index.ts';

export const jobs: Pick<Locale, 'stateHelp' | 'invoiceAwaited'> = {
  invoiceAwaited: {
    what: 'RetailSuite has no invoice for this order yet.',
    money: 'Yes. The document is stored on this PC and not booked yet.',
    todo: 'Nothing. We ask again by ourselves; it is usually there within minutes.',
    who: 'Nobody has to help.',
  },
  stateHelp: {
    waiting: 'Is sent by itself. You do not need to do anything.',
    'waiting-invoice': 'RS has no invoice for this order yet. We ask again by ourselves.',
    sending: 'The request is out. That mostly takes a few seconds.',
    unclear:
      'No answer came. We ask RS whether the booking arrived before anything is sent again. Nothing is booked twice.',
    attention: 'The program cannot go on alone here. It needs you.',
    'on-hold': 'Somebody put this document on hold.',
    excluded: 'Somebody decided that this document is not sent.',
    booked: 'RS accepted the booking and gave its number.',
    verified: 'Booked in RS; amount and accounts were read back and agree.',
  },
};
