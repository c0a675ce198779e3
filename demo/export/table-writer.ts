import fs from 'node:fs';
import path from 'node:path';
import { TABLES } from './tables.ts';
import type { TableName } from './tables.ts';

const BUFFER_CHARACTERS = 64 * 1024;

/** Writes one CSV file of an export: UTF-8, `;`, CRLF, quotes where needed, decimal comma. */
export class TableWriter {
  readonly #file: number;
  readonly #width: number;
  #pending: string;
  #rows = 0;

  constructor(folder: string, name: TableName) {
    this.#file = fs.openSync(path.join(folder, `${name}.csv`), 'w');
    this.#width = TABLES[name].columns.length;
    this.#pending = `${TABLES[name].columns.map(([column]) => column).join(';')}\r\n`;
  }

  get rows(): number {
    return this.#rows;
  }

  /** @param prefix the leading key columns, already joined and ending with `;`; they count `prefixWidth`. */
  row(prefix: string, prefixWidth: number, values: readonly (string | number)[]): void {
    if (prefixWidth + values.length !== this.#width) {
      throw new Error(
        `A row has ${prefixWidth + values.length} columns where ${this.#width} are due: ${values.join(';')}`,
      );
    }
    let line = prefix;
    for (let index = 0; index < values.length; index++) {
      const value = values[index] ?? '';
      if (index > 0) line += ';';
      line += typeof value === 'number' ? value : quoted(value);
    }
    this.#pending += `${line}\r\n`;
    this.#rows++;
    if (this.#pending.length > BUFFER_CHARACTERS) this.flush();
  }

  flush(): void {
    if (this.#pending === '') return;
    fs.appendFileSync(this.#file, this.#pending);
    this.#pending = '';
  }

  close(): void {
    this.flush();
    fs.closeSync(this.#file);
  }
}

/** One field as RFC 4180 writes it. */
function quoted(text: string): string {
  return /[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Cents as `-12,34`. */
export function decimal2(cents: number): string {
  return decimal(cents, 2);
}

/** Hundred-thousandths as `-12,34000`. */
export function decimal5(units: number): string {
  return decimal(units, 5);
}

/** Thousandths as `1,000`. */
export function decimal3(units: number): string {
  return decimal(units, 3);
}

function decimal(units: number, digits: number): string {
  const text = String(Math.abs(units)).padStart(digits + 1, '0');
  const point = text.length - digits;
  return `${units < 0 ? '-' : ''}${text.slice(0, point)},${text.slice(point)}`;
}
