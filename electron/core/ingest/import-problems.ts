/** Everything that an import can hold: each a record with its own key, kept until a person decides or it resolves itself. */
import crypto from 'node:crypto';
import type {
  BlockedClosing,
  Conflict,
  LocatedProblem,
} from '../../../shared/domain/ingest-report.ts';
import type { PosEvent } from '../../../shared/domain/pos-event.ts';
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

/** The problem with an event that was not stored; undefined: it is stored, or was already. */
export function conflictingEvent(event: PosEvent, stored: Stored): ImportProblem | undefined {
  const conflict = conflictOf(event, stored);
  if (!conflict) return undefined;
  return {
    fingerprint: `conflict|${event.naturalKey}|${versionOf(stored)}`,
    detail: { kind: 'conflict', conflict, incoming: event },
  };
}

/** The same other version in the next overlapping export is the same problem. */
function versionOf(stored: Stored): string {
  switch (stored.kind) {
    case 'other-content':
      return stored.contentHash;
    case 'question':
      return `${stored.question.code}|${stored.contentHash}`;
    case 'other-source':
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
    case 'new':
    case 'duplicate':
      return undefined;
  }
}
