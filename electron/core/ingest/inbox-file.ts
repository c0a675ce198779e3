/** Reads a JSON-lines file of the inbox: good lines become events, bad ones are located. Pure but for reading. */
import fs from 'node:fs';
import type { z } from 'zod';
import { inboxEventSchema, type InboxMoneyEvent } from '../../../shared/inbox-event.ts';
import type { ProblemCode } from '../../../shared/domain/problem-codes.ts';
import type { LocatedProblem } from '../../../shared/domain/ingest-report.ts';
import { CONTRA_CASES, parseBusinessCase } from '../../../shared/domain/business-cases.ts';
import type { JobDraft, PosEvent } from '../../../shared/domain/pos-event.ts';
import { identityOf } from '../db/references.ts';
import { closingEvent } from './inbox-closing.ts';
import { jsonPlaces } from './json-places.ts';

export type InboxLine =
  | { readonly ok: true; readonly event: PosEvent }
  | { readonly ok: false; readonly problem: LocatedProblem; readonly text: string };

/** A receipt with the most payments that the format allows has a tenth of it. */
const MAX_LINE_BYTES = 100_000;
/** The beginning of a line that is too long, as the report repeats it. */
const MAX_SHOWN_CHARACTERS = 1_000;

/** Empty lines are skipped. @param name the file as the user knows it. */
export async function* readInboxFile(file: string, name: string): AsyncGenerator<InboxLine> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });
  for await (const { number, bytes, isTooLong } of readLines(file, MAX_LINE_BYTES)) {
    if (isTooLong) {
      const shown = bytes.toString('latin1').slice(0, MAX_SHOWN_CHARACTERS);
      const reason = `The line is longer than ${MAX_LINE_BYTES} bytes.`;
      yield reject(name, number, MAX_LINE_BYTES, 'too-long', shown, reason);
      continue;
    }
    let text: string;
    try {
      text = decoder.decode(bytes);
    } catch {
      const shown = bytes.toString('latin1');
      const column = firstBrokenByte(bytes);
      yield reject(name, number, column, 'encoding', shown, 'The line is not UTF-8.');
      continue;
    }
    if (text.trim() !== '') yield parseInboxLine(text, name, number);
  }
}

export function parseInboxLine(text: string, file: string, line: number): InboxLine {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const at = jsonPlaces(text).errorAt ?? text.length;
    const found = at < text.length ? `"${text.slice(at, at + 10)}"` : 'the end of the line';
    return reject(file, line, at + 1, 'json', text, `The line is no JSON: unexpected ${found}.`);
  }
  const parsed = inboxEventSchema.safeParse(value);
  if (!parsed.success) {
    const issue = deepest(parsed.error.issues);
    const place = issue.path.join('.');
    return reject(
      file,
      line,
      columnOf(text, issue),
      'schema',
      text,
      `${place === '' ? 'The event' : `"${place}"`}: ${issue.message}`,
    );
  }
  const origin = `${file}:${line}`;
  const { data } = parsed;
  const event = data.type === 'closing' ? closingEvent(data, origin) : toPosEvent(data, origin);
  return { ok: true, event };
}

function reject(
  file: string,
  line: number,
  column: number,
  code: ProblemCode,
  text: string,
  reason: string,
): InboxLine {
  return {
    ok: false,
    text,
    problem: {
      file,
      line,
      column,
      code,
      message: `${reason} Nothing of this line is booked, the other lines are. Correct it at the till and deliver it again.`,
    },
  };
}

function firstBrokenByte(bytes: Buffer): number {
  const decoded = bytes.toString('utf8');
  const at = decoded.indexOf('�');
  return at < 0 ? 1 : at + 1;
}

/** The issue of a union that is about a value, not the one that says that no member fits. */
function deepest(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue {
  return [...issues].sort((a, b) => b.path.length - a.path.length)[0] as z.core.$ZodIssue;
}

/** Where the wrong value stands in the line, 1-based; the place of its parent when it is missing. */
function columnOf(text: string, issue: z.core.$ZodIssue): number {
  const { places } = jsonPlaces(text);
  const path = [
    ...issue.path,
    ...(issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []),
  ];
  for (let length = path.length; length > 0; length--) {
    const at = places.get(path.slice(0, length).join('.'));
    if (at !== undefined) return at + 1;
  }
  return 1;
}

function toPosEvent(event: InboxMoneyEvent, origin: string): PosEvent {
  const billNumber = event.billNumber;
  const occurredAt = Date.parse(event.occurredAt);
  return {
    naturalKey: `inbox|${event.store}|${event.payDesk}|${event.id}`,
    identity: identityOf({
      kind: 'inbox',
      id: event.id,
      at: occurredAt,
      amounts: amountsOf(event),
    }),
    store: event.store,
    payDesk: event.payDesk,
    ...(event.closing !== undefined && { closing: event.closing }),
    ...(billNumber !== undefined && { billNumber }),
    currency: event.currency,
    businessDay: event.businessDay,
    occurredAt,
    origin,
    // The content as it was understood, not as it was typed: another order of names is no other content.
    payload: JSON.stringify(event),
    jobs: jobsOf(event),
  };
}

function* amountsOf(event: InboxMoneyEvent): Generator<readonly [string, number]> {
  if (event.type !== 'receipt') {
    yield [event.type, event.amountCents];
    return;
  }
  for (const payment of event.payments) {
    const way = payment.method === 'cash' ? 'cash' : payment.paymentType;
    yield [`paid:${way}`, payment.amountCents];
  }
}

function jobsOf(event: InboxMoneyEvent): JobDraft[] {
  switch (event.type) {
    case 'receipt': {
      return event.payments.map((payment, index) => ({
        part: `payment:${index + 1}`,
        type: payment.method === 'cash' ? 'order-cash' : 'order-non-cash',
        amount: payment.amountCents,
        ...(payment.method === 'non-cash' && paid(payment)),
        ...withoutInvoice(payment.reason ?? event.reason),
      }));
    }
    case 'order-cash':
    case 'order-non-cash':
      return [
        {
          part: 'all',
          type: event.type,
          amount: event.amountCents,
          ...(event.type === 'order-non-cash' && paid(event)),
          ...withoutInvoice(event.reason),
        },
      ];
    case 'cash-in':
    case 'cash-out':
      return [{ part: 'all', type: event.type, amount: event.amountCents, ...movedFor(event) }];
    default:
      return [
        {
          part: 'all',
          type: event.type,
          amount: event.amountCents,
          ...(event.text !== undefined && { text: event.text }),
        },
      ];
  }
}

/** A settled receivable and a tip have accounts of their own; whatever else an order was for stands in its invoice. */
function withoutInvoice(reason: string | undefined): Pick<JobDraft, 'businessCase'> {
  const businessCase = parseBusinessCase(reason ?? '');
  return businessCase !== undefined && CONTRA_CASES.includes(businessCase) ? { businessCase } : {};
}

/** A till that names no business case tells of a deposit or a payout, and its own word says what for. */
function movedFor({
  type,
  reason,
  text,
}: Pick<Extract<InboxMoneyEvent, { type: 'cash-in' | 'cash-out' }>, 'type' | 'reason' | 'text'>) {
  const named = parseBusinessCase(reason ?? '');
  const own = named === undefined ? reason : undefined;
  const shown = text ?? own;
  const businessName = own ?? text;
  return {
    businessCase: named ?? (type === 'cash-in' ? 'Einzahlung' : 'Auszahlung'),
    ...(businessName !== undefined && { businessName }),
    ...(shown !== undefined && { text: shown }),
  };
}

function paid(
  given: Pick<Extract<InboxMoneyEvent, { type: 'order-non-cash' }>, 'paymentType' | 'paymentName'>,
) {
  return {
    paymentType: given.paymentType,
    ...(given.paymentName !== undefined && { paymentName: given.paymentName }),
  };
}

export interface RawLine {
  /** 1-based. */
  readonly number: number;
  /** Without its end (LF or CRLF); only the beginning of a line that is too long. */
  readonly bytes: Buffer;
  readonly isTooLong: boolean;
}

const NEWLINE = 0x0a;
const RETURN = 0x0d;

/**
 * Reads a file line by line as bytes, so that a broken line harms no other, and an endless one no memory.
 *
 * @throws errors of the file system
 */
export async function* readLines(file: string, maxBytes: number): AsyncGenerator<RawLine> {
  let number = 1;
  let parts: Buffer[] = [];
  let length = 0;
  const add = (part: Buffer) => {
    if (length < maxBytes) parts.push(part);
    length += part.length;
  };
  const line = (): RawLine => {
    let bytes = Buffer.concat(parts);
    const isTooLong = length > maxBytes;
    if (isTooLong) bytes = bytes.subarray(0, maxBytes);
    else if (bytes.at(-1) === RETURN) bytes = bytes.subarray(0, -1);
    parts = [];
    length = 0;
    return { number: number++, bytes, isTooLong };
  };
  for await (const chunk of fs.createReadStream(file) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      add(chunk.subarray(start, end));
      yield line();
      start = end + 1;
    }
    add(chunk.subarray(start));
  }
  if (length > 0) yield line();
}
