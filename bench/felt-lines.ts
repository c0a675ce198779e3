/** What people feel, where the figure comes from, and what it should be at most or at least. */

export interface FeltLine {
  readonly felt: string;
  /** Name of the figure that another benchmark noted; `{rows}` is the number of jobs. */
  readonly figure: string;
  /** The same of the bare limit, where it was measured beside. */
  readonly bare?: string;
  readonly unit: string;
  readonly statistic: 'median' | 'p95';
  /** Absent: the owner named none. */
  readonly atMost?: number;
  readonly atLeast?: number;
  /** Also measured with a tenth of the jobs. */
  readonly grows?: boolean;
}

const ms = { unit: 'ms', statistic: 'median' } as const;
const window = (what: string, more: Partial<FeltLine> = {}): FeltLine => ({
  ...ms,
  felt: what,
  figure: `window in electron, {rows} jobs, ${what}, ms`,
  ...more,
});
const first = (question: string, what: string, atMost: number): FeltLine => ({
  ...ms,
  felt: `${question}: ${what}`,
  figure: `list, {rows} jobs, ${question}: ${what}, ms`,
  atMost,
  grows: true,
});
const engineAt = (concurrency: number): FeltLine => ({
  felt: `posting, ${concurrency} at once, beside a loop with a commit a turn`,
  figure: `engine at ${concurrency}, times turn`,
  unit: 'times',
  statistic: 'median',
  atLeast: 1.2,
});

export const FELT: readonly FeltLine[] = [
  {
    ...ms,
    felt: 'start in a browser: from the command to painted rows',
    figure: 'start in a browser, program, {rows} jobs: rows painted, ms',
    bare: 'start in a browser, bare, {rows} jobs: rows painted, ms',
    atMost: 600,
    grows: true,
  },
  {
    ...ms,
    felt: 'start in Electron: from the command to painted rows',
    figure: 'start in Electron, program, {rows} jobs: rows painted, ms',
    bare: 'start in Electron, bare, {rows} jobs: rows painted, ms',
    atMost: 800,
    grows: true,
  },
  window('a dropped file', { atMost: 60 }),
  window('search: the last key', { atMost: 80 }),
  window('BACK', { atMost: 60 }),
  window('all clicks', { statistic: 'p95', atMost: 100 }),
  window('all clicks while jobs change', { statistic: 'p95', atMost: 100 }),
  { ...ms, felt: 'a page of the list', figure: 'list, {rows} jobs: a page, ms', grows: true },
  first('by amount', 'first jump', 100),
  first('by billNumber', 'first jump', 100),
  first('amount from 10.00 to 20.00', 'first rows', 100),
  first('amount from 10.00 to 20.00', 'exact count', 300),
  first('search: 3 digits', 'first rows', 100),
  first('search: 3 digits', 'exact count', 300),
  first('search: 3 digits', 'longest hold of the main loop', 50),
  {
    felt: 'main loop held up while everything happens at once, p99 by time',
    figure: 'main loop held up under full load, p99 by time, ms',
    unit: 'ms',
    statistic: 'median',
    atMost: 15,
  },
  engineAt(1),
  engineAt(8),
  engineAt(32),
  {
    felt: 'posting, 32 at once, beside HTTP alone',
    figure: 'engine at 32, times http',
    unit: 'times',
    statistic: 'median',
    atLeast: 0.55,
  },
  {
    felt: 'posting the mix of an export, beside cash moves',
    figure: 'mix of an export, share of the rate of cash moves',
    unit: 'times',
    statistic: 'median',
    atLeast: 0.8,
  },
  {
    felt: 'posting while an export is read, beside its rate alone',
    figure: 'posting while an export is read, share of its rate alone',
    unit: 'times',
    statistic: 'median',
    atLeast: 0.5,
  },
  {
    felt: 'import of a million receipts, until everything can be searched',
    figure: 'import until searchable, seconds a million receipts',
    unit: 's',
    statistic: 'median',
    atMost: 60,
  },
  {
    felt: 'import: memory at its peak',
    figure: 'import, peak memory, MB',
    unit: 'MB',
    statistic: 'median',
    atMost: 250,
  },
  {
    felt: 'import: bytes written for a byte of database',
    figure: 'import, bytes written for a byte of database',
    unit: 'times',
    statistic: 'median',
    atMost: 4,
  },
  {
    felt: 'database: bytes a booked job',
    figure: 'database, bytes a booked job',
    unit: 'bytes',
    statistic: 'median',
    atMost: 900,
  },
  {
    felt: 'every job on the command line',
    figure: 'jobs on the command line, {rows} jobs, s',
    unit: 's',
    statistic: 'median',
    atMost: 4,
  },
  {
    felt: 'a closed day without RetailSuite',
    figure: 'close, a day, ms',
    unit: 'ms',
    statistic: 'median',
    atMost: 50,
  },
  {
    felt: 'a closed month without RetailSuite',
    figure: 'close, a month, ms',
    unit: 'ms',
    statistic: 'median',
    atMost: 2_000,
  },
  {
    felt: 'proving the chain: entries a second',
    figure: 'verify, entries of the chain a second',
    unit: 'a second',
    statistic: 'median',
    atLeast: 200_000,
  },
  {
    felt: 'a month of 99,999 rows for DATEV',
    figure: 'datev, a month of 99,999 rows, s',
    unit: 's',
    statistic: 'median',
    atMost: 2,
  },
  {
    felt: 'installed: memory of all processes',
    figure: 'installed: memory of all processes, MB',
    bare: 'empty window: memory of all processes, MB',
    unit: 'MB',
    statistic: 'median',
    atMost: 300,
  },
  {
    felt: 'installed: memory of the main process',
    figure: 'installed: memory of the main process, MB',
    bare: 'empty window: memory of the main process, MB',
    unit: 'MB',
    statistic: 'median',
    atMost: 110,
  },
  {
    felt: 'installed: processor while nothing happens',
    figure: 'installed: idle, percent of a core',
    bare: 'empty window: idle, percent of a core',
    unit: '% of a core',
    statistic: 'median',
  },
  {
    felt: 'installed: wake-ups while nothing happens',
    figure: 'installed: idle, wake-ups a second',
    bare: 'empty window: idle, wake-ups a second',
    unit: 'a second',
    statistic: 'median',
  },
  {
    felt: 'installed: its end',
    figure: 'installed: end, ms',
    bare: 'empty window: end, ms',
    unit: 'ms',
    statistic: 'median',
    atMost: 200,
  },
];
