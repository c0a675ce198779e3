/**
 * The export for whoever keeps the books: each job with its debit and credit account in order of days, and beneath it the
 * totals by day and account. Only what RetailSuite has booked has accounts; the rest is told apart and in no total of them.
 */
import type { BulkTarget } from '../../../shared/contract/contract.ts';
import type { JobRow } from '../../../shared/domain/job-list.ts';
import { statusOfJob } from '../../../shared/domain/states.ts';
import type { Words } from '../../../shared/words/catalogue.ts';
import { newestOf } from '../db/expected-postings.ts';
import { lastRequestOf } from '../db/jobs/last-request.ts';
import type { StoreTime } from '../db/list/search-condition.ts';
import type { Db } from '../db/open.ts';
import { bookedAs } from './booked-as.ts';
import { exportColumns, moneyCell, WIDTHS, type Cell, type ExportColumn } from './columns.ts';
import { selectRows } from './rows.ts';
import { cellsOf, type ExportTable } from './export-table.ts';

interface StoredRow extends JobRow {
  readonly occurredAt: number;
  readonly request: string | null;
  readonly expected: string | null;
}

interface TaxRow {
  readonly job: JobRow;
  readonly occurredAt: number;
  /** Both undefined where RetailSuite has not booked it, or what it has is not known here. */
  readonly debit: string | undefined;
  readonly credit: string | undefined;
  /** Minor units; positive where the accounts say the direction, else as the till has it. */
  readonly amount: number;
  readonly currency: string;
}

const FURTHER_COLUMNS = `(SELECT occurred_at FROM pos_events WHERE pos_events.id = jobs.event_id) AS occurredAt,
  (${lastRequestOf('jobs.id')}) AS request,
  (${newestOf('posting', 'jobs.id')}) AS expected`;

export async function taxTable(
  db: Db,
  target: BulkTarget,
  words: Words,
  yieldTurn: () => Promise<void>,
  time: StoreTime,
): Promise<ExportTable> {
  const sort = { column: 'businessDay', direction: 'asc' } as const;
  const stored = await selectRows<StoredRow>(db, target, sort, yieldTurn, time, FURTHER_COLUMNS);
  const totals = createTotals(words);
  function* rows(): Generator<TaxRow, undefined> {
    try {
      for (const row of stored) {
        const taxRow = toTaxRow(row);
        totals.add(taxRow);
        yield taxRow;
      }
    } finally {
      stored.return?.();
    }
  }
  const columns = taxColumns(words, time.clock());
  return { columns, rows: cellsOf(rows(), columns), totals };
}

function toTaxRow({ occurredAt, request, expected, ...job }: StoredRow): TaxRow {
  const booked = statusOfJob(job) === 'synced' ? bookedAs({ request, expected }) : undefined;
  const { amount, currency } = booked ?? job;
  const isDebit = amount > 0;
  const { account, contraAccount } = booked ?? {};
  return {
    job,
    occurredAt,
    debit: isDebit ? account : contraAccount,
    credit: isDebit ? contraAccount : account,
    amount: booked ? Math.abs(amount) : amount,
    currency,
  };
}

function taxColumns(words: Words, now: number): ExportColumn<TaxRow>[] {
  const known = (name: Parameters<typeof exportColumns>[0][number]): ExportColumn<TaxRow>[] =>
    exportColumns([name], words, now).map(({ title, width, cell }) => ({
      title,
      width,
      cell: ({ job }) => cell(job),
    }));
  const account = (side: 'debit' | 'credit'): ExportColumn<TaxRow> => ({
    title: words.tax[side],
    width: WIDTHS.amount,
    cell: (row) => textCell(row[side]),
  });
  return [
    {
      title: words.tax.occurredAt,
      width: WIDTHS.instant,
      cell: ({ occurredAt }) => ({ kind: 'instant', at: occurredAt }),
    },
    ...known('businessDay'),
    ...known('billNumber'),
    ...known('invoiceNumber'),
    ...known('type'),
    ...known('paymentType'),
    account('debit'),
    account('credit'),
    {
      title: words.column.amount,
      width: WIDTHS.amount,
      cell: ({ amount, currency }) => moneyCell(amount, currency),
    },
    {
      title: words.column.currency,
      width: WIDTHS.number,
      cell: ({ currency }) => textCell(currency),
    },
    ...known('postingNumber'),
    ...known('store'),
    ...known('payDesk'),
    ...known('state'),
  ];
}

const textCell = (text: string | undefined): Cell =>
  text === undefined ? null : { kind: 'text', text };

interface Total {
  /** Null: of all days. */
  readonly day: string | null;
  /** Undefined: RetailSuite has not booked it. */
  readonly account: string | undefined;
  readonly currency: string;
  debit: bigint;
  credit: bigint;
  count: number;
}

/** Adds up rows that come in order of their days; grows with days and accounts, not with rows. */
function createTotals(
  words: Words,
): NonNullable<ExportTable['totals']> & { add(row: TaxRow): void } {
  const totals = new Map<string, Total>();

  function addTo(
    day: string | null,
    account: string | undefined,
    row: TaxRow,
    side: 'debit' | 'credit',
    amount: number,
  ): void {
    const { currency } = row;
    const key = JSON.stringify([day, account ?? null, currency]);
    const total = totals.get(key) ?? { day, account, currency, debit: 0n, credit: 0n, count: 0 };
    totals.set(key, total);
    total[side] += BigInt(amount);
    total.count += 1;
  }

  return {
    name: words.tax.totals,
    columns: [
      { title: words.column.businessDay, width: WIDTHS.day },
      { title: words.tax.account, width: WIDTHS.text },
      { title: words.column.currency, width: WIDTHS.number },
      { title: words.tax.debitTotal, width: WIDTHS.choice },
      { title: words.tax.creditTotal, width: WIDTHS.choice },
      { title: words.tax.balance, width: WIDTHS.choice },
      { title: words.tax.count, width: WIDTHS.number },
    ],
    add(row) {
      const { debit, credit, amount } = row;
      for (const day of [row.job.businessDay, null]) {
        if (debit === undefined || credit === undefined) {
          // Nobody knows its accounts: what came in is told apart from what went out.
          addTo(day, undefined, row, amount < 0 ? 'credit' : 'debit', Math.abs(amount));
        } else {
          addTo(day, debit, row, 'debit', amount);
          addTo(day, credit, row, 'credit', amount);
        }
      }
    },
    rows: () =>
      [...totals.values()]
        .sort(byDayAndAccount)
        .map(({ day, account, currency, debit, credit, count }): Cell[] => [
          day === null ? { kind: 'text', text: words.tax.allDays } : { kind: 'day', day },
          { kind: 'text', text: account ?? words.tax.unbooked },
          { kind: 'text', text: currency },
          moneyCell(debit, currency),
          moneyCell(credit, currency),
          moneyCell(debit - credit, currency),
          { kind: 'number', text: String(count), digits: 0 },
        ]),
  };
}

/** Days in their order and then all of them; accounts in theirs and then what has none. */
function byDayAndAccount(a: Total, b: Total): number {
  return (
    compare(a.day, b.day) ||
    compare(a.account ?? null, b.account ?? null) ||
    compare(a.currency, b.currency)
  );
}

function compare(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}
