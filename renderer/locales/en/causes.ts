/** The error cards in English; see `../de/causes.ts`. */
import type { Cause } from '../../../shared/domain/causes.ts';
import type { CauseCard } from '../de/causes.ts';

const NOT_BOOKED = 'Yes. The receipt is stored on this PC and not booked yet.';
const BY_ITSELF = 'Nothing. It continues automatically.';

export const causes: Record<Cause, CauseCard> = {
  'account-missing': {
    what: 'No account is assigned for this posting yet.',
    money: NOT_BOOKED,
    todo: 'Assign the missing account. Then all receipts concerned continue automatically.',
    who: 'Your tax adviser knows the account number.',
  },
  'not-connected': {
    what: 'This program is not connected to RetailSuite yet.',
    money: NOT_BOOKED,
    todo: 'Set up the connection to RetailSuite. Then everything is sent automatically.',
    who: 'Whoever looks after RetailSuite for you has the credentials.',
  },
  'sign-in-expired': {
    what: 'The sign-in to RetailSuite has expired.',
    money: NOT_BOOKED,
    todo: 'Sign in again. Then everything is sent automatically.',
    who: 'Whoever looks after RetailSuite for you has the credentials.',
  },
  'dialect-invalid': {
    what: 'The file rs-dialect.json in the data folder cannot be used as it is.',
    money: NOT_BOOKED,
    todo: 'Have the place named in the original text corrected, or the file renamed. Then it continues automatically.',
    who: 'Whoever wrote the file; its manual is docs/dialect.md.',
  },
  stopped: {
    what: 'Sending is stopped by hand. New receipts are stored and not sent.',
    money: NOT_BOOKED,
    todo: 'Press KICK JOB to resume. It does not resume automatically.',
    who: 'No help is needed.',
  },
  'quiet-hours': {
    what: 'These are quiet hours. Nothing is sent automatically during this time.',
    money: NOT_BOOKED,
    todo: 'Nothing. Afterwards it continues automatically. KICK JOB sends at once; the times are in Settings.',
    who: 'No help is needed.',
  },
  'setting-up': {
    what: 'The setup is not finished. Nothing is booked until it is.',
    money: NOT_BOOKED,
    todo: 'Complete the steps of the setup. Then everything is sent automatically.',
    who: 'No help is needed.',
  },
  'invoice-missing': {
    what: 'RetailSuite has no invoice for this order, although we waited long enough.',
    money: NOT_BOOKED,
    todo: 'Check in RetailSuite whether the order arrived and was invoiced. Then press “Send again”.',
    who: 'Whoever looks after the orders in RetailSuite.',
  },
  'invoice-ambiguous': {
    what: 'RetailSuite has more than one invoice for this bill number.',
    money: 'Yes. We book nothing while it is not clear which invoice is meant.',
    todo: 'Decide in RetailSuite which invoice counts and cancel the other. Then it continues automatically after a few minutes; with “Send again” at once.',
    who: 'Whoever looks after the invoices in RetailSuite.',
  },
  'invoice-currency': {
    what: 'The invoice in RetailSuite has a different currency from the receipt.',
    money: 'Yes. We book nothing in a wrong currency.',
    todo: 'Have the invoice corrected in RetailSuite. Then it continues automatically after a few minutes; with “Send again” at once.',
    who: 'Your tax adviser.',
  },
  'fiscal-year-missing': {
    what: 'RetailSuite has no fiscal year for the day of this receipt.',
    money: NOT_BOOKED,
    todo: 'Have the fiscal year created in RetailSuite. Then it continues automatically after a few minutes; with “Send again” at once.',
    who: 'Your tax adviser.',
  },
  'account-refused': {
    what: 'RetailSuite does not accept one of the accounts: it is missing there, or locked.',
    money: NOT_BOOKED,
    todo: 'Assign another account, or have this one created or unlocked in RetailSuite. Then it continues automatically.',
    who: 'Your tax adviser.',
  },
  'currency-refused': {
    what: 'RetailSuite does not accept the currency of this posting.',
    money: NOT_BOOKED,
    todo: 'Check that both accounts are kept in the currency of the receipt in RetailSuite. Then it continues automatically after a few minutes; with “Send again” at once.',
    who: 'Your tax adviser.',
  },
  refused: {
    what: 'RetailSuite refused the posting for a reason that we cannot interpret.',
    money: 'Yes. The receipt is stored, will not be deleted, and is not booked yet.',
    todo: 'Read the original text below. Once the reason is dealt with, it continues automatically within hours; with “Send again” at once.',
    who: 'Your support, with the original text.',
  },
  offline: {
    what: 'RetailSuite cannot be reached.',
    money: NOT_BOOKED,
    todo: 'Nothing. As soon as the connection is back, everything is sent automatically.',
    who: 'If it takes longer than a day: whoever looks after your internet.',
  },
  throttled: {
    what: 'RetailSuite asks us to send more slowly.',
    money: NOT_BOOKED,
    todo: BY_ITSELF,
    who: 'No help is needed.',
  },
  frozen: {
    what: 'The workspace in RetailSuite is frozen for the moment.',
    money: NOT_BOOKED,
    todo: 'Nothing, if it is maintenance. If it takes longer than a day, ask.',
    who: 'The support of RetailSuite.',
  },
  'server-error': {
    what: 'RetailSuite reported a fault of its own.',
    money: NOT_BOOKED,
    todo: BY_ITSELF,
    who: 'If it takes longer than a day: the support of RetailSuite.',
  },
  'bad-answer': {
    what: 'RetailSuite answered with something that we cannot read.',
    money: 'Yes. Before anything is sent again, we ask whether the posting arrived.',
    todo: BY_ITSELF,
    who: 'If it takes longer than a day: your support, with the original text.',
  },
  'no-answer': {
    what: 'RetailSuite did not answer about this receipt.',
    money: 'Yes. We ask whether the posting arrived. It is not booked twice.',
    todo: BY_ITSELF,
    who: 'No help is needed.',
  },
  'look-up-failed': {
    what: 'We could not find out whether this posting arrived in RetailSuite.',
    money: 'Yes. Nothing is sent again without certainty.',
    todo: 'Look for the reference of this job in RetailSuite. If it is there, nothing is missing. If not, it still has to be booked. “Send again” asks RetailSuite once more and books only what is missing there.',
    who: 'Your tax adviser, with the reference.',
  },
  'booked-differently': {
    what: 'In RetailSuite this posting differs from what we sent.',
    money: 'The money is booked, but the amount or the accounts differ.',
    todo: 'Compare “Parameter” with the posting in RetailSuite and have it corrected there. Then press KICK JOB: RetailSuite is asked again, nothing is sent. If the posting in RetailSuite is right, accept it in the daily closing, with your reason.',
    who: 'Your tax adviser.',
  },
  'booked-twice': {
    what: 'RetailSuite has this posting more than once.',
    money: 'The money is booked, but more than once.',
    todo: 'Have the surplus posting deleted in RetailSuite. You recognise it by the same reference. Then press KICK JOB: RetailSuite is asked again, nothing is sent.',
    who: 'Your tax adviser, with the reference.',
  },
  'booked-missing': {
    what: 'RetailSuite confirmed this posting, but no longer has it.',
    money:
      'Not clear: somebody has probably deleted the posting in RetailSuite. The receipt is safe on this PC.',
    todo: 'Find out whether that was intended. If so, exclude this receipt with your reason. If not, open it and press “Send again”: we ask RetailSuite first and book only what is missing there. Nothing is sent automatically.',
    who: 'Your tax adviser, with the posting number.',
  },
  'disk-full': {
    what: 'The drive of this PC is full.',
    money: 'Yes. What is stored stays stored; nothing is sent until there is space again.',
    todo: 'Free up space on the drive. Then it continues automatically. Delete nothing in the data folder.',
    who: 'Whoever looks after your PC.',
  },
  'disk-fault': {
    what: 'This PC cannot write to its drive.',
    money:
      'Yes. What is stored stays stored; nothing is sent until the drive can be written again.',
    todo: 'If it does not continue within minutes, have the drive checked.',
    who: 'Whoever looks after your PC, with the original text.',
  },
  'data-folder-gone': {
    what: 'The data folder of this program was deleted, moved or replaced while the program was running.',
    money:
      'Yes. Nothing has been sent since. Before anything is sent again, we ask RetailSuite what it has booked already.',
    todo: 'End the program, put the folder back in its place (from the recycle bin if need be) and start again. If it is lost, start again all the same and deliver the exports of the tills once more: nothing is booked twice.',
    who: 'Whoever looks after your PC.',
  },
  internal: {
    what: 'A fault occurred in this program.',
    money: NOT_BOOKED,
    todo: 'Try “Send again”. If the fault comes back, report it.',
    who: 'Your support, with the original text.',
  },
};
