/** `datev`: a month of booked payments as a batch of postings for DATEV. */
import path from 'node:path';
import { openStore, type Host } from '../../../open-store.ts';
import { exportMonth, saveDatevPlan } from '../../../topics/datev/datev.ts';
import { datevPlanSchema } from '../../../topics/datev/plan.ts';
import type { CommandLine } from '../arguments.ts';
import type { Command, Outcome } from '../command.ts';
import { readJsonFile } from '../json-file.ts';
import { monthText } from '../texts.ts';

export const datev: Command = {
  name: 'datev',
  usage: '--data DIR --month YYYY-MM --out DIR [--file datev.json] [--again] [--json]',
  needsShop: true,
  options: ['month', 'out', 'file', 'again'],
  run: exportDatev,
};

function exportDatev(line: CommandLine, host: Host): Outcome {
  const month = monthText(line);
  const out = path.resolve(line.text('out'));
  const file = line.optional('file');
  const plan = file === undefined ? undefined : readJsonFile(file, datevPlanSchema);
  const store = openStore(host);
  try {
    const options = { ...store, user: host.user, now: host.clock() };
    if (plan) saveDatevPlan(options, plan);
    const made = exportMonth(options, month, out, line.has('again'));
    return {
      // Nothing written is what was asked for only where there is nothing.
      ok: made.files.length > 0 || (made.known === 0 && made.left.length === 0),
      lines: [{ ...made, left: made.left.length }],
      text: textOf(made),
    };
  } finally {
    store.close();
  }
}

function textOf({ month, files, rows, left, known, protocol }: ReturnType<typeof exportMonth>) {
  const leftOut = left.length === 0 ? [] : [`${left.length} jobs of the month are not in it.`];
  if (files.length === 0) {
    return [
      known > 0
        ? `All ${known} postings of ${month} were exported before. --again exports them once more.`
        : `There is nothing to export for ${month}.`,
      ...leftOut,
    ];
  }
  return [
    `${rows} payments without revenue: ${files.join(', ')}`,
    `RetailSuite hands over its own postings: do not import both. The protocol says what is in it: ${protocol}`,
    ...leftOut,
  ];
}
