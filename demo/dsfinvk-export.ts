/**
 * The generator of DSFinV-K exports: its face, and its command line.
 *
 *     node demo/dsfinvk-export.ts --out DIR --receipts N --seed S [--closings N] [--registers N] [--first-day DAY] [--zip]
 */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isBusinessDay } from '../shared/domain/time.ts';
import { generateExport } from './export/generate.ts';
import { zipFolder } from './export/zip-folder.ts';
import { seededRandom } from './random.ts';

export { generateExport } from './export/generate.ts';
export type { ExpectedJob, ExportOptions, ExportTruth } from './export/generate.ts';
export { zipFolder } from './export/zip-folder.ts';
export { seededRandom } from './random.ts';

const USAGE =
  'node demo/dsfinvk-export.ts --out DIR --receipts N [--seed S] [--closings N] [--registers N] [--first-day YYYY-MM-DD] [--zip]';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      out: { type: 'string' },
      receipts: { type: 'string' },
      seed: { type: 'string', default: '1' },
      closings: { type: 'string' },
      registers: { type: 'string', default: '2' },
      'first-day': { type: 'string', default: '2026-11-01' },
      zip: { type: 'boolean', default: false },
    },
  });
  if (!values.out || !values.receipts) throw new Error('--out and --receipts are needed.');
  const firstDay = values['first-day'];
  if (!isBusinessDay(firstDay)) throw new Error(`"${firstDay}" is no day like 2026-11-01.`);
  const truth = await generateExport({
    folder: values.out,
    receipts: wholeNumber('receipts', values.receipts),
    registers: wholeNumber('registers', values.registers),
    ...(values.closings && { closings: wholeNumber('closings', values.closings) }),
    firstDay,
    random: seededRandom(wholeNumber('seed', values.seed)),
  });
  if (values.zip) {
    const file = `${path.resolve(values.out)}.zip`;
    await zipFolder(values.out, file);
    fs.rmSync(values.out, { recursive: true });
    process.stderr.write(`Written: ${file}\n`);
  }
  process.stdout.write(`${JSON.stringify(truth)}\n`);
}

function wholeNumber(option: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) {
    throw new Error(`--${option} needs a whole number from 1, not "${text}".`);
  }
  return value;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
    process.exitCode = 2;
  });
}
