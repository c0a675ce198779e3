/** Pages of the list: what was planned for a question (`plan.ts`), done. */
import type { Worker } from 'node:worker_threads';
import type { JobRow, PageRequest } from '../../../../shared/domain/job-list.ts';
import type { Clock } from '../../../../shared/domain/time.ts';
import type { Db } from '../open.ts';
import { and, EVERYTHING, where } from './conditions.ts';
import { createJobCounts } from './counts.ts';
import { createJobNews } from './news.ts';
import { createLocalScanner, createThreadScanner } from './scanners.ts';
import { plan, type Facts, type Named, type Plan } from './plan.ts';
import { createRowReader } from './rows.ts';
import { createJobSearch } from './search.ts';
import { createUnindexedPages } from './unindexed.ts';
import { orderOf } from './ways.ts';

/** Rows that are read in one go; more is done in slices. */
const ROWS_AT_ONCE = 5_000;
/** Rows that hold up the event loop for a few milliseconds. */
const SLICE_ROWS = 2_000;

export interface JobPage {
  readonly rows: JobRow[];
  readonly total: number;
  /** False: at least `total`; the count goes on, ask again. */
  readonly exact: boolean;
  readonly all: number;
  /** When the rows were read, epoch ms. */
  readonly asOf: number;
  /** The highest id before that; a job that comes meanwhile is announced as new rather than never. */
  readonly newestId: number;
}

export interface PagesOptions {
  readonly clock: Clock;
  /** Lets others run between two slices. */
  readonly endOfTurn: (run: () => void) => void;
  /** Rows that are read in one go. */
  readonly atOnce?: number;
  /** Rows that one step of a walk reads. */
  readonly slice?: number;
  /** Starts the thread that scans all jobs; without it the main loop does, in slices. */
  readonly startThread?: () => Worker;
  readonly onBug?: (error: unknown) => void;
}

export function createJobPages(
  db: Db,
  {
    clock,
    endOfTurn,
    atOnce = ROWS_AT_ONCE,
    slice = SLICE_ROWS,
    startThread,
    onBug = () => undefined,
  }: PagesOptions,
) {
  const here = createLocalScanner({ db, endOfTurn, slice });
  const scanner = startThread ? createThreadScanner({ startThread, fallback: here, onBug }) : here;
  const yieldTurn = () => new Promise<void>((resolve) => endOfTurn(resolve));
  const counts = createJobCounts(db);
  const news = createJobNews(db);
  const search = createJobSearch({ db, most: atOnce, yieldTurn });
  const read = createRowReader(db);
  const { along } = read;
  const unindexed = createUnindexedPages({ db, clock, endOfTurn, scanner, atOnce, slice, along });
  let latest = 0;

  /** The facts of one moment: one that is asked for twice is read once. */
  function factsOfNow(): Facts {
    let all: number | undefined;
    return {
      ...counts,
      atOnce,
      all: () => (all ??= counts.all()),
      hasChanged: () => counts.changed() > 0,
      candidates: read.candidates,
    };
  }

  async function searchFor(
    { search: text = '' }: PageRequest,
    { word }: Plan & { kind: 'search' },
    wanted: () => boolean,
  ): Promise<Named> {
    const found = await search.find(text, wanted);
    if (found.ids !== null || found.where !== EVERYTHING || !word) return found;
    const ids = await search.withWord(word.text, word.condition, wanted);
    return { ids: ids ?? null, where: EVERYTHING };
  }

  /** The rows of a plan that one turn fulfils. */
  function rowsOf(
    request: PageRequest,
    what: Plan & { readonly kind: 'collect' | 'from-key' | 'merge' | 'from-nearer-end' },
  ): JobRow[] {
    const { offset, limit } = request;
    switch (what.kind) {
      case 'collect': {
        const { way, filter } = what;
        return along(way.from, and(way.requires, filter), orderOf(request), limit, offset);
      }
      case 'from-key':
        return along(what.from, what.filter, orderOf(request), limit, what.skip);
      case 'merge':
        return read.merged(what.ways, what.filter, request.sort.direction, limit, what.skip);
      case 'from-nearer-end': {
        const { from, filter, total } = what;
        const behind = Math.max(0, total - offset - limit);
        if (offset <= behind) return along(from, filter, orderOf(request), limit, offset);
        const rows = Math.max(0, Math.min(limit, total - offset));
        return along(from, filter, orderOf(request, true), rows, behind).reverse();
      }
    }
  }

  return {
    counts,

    /** @returns rows at once or after some turns; a question that is overtaken by a newer one may end early. */
    async page(request: PageRequest): Promise<JobPage> {
      const asOf = clock();
      const newestId = news.newestId();
      latest += 1;
      const mine = latest;
      const wanted = () => mine === latest;
      let facts = factsOfNow();
      let next = plan(request, facts);
      if (next.kind === 'search') {
        const named = await searchFor(request, next, wanted);
        facts = factsOfNow();
        next = plan(request, facts, named);
      }
      const answer = (rows: JobRow[], total: number): JobPage => ({
        ...{ rows, total, exact: true, all: facts.all(), asOf, newestId },
      });
      switch (next.kind) {
        case 'search':
          throw new Error('What was searched for is searched for again.');
        case 'empty':
          return answer([], next.total);
        case 'collect':
          return answer(rowsOf(request, next), read.count(next.way, next.filter));
        case 'from-key':
        case 'merge':
        case 'from-nearer-end': {
          const rows = rowsOf(request, next);
          unindexed.prepare(request, where(request.conditions));
          return answer(rows, next.total);
        }
        case 'unindexed': {
          const found = await unindexed.page(request, next.question, next.total, wanted);
          return { ...found, all: counts.all(), asOf, newestId };
        }
      }
    },

    /** Ends what is looked for. */
    close: () => unindexed.close(),
  };
}

export type JobPages = ReturnType<typeof createJobPages>;
