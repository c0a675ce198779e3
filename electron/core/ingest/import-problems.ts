/** Everything that an import can hold: each a record with its own key, kept until a person decides or it resolves itself. */
import crypto from 'node:crypto';
import type { Conflict, LocatedProblem } from '../../../shared/domain/ingest-report.ts';
import { formatPlain } from '../../../shared/domain/money.ts';
import type { EventQuestion, PosEvent } from '../../../shared/domain/pos-event.ts';
import type { Stored } from '../db/events.ts';
import type { ProblemDetail } from '../db/attention-problems.ts';

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
