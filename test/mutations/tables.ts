/** An export in memory: its files as text, and as rows by the names of their columns. */
import fs from 'node:fs';
import path from 'node:path';

export type Row = Record<string, string>;

export interface Table {
  readonly columns: readonly string[];
  readonly rows: Row[];
  /** Cut off within a record. */
  readonly isDamaged: boolean;
}

/** By file name. */
export type Tables = Map<string, Table>;
export type Files = Map<string, string>;

export function readFiles(folder: string): Files {
  const names = fs.readdirSync(folder).sort();
  return new Map(names.map((name) => [name, fs.readFileSync(path.join(folder, name), 'utf8')]));
}

export function writeFiles(folder: string, files: Files): void {
  fs.mkdirSync(folder, { recursive: true });
  for (const [name, text] of files) fs.writeFileSync(path.join(folder, name), text);
}

/** Short records are filled up: what a cut has left of them stands. */
function parse(text: string): Table {
  const [columns = [], ...records] = text.split(/\r\n/).map(cellsOf);
  const rows = records
    .filter((cells) => cells.some((cell) => cell !== ''))
    .map((cells) => {
      const row: Row = {};
      for (const [at, column] of columns.entries()) row[column] = cells[at] ?? '';
      return row;
    });
  const isShort = (cells: readonly string[]) =>
    cells.length < columns.length && cells.some((cell) => cell !== '');
  return { columns, rows, isDamaged: records.some(isShort) };
}

function cellsOf(line: string): string[] {
  if (!line.includes('"')) return line.split(';');
  return [...line.matchAll(/(?:^|;)(?:"((?:[^"]|"")*)"|([^;]*))/g)].map(
    ([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain,
  );
}

function write({ columns, rows }: Table): string {
  const quoted = (cell: string) =>
    /[;"\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  const lines = rows.map((row) => columns.map((column) => quoted(row[column] ?? '')).join(';'));
  return [columns.join(';'), ...lines, ''].join('\r\n');
}

export function tablesOf(files: Files): Tables {
  const tables: Tables = new Map();
  for (const [name, text] of files) if (name.endsWith('.csv')) tables.set(name, parse(text));
  return tables;
}

/** The other files stay what they were. */
export function filesOf(tables: Tables, others: Files): Files {
  const rest = [...others].filter(([name]) => !name.endsWith('.csv'));
  return new Map([...rest, ...[...tables].map(([name, table]) => [name, write(table)] as const)]);
}

export function copyOf(tables: Tables): Tables {
  return new Map(
    [...tables].map(([name, table]) => [
      name,
      { ...table, rows: table.rows.map((row) => ({ ...row })) },
    ]),
  );
}

export function rowsOf(tables: Tables, file: string): Row[] {
  return tables.get(file)?.rows ?? [];
}

/** Hundred-thousandths; NaN where it is no number. */
export function amountOf(text: string | undefined): number {
  return Math.round(Number((text ?? '').trim().replace(',', '.')) * 100_000);
}

/** As these files write it. @param units hundred-thousandths */
export function textOf(units: number, decimals: 2 | 5): string {
  return (units / 100_000).toFixed(decimals).replace('.', ',');
}

export function groupBy<T, K>(all: readonly T[], keyOf: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}
