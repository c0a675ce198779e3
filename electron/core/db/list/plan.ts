/**
 * Which way leads to a page of the list (docs/list.md): decided by the question and by what the counters know of the
 * jobs, without the database. `pages.ts` does what is planned.
 */
import { JOB_TYPES, type JobType } from '../../../../shared/domain/job.ts';
import type { PageRequest } from '../../../../shared/domain/job-list.ts';
import { JOB_STATES, statusOf, type JobState } from '../../../../shared/domain/states.ts';
import { and, EVERYTHING, quoted, where, type Where } from './conditions.ts';
import { counted, type Counted, type Start } from './counts.ts';
import type { UnindexedQuestion } from './unindexed.ts';
import {
  asksForOpen,
  boundsOf,
  BY_DAY,
  BY_ID,
  BY_TYPE,
  indexedConditions,
  OPEN,
  searchableWord,
  sortOf,
  type Way,
} from './ways.ts';

export interface IdRange {
  readonly first: number;
  readonly last: number;
}

/** How many jobs a way leads to, counted up to a bound, and the ids between which these lie. */
export interface Candidates extends IdRange {
  readonly count: number;
}

/** The facts about the jobs that a plan may ask for; nothing here reads more than counters and a bounded part of an index. */
export interface Facts {
  /** Rows that are looked at in one go. */
  readonly atOnce: number;
  /** All jobs. */
  readonly all: () => number;
  /** Some job's status is not what its state says. */
  readonly hasChanged: () => boolean;
  readonly groups: () => readonly {
    readonly type: JobType;
    readonly state: JobState;
    readonly count: number;
  }[];
  /** Jobs of these types, states and days, however many there are. */
  readonly count: (question: Counted) => number;
  /** Exact where the question is about places alone. */
  readonly countPlaces: (rest: Counted['rest']) => number | undefined;
  readonly startById: (
    question: Counted,
    offset: number,
    direction: 'asc' | 'desc',
  ) => Start | undefined;
  readonly startByDay: (
    question: Counted,
    offset: number,
    direction: 'asc' | 'desc',
  ) => { readonly day: string; readonly skip: number } | undefined;
  readonly candidates: (way: Way, most: number) => Candidates;
  /** The condition of what was typed into the search. */
  readonly searched: (typed: string) => Where;
  readonly idsOfDays: (days: NonNullable<Counted['days']>) => IdRange;
}

/** The result of the search. */
export interface Named {
  /** Null: too many to name. */
  readonly ids: readonly number[] | null;
  /** The condition that a row must meet. */
  readonly where: Where;
}

export type Plan =
  /** No row is on this page. */
  | { readonly kind: 'empty'; readonly total: number }
  /** Perhaps few jobs have the words: the search is asked, and then it is planned again. */
  | { readonly kind: 'search'; readonly word: ReturnType<typeof searchableWord> }
  /** Few candidates are collected, sorted and counted. */
  | { readonly kind: 'collect'; readonly way: Way; readonly filter: Where }
  /** Rows are read along a way from a key near the page on. */
  | {
      readonly kind: 'from-key';
      readonly from: string;
      readonly filter: Where;
      readonly skip: number;
      readonly total: number;
    }
  /** A rare kind of job has its own short list of ids; several are merged from an id on. */
  | {
      readonly kind: 'merge';
      readonly ways: readonly Way[];
      readonly filter: Where;
      readonly skip: number;
      readonly total: number;
    }
  /** Rows are read along a way from the end that the page is nearer to. */
  | {
      readonly kind: 'from-nearer-end';
      readonly from: string;
      readonly filter: Where;
      readonly total: number;
    }
  /** No index answers: first rows along the sort, the rest from a look at all jobs. */
  | {
      readonly kind: 'unindexed';
      readonly question: UnindexedQuestion;
      /** When it is known all the same. */
      readonly total: number | undefined;
    };

/** A kind of which there are fewer than one job in so many is rare. */
const RARE = 8;
/** Index entries that are counted in one go: much faster than looking at rows. */
const MAX_COUNTED_ENTRIES = 100_000;

/** @param named what the search found; undefined: it was not asked yet */
export function plan(request: PageRequest, facts: Facts, named?: Named): Plan {
  const question = counted(request.conditions, facts.hasChanged());
  if (question.types.length === 0 || question.states.length === 0) {
    return { kind: 'empty', total: 0 };
  }
  const filter = where(request.conditions);
  if (!named) {
    const way = shortWay(question, facts);
    if (way) {
      const found = facts.searched(request.search ?? '');
      return { kind: 'collect', way, filter: and(filter, found) };
    }
    return { kind: 'search', word: searchableWord(question) };
  }
  const all = and(filter, named.where);
  if (named.ids !== null) return { kind: 'collect', way: byIds(named.ids), filter: all };
  return (
    byCounters(request, question, facts, named) ??
    byIndexes({ request, question, facts, filter: all }, totalOf(question, facts, named))
  );
}

/** A way to all candidates that is short enough to collect them; undefined when none is. */
function shortWay(question: Counted, facts: Facts): Way | undefined {
  const { atOnce } = facts;
  const groups = facts.groups();
  const sumOf = (test: (group: (typeof groups)[number]) => boolean) =>
    groups.filter(test).reduce((sum, { count }) => sum + count, 0);
  const isWanted = ({ state }: { state: JobState }) =>
    question.states.includes(state) && statusOf(state) === 'pending';
  if (asksForOpen(question) && sumOf(isWanted) <= atOnce) return OPEN;
  if (question.days) {
    const everyKind = { ...counted([]), days: question.days };
    if (facts.count(everyKind) <= atOnce) return BY_DAY;
  }
  if (sumOf(({ type }) => question.types.includes(type)) <= atOnce) return BY_TYPE;
  return undefined;
}

export function byIds(ids: readonly number[]): Way {
  return {
    from: '',
    requires: { sql: 'id IN (SELECT value FROM json_each(?))', values: [JSON.stringify(ids)] },
  };
}

/** Counters know everything that is asked. */
export function isCounted({ rest }: Counted, { where }: Named): boolean {
  return rest.length === 0 && where === EVERYTHING;
}

function totalOf(question: Counted, facts: Facts, named: Named): number | undefined {
  if (isCounted(question, named)) return facts.count(question);
  const { types, states, days, rest } = question;
  const asksForPlaces =
    named.where === EVERYTHING &&
    days === null &&
    types.length === JOB_TYPES.length &&
    states.length === JOB_STATES.length;
  return asksForPlaces ? facts.countPlaces(rest) : undefined;
}

/** Types, states and days, answered by the counters and one index; undefined: too far from either end. */
function byCounters(
  request: PageRequest,
  question: Counted,
  facts: Facts,
  named: Named,
): Plan | undefined {
  if (!isCounted(question, named)) return undefined;
  const { offset, limit } = request;
  const { column, from, direction } = sortOf(request);
  const total = facts.count(question);
  if (offset >= total) return { kind: 'empty', total };
  if (column === 'id' && question.days === null) return byId(request, question, facts, total);
  const open = asksForOpen(question) ? OPEN.requires : EVERYTHING;
  const filter = and(open, where(request.conditions));
  const density = facts.all() / total;
  if (column === 'businessDay') {
    const start = facts.startByDay(question, offset, direction);
    if (!start) return { kind: 'empty', total };
    if ((start.skip + limit) * density > 2 * facts.atOnce) return undefined;
    const edge: Where = {
      sql: `business_day ${direction === 'asc' ? '>=' : '<='} ?`,
      values: [start.day],
    };
    return { kind: 'from-key', from, filter: and(filter, edge), skip: start.skip, total };
  }
  // A day is found at its own place in no other order: density says nothing about it.
  if (question.days !== null || rowsToEnd(request, total) * density > facts.atOnce) {
    return undefined;
  }
  return { kind: 'from-nearer-end', from, filter, total };
}

function byId(request: PageRequest, question: Counted, facts: Facts, total: number): Plan {
  const { direction } = request.sort;
  const start = facts.startById(question, request.offset, direction);
  if (!start) return { kind: 'empty', total };
  const { skip } = start;
  const edge: Where = { sql: `id ${direction === 'asc' ? '>=' : '<='} ?`, values: [start.id] };
  const kinds: Where = {
    sql: `type IN (${quoted(question.types)}) AND state IN (${quoted(question.states)})`,
    values: [],
  };
  const all = facts.all();
  if (total * RARE >= all) {
    const filter = total === all ? edge : and(edge, kinds);
    return { kind: 'from-key', from: BY_ID.from, filter, skip, total };
  }
  const only = ({ from, requires }: Way, column: 'state' | 'type', value: string): Way => ({
    from,
    requires: and(requires, { sql: `${column} = '${value}'`, values: [] }),
  });
  const ways = asksForOpen(question)
    ? question.states.map((state) => only(OPEN, 'state', state))
    : question.types.map((type) => only(BY_TYPE, 'type', type));
  return { kind: 'merge', ways, filter: and(edge, kinds), skip, total };
}

interface Indexed {
  readonly request: PageRequest;
  readonly question: Counted;
  readonly facts: Facts;
  readonly filter: Where;
}

/** Conditions that an index finds, or narrows; what is left has to be looked through. */
function byIndexes({ request, question, facts, filter }: Indexed, total: number | undefined): Plan {
  const path = sortOf(request);
  let bounds = boundsOf(question, path.column);
  for (const { way, condition } of indexedConditions(question)) {
    const { count, ...ids } = facts.candidates(
      { from: way.from, requires: condition },
      MAX_COUNTED_ENTRIES,
    );
    if (count <= facts.atOnce) return { kind: 'collect', way, filter };
    if (path.column === 'id' && count <= MAX_COUNTED_ENTRIES) bounds = and(bounds, between(ids));
  }
  const ids = question.days ? facts.idsOfDays(question.days) : null;
  if (path.column === 'id' && ids) {
    bounds = and(bounds, between(ids));
    if (total !== undefined) {
      // Jobs of some days are dense between their ids.
      const density = (ids.last - ids.first + 1) / Math.max(1, total);
      if (rowsToEnd(request, total) * density <= facts.atOnce) {
        const near = and(between(ids), filter);
        return { kind: 'from-nearer-end', from: BY_ID.from, filter: near, total };
      }
    }
  }
  return {
    kind: 'unindexed',
    question: { path: { ...path, bounds }, asked: filter, ids },
    total,
  };
}

/** Rows from the nearer end to the end of the page. */
function rowsToEnd({ offset, limit }: PageRequest, total: number): number {
  return Math.min(offset, Math.max(0, total - offset - limit)) + limit;
}

function between({ first, last }: IdRange): Where {
  return { sql: 'id BETWEEN ? AND ?', values: [first, last] };
}
