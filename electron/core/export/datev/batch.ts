/**
 * One batch of postings of one month (EXTF 700/21/13): header, captions, and a line a posting.
 *
 * Pure: what cannot be a line is told with its reason instead of being written differently.
 */
import { lastDayOf } from '../../../../shared/domain/calendar.ts';
import { COLUMNS } from './columns.ts';
import { fileOf, plain, quoted, written, type Field } from './file.ts';
import { writable } from '../windows-1252.ts';

/** DATEV takes no more in a file. */
export const MOST_LINES = 99_999;

export interface BatchOptions {
  /** Berater. */
  readonly consultant: number;
  /** Mandant. */
  readonly client: number;
  /** Sachkontenlänge; an account of a person has one digit more. */
  readonly accountLength: number;
  /** 1 to 12: the month in which the fiscal year begins. */
  readonly fiscalYearMonth: number;
  /** Festschreibung: DATEV lets nobody change the postings any more. */
  readonly isFixed: boolean;
  /** `03` or `04`; empty: not told. */
  readonly chart: string;
}

export interface BatchPosting {
  readonly jobId: number;
  readonly guid: string;
  /** Positive debits `account`; minor units of a currency with two digits. */
  readonly amount: number;
  readonly currency: string;
  readonly account: string;
  readonly contraAccount: string;
  /** YYYY-MM-DD. */
  readonly day: string;
  /** Belegfeld 1. */
  readonly receipt: string;
  readonly text: string;
  /** Pairs of a name and a value, at most eight. */
  readonly info: readonly (readonly [string, string])[];
}

export interface Left {
  readonly jobId: number;
  readonly reason: string;
}

export interface Batch {
  readonly bytes: Buffer;
  readonly jobs: readonly number[];
  /** Not in it, and why. */
  readonly left: readonly Left[];
  /** In it with another text than the till's, and what became of it. */
  readonly changed: readonly {
    readonly jobId: number;
    readonly from: string;
    readonly to: string;
  }[];
  /** Debit and credit of the first account, minor units. */
  readonly debit: number;
  readonly credit: number;
}

const BASE_CURRENCY = 'EUR';
const MOST_CENTS = 999_999_999_999;
const RECEIPT_LENGTH = 36;
const TEXT_LENGTH = 60;
const INFO_NAME_LENGTH = 20;
const INFO_LENGTH = 210;
const INFOS = 8;

const at = (caption: string): number => {
  const index = COLUMNS.findIndex((column) => column.caption === caption);
  if (index < 0) throw new Error(`DATEV has no column ${caption}`);
  return index;
};
const AMOUNT = at('Umsatz (ohne Soll/Haben-Kz)');
const SIDE = at('Soll/Haben-Kennzeichen');
const ACCOUNT = at('Konto');
const CONTRA = at('Gegenkonto (ohne BU-Schlüssel)');
const DAY = at('Belegdatum');
const RECEIPT = at('Belegfeld 1');
const TEXT = at('Buchungstext');
const FIRST_INFO = at('Beleginfo - Art 1');
const GUID = at('Buchungs GUID');
const FIXED = at('Festschreibung');

/** @param month YYYY-MM @param createdAt 17 digits, local time to the millisecond */
export function makeBatch(
  postings: readonly BatchPosting[],
  month: string,
  createdAt: string,
  options: BatchOptions,
): Batch {
  const left: Left[] = [];
  const changed: { jobId: number; from: string; to: string }[] = [];
  const jobs: number[] = [];
  const lines = [header(month, createdAt, options).map(written).join(';'), captions()];
  let debit = 0;
  let credit = 0;
  for (const posting of postings) {
    const { jobId, amount } = posting;
    const reason = reasonAgainst(posting, month, options);
    if (reason !== undefined) {
      left.push({ jobId, reason });
      continue;
    }
    const receipt = receiptField(posting.receipt);
    const text = writable(posting.text).slice(0, TEXT_LENGTH);
    for (const [from, to] of [
      [posting.receipt, receipt],
      [posting.text, text],
    ] as const) {
      if (from !== to) changed.push({ jobId, from, to });
    }
    lines.push(lineOf(posting, receipt, text, options));
    jobs.push(jobId);
    if (amount > 0) debit += amount;
    else credit -= amount;
  }
  return { bytes: fileOf(lines), jobs, left, changed, debit, credit };
}

/** The first day of the fiscal year that the month is part of, `YYYYMMDD`. */
function fiscalYearStart(month: string, firstMonth: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const begun = number >= firstMonth ? year : year - 1;
  return `${begun}${String(firstMonth).padStart(2, '0')}01`;
}

function header(month: string, createdAt: string, options: BatchOptions): Field[] {
  const digits = month.replace('-', '');
  const [year, number] = month.split('-');
  return [
    ...[quoted('EXTF'), plain('700'), plain('21'), quoted('Buchungsstapel'), plain('13')],
    ...[plain(createdAt), plain(''), quoted('RE'), quoted(''), quoted('')],
    ...[plain(String(options.consultant)), plain(String(options.client))],
    plain(fiscalYearStart(month, options.fiscalYearMonth)),
    plain(String(options.accountLength)),
    ...[plain(`${digits}01`), plain(lastDayOf(month).replaceAll('-', ''))],
    quoted(`Zahlungen ohne Erlöse ${number}/${year}`),
    ...[quoted(''), plain('1'), plain('0'), plain(options.isFixed ? '1' : '0'), quoted('EUR')],
    ...[plain(''), quoted(''), plain(''), plain(''), quoted(options.chart)],
    ...[plain(''), plain(''), quoted(''), quoted('')],
  ];
}

function captions(): string {
  return COLUMNS.map(({ caption }) => caption).join(';');
}

function reasonAgainst(
  { amount, currency, account, contraAccount, day }: BatchPosting,
  month: string,
  { accountLength }: BatchOptions,
): string | undefined {
  if (amount === 0) return 'Betrag 0,00: DATEV nimmt keine Buchung ohne Betrag';
  if (Math.abs(amount) > MOST_CENTS)
    return 'Betrag zu groß: DATEV nimmt zehn Stellen vor dem Komma';
  if (currency !== BASE_CURRENCY) return `Währung ${currency}: der Kurs ist nicht bekannt`;
  if (!day.startsWith(`${month}-`)) return `Buchungstag ${day} liegt nicht im Monat ${month}`;
  const wrong = [account, contraAccount].find(
    (each) => !/^[1-9]\d*$/.test(each) || each.length > accountLength + 1,
  );
  return wrong === undefined
    ? undefined
    : `Konto ${wrong || '(keines)'} passt nicht zur Sachkontenlänge ${accountLength}`;
}

/** Belegfeld 1 takes few characters. */
function receiptField(receipt: string): string {
  return writable(receipt)
    .replaceAll(/[äöüÄÖÜß]/g, (letter) => UMLAUTS[letter] ?? '_')
    .replaceAll(/[^A-Za-z0-9_$&%*+\-/]/g, '_')
    .slice(0, RECEIPT_LENGTH);
}

const UMLAUTS: Readonly<Record<string, string>> = {
  ...{ ä: 'ae', ö: 'oe', ü: 'ue', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue', ß: 'ss' },
};

/** As fields stand in a file: most of a line is empty. */
const EMPTY_LINE: readonly string[] = COLUMNS.map(({ kind }) => (kind === 'text' ? '""' : ''));
const inQuotes = (text: string): string => written(quoted(text));

function lineOf(
  posting: BatchPosting,
  receipt: string,
  text: string,
  { isFixed }: BatchOptions,
): string {
  const line = [...EMPTY_LINE];
  const cents = Math.abs(posting.amount);
  line[AMOUNT] = `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')}`;
  line[SIDE] = inQuotes(posting.amount > 0 ? 'S' : 'H');
  line[ACCOUNT] = posting.account;
  line[CONTRA] = posting.contraAccount;
  line[DAY] = `${posting.day.slice(8, 10)}${posting.day.slice(5, 7)}`;
  line[RECEIPT] = inQuotes(receipt);
  line[TEXT] = inQuotes(text);
  posting.info.slice(0, INFOS).forEach(([name, value], index) => {
    line[FIRST_INFO + 2 * index] = inQuotes(writable(name).slice(0, INFO_NAME_LENGTH));
    line[FIRST_INFO + 2 * index + 1] = inQuotes(writable(value).slice(0, INFO_LENGTH));
  });
  line[GUID] = inQuotes(posting.guid);
  line[FIXED] = isFixed ? '1' : '0';
  return line.join(';');
}
