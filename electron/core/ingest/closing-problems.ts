/** What an import holds, or tells, of a closing as a whole. */
import crypto from 'node:crypto';
import type {
  BlockedClosing,
  Conflict,
  LocatedProblem,
} from '../../../shared/domain/ingest-report.ts';
import type { ImportProblem } from './import-problems.ts';
import type { ReadClosing } from './reader.ts';

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
  const naturalKey = naturalKeyOf(payDesk, number);
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
    fingerprint: `${conflictPrefix(payDesk, number)}${madeAt}`,
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

/** The cash that the closing before left is not known: it, or another version of it, is held. */
export function uncomparedOpening(payDesk: string, closing: string): LocatedProblem {
  const before = Number(closing) - 1;
  return {
    file: 'cashpointclosing.csv',
    column: 'Z_NR',
    code: 'opening-not-compared',
    message:
      `The opening balance (Anfangsbestand) of closing ${closing} of pay desk ${payDesk} was compared with nothing: closing ` +
      `${before} is held, or told in two ways. Decide about closing ${before}; until then, nobody can say whether the ` +
      `drawer opened with a difference.`,
    values: { payDesk, closing, before },
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
        naturalKey: naturalKeyOf(payDesk, number),
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
export function changedPrefix(payDesk: string, number: string | number): string {
  return `changed|${payDesk}|${number}|`;
}

/** How the fingerprints of another closing under its number begin, and of what is asked about its receipts. */
export function conflictPrefix(payDesk: string, number: string | number): string {
  return `conflict|${naturalKeyOf(payDesk, number)}|`;
}

/** Receipts of a closing are stored under another one, or under another till label. */
export function repeatedClosing(
  { payDesk, number, madeAt }: ReadClosing,
  twins: readonly string[],
  origin: string,
): ImportProblem {
  const places = twins.map((key) => key.split('|'));
  const known = [...new Set(places.map(([, till, closing]) => `${till}/${closing}`))];
  const values = { closing: number, payDesk, count: twins.length, known: listed(known) };
  return {
    fingerprint: `repeated|${payDesk}|${number}|${madeAt}`,
    detail: {
      kind: 'conflict',
      madeAt,
      conflict: {
        naturalKey: naturalKeyOf(payDesk, number),
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

function naturalKeyOf(payDesk: string, number: string | number): string {
  return `dsfinvk|${payDesk}|${number}`;
}

function listed(names: readonly string[]): string {
  if (names.length === 0) return '–';
  const more = names.length - MAX_NAMED;
  return names.slice(0, MAX_NAMED).join(', ') + (more > 0 ? ` (+${more})` : '');
}
