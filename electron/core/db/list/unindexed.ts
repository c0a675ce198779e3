/**
 * Questions that no index answers: the first rows are found along the sort, a few slices on the main loop; the count and
 * the rows of any page come from a full scan of the jobs (`full-scan.ts`).
 *
 * A finished scan answers for a while although rows change; then another begins and takes over when it is through. Rows
 * are always read live.
 */
import type { JobRow, PageRequest } from '../../../../shared/domain/job-list.ts';
import type { Clock } from '../../../../shared/domain/time.ts';
import type { Db } from '../open.ts';
import { and, EVERYTHING, type Where } from './conditions.ts';
import type { FullScanResult } from './full-scan.ts';
import type { Scanner } from './scanners.ts';
import { createScan, slicesFor, type Scan, type SortPath } from './scan.ts';
import type { Sums } from './sums.ts';
import { orderOf, sortOf } from './ways.ts';

/** A finished scan answers its question for at least this long, although rows have changed since. */
const STALE_AFTER_MS = 2_000;
/** And this many times longer than the scan took: scanning stays a small part of what is done. */
const STALE_AFTER_SCAN_TIMES = 10;
/** Slices that are walked for first rows; further ones wait for the full scan. */
const MAX_NEAR_SLICES = 25;
const MAX_QUESTIONS = 6;

export interface UnindexedQuestion {
  readonly path: SortPath;
  readonly asked: Where;
  /** Ids between which all its jobs lie; null: anywhere. */
  readonly ids: { readonly first: number; readonly last: number } | null;
}

export interface UnindexedPage {
  readonly rows: JobRow[];
  readonly total: number;
  readonly exact: boolean;
  /** Undefined: not known yet, or not of as many jobs as `total`. Null: too much for an exact number. */
  readonly sums: Sums | null | undefined;
}

interface Since {
  readonly startedAt: number;
  /** Differs as soon as something was written. */
  readonly stamp: string;
}

interface FullScan extends Since {
  latest: FullScanResult;
  tookMs: number;
  readonly cancel: () => void;
}

interface Known {
  readonly question: UnindexedQuestion;
  near: Since & { readonly scan: Scan };
  fullScan: FullScan | undefined;
  /** Takes over once it is through. */
  next: FullScan | undefined;
  /** Nobody waits for it: other questions do not end it. */
  readonly isBackground: boolean;
}

export interface UnindexedOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly endOfTurn: (run: () => void) => void;
  readonly scanner: Scanner;
  /** Rows that are collected and sorted in one go, at most. */
  readonly atOnce: number;
  /** Rows that one step scans. */
  readonly slice: number;
  /** Reads `limit` rows along a way after skipping some. */
  readonly along: (
    from: string,
    asked: Where,
    order: string,
    limit: number,
    skip: number,
  ) => JobRow[];
}

export function createUnindexedPages({
  db,
  clock,
  endOfTurn,
  scanner,
  atOnce,
  slice,
  along,
}: UnindexedOptions) {
  const known = new Map<string, Known>();
  const changes = db.prepare<[], number>('SELECT total_changes()').pluck();
  /** Whoever waits for a full scan to get further. */
  const waiting: (() => void)[] = [];

  function since(): Since {
    const others = String(db.pragma('data_version', { simple: true }));
    return { startedAt: clock(), stamp: `${changes.get()}/${others}` };
  }
  const isStale = (what: Since, tookMs: number) =>
    what.stamp !== since().stamp &&
    clock() - what.startedAt >= STALE_AFTER_MS + STALE_AFTER_SCAN_TIMES * tookMs;

  const turn = () => new Promise<void>((resolve) => endOfTurn(resolve));

  function wake(): void {
    for (const resolve of waiting.splice(0)) resolve();
  }

  function knownOf(question: UnindexedQuestion, isBackground: boolean): Known {
    const key = JSON.stringify(question);
    const scan = () => createScan({ db, path: question.path, question: question.asked, slice });
    const one: Known = known.get(key) ?? {
      question,
      near: { ...since(), scan: scan() },
      fullScan: undefined,
      next: undefined,
      isBackground,
    };
    known.delete(key);
    known.set(key, one);
    if (isStale(one.near, 0)) one.near = { ...since(), scan: scan() };
    for (const [other, kept] of known) {
      const isUnfinished = kept.fullScan !== undefined && !kept.fullScan.latest.found;
      const isOvertaken = isUnfinished && !kept.isBackground && !isBackground && kept !== one;
      if (isOvertaken || known.size > MAX_QUESTIONS) forget(other, kept);
    }
    return one;
  }

  function forget(key: string, { fullScan, next }: Known): void {
    known.delete(key);
    fullScan?.cancel();
    next?.cancel();
    wake();
  }

  /** Begins to scan all jobs, unless that is done or under way. */
  function startFullScan(one: Known): void {
    if (!one.fullScan) one.fullScan = begin(one);
    else if (one.fullScan.latest.found && !one.next && isStale(one.fullScan, one.fullScan.tookMs)) {
      one.next = begin(one);
    }
  }

  function begin(one: Known): FullScan {
    const begun = since();
    const cancel = scanner.scan({ ...one.question, most: atOnce }, (result) => {
      mine.latest = result;
      mine.tookMs = clock() - begun.startedAt;
      if (result.found && one.next === mine)
        Object.assign(one, { fullScan: mine, next: undefined });
      wake();
    });
    const mine: FullScan = { ...begun, latest: { matched: 0 }, tookMs: 0, cancel };
    return mine;
  }

  /** The first rows were all there are: no full scan is needed. */
  function settle(one: Known): void {
    const { scan, ...begun } = one.near;
    if (!scan.done() || one.fullScan?.latest.found) return;
    one.fullScan?.cancel();
    const found = { kind: 'marks', marks: scan.marks() } as const;
    const sums = scan.sums();
    const latest = { matched: scan.matched(), found, ...(sums !== undefined && { sums }) };
    one.fullScan = { ...begun, latest, tookMs: 0, cancel: () => undefined };
  }

  function rowsOf(request: PageRequest, { question, near, fullScan }: Known): JobRow[] {
    const { offset, limit } = request;
    const { path, asked } = question;
    const found = fullScan?.latest.found;
    const among = (ids: readonly number[]): Where => ({
      sql: 'id IN (SELECT value FROM json_each(?))',
      values: [JSON.stringify(ids)],
    });
    const isNear = near.scan.done() || near.scan.matched() >= offset + limit;
    if (found?.kind === 'ids') {
      // Jobs that came since the scan are not among them.
      const { sql, values } = among(found.ids);
      const live: Where = { sql: `${sql} OR id > ?`, values: [...values, found.upTo] };
      return along('', and(live, asked), orderOf(request), limit, offset);
    }
    if (found?.kind === 'order' && !isNear) {
      const ids = [...found.ids.subarray(offset, offset + limit)];
      return along('', and(among(ids), asked), orderOf(request), limit, 0);
    }
    const marks = found?.kind === 'marks' ? found.marks : near.scan.marks();
    const { range, skip } = slicesFor(path, marks, offset, limit);
    return along(path.from, and(range, asked), orderOf(request), limit, skip);
  }

  return {
    /**
     * @param total when it is known all the same
     * @param needsSums nobody else knows the money
     * @param wanted false: a newer question is out
     */
    async page(
      request: PageRequest,
      question: UnindexedQuestion,
      total: number | undefined,
      needsSums: boolean,
      wanted: () => boolean,
    ): Promise<UnindexedPage> {
      const one = knownOf(question, false);
      if (one.fullScan || needsSums || scanner.isOffMainThread()) startFullScan(one);
      const { scan } = one.near;
      const isKnown = () => one.fullScan?.latest.found !== undefined;
      const hasEnough = () => scan.done() || scan.matched() >= request.offset + request.limit;
      for (let steps = 0; !hasEnough(); steps++) {
        if (steps < (isKnown() ? 1 : MAX_NEAR_SLICES)) scan.step();
        else if (isKnown()) break;
        else {
          startFullScan(one);
          await new Promise<void>((resolve) => waiting.push(resolve));
        }
        settle(one);
        if (hasEnough()) break;
        await turn();
        if (!wanted() || !db.open) break;
      }
      // Who asks again and again lets the scan get further.
      if (!isKnown()) await turn();
      const latest = one.fullScan?.latest;
      return {
        rows: db.open ? rowsOf(request, one) : [],
        total:
          total ??
          (latest?.found ? latest.matched : Math.max(scan.matched(), latest?.matched ?? 0)),
        exact: total !== undefined || latest?.found !== undefined,
        // Other jobs came since the scan: what it found is the money of fewer.
        sums:
          latest?.found && latest.matched === (total ?? latest.matched) ? latest.sums : undefined,
      };
    },

    /**
     * Makes marks along a sort in the background, as soon as it is used: a jump into its middle finds them. For a question
     * that is not all, only where the main loop does not feel it.
     */
    prepare(request: PageRequest, asked: Where): void {
      const path = sortOf(request);
      if (path.column === 'id' || path.column === 'businessDay') return;
      if (asked !== EVERYTHING && !scanner.isOffMainThread()) return;
      startFullScan(knownOf({ path, asked, ids: null }, true));
    },

    close(): Promise<void> {
      for (const [key, one] of known) forget(key, one);
      return scanner.close();
    },
  };
}
