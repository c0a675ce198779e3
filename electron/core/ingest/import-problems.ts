/** Everything that an import can hold: each a record with its own key, kept until a person decides or it resolves itself. */
import crypto from 'node:crypto';
import type {
  BlockedClosing,
  Conflict,
  LocatedProblem,
} from '../../../shared/domain/ingest-report.ts';
import { formatPlain } from '../../../shared/domain/money.ts';
import type { EventQuestion, PosEvent } from '../../../shared/domain/pos-event.ts';
import type { Stored } from '../db/events.ts';
import type { ProblemDetail } from '../db/attention-problems.ts';
import type { ReadClosing } from './reader.ts';

export interface ImportProblem {
  /** The same problem found again has the same one. */
  readonly fingerprint: string;
  readonly detail: ProblemDetail;
}

/** The key of a bad line: the same words in a file that grew, or came again, are the same problem. */
export function rejectedFingerprint(text: string): string {
  return `rejected|${crypto.createHash('sha256').update(text).digest('hex')}`;
}

/** @param text the line as it stands in the file */
export function rejectedLine(problem: LocatedProblem, text: string): ImportProblem {
  return { fingerprint: rejectedFingerprint(text), detail: { kind: 'rejected', problem } };
}

/** Stands for the bad lines of a file that have no problem of their own. */
export function moreRejectedLines(
  sha256: string | null,
  file: string,
  more: number,
  total: number,
): ImportProblem {
  return {
    fingerprint: `rejected|${sha256}|more`,
    detail: {
      kind: 'rejected',
      problem: {
        file,
        code: 'more-rejected',
        message:
          `${more} more lines of this file are bad, ${total} in all. Nothing of them is booked, the good lines are. ` +
          `The original is kept; have the till's maker correct what it writes and deliver the events again.`,
        values: { more, total },
      },
    },
  };
}

/** A till that reuses a name replaces what was not taken yet: found once, because it is the till's way of working. */
export function reusedDeliveryName(name: string): ImportProblem {
  return {
    fingerprint: 'name-reused',
    detail: { kind: 'rejected', problem: nameReused(name) },
  };
}

export function nameReused(name: string): LocatedProblem {
  return {
    file: name,
    code: 'name-reused',
    message:
      `${name} came before with other content. What came now is read. While the program is closed, a delivery ` +
      `under the same name replaces the one before it, and that one is lost: give each delivery a name of its own.`,
    values: { name },
  };
}

/** A source that is read no more, because the program ended each time that it was. */
export function setAside(name: string): LocatedProblem {
  return {
    file: name,
    code: 'set-aside',
    message:
      `The program ended twice while it read ${name}. It was set aside, so that everything else goes on; nothing more ` +
      `of it was stored, and what was stored before is safe. Export a shorter time, or let it be read once more.`,
    values: { source: name },
  };
}

export function failedSource(sha256: string | null, problem: LocatedProblem): ImportProblem {
  return {
    fingerprint: `failed|${sha256}|${problem.code}`,
    detail: { kind: 'source-failed', problem },
  };
}

/** The key under which a closing is blocked, whatever its reasons are. */
export function blockedFingerprint(payDesk: string, closing: string): string {
  return `blocked|${payDesk}|${closing}`;
}

/** @param madeAt Z_ERSTELLUNG as it stands in the file */
export function blockedClosing(closing: BlockedClosing, madeAt: string): ImportProblem {
  return {
    fingerprint: blockedFingerprint(closing.payDesk, closing.closing),
    detail: { kind: 'blocked-closing', closing, madeAt },
  };
}

/**
 * A closing whose number is stored with another time.
 *
 * @param knownStore of the till that had the number first; undefined where its exports name none
 */
export function reusedClosingNumber(
  { payDesk, number, madeAt, store }: ReadClosing,
  known: string,
  knownStore: string | undefined,
  origin: string,
): ImportProblem {
  const isElsewhere = store !== undefined && knownStore !== undefined && store !== knownStore;
  const naturalKey = `dsfinvk|${payDesk}|${number}`;
  const values = { closing: number, payDesk, known, found: madeAt };
  const conflict: Conflict = isElsewhere
    ? {
        naturalKey,
        origin,
        code: 'pay-desk-shared',
        message:
          `Closing ${number} of pay desk ${payDesk} is stored already from store "${knownStore}", made at ${known}; ` +
          `this file is from store "${store}" and says ${madeAt}. Nothing of it was stored or booked. ` +
          `If both stores have a till ${payDesk}, its dealer gives one of them a number (Z_KASSE_ID) of its own.`,
        values: { ...values, knownStore, foundStore: store },
      }
    : {
        naturalKey,
        origin,
        code: 'closing-number-reused',
        message:
          `Closing ${number} of pay desk ${payDesk} is stored already as made at ${known}; ` +
          `this file says ${madeAt}. Nothing of it was stored or booked a second time. ` +
          `Ask the till's maker which of the two is right.`,
        values,
      };
  return {
    fingerprint: `conflict|${naturalKey}|${madeAt}`,
    detail: { kind: 'conflict', conflict, madeAt },
  };
}

/** Closings are numbered without gaps: a missing one is money that nobody has seen yet. */
export function missingClosings(
  payDesk: string,
  closing: string,
  from: number,
  to: number,
): LocatedProblem {
  const missing = from === to ? `Closing ${to}` : `Closings ${from} to ${to}`;
  return {
    file: 'cashpointclosing.csv',
    column: 'Z_NR',
    code: 'closing-gap',
    message:
      `${missing} of pay desk ${payDesk} came with no export yet, closing ${closing} did. ` +
      `Export the missing days at the till and import them too.`,
    values: { payDesk, closing, from, to },
  };
}

/** BON_IDs that came with another version of a stored closing, and that it lacks. */
export interface ClosingDifference {
  readonly came: readonly string[];
  readonly went: readonly string[];
}

/** BON_IDs that a sentence names. */
const MAX_NAMED = 10;

/** A closing that is stored comes again with other receipts. */
export function changedClosing(
  { payDesk, number, madeAt }: ReadClosing,
  { came, went }: ClosingDifference,
  origin: string,
): ImportProblem {
  const naturalKey = `dsfinvk|${payDesk}|${number}`;
  const values = { closing: number, payDesk, came: listed(came), went: listed(went) };
  const content = crypto
    .createHash('sha256')
    .update(JSON.stringify([came, went]))
    .digest('hex');
  return {
    fingerprint: `${changedPrefix(payDesk, number)}${content.slice(0, 16)}`,
    detail: {
      kind: 'conflict',
      madeAt,
      conflict: {
        naturalKey,
        origin,
        code: 'closing-changed',
        message:
          `Closing ${number} of pay desk ${payDesk} is stored already with other receipts. In this file came: ` +
          `${values.came}; went: ${values.went}. What is stored was not changed, and nothing of what came was booked. ` +
          `Ask at the till which of the two is right.`,
        values,
      },
    },
  };
}

/** How the fingerprints of a closing's changed versions begin. */
export function changedPrefix(payDesk: string, number: string): string {
  return `changed|${payDesk}|${number}|`;
}

/** Receipts of a closing are stored under another one, or under another till label. */
export function repeatedClosing(
  { payDesk, number, madeAt }: ReadClosing,
  twins: readonly string[],
  origin: string,
): ImportProblem {
  const places = twins.map((key) => key.split('|'));
  const known = [...new Set(places.map(([, till, closing]) => `${till}/${closing}`))];
  const naturalKey = `dsfinvk|${payDesk}|${number}`;
  const values = { closing: number, payDesk, count: twins.length, known: listed(known) };
  return {
    fingerprint: `repeated|${payDesk}|${number}|${madeAt}`,
    detail: {
      kind: 'conflict',
      madeAt,
      conflict: {
        naturalKey,
        origin,
        code: 'closing-repeated',
        message:
          `${twins.length} receipts of closing ${number} of pay desk ${payDesk} are stored already, of closing ` +
          `${values.known}: the same numbers, times and amounts. They were not booked a second time; what is new was. ` +
          `Was the closing made again, or the till renamed?`,
        values,
      },
    },
  };
}

function listed(names: readonly string[]): string {
  if (names.length === 0) return '–';
  const more = names.length - MAX_NAMED;
  return names.slice(0, MAX_NAMED).join(', ') + (more > 0 ? ` (+${more})` : '');
}

/** The opening balance differs from what the program expects, and it cannot prove why. */
export function openingQuestion(event: PosEvent): EventQuestion {
  const { openingDifference } = JSON.parse(event.payload) as {
    openingDifference: { counted: number; expected: number };
  };
  const { counted, expected } = openingDifference;
  const { currency, payDesk, closing = '' } = event;
  const text = (cents: number) => `${formatPlain(cents, currency)} ${currency}`;
  return {
    code: 'opening-difference',
    message:
      `Closing ${closing} of pay desk ${payDesk} opens with ${text(counted)}; the closing before left ` +
      `${text(expected)}. Nothing was booked. Was it a difference, or money that was taken out or put in?`,
    values: {
      payDesk,
      closing,
      counted: { amount: counted, currency },
      expected: { amount: expected, currency },
    },
    types: ['opening-diff', 'cash-in', 'cash-out'],
  };
}

/** A receipt that came in another file of the inbox under another till label. */
function twinQuestion(event: PosEvent, knownKey: string): EventQuestion {
  const bill = event.billNumber ?? event.naturalKey;
  const [, store = '', payDesk = ''] = knownKey.split('|');
  return {
    code: 'same-receipt',
    message:
      `${bill} of pay desk ${event.payDesk} is stored already, of pay desk ${payDesk} (${store}): the same id, time and ` +
      `amounts. It was not booked a second time. Is it the same receipt?`,
    values: {
      bill,
      payDesk: event.payDesk,
      closing: event.closing ?? '–',
      knownClosing: '–',
      knownPayDesk: payDesk,
    },
    knownKey,
  };
}

/** A receipt of a closing that is stored already, of the same second as a stored one and with other amounts. */
export function changedReceipt(event: PosEvent, knownKey: string): EventQuestion {
  const bill = event.billNumber ?? event.naturalKey;
  const known = knownKey.split('|').slice(1).join(' / ');
  return {
    code: 'other-content',
    message:
      `${bill} of pay desk ${event.payDesk} has the time of ${known}, whose closing came again, and other amounts. What is ` +
      `stored was not changed, and nothing was booked a second time. Compare both versions and decide.`,
    values: { bill },
    knownKey,
  };
}

/** Two receipts with one bill number: both wait. The event is stored. */
export function sharedBill(event: PosEvent, knownKey: string): ImportProblem {
  const bill = event.billNumber ?? '';
  const known = knownKey.split('|').slice(1).join(' / ');
  const question: EventQuestion = {
    code: 'bill-number-shared',
    message:
      `Two different receipts carry the bill number ${bill}: ${event.naturalKey.split('|').slice(1).join(' / ')} and ` +
      `${known}. Both wait, so that they do not share an invoice.`,
    values: { bill, known, payDesk: event.payDesk, closing: event.closing ?? '–' },
    knownKey,
  };
  const { naturalKey, origin } = event;
  const { code, message, values } = question;
  return {
    fingerprint: `conflict|${naturalKey}|bill-number-shared`,
    detail: {
      kind: 'conflict',
      conflict: { naturalKey, origin, code, message, ...(values && { values }) },
      incoming: { ...event, question },
    },
  };
}

/** The problem with an event that was not stored; undefined: it is stored, or was already. */
export function conflictingEvent(event: PosEvent, stored: Stored): ImportProblem | undefined {
  const conflict = conflictOf(event, stored);
  if (!conflict) return undefined;
  return {
    fingerprint: `conflict|${event.naturalKey}|${versionOf(stored)}`,
    detail: { kind: 'conflict', conflict, incoming: event },
  };
}

/** An event without a closing that is stored under another till label. */
export function twinEvent(
  event: PosEvent,
  { knownKey, contentHash }: { readonly knownKey: string; readonly contentHash: string },
): ImportProblem | undefined {
  const question = twinQuestion(event, knownKey);
  return conflictingEvent({ ...event, question }, { kind: 'question', question, contentHash });
}

/** The same other version in the next overlapping export is the same problem. */
function versionOf(stored: Stored): string {
  switch (stored.kind) {
    case 'other-content':
      return stored.contentHash;
    case 'question':
      return `${stored.question.code}|${stored.contentHash}`;
    case 'other-source':
    case 'twin':
    case 'new':
    case 'duplicate':
      return stored.kind;
  }
}

function conflictOf(event: PosEvent, stored: Stored): Conflict | undefined {
  const { naturalKey, origin, payDesk } = event;
  const bill = event.billNumber ?? naturalKey;
  switch (stored.kind) {
    case 'other-content':
      return {
        naturalKey,
        origin,
        code: 'other-content',
        message:
          `${bill} is stored already with other content. What is stored was not changed, and nothing was booked a second ` +
          `time. Compare both versions and decide.`,
        values: { bill },
      };
    case 'other-source':
      return {
        naturalKey,
        origin,
        code: 'other-source',
        message:
          `${bill} of pay desk ${payDesk} is stored already from another input (${stored.knownKey}). ` +
          `It was not booked a second time. Let a till deliver by one way only: inbox or export.`,
        values: { bill, payDesk, known: stored.knownKey },
      };
    case 'question': {
      const { code, message, values } = stored.question;
      return { naturalKey, origin, code, message, ...(values && { values }) };
    }
    case 'twin':
    case 'new':
    case 'duplicate':
      return undefined;
  }
}
