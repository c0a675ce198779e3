/**
 * Judges a batch of postings by the format's table (`table.ts`) and its rules alone; knows nothing of the program that
 * wrote it. A file with other columns than its version has is judged by its captions, too, so that all faults are named.
 */
import { TABLE } from './table.ts';

export interface Fault {
  readonly code: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/** Columns of a format version: each version has the first of the table. */
const COLUMNS_OF: Readonly<Record<string, number>> = { '7': 116, '9': 120, '12': 124, '13': 125 };
const HEADER_FIELDS = 31;
const MOST_LINES = 99_999;
const NAMES = TABLE.map(([name]) => name);
const SHORT_NAMES: Readonly<Record<string, string>> = {
  Umsatz: 'Umsatz (ohne Soll/Haben-Kz)',
  'S/H': 'Soll/Haben-Kennzeichen',
  WKZ: 'WKZ Umsatz',
  Gegenkonto: 'Gegenkonto (ohne BU-Schlüssel)',
};

export function faultsOf(bytes: Buffer): Fault[] {
  const faults: Fault[] = [];
  const fault = (code: string, line: number, text: string) => faults.push({ code, line, text });
  const isUtf8Marked = bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]));
  if (isUtf8Marked) fault('bom', 1, 'a byte order mark of UTF-8');
  const isUtf8 = isUtf8Marked || isMultiByte(bytes);
  if (isUtf8 && !isUtf8Marked) fault('utf-8', 1, 'UTF-8 instead of Windows-1252');
  for (const byte of [0x81, 0x8d, 0x8f, 0x90, 0x9d]) {
    if (!isUtf8 && bytes.includes(byte))
      fault('encoding', 1, `byte ${byte} is none of Windows-1252`);
  }
  const text = new TextDecoder(isUtf8 ? 'utf-8' : 'windows-1252').decode(bytes);
  if (/[^\r]\n/.test(text)) fault('line-end', 1, 'lines end with LF alone');
  if (!text.endsWith('\n')) fault('line-end', 1, 'the last line does not end');
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/);

  const header = fieldsOf(lines[0] ?? '', 1, fault);
  const value = (number: number) => unquoted(header[number - 1] ?? '');
  checkHeader(header, value, fault);
  const columns = COLUMNS_OF[value(5)] ?? TABLE.length;
  const captions = fieldsOf(lines[1] ?? '', 2, fault).map(unquoted);
  const isShaped = captions.length === columns;
  if (!isShaped) fault('columns', 2, `${captions.length} columns instead of ${columns}`);
  captions.forEach((caption, index) => {
    // Earlier versions spell some of them otherwise.
    const isExact = columns === TABLE.length && isShaped;
    if (isExact && caption !== NAMES[index]) {
      fault('caption', 2, `${caption} is not ${NAMES[index]}`);
    }
  });
  const places = isShaped
    ? captions.map((_, index) => index)
    : captions.map((caption) => NAMES.indexOf(SHORT_NAMES[caption] ?? caption));
  const count = lines.length - 2;
  if (count > MOST_LINES) fault('too-many', 1, `${count} postings`);
  lines.slice(2).forEach((line, index) => {
    const number = index + 3;
    const fields = fieldsOf(line, number, fault);
    if (fields.length !== captions.length) {
      fault('columns', number, `${fields.length} fields instead of ${captions.length}`);
      return;
    }
    const row = fields.map((field, at) => ({ field, place: places[at] ?? -1 }));
    checkRow(row, number, { value, isShaped }, fault);
  });
  return faults;
}

type OnFault = (code: string, line: number, text: string) => void;

/** Letters beyond ASCII, and each of them as UTF-8 writes it. */
function isMultiByte(bytes: Buffer): boolean {
  if (!bytes.some((byte) => byte > 0x7f)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Where quotes do not match it is cut at each semicolon, so that other faults are named, too. */
function fieldsOf(line: string, number: number, fault: OnFault): string[] {
  const fields = line.match(/(?<=^|;)("(?:[^"]|"")*"|[^";]*)(?=;|$)/g) ?? [];
  if (fields.join(';') === line) return fields;
  fault('quotes', number, 'quotes do not match');
  return line.split(';');
}

const isQuoted = (field: string) =>
  field.length > 1 && field.startsWith('"') && field.endsWith('"');
const unquoted = (field: string) =>
  isQuoted(field) ? field.slice(1, -1).replaceAll('""', '"') : field;

function checkHeader(header: string[], value: (number: number) => string, fault: OnFault): void {
  const wrong = (text: string) => fault('header', 1, text);
  const whole = (number: number, from: number, to: number, name: string) => {
    const digits = value(number);
    if (!/^\d+$/.test(digits) || Number(digits) < from || Number(digits) > to) {
      wrong(`${name} is ${digits || 'missing'}`);
    }
  };
  if (header.length !== HEADER_FIELDS) fault('header-fields', 1, `${header.length} fields`);
  if (!['EXTF', 'DTVF'].includes(value(1))) wrong('no EXTF');
  if (value(3) !== '21' || value(4) !== 'Buchungsstapel') wrong('no batch of postings');
  if (Number(value(2)) < 510) wrong(`version ${value(2)}`);
  if (!(value(5) in COLUMNS_OF)) wrong(`format version ${value(5)}`);
  if (!/^\d{17}$/.test(value(6))) wrong('no time of 17 digits');
  if (header.length !== HEADER_FIELDS) return;
  whole(11, 1_001, 9_999_999, 'Berater');
  whole(12, 1, 99_999, 'Mandant');
  whole(14, 4, 8, 'Sachkontenlänge');
  for (const number of [13, 15, 16]) if (!/^\d{8}$/.test(value(number))) wrong(`date ${number}`);
  if (value(15) > value(16) || value(13) > value(15)) wrong('the period does not fit');
  const yearAfter = `${Number(value(13).slice(0, 4)) + 1}${value(13).slice(4)}`;
  if (value(16) >= yearAfter) fault('two-years', 1, 'the period reaches into the next fiscal year');
  if (value(17).length > 30) wrong('Bezeichnung is too long');
  if (!['', '0', '1'].includes(value(21))) wrong('Festschreibung');
}

interface Cell {
  readonly field: string;
  readonly place: number;
}

function checkRow(
  row: readonly Cell[],
  line: number,
  { value, isShaped }: { value: (number: number) => string; isShaped: boolean },
  fault: OnFault,
): void {
  const length = /^[4-8]$/.test(value(14)) ? Number(value(14)) : 8;
  for (const { field, place } of row) {
    const column = TABLE[place];
    if (!column) continue;
    const [name, isNeeded, kind, size] = column;
    const text = unquoted(field);
    if (text === '') {
      if (isNeeded) fault('missing', line, name);
      if (isShaped && kind === 'Text' && !isQuoted(field)) fault('quoted', line, name);
      continue;
    }
    if (kind === 'Text') {
      if (isShaped && !isQuoted(field)) fault('quoted', line, name);
      if (text.length > Number(size)) fault('too-long', line, name);
      // eslint-disable-next-line no-control-regex -- they are what is looked for
      if (/[\x00-\x1f]/.test(text)) fault('control', line, name);
    } else {
      if (isShaped && isQuoted(field)) fault('quoted', line, name);
      checkNumber(name, kind, size, text, line, length, fault);
    }
    if (name === 'Umsatz (ohne Soll/Haben-Kz)' && /^0*(,0*)?$/.test(text))
      fault('zero', line, name);
    if (name === 'Soll/Haben-Kennzeichen' && !/^[SH]$/.test(text)) fault('side', line, text);
    if (name === 'Belegdatum') checkDay(text, line, value, fault);
    if (name === 'Belegfeld 1' && !/^[A-Za-z0-9_$&%*+\-/]*$/.test(text))
      fault('receipt', line, text);
    if (name === 'Festschreibung' && !/^[01]$/.test(text)) fault('fixed', line, text);
    if (name === 'Buchungs GUID' && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) {
      fault('guid', line, text);
    }
  }
}

function checkNumber(
  name: string,
  kind: string,
  size: string,
  text: string,
  line: number,
  length: number,
  fault: OnFault,
): void {
  const [whole = 0, digits = 0] = size.split(',').map(Number);
  if (kind === 'Konto') {
    if (!/^\d+$/.test(text) || text.length > Math.min(whole, length + 1))
      fault('account', line, name);
    // A number: in SKR03, account 0320 is written 320.
    else if (/^0\d/.test(text)) fault('leading-zero', line, name);
  } else if (kind === 'Datum') {
    if (!/^(\d{4}|\d{8})$/.test(text)) fault('date', line, name);
  } else {
    const isRight = new RegExp(`^\\d{1,${whole}}(,\\d{0,${digits}})?$`).test(text);
    if (!isRight) fault('number', line, `${name}: ${text}`);
  }
}

/** The year is that of the fiscal year in the header; the day lies in the header's period. */
function checkDay(
  text: string,
  line: number,
  value: (number: number) => string,
  fault: OnFault,
): void {
  if (!/^(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])$/.test(text)) {
    fault('day', line, text);
    return;
  }
  const [start, from, to] = [value(13), value(15), value(16)];
  const monthAndDay = text.slice(2) + text.slice(0, 2);
  const year = Number(start.slice(0, 4)) + (monthAndDay < start.slice(4) ? 1 : 0);
  const day = `${year}${monthAndDay}`;
  if (/^\d{8}$/.test(from) && (day < from || day > to)) fault('outside', line, text);
}
