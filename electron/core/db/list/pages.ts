/** Pages of the list: what was planned for a question (`plan.ts`), done. */
import type { Worker } from 'node:worker_threads';
import type { JobRow, PageRequest } from '../../../../shared/domain/job-list.ts';
import type { Db } from '../open.ts';
import { and, EVERYTHING, where } from './conditions.ts';
import { counted, createJobCounts } from './counts.ts';
import { createJobNews } from './news.ts';
import { createLocalScanner, createThreadScanner } from './scanners.ts';
import { byIds, isCounted, plan, type Facts, type Named, type Plan } from './plan.ts';
import type { PageSums } from '../../../../shared/domain/job-list.ts';
import { createRowReader } from './rows.ts';
import { createJobSearch } from './search.ts';
import { createSearchConditions, type StoreTime } from './search-condition.ts';
import type { Sums } from './sums.ts';
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
  /** The money of these `total` jobs. */
  readonly sums: PageSums;
  readonly all: number;
  /** When the rows were read, epoch ms. */
  readonly asOf: number;
  /** The highest id before that; a job that comes meanwhile is announced as new rather than never. */
  readonly newestId: number;
}

export interface PagesOptions extends StoreTime {
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
    timeZone,
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
  const time = { clock, timeZone };
  const news = createJobNews(db, time);
  const search = createJobSearch({ db, most: atOnce, yieldTurn, ...time });
  const searched = createSearchConditions(db, time).where;
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
      searched,
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
      let named: Named = { ids: null, where: EVERYTHING };
      if (next.kind === 'search') {
        named = await searchFor(request, next, wanted);
        facts = factsOfNow();
        next = plan(request, facts, named);
      }
      const question = counted(request.conditions, facts.hasChanged());
      // The search may not have been asked for yet: what it means is part of the plan's filter then.
      const knowsSums = (request.search ?? '').trim() === '' && isCounted(question, named);
      const countedSums = () => (knowsSums ? counts.sums(question) : undefined);
      const answer = (rows: JobRow[], total: number, sums: Sums | null | undefined): JobPage => ({
        ...{ rows, total, exact: true, sums: toPage(sums), all: facts.all(), asOf, newestId },
      });
      switch (next.kind) {
        case 'search':
          throw new Error('What was searched for is searched for again.');
        case 'empty':
          return answer([], next.total, countedSums() ?? {});
        case 'collect': {
          // Counting keys is much faster than reading the money of their rows.
          const { total, sums } = knowsSums
            ? { total: read.count(next.way, next.filter), sums: counts.sums(question) }
            : read.totals(next.way, next.filter);
          return answer(rowsOf(request, next), total, sums);
        }
        case 'from-key':
        case 'merge':
        case 'from-nearer-end': {
          const rows = rowsOf(request, next);
          unindexed.prepare(request, where(request.conditions));
          return answer(rows, next.total, countedSums());
        }
        case 'unindexed': {
          const found = await unindexed.page(
            request,
            next.question,
            next.total,
            !knowsSums,
            wanted,
          );
          const sums = toPage(knowsSums ? countedSums() : found.sums);
          return { ...found, sums, all: counts.all(), asOf, newestId };
        }
      }
    },

    /** The money of these jobs, those that there are. */
    sumsOf(ids: readonly number[]): PageSums {
      return toPage(read.totals(byIds(ids), EVERYTHING).sums);
    },

    /** Ends what is looked for. */
    close: () => unindexed.close(),
  };
}

/** As the page says it. */
function toPage(sums: Sums | null | undefined): PageSums {
  if (sums === undefined) return 'counting';
  return sums ?? 'too-large';
}

export type JobPages = ReturnType<typeof createJobPages>;
