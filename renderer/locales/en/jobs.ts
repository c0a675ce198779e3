/** The states of a job explained, in English. */
import type { Locale } from '../de/index.ts';

export const jobs: Pick<Locale, 'stateHelp' | 'invoiceAwaited'> = {
  invoiceAwaited: {
    what: 'RetailSuite has no invoice for this order yet.',
    money: 'Yes. The receipt is stored on this PC and not booked yet.',
    todo: 'Nothing. We keep asking; it is usually there within minutes.',
    who: 'No help is needed.',
  },
  stateHelp: {
    waiting: 'Sent automatically. You do not need to do anything.',
    'waiting-invoice': 'RS has no invoice for this order yet. We keep asking.',
    sending: 'The request is out. That usually takes a few seconds.',
    unclear:
      'No answer came. We ask RS whether the posting arrived before anything is sent again. Nothing is booked twice.',
    attention: 'The program cannot continue without you here.',
    'on-hold': 'Somebody put this receipt on hold.',
    excluded: 'Somebody decided not to send this receipt.',
    booked: 'RS accepted the posting and gave its number.',
    verified: 'Booked in RS; amount and accounts were read back and agree.',
  },
};
