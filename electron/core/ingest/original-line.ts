/** Finds the line of a kept original that an event was read from, as the till wrote it. */
import path from 'node:path';
import type { OriginalLine } from '../../../shared/contract/contract.ts';
import { openContainer } from './formats/dsfinvk/container.ts';
import { tablesOf } from './formats/dsfinvk/gdpdu-index.ts';
import { TABLES } from './formats/dsfinvk/tables.ts';
import { readCsv } from './formats/csv.ts';
import { readLines } from './inbox-file.ts';

/** No receipt is longer; only the beginning of a longer line is shown. */
const MAX_LINE_BYTES = 100_000;

export interface Origin {
  readonly kind: 'dsfinvk' | 'inbox' | 'unknown';
  /** The place that the event names: `transactions.csv:17`. */
  readonly origin: string;
  /** Relative to the data folder; null: not kept. */
  readonly originalPath: string | null;
  /** After its retention period. */
  readonly isErased?: 0 | 1;
}

/** Ends a reading early: what was looked for is there. */
class Found extends Error {}

/** Never throws: an original that was moved away is an answer, not a failure. */
export async function readOriginalLine(
  { kind, origin, originalPath, isErased }: Origin,
  dataFolder: string,
): Promise<OriginalLine> {
  const place = /^(.*):(\d+)$/.exec(origin);
  const file = place?.[1] ?? origin;
  const line = place ? Number(place[2]) : null;
  const without = (problem: OriginalLine['problem']): OriginalLine => ({
    file,
    line,
    text: null,
    fields: [],
    problem,
  });
  if (originalPath === null || line === null) return without('not-kept');
  const original = path.join(dataFolder, originalPath);
  try {
    const found =
      kind === 'inbox' ? await ofLines(original, line) : await ofTable(original, file, line);
    return found ? { file, line, ...found, problem: null } : without('changed');
  } catch (error) {
    const { code } = error as { code?: string };
    if (code !== 'ENOENT') return without('unreadable');
    return without(isErased === 1 ? 'erased' : 'gone');
  }
}

type Content = Pick<OriginalLine, 'text' | 'fields'>;

async function ofLines(file: string, wanted: number): Promise<Content | undefined> {
  for await (const { number, bytes } of readLines(file, MAX_LINE_BYTES)) {
    if (number === wanted) return { text: bytes.toString('utf8'), fields: [] };
  }
  return undefined;
}

async function ofTable(source: string, name: string, wanted: number): Promise<Content | undefined> {
  const container = await openContainer(source);
  let header: string[] = [];
  let found: Content | undefined;
  try {
    const facts = Object.values(TABLES).find(({ file }) => file === name);
    const table = facts && (await tablesOf(container))(facts);
    if (!table) return undefined;
    await readCsv(
      await table.file.open(),
      table.file.name,
      (names, line) => {
        header = names;
        if (line < wanted) return undefined;
        header = [...(table.dialect.columns ?? [])];
        return 'record';
      },
      (fields, line) => {
        if (line < wanted) return;
        if (line === wanted) {
          found = {
            text: null,
            fields: fields.map((value, at) => ({ name: header[at] ?? '', value })),
          };
        }
        throw new Found();
      },
      table.dialect,
    );
  } catch (error) {
    if (!(error instanceof Found)) throw error;
  } finally {
    container.close();
  }
  return found;
}
