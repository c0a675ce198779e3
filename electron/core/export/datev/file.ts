/** Reads and writes EXTF files: lines of fields, each with or without quotes, in Windows-1252 with CRLF. */
import { decode1252, encode1252 } from '../windows-1252.ts';

export interface Field {
  readonly text: string;
  readonly isQuoted: boolean;
}

/** The file is no EXTF file, at this line (from 1). */
export class DatevFormatError extends Error {
  constructor(line: number, reason: string) {
    super(`Line ${line}: ${reason}.`);
    this.name = 'DatevFormatError';
  }
}

const EOL = '\r\n';

/** @throws DatevFormatError */
export function readDatev(bytes: Buffer): Field[][] {
  const lines = decode1252(bytes).split(EOL);
  if (lines.at(-1) !== '') throw new DatevFormatError(lines.length, 'it does not end with CRLF');
  lines.pop();
  return lines.map((line, index) => readLine(line, index + 1));
}

export function writeDatev(lines: readonly (readonly Field[])[]): Buffer {
  return fileOf(lines.map((line) => line.map(written).join(';')));
}

/** @param lines as they stand in the file */
export function fileOf(lines: readonly string[]): Buffer {
  return encode1252(lines.join(EOL) + EOL);
}

function readLine(line: string, number: number): Field[] {
  if (/[\r\n]/.test(line)) throw new DatevFormatError(number, 'a line break is no CRLF');
  const fields: Field[] = [];
  for (let at = 0; ;) {
    const isQuoted = line[at] === '"';
    const inner = isQuoted ? closingQuote(line, at, number) : endOf(line, at);
    const text = line.slice(isQuoted ? at + 1 : at, inner);
    if (!isQuoted && text.includes('"')) {
      throw new DatevFormatError(number, 'a quote inside of a field');
    }
    fields.push({ text: isQuoted ? text.replaceAll('""', '"') : text, isQuoted });
    const end = isQuoted ? inner + 1 : inner;
    if (end === line.length) return fields;
    if (line[end] !== ';') throw new DatevFormatError(number, 'text behind a closing quote');
    at = end + 1;
  }
}

function endOf(line: string, at: number): number {
  const end = line.indexOf(';', at);
  return end < 0 ? line.length : end;
}

function closingQuote(line: string, opening: number, number: number): number {
  for (let at = opening + 1; at < line.length; at++) {
    if (line[at] !== '"') continue;
    if (line[at + 1] !== '"') return at;
    at += 1;
  }
  throw new DatevFormatError(number, 'a quote is not closed');
}

/** A field as it stands in the file. */
export function written({ text, isQuoted }: Field): string {
  if (!isQuoted) return text;
  return text.includes('"') ? `"${text.replaceAll('"', '""')}"` : `"${text}"`;
}

export const quoted = (text: string): Field => ({ text, isQuoted: true });
export const plain = (text: string): Field => ({ text, isQuoted: false });
