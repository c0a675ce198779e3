/** Tables as tax auditors import them: what a column is called and holds, and how a row of it is written. */
import { formatPlain } from '../../../../shared/domain/money.ts';
import { wallClock } from '../../../../shared/domain/wall-clock.ts';

/** A text in both languages of the program. */
export interface Said {
  readonly de: string;
  readonly en: string;
}

export interface Amount {
  /** Minor units. */
  readonly cents: number;
  readonly currency: string;
}

/** `null`: not known, written as nothing; an empty text is written as `""`. */
type Content<Row> =
  | { readonly kind: 'text'; readonly of: (row: Row) => string | null }
  | { readonly kind: 'integer'; readonly of: (row: Row) => number | null }
  | { readonly kind: 'amount'; readonly of: (row: Row) => Amount | null }
  /** `YYYY-MM-DD`. */
  | { readonly kind: 'day'; readonly of: (row: Row) => string | null }
  /** Epoch milliseconds; written as ISO 8601 in the time of the store. */
  | { readonly kind: 'instant'; readonly of: (row: Row) => number | null };

/** What stands in the head of a column and in its description, whatever its rows are. */
export interface ColumnFacts {
  /** In capital letters, as in DSFinV-K. */
  readonly name: string;
  readonly kind: Content<never>['kind'];
  readonly about: Said;
}

export type Column<Row> = Omit<ColumnFacts, 'kind'> & Content<Row>;

export interface TableFacts {
  /** `jobs.csv`. */
  readonly file: string;
  readonly name: string;
  readonly about: Said;
  readonly columns: readonly ColumnFacts[];
}

export interface Table<Row> extends Omit<TableFacts, 'columns'> {
  readonly columns: readonly Column<Row>[];
}

/** Columns of one kind of row, each with its name and its description in German and English. */
export function columnsOf<Row>() {
  const column =
    <Kind extends Content<Row>['kind']>(kind: Kind) =>
    (
      name: string,
      of: Extract<Content<Row>, { kind: Kind }>['of'],
      de: string,
      en: string,
    ): Column<Row> =>
      ({ kind, name, of, about: { de, en } }) as Column<Row>;
  return {
    text: column('text'),
    integer: column('integer'),
    amount: column('amount'),
    day: column('day'),
    instant: column('instant'),
  };
}

export const DELIMITER = ';';
const RECORD_END = '\r\n';
export const DECIMAL_SIGN = ',';

export interface RowWriter<Row> {
  readonly head: string;
  row(row: Row): string;
}

export function rowWriter<Row>(table: Table<Row>, timeZone: string): RowWriter<Row> {
  const instantText = instantWriter(timeZone);
  function cell(column: Column<Row>, row: Row): string {
    switch (column.kind) {
      case 'text':
        return quoted(column.of(row));
      case 'integer':
        return String(column.of(row) ?? '');
      case 'day':
        return column.of(row) ?? '';
      case 'amount':
        return amountCell(column.of(row));
      case 'instant': {
        const at = column.of(row);
        return at === null ? '' : quoted(instantText(at));
      }
    }
  }
  return {
    head: line(table.columns.map(({ name }) => quoted(name))),
    row: (row) => line(table.columns.map((column) => cell(column, row))),
  };
}

function line(cells: readonly string[]): string {
  return cells.join(DELIMITER) + RECORD_END;
}

function quoted(text: string | null): string {
  return text === null ? '' : `"${text.replaceAll('"', '""')}"`;
}

function amountCell(amount: Amount | null): string {
  return amount === null
    ? ''
    : formatPlain(amount.cents, amount.currency).replace('.', DECIMAL_SIGN);
}

/** `2026-11-25T10:00:00.000+01:00`: the time of the store, and what it is ahead of UTC. */
export function instantWriter(timeZone: string): (at: number) => string {
  const toWall = wallClock(timeZone);
  return (at) => {
    const wall = toWall(at);
    const minutes = Math.round((wall - at) / 60_000);
    const ahead = Math.abs(minutes);
    const [hours, rest] = [Math.floor(ahead / 60), ahead % 60].map((part) =>
      String(part).padStart(2, '0'),
    );
    return `${new Date(wall).toISOString().slice(0, -1)}${minutes < 0 ? '-' : '+'}${hours}:${rest}`;
  };
}
