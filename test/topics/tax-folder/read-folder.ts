/** Reads a folder for the tax office as its receiver does: from index.xml, the tables and nothing else. */
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';

export type Cells = Readonly<Record<string, string>>;

export interface ReadTable {
  readonly columns: readonly { readonly name: string; readonly kind: string }[];
  readonly rows: readonly Cells[];
}

/** Tables by their file. */
export function readTaxFolder(folder: string): ReadonlyMap<string, ReadTable> {
  const data = path.join(folder, 'data');
  const xml = fs.readFileSync(path.join(data, 'index.xml'), 'utf8');
  const tables = [...xml.matchAll(/<Table>([\s\S]*?)<\/Table>/g)].map(([, table = '']) => table);
  return new Map(
    tables.map((table) => {
      const file = one(table, 'URL');
      if (!table.includes('<UTF8 />')) throw new Error(`${file} is not UTF-8`);
      const columns = [...table.matchAll(/<VariableColumn>([\s\S]*?)<\/VariableColumn>/g)].map(
        ([, column = '']) => ({
          name: one(column, 'Name'),
          kind: /<(Numeric|AlphaNumeric|Date)\b/.exec(column)?.[1] ?? '',
        }),
      );
      const rows = parse(fs.readFileSync(path.join(data, file)), {
        delimiter: one(table, 'ColumnDelimiter'),
        quote: one(table, 'TextEncapsulator'),
        record_delimiter: '\r\n',
        columns: columns.map(({ name }) => name),
        from: Number(one(table, 'From')),
        relax_column_count: false,
      }) as unknown as Cells[];
      return [file, { columns, rows }];
    }),
  );
}

/** @throws when there is no such table */
export function rowsOf(tables: ReadonlyMap<string, ReadTable>, file: string): readonly Cells[] {
  const table = tables.get(file);
  if (!table) throw new Error(`there is no ${file}`);
  return table.rows;
}

/** `-1234,56` → -123456. */
export function cents(text: string | undefined): number {
  if (text === undefined || !/^-?\d+,\d\d$/.test(text)) throw new Error(`no amount: ${text}`);
  return Number(text.replace(',', ''));
}

function one(xml: string, name: string): string {
  const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
  if (text === undefined) throw new Error(`no ${name}`);
  return text;
}
