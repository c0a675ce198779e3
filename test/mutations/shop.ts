/** A small shop's export before anything happens to it. */
import fs from 'node:fs';
import path from 'node:path';
import { generateExport } from '../../demo/dsfinvk-export.ts';
import { between } from '../../demo/random.ts';
import type { Random } from '../../shared/domain/time.ts';
import { readFiles, rowsOf, tablesOf, type Files, type Tables } from './tables.ts';

const RECEIPTS_PER_CLOSING = 9;

export interface Shop {
  readonly tables: Tables;
  /** index.xml and its document type. */
  readonly others: Files;
}

export async function makeShop(folder: string, random: Random): Promise<Shop> {
  const registers = between(random, 1, 3);
  const closings = registers * between(random, 2, 5);
  await generateExport({
    ...{ folder, registers, closings, random },
    receipts: closings * RECEIPTS_PER_CLOSING,
    firstDay: `2026-${between(random, 10, 11)}-${between(random, 10, 25)}`,
    firstClosing: between(random, 1, 40),
    storeNumber: between(random, 1, 9),
  });
  const files = readFiles(folder);
  fs.rmSync(folder, { recursive: true });
  const tables = tablesOf(files);
  spreadTimes(tables);
  const others = new Map([...files].filter(([name]) => !name.endsWith(path.join('.csv'))));
  return { tables, others };
}

/** The tills of a generated shop ring at the same seconds; those of a real one do not. */
function spreadTimes(tables: Tables): void {
  const tills = [...new Set(rowsOf(tables, 'transactions.csv').map((row) => row['Z_KASSE_ID']))];
  for (const row of rowsOf(tables, 'transactions.csv')) {
    const seconds = 13 * tills.indexOf(row['Z_KASSE_ID']);
    for (const column of ['BON_START', 'BON_ENDE']) row[column] = later(row[column] ?? '', seconds);
  }
}

/** A time without a suffix; one that is none stays what it is. */
export function later(time: string, seconds: number): string {
  const instant = Date.parse(`${time.slice(0, 19)}Z`) + seconds * 1_000;
  return Number.isNaN(instant) ? time : new Date(instant).toISOString().slice(0, 19);
}
