/**
 * Questions that no index answers: the first rows are found along the sort, a few slices on the main loop; the count and
 * the rows of any page come from a look at all jobs (`look-through.ts`).
 *
 * A finished look answers for a while although rows change; then another begins and takes over when it is through. Rows
 * are always read live.
 */
import type { JobRow, PageRequest } from '../../../../shared/domain/job-list.ts';
import type { Clock } from '../../../../shared/domain/time.ts';
import type { Db } from '../open.ts';
import { and, EVERYTHING, type Where } from './conditions.ts';
import type { LookResult } from './look-through.ts';
import type { Looker } from './lookers.ts';
import { createScan, slicesFor, type Scan, type SortPath } from './scan.ts';
import { orderOf, sortOf } from './ways.ts';

/** So long at least what was found answers for its question although rows have changed since. */
const STALE_AFTER_MS = 2_000;
/** And so many times longer than a look took: looking stays a small part of what is done. */
const STALE_AFTER_TIMES = 10;
/** So many slices are walked for first rows; further ones wait for the look. */
const MOST_NEAR = 25;
const QUESTIONS_KEPT = 6;

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
}

interface Since {
  readonly startedAt: number;
  /** Differs as soon as something was written. */
  readonly stamp: string;
}

interface Look extends Since {
  latest: LookResult;
  tookMs: number;
  readonly cancel: () => void;
}

interface Known {
  readonly question: UnindexedQuestion;
  near: Since & { readonly scan: Scan };
  look: Look | undefined;
  /** Takes over once it is through. */
  next: Look | undefined;
  /** Nobody waits for it: other questions do not end it. */
  readonly isBackground: boolean;
}

export interface UnindexedOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly endOfTurn: (run: () => void) => void;
  readonly looker: Looker;
  /** As many rows are collected and sorted in one go. */
  readonly atOnce: number;
  /** Rows that one step looks at. */
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
  looker,
  atOnce,
  slice,
  along,
}: UnindexedOptions) {
  const known = new Map<string, Known>();
  const changes = db.prepare<[], number>('SELECT total_changes()').pluck();
  /** Whoever waits for a look to get further. */
  const waiting: (() => void)[] = [];

  function since(): Since {
    const others = String(db.pragma('data_version', { simple: true }));
    return { startedAt: clock(), stamp: `${changes.get()}/${others}` };
  }
  const isStale = (what: Since, tookMs: number) =>
    what.stamp !== since().stamp &&
    clock() - what.startedAt >= STALE_AFTER_MS + STALE_AFTER_TIMES * tookMs;

  const turn = () => new Promise<void>((resolve) => endOfTurn(resolve));

  function wake(): void {
    for (const resolve of waiting.splice(0)) resolve();
  }

  function knownOf(question: UnindexedQuestion, isBackground: boolean): Known {
    const key = JSON.stringify(question);
    const scan = () => createScan(db, question.path, question.asked, slice);
    const one: Known = known.get(key) ?? {
      question,
      near: { ...since(), scan: scan() },
      look: undefined,
      next: undefined,
      isBackground,
    };
    known.delete(key);
    known.set(key, one);
    if (isStale(one.near, 0)) one.near = { ...since(), scan: scan() };
    for (const [other, kept] of known) {
      const isUnfinished = kept.look !== undefined && !kept.look.latest.found;
      const isOvertaken = isUnfinished && !kept.isBackground && !isBackground && kept !== one;
      if (isOvertaken || known.size > QUESTIONS_KEPT) forget(other, kept);
    }
    return one;
  }

  function forget(key: string, { look, next }: Known): void {
    known.delete(key);
    look?.cancel();
    next?.cancel();
    wake();
  }

  /** Begins to look through all jobs, unless that is done or under way. */
  function look(one: Known): void {
    if (!one.look) one.look = begin(one);
    else if (one.look.latest.found && !one.next && isStale(one.look, one.look.tookMs)) {
      one.next = begin(one);
    }
  }

  function begin(one: Known): Look {
    const begun = since();
    const cancel = looker.look({ ...one.question, most: atOnce }, (result) => {
      mine.latest = result;
      mine.tookMs = clock() - begun.startedAt;
      if (result.found && one.next === mine) Object.assign(one, { look: mine, next: undefined });
      wake();
    });
    const mine: Look = { ...begun, latest: { matched: 0 }, tookMs: 0, cancel };
    return mine;
  }

  /** The first rows were all there are: nothing needs to be looked through. */
  function settle(one: Known): void {
    const { scan, ...begun } = one.near;
    if (!scan.done() || one.look?.latest.found) return;
    one.look?.cancel();
    const found = { kind: 'marks', marks: scan.marks() } as const;
    const latest = { matched: scan.matched(), found };
    one.look = { ...begun, latest, tookMs: 0, cancel: () => undefined };
  }

  function rowsOf(request: PageRequest, { question, near, look }: Known): JobRow[] {
    const { offset, limit } = request;
    const { path, asked } = question;
    const found = look?.latest.found;
    const among = (ids: readonly number[]): Where => ({
      sql: 'id IN (SELECT value FROM json_each(?))',
      values: [JSON.stringify(ids)],
    });
    const isNear = near.scan.done() || near.scan.matched() >= offset + limit;
    if (found?.kind === 'ids') {
      // What has come since the look is not among them.
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
     * @param wanted false: a newer question is out
     */
    async page(
      request: PageRequest,
      question: UnindexedQuestion,
      total: number | undefined,
      wanted: () => boolean,
    ): Promise<UnindexedPage> {
      const one = knownOf(question, false);
      if (one.look || total === undefined || looker.isApart()) look(one);
      const { scan } = one.near;
      const isKnown = () => one.look?.latest.found !== undefined;
      const hasEnough = () => scan.done() || scan.matched() >= request.offset + request.limit;
      for (let steps = 0; !hasEnough(); steps++) {
        if (steps < (isKnown() ? 1 : MOST_NEAR)) scan.step();
        else if (isKnown()) break;
        else {
          look(one);
          await new Promise<void>((resolve) => waiting.push(resolve));
        }
        settle(one);
        if (hasEnough()) break;
        await turn();
        if (!wanted() || !db.open) break;
      }
      // Who asks again and again lets the look get further.
      if (!isKnown()) await turn();
      const latest = one.look?.latest;
      return {
        rows: db.open ? rowsOf(request, one) : [],
        total:
          total ??
          (latest?.found ? latest.matched : Math.max(scan.matched(), latest?.matched ?? 0)),
        exact: total !== undefined || latest?.found !== undefined,
      };
    },

    /**
     * Makes marks along a sort in the background, as soon as it is used: a jump into its middle finds them. For a question
     * that is not all, only where the main loop does not feel it.
     */
    prepare(request: PageRequest, asked: Where): void {
      const path = sortOf(request);
      if (path.column === 'id' || path.column === 'businessDay') return;
      if (asked !== EVERYTHING && !looker.isApart()) return;
      look(knownOf({ path, asked, ids: null }, true));
    },

    close(): Promise<void> {
      for (const [key, one] of known) forget(key, one);
      return looker.close();
    },
  };
}
