/** Writes a table into its file, row by row: of a year no more than a part is ever in memory. */
import fs from 'node:fs';
import path from 'node:path';
import { rowWriter, type Table } from './table.ts';

const FLUSH_CHARACTERS = 1 << 16;

export interface TableFile<Row> {
  /** A promise where bytes go to the disk; nothing else may be written before it ends. */
  write(row: Row): Promise<void> | undefined;
  /** @returns how many rows there are */
  close(): Promise<number>;
}

/** @throws errors of the file system, also where the file is there already */
export async function openTableFile<Row>(
  folder: string,
  table: Table<Row>,
  timeZone: string,
): Promise<TableFile<Row>> {
  const writer = rowWriter(table, timeZone);
  const handle = await fs.promises.open(path.join(folder, table.file), 'wx');
  let parts = [writer.head];
  let length = 0;
  let rows = 0;

  async function flush(): Promise<void> {
    const text = parts.join('');
    parts = [];
    length = 0;
    await handle.appendFile(text);
  }

  return {
    write(row) {
      const text = writer.row(row);
      parts.push(text);
      length += text.length;
      rows += 1;
      return length < FLUSH_CHARACTERS ? undefined : flush();
    },
    async close() {
      try {
        await flush();
        await handle.sync();
      } finally {
        await handle.close();
      }
      return rows;
    },
  };
}
