/** The error cards in English; see `../de/causes.ts`. */
import type { Cause } from '../../../shared/domain/causes.ts';
import type { CauseCard } from '../de/causes.ts';

const NOT_BOOKED = 'Yes. The document is stored on this PC and not booked yet.';
const BY_ITSELF = 'Nothing. It goes on by itself.';

export const causes: Record<Cause, CauseCard> = {
  'account-missing': {
    what: 'No account is assigned for this booking yet.',
    money: NOT_BOOKED,
    todo: 'Assign the missing account. Then all documents concerned go on by themselves.',
    who: 'Your tax adviser knows the account number.',
  },
  'not-connected': {
    what: 'This program is not connected to RetailSuite yet.',
    money: NOT_BOOKED,
    todo: 'Set up the connection to RetailSuite. Then everything is sent by itself.',
    who: 'Whoever looks after RetailSuite for you has the credentials.',
  },
  'sign-in-expired': {
    what: 'The sign-in to RetailSuite has expired.',
    money: NOT_BOOKED,
    todo: 'Sign in again. Then everything is sent by itself.',
    who: 'Whoever looks after RetailSuite for you has the credentials.',
  },
  'dialect-invalid': {
    what: 'The file rs-dialect.json in the data folder cannot be used as it is.',
    money: NOT_BOOKED,
    todo: 'Have the place mended that the original text names, or the file renamed. Then it goes on by itself.',
    who: 'Whoever wrote the file; its manual is docs/dialect.md.',
  },
  stopped: {
    what: 'Sending is stopped by hand. New documents are stored and not sent.',
    money: NOT_BOOKED,
    todo: 'Press KICK JOB when it is to go on. It does not go on by itself.',
    who: 'Nobody has to help.',
  },
  'quiet-hours': {
    what: 'These are quiet hours. Nothing is sent by itself during this time.',
    money: NOT_BOOKED,
    todo: 'Nothing. Afterwards it goes on by itself. KICK JOB sends at once; the times are in Settings.',
    who: 'Nobody has to help.',
  },
  'setting-up': {
    what: 'Setting up is not finished. Nothing is booked before that.',
    money: NOT_BOOKED,
    todo: 'Go through the steps to their end. Then everything is sent by itself.',
    who: 'Nobody has to help.',
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
    todo: 'Decide in RetailSuite which invoice counts and cancel the other. Then it goes on by itself after some minutes; with “Send again” at once.',
    who: 'Whoever looks after the invoices in RetailSuite.',
  },
  'invoice-currency': {
    what: 'The invoice in RetailSuite has another currency than the document of the till.',
    money: 'Yes. We book nothing in a wrong currency.',
    todo: 'Have the invoice corrected in RetailSuite. Then it goes on by itself after some minutes; with “Send again” at once.',
    who: 'Your tax adviser.',
  },
  'fiscal-year-missing': {
    what: 'RetailSuite has no fiscal year for the day of this document.',
    money: NOT_BOOKED,
    todo: 'Have the fiscal year created in RetailSuite. Then it goes on by itself after some minutes; with “Send again” at once.',
    who: 'Your tax adviser.',
  },
  'account-refused': {
    what: 'RetailSuite does not accept one of the accounts: it is missing there, or locked.',
    money: NOT_BOOKED,
    todo: 'Assign another account, or have this one created or unlocked in RetailSuite. Then it goes on by itself.',
    who: 'Your tax adviser.',
  },
  'currency-refused': {
    what: 'RetailSuite does not accept the currency of this booking.',
    money: NOT_BOOKED,
    todo: 'Check that both accounts are kept in the currency of the document in RetailSuite. Then it goes on by itself after some minutes; with “Send again” at once.',
    who: 'Your tax adviser.',
  },
  refused: {
    what: 'RetailSuite refused the booking for a reason that we cannot interpret.',
    money: 'Yes. The document is stored, will not be deleted, and is not booked yet.',
    todo: 'Read the original text below. Once the reason is mended, it goes on by itself within hours; with “Send again” at once.',
    who: 'Your support, with the original text.',
  },
  offline: {
    what: 'RetailSuite cannot be reached.',
    money: NOT_BOOKED,
    todo: 'Nothing. As soon as the line is back, everything is sent by itself.',
    who: 'If it takes longer than a day: whoever looks after your internet.',
  },
  throttled: {
    what: 'RetailSuite asks us to send more slowly.',
    money: NOT_BOOKED,
    todo: BY_ITSELF,
    who: 'Nobody needs to help.',
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
    money: 'Yes. Before anything is sent again, we ask whether the booking arrived.',
    todo: BY_ITSELF,
    who: 'If it takes longer than a day: your support, with the original text.',
  },
  'no-answer': {
    what: 'RetailSuite did not answer to this document.',
    money: 'Yes. We ask whether the booking arrived. It is not booked twice.',
    todo: BY_ITSELF,
    who: 'Nobody needs to help.',
  },
  'look-up-failed': {
    what: 'It could not be found out whether this booking arrived in RetailSuite.',
    money: 'Yes. Nothing is sent again without certainty.',
    todo: 'Look for the reference of this job in RetailSuite. It is there: then nothing is missing. It is not: then it still has to be booked. “Send again” asks RetailSuite once more and books only what is missing there.',
    who: 'Your tax adviser, with the reference.',
  },
  'booked-differently': {
    what: 'In RetailSuite this booking differs from what we sent.',
    money: 'The money is booked, but the amount or the accounts differ.',
    todo: 'Compare “Parameter” with the booking in RetailSuite and have it corrected there. Then press KICK JOB: RetailSuite is asked again, nothing is sent. If the booking in RetailSuite is right, accept it in the daily closing, with your reason.',
    who: 'Your tax adviser.',
  },
  'booked-twice': {
    what: 'This booking stands in RetailSuite more than once.',
    money: 'The money is booked, but too often.',
    todo: 'Have the surplus booking deleted in RetailSuite. You recognise it by the same reference. Then press KICK JOB: RetailSuite is asked again, nothing is sent.',
    who: 'Your tax adviser, with the reference.',
  },
  'booked-missing': {
    what: 'RetailSuite confirmed this booking, but does not have it any more.',
    money:
      'Not clear: somebody has probably deleted the booking in RetailSuite. The document is safe on this PC.',
    todo: 'Find out whether that was intended. If so, exclude this document with your reason. If not, open it and press “Send again”: we ask RetailSuite first and book only what is missing there. Nothing is sent by itself.',
    who: 'Your tax adviser, with the posting number.',
  },
  'disk-full': {
    what: 'The drive of this PC is full.',
    money: 'Yes. What is stored stays stored; nothing is sent until there is room again.',
    todo: 'Make room on the drive. Then it goes on by itself. Delete nothing in the data folder.',
    who: 'Whoever looks after your PC.',
  },
  'disk-fault': {
    what: 'The drive of this PC cannot be written.',
    money:
      'Yes. What is stored stays stored; nothing is sent until the drive can be written again.',
    todo: 'If it does not go on by itself within minutes, have the drive checked.',
    who: 'Whoever looks after your PC, with the original text.',
  },
  'data-folder-gone': {
    what: 'The data folder of this program was deleted, moved or replaced while the program was running.',
    money:
      'Yes. Nothing has been sent since. Before anything is sent again, we ask RetailSuite what it has booked already.',
    todo: 'End the program, put the folder back in its place (from the recycle bin, too) and start again. If it is lost, start again all the same and deliver the exports of the tills once more: nothing is booked twice.',
    who: 'Whoever looks after your PC.',
  },
  internal: {
    what: 'A fault occurred in this program.',
    money: NOT_BOOKED,
    todo: 'Try “Send again”. If the fault comes back, report it.',
    who: 'Your support, with the original text.',
  },
};
