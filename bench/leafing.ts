/** Responsiveness of the list during a long task of the backend: a simulated user pages through it meanwhile. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Backend } from '../electron/shell/host/backend.ts';
import { DEFAULT_SORT } from '../shared/domain/job-list.ts';
import { watchLoopDelay } from './delay.ts';
import { median, percentile } from './report.ts';

/** A user who pages quickly. */
const PAGE_INTERVAL_MS = 50;
const BYTES_PER_MEGABYTE = 1024 * 1024;

export const LEAFING_COLUMNS = [
  'seconds',
  'MB more',
  'loop p50, ms',
  'p99',
  'max',
  'a page of 100, ms',
  'p95',
];

/** Pages through the list until `isOver` returns true. @returns a value for each of `LEAFING_COLUMNS` */
export async function leafUntil(
  backend: Backend,
  rows: number,
  isOver: () => Promise<boolean>,
): Promise<(string | number)[]> {
  const delay = watchLoopDelay();
  const startedAt = performance.now();
  const before = process.memoryUsage.rss();
  let peak = before;
  const pages: number[] = [];
  for (let page = 0; !(await isOver()); page += 1) {
    const askedAt = performance.now();
    await backend.handlers['jobs.page']({
      conditions: [],
      sort: DEFAULT_SORT,
      offset: (page * 7919 * 100) % rows,
      limit: 100,
    });
    pages.push(performance.now() - askedAt);
    peak = Math.max(peak, process.memoryUsage.rss());
    await pause(PAGE_INTERVAL_MS);
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  const { p50, p99, max } = delay();
  return [
    seconds.toFixed(1),
    Math.round((peak - before) / BYTES_PER_MEGABYTE),
    ...[p50, p99, max].map((ms) => ms.toFixed(1)),
    median(pages).toFixed(1),
    percentile(pages, 95).toFixed(1),
  ];
}
