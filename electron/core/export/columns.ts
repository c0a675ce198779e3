/** The columns of the list in a file: values and their kind; how they are written is the format's business. */
import {
  JOB_COLUMNS,
  messageOf,
  type JobColumn,
  type JobRow,
} from '../../../shared/domain/job-list.ts';
import { minorDigits } from '../../../shared/domain/money.ts';
import { reasonOf } from '../../../shared/domain/row-reason.ts';
import { statusOfJob } from '../../../shared/domain/states.ts';
import type { Words } from '../../../shared/words/catalogue.ts';
import { paymentTextInWords } from '../../../shared/words/words.ts';

export type Cell =
  | { readonly kind: 'text'; readonly text: string }
  /** Exact digits with a point, such as `-12.50`; `digits` of them are behind it. */
  | { readonly kind: 'number'; readonly text: string; readonly digits: number }
  | { readonly kind: 'instant'; readonly at: number }
  /** `YYYY-MM-DD` */
  | { readonly kind: 'day'; readonly day: string }
  | null;

export interface ExportColumn<Row> {
  readonly title: string;
  /** In characters, for formats that have widths. */
  readonly width: number;
  cell(row: Row): Cell;
}

/**
 * The columns that say something: *Details* is a button.
 *
 * @param now epoch ms: whether an invoice is missing or just awaited is told from here
 */
export function exportColumns(
  columns: readonly JobColumn[],
  words: Words,
  now: number,
): ExportColumn<JobRow>[] {
  return columns
    .filter((name) => name !== 'details')
    .map((name) => ({
      title: words.column[name],
      width: name === 'message' ? WIDTHS.text : WIDTHS[JOB_COLUMNS[name].filter],
      cell: cellOf(name, words, now),
    }));
}

export const WIDTHS: Readonly<Record<(typeof JOB_COLUMNS)[JobColumn]['filter'], number>> = {
  number: 9,
  instant: 20,
  day: 12,
  text: 24,
  choice: 18,
  amount: 12,
  none: 12,
};

function cellOf(column: JobColumn, words: Words, now: number): (row: JobRow) => Cell {
  const text = (say: (row: JobRow) => string | null) => (row: JobRow) => {
    const said = say(row);
    return said === null || said === '' ? null : ({ kind: 'text', text: said } as const);
  };
  const whole = (say: (row: JobRow) => number) => (row: JobRow) =>
    ({ kind: 'number', text: String(say(row)), digits: 0 }) as const;
  switch (column) {
    case 'id':
      return whole((row) => row.id);
    case 'retry':
      return whole((row) => row.attempts);
    case 'createdAt':
    case 'modifiedAt':
    case 'lastCheckAt':
    case 'dueAt':
      return (row) => {
        const at = row[column];
        return at === null ? null : { kind: 'instant', at };
      };
    case 'businessDay':
      return (row) => ({ kind: 'day', day: row.businessDay });
    case 'amount':
      return (row) => moneyCell(row.amount, row.currency);
    case 'type':
      return text((row) => words.type[row.type]);
    case 'status':
      return text((row) => words.status[statusOfJob(row)]);
    case 'state':
      return text((row) => words.state[row.state]);
    case 'cause':
      return text((row) => row.cause && words.cause[row.cause]);
    case 'paymentType':
      return text(
        ({ paymentType }) =>
          paymentType && paymentTextInWords(paymentType, (type) => words.paymentType[type]),
      );
    case 'message':
      return text((row) => {
        const message = messageOf(row);
        const reason = reasonOf(row, now);
        // As the cell has it: the message, and why it is not booked.
        return [
          message && words.message[message],
          reason && (reason === 'invoice-awaited' ? words.rowReason[reason] : words.cause[reason]),
        ]
          .filter(Boolean)
          .join(': ');
      });
    case 'details':
      return () => null;
    default:
      return text((row) => row[column]);
  }
}

export function moneyCell(minor: number | bigint, currency: string): Cell {
  const digits = minorDigits(currency);
  return { kind: 'number', text: decimal(minor, digits), digits };
}

/** Minor units as digits with a point: no float comes between, so it is right to the cent. */
export function decimal(minor: number | bigint, digits: number): string {
  const text = String(minor)
    .replace('-', '')
    .padStart(digits + 1, '0');
  const sign = minor < 0 ? '-' : '';
  if (digits === 0) return sign + text;
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
