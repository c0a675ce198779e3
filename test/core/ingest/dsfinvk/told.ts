/** Reads a small export and says what would be booked, held and told. */
import path from 'node:path';
import type { ReadOptions } from '../../../../electron/core/ingest/reader.ts';
import { tempFolder } from '../../../helpers/temp-folder.ts';
import {
  jobsOf,
  read,
  reasonsOf,
  warningsOf,
  writeExport,
  type Closing,
  type Receipt,
} from '../export-builder.ts';

export async function told(
  receipts: readonly Receipt[],
  closing: Closing = {},
  options: Partial<ReadOptions> = {},
) {
  const folder = tempFolder();
  return toldOf(writeExport(path.join(folder, 'export'), receipts, closing), folder, options);
}

export async function toldOf(source: string, scratch: string, options: Partial<ReadOptions> = {}) {
  const messages = await read(source, scratch, {}, options);
  return {
    messages,
    jobs: jobsOf(messages),
    reasons: reasonsOf(messages),
    codes: reasonsOf(messages).map(({ code }) => code),
    warnings: warningsOf(messages).map(({ code }) => code),
    days: messages.flatMap((message) =>
      message.kind === 'events' ? message.events.map(({ businessDay }) => businessDay) : [],
    ),
  };
}

/** Changes a file's text; what is to be replaced has to be there. */
export function edit(file: string, ...pairs: readonly (readonly [string | RegExp, string])[]) {
  return {
    [file]: (text: string) =>
      pairs.reduce((all, [from, to]) => {
        if (all.search(from) < 0) throw new Error(`${String(from)} is not in ${file}:\n${all}`);
        return all.replace(from, to);
      }, text),
  };
}

/** Leaves the header line alone. */
export const headerOnly = (text: string): string => text.slice(0, text.indexOf('\n') + 1);

export const sale = (cents: number, more: Partial<Receipt> = {}): Receipt => ({
  lines: [{ type: 'Umsatz', cents, vat: '1' }],
  payments: [{ type: 'Bar', cents }],
  ...more,
});

/** One line and as much cash. */
export const cashMove = (type: string, cents: number, more: Partial<Receipt> = {}): Receipt => ({
  lines: [{ type, cents, vat: '5' }],
  payments: [{ type: 'Bar', cents }],
  ...more,
});
