/**
 * Scans every job once, for what no index answers: which ones match, and where they stand along a sort.
 *
 * Jobs are read in the order in which they lie on the disk, whatever the sort: along an index of the sort each row would
 * be fetched from somewhere else, which takes ten times as long. A match is remembered as one bit a job; the index
 * of the sort is then read alone. Each step scans a bounded number of jobs.
 */
import type { Db } from '../open.ts';
import { and, EVERYTHING, type Where } from './conditions.ts';
import { orderAlong, type Key, type Mark, type SortPath } from './scan.ts';
import { addSums, type Sums } from './sums.ts';

export interface FullScanTask {
  readonly path: SortPath;
  readonly asked: Where;
  /** Ids between which all matching jobs lie; null: anywhere. */
  readonly ids: { readonly first: number; readonly last: number } | null;
  /** Matching jobs that are named without an order, at most. */
  readonly most: number;
}

export interface FullScanResult {
  /** Jobs that matched, so far or in all. */
  readonly matched: number;
  /** Their money, once all were scanned; null: too much for an exact number. Of all jobs the counters tell it. */
  readonly sums?: Sums | null;
  /** Undefined until all were scanned. */
  readonly found?: Found;
}

export type Found =
  /** Few: all of them, in no order; `upTo`: newer jobs were not scanned. */
  | { readonly kind: 'ids'; readonly ids: readonly number[]; readonly upTo: number }
  /** Thinly spread: all of them, in the order of the sort. */
  | { readonly kind: 'order'; readonly ids: Uint32Array }
  /** Dense: places along the sort. */
  | { readonly kind: 'marks'; readonly marks: readonly Mark[] };

/** Between two jobs that match lie at most this many, or each of them is remembered. */
const MAX_DENSE_GAP_JOBS = 10;

/** @param slice jobs that one step scans */
export function* scanAll(db: Db, task: FullScanTask, slice: number): Generator<FullScanResult> {
  const newest = db.prepare<[], number>('SELECT coalesce(max(id), 0) FROM jobs').pluck().get() ?? 0;
  const first = task.ids?.first ?? 0;
  const last = Math.min(task.ids?.last ?? newest, newest);
  const size = Math.max(0, last - first + 1);
  const bits = new Uint8Array((size >> 3) + 1);
  const isAll = task.asked.sql === EVERYTHING.sql;
  const matching = db
    .prepare<unknown[], [id: number, amount: number, currency: string]>(
      `SELECT id, ${isAll ? `0, ''` : 'amount, currency'} FROM jobs NOT INDEXED
       WHERE id BETWEEN ? AND ? AND (${task.asked.sql})`,
    )
    .raw();
  const money = new Map<string, number>();
  const few: number[] = [];
  let matched = 0;
  // From the newest on, which people look at first.
  for (let to = last; to >= first; to -= slice) {
    const from = Math.max(first, to - slice + 1);
    for (const [id, amount, currency] of matching.all(from, to, ...task.asked.values)) {
      // Once it is beyond what a number holds exactly, it stays so.
      const before = money.get(currency) ?? 0;
      money.set(currency, Number.isSafeInteger(before) ? before + amount : Number.NaN);
      const at = id - first;
      bits[at >> 3] = (bits[at >> 3] ?? 0) | (1 << (at & 7));
      matched += 1;
      if (few.length <= task.most) few.push(id);
    }
    yield { matched };
  }
  const sums = addSums([...money].map(([currency, sum]) => ({ currency, sum })));
  const all = { matched, ...(!isAll && { sums }) };
  if (matched <= task.most) {
    yield { ...all, found: { kind: 'ids', ids: few, upTo: newest } };
    return;
  }
  const isDense = matched * MAX_DENSE_GAP_JOBS > size;
  const ids = new Uint32Array(isDense ? 0 : matched);
  const marks: Mark[] = [];
  let passed = 0;
  const parts =
    task.path.sql === 'id'
      ? byId(first, last, slice, task.path.direction)
      : alongIndex(db, task.path, slice);
  for (const { part, after } of parts) {
    if (isDense) marks.push({ matched: passed, after });
    for (const id of part) {
      const at = id - first;
      if (at < 0 || at >= size || ((bits[at >> 3] ?? 0) & (1 << (at & 7))) === 0) continue;
      if (!isDense) ids[passed] = id;
      passed += 1;
    }
    yield { matched };
  }
  yield { ...all, found: isDense ? { kind: 'marks', marks } : { kind: 'order', ids } };
}

interface Part {
  readonly part: readonly number[];
  /** The place after which it begins. */
  readonly after: Key | undefined;
}

function* byId(first: number, last: number, slice: number, way: 'asc' | 'desc'): Generator<Part> {
  let after: Key | undefined;
  for (let passed = 0; passed <= last - first; passed += slice) {
    const length = Math.min(slice, last - first + 1 - passed);
    const part = Array.from({ length }, (_, index) =>
      way === 'asc' ? first + passed + index : last - passed - index,
    );
    yield { part, after };
    const end = part.at(-1) ?? 0;
    after = [end, end];
  }
}

function* alongIndex(db: Db, path: SortPath, slice: number): Generator<Part> {
  const order = orderAlong(path);
  const value = db
    .prepare<[number], string | number>(`SELECT ${path.sql} FROM jobs WHERE id = ?`)
    .pluck();
  for (let after: Key | undefined; ;) {
    const from = and(path.bounds, order.beyond(after));
    const part = db
      .prepare<unknown[], number>(
        `SELECT id FROM jobs ${path.from} WHERE ${from.sql} ORDER BY ${order.sql} LIMIT ${slice}`,
      )
      .pluck()
      .all(...from.values);
    yield { part, after };
    const end = part.at(-1);
    if (end === undefined || part.length < slice) return;
    after = [value.get(end) ?? '', end];
  }
}
