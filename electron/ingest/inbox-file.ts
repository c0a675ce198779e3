/** Reads a JSON-lines file of the inbox: good lines become events, bad ones are located and told. Pure but for reading. */
import fs from 'node:fs';
import { createInterface } from 'node:readline';
import type { z } from 'zod';
import { inboxEventSchema, type InboxEvent } from '../../shared/inbox-event.ts';
import type { LocatedProblem } from '../../shared/domain/ingest-report.ts';
import type { JobDraft, PosEvent } from '../../shared/domain/pos-event.ts';

export type InboxLine =
  | { readonly ok: true; readonly event: PosEvent }
  | { readonly ok: false; readonly problem: LocatedProblem; readonly text: string };

/** Empty lines are skipped. @param name the file as the user knows it. */
export async function* readInboxFile(file: string, name: string): AsyncGenerator<InboxLine> {
  const lines = createInterface({
    // latin1 keeps every byte; each line is then decoded strictly, so that a broken one harms no other.
    input: fs.createReadStream(file, { encoding: 'latin1' }),
    crlfDelay: Infinity,
  });
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });
  let number = 0;
  for await (const raw of lines) {
    number += 1;
    const bytes = Buffer.from(raw, 'latin1');
    let text: string;
    try {
      text = decoder.decode(bytes);
    } catch {
      yield reject(name, number, firstBrokenByte(bytes), 'encoding', raw, 'The line is not UTF-8.');
      continue;
    }
    if (text.trim() !== '') yield parseInboxLine(text, name, number);
  }
}

export function parseInboxLine(text: string, file: string, line: number): InboxLine {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const position = Number(/position (\d+)/.exec(message)?.[1] ?? text.length);
    return reject(file, line, position + 1, 'json', text, `The line is no JSON: ${message}.`);
  }
  const parsed = inboxEventSchema.safeParse(value);
  if (!parsed.success) {
    const issue = deepest(parsed.error.issues);
    const place = issue.path.join('.');
    return reject(
      file,
      line,
      columnOf(text, issue.path),
      'schema',
      text,
      `${place === '' ? 'The event' : `"${place}"`}: ${issue.message}`,
    );
  }
  return { ok: true, event: toPosEvent(parsed.data, text, file, line) };
}

function reject(
  file: string,
  line: number,
  column: number,
  code: string,
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

/** Of a union the issue that speaks of a value, not the one that says that no member fits. */
function deepest(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue {
  return [...issues].sort((a, b) => b.path.length - a.path.length)[0] as z.core.$ZodIssue;
}

/** Where the value at a path stands in the line, 1-based: its key, found by the names on the way. */
function columnOf(text: string, path: readonly PropertyKey[]): number {
  let at = 0;
  for (const part of path) {
    if (typeof part !== 'string') continue;
    const found = text.indexOf(JSON.stringify(part), at);
    if (found < 0) break;
    at = found;
  }
  return at + 1;
}

function toPosEvent(event: InboxEvent, text: string, file: string, line: number): PosEvent {
  const billNumber = event.billNumber;
  return {
    naturalKey: `inbox|${event.store}|${event.payDesk}|${event.id}`,
    store: event.store,
    payDesk: event.payDesk,
    ...(event.closing !== undefined && { closing: event.closing }),
    ...(billNumber !== undefined && { billNumber }),
    currency: event.currency,
    businessDay: event.businessDay,
    occurredAt: Date.parse(event.occurredAt),
    origin: `${file}:${line}`,
    payload: text,
    jobs: jobsOf(event),
  };
}

function jobsOf(event: InboxEvent): JobDraft[] {
  switch (event.type) {
    case 'receipt': {
      return event.payments.map((payment, index) =>
        payment.method === 'cash'
          ? { part: `payment:${index + 1}`, type: 'order-cash', amount: payment.amountCents }
          : {
              part: `payment:${index + 1}`,
              type: 'order-non-cash',
              amount: payment.amountCents,
              ...paid(payment),
            },
      );
    }
    case 'order-cash':
      return [{ part: 'all', type: event.type, amount: event.amountCents }];
    case 'order-non-cash':
      return [{ part: 'all', type: event.type, amount: event.amountCents, ...paid(event) }];
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

function paid(
  given: Pick<Extract<InboxEvent, { type: 'order-non-cash' }>, 'paymentType' | 'paymentName'>,
) {
  return {
    paymentType: given.paymentType,
    ...(given.paymentName !== undefined && { paymentName: given.paymentName }),
  };
}
