/**
 * Makes jobs searchable by parts of words, a while after they were stored and in slices; until then the search reads
 * their rows (`search.ts`). Rows that are left when the program ends are indexed at the next start.
 */
import { SECOND, type Clock, type Timers } from '../../../../shared/domain/time.ts';
import { NEEDS_FOLDING, SEARCHED_WORDS } from '../migrations/0280-search-and-sums.ts';
import type { Db } from '../open.ts';

/** Many jobs in a transaction leave the search fewer pieces to merge than the same jobs in many. */
const ROWS_AT_ONCE = 50;
const ROWS_IN_SLICE = 2_000;
/** A slice takes no further jobs after so long. */
const SLICE_MS = 5;
/** While files are read in, the jobs wait for each other; the last ones no longer than this. */
const QUIET_MS = SECOND;
/** Rows that the search reads in some ten milliseconds: no more of them wait, however long an import takes. */
const MAX_UNINDEXED_ROWS = 20_000;

export function createSearchIndex(db: Db, clock: Clock) {
  const behind = db
    .prepare<[], number>(
      'SELECT coalesce((SELECT max(id) FROM jobs), 0) - indexed_to FROM search_mark',
    )
    .pluck();
  const mark = db.prepare<[], number>('SELECT indexed_to FROM search_mark').pluck();
  const last = db
    .prepare<[number], number | null>('SELECT max(id) FROM jobs WHERE id <= ?')
    .pluck();
  const add = db.prepare<[number, number]>(
    `INSERT INTO job_search (rowid, words)
     SELECT id, ${SEARCHED_WORDS} FROM jobs WHERE id > ? AND id <= ?`,
  );
  const addFolded = db.prepare<[number, number]>(
    `INSERT INTO folded_search (rowid, words)
     SELECT id, fold_text(${SEARCHED_WORDS}) FROM jobs WHERE id > ? AND id <= ? AND ${NEEDS_FOLDING}`,
  );
  const setMark = db.prepare<[number]>('UPDATE search_mark SET indexed_to = ?');

  return {
    /** Jobs that the search still has to read. */
    behind: () => behind.get() ?? 0,

    /** Makes the next ones searchable, in one transaction that the window does not feel. */
    slice: db.transaction(() => {
      const begun = clock();
      const from = mark.get() ?? 0;
      let to = from;
      while (to - from < ROWS_IN_SLICE && clock() - begun < SLICE_MS) {
        const next = last.get(to + ROWS_AT_ONCE) ?? to;
        if (next === to) break;
        add.run(to, next);
        addFolded.run(to, next);
        to = next;
      }
      if (to > from) setMark.run(to);
    }).immediate,
  };
}

/**
 * Changes what the index knows of one job, around a change of its words; both are parts of the caller's transaction.
 * Jobs that are not indexed yet stay so.
 */
export function createJobWords(db: Db) {
  const INDEXED = 'FROM jobs WHERE id = ? AND id <= (SELECT indexed_to FROM search_mark)';
  const statements = (isRemoving: boolean) => {
    const into = (table: string) => `${table} (${isRemoving ? `${table}, ` : ''}rowid, words)`;
    const command = isRemoving ? `'delete', ` : '';
    return [
      db.prepare<[number]>(
        `INSERT INTO ${into('job_search')} SELECT ${command}id, ${SEARCHED_WORDS} ${INDEXED}`,
      ),
      db.prepare<[number]>(
        `INSERT INTO ${into('folded_search')}
         SELECT ${command}id, fold_text(${SEARCHED_WORDS}) ${INDEXED} AND ${NEEDS_FOLDING}`,
      ),
    ];
  };
  const removing = statements(true);
  const adding = statements(false);
  return {
    /** To be called while the job still has the words that are indexed. */
    remove: (id: number): void => removing.forEach((statement) => void statement.run(id)),
    add: (id: number): void => adding.forEach((statement) => void statement.run(id)),
  };
}

export interface SearchIndexOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly endOfTurn: (run: () => void) => void;
  readonly onBug: (error: unknown) => void;
}

export interface SearchIndexer {
  /** Jobs were stored. */
  touch(): void;
  stop(): void;
}

/** Keeps the index up with what is stored. */
export function createSearchIndexer(options: SearchIndexOptions): SearchIndexer {
  const { clock, timers } = options;
  const index = createSearchIndex(options.db, clock);
  let cancel: (() => void) | undefined;
  let isRunning = false;
  let isOver = false;

  function work(): void {
    if (isOver) return;
    try {
      index.slice();
      isRunning = index.behind() > 0;
    } catch (error) {
      // The search goes on reading the rows; the next stored job, or the next start, tries again.
      isRunning = false;
      options.onBug(error);
    }
    if (isRunning) options.endOfTurn(work);
  }

  function begin(): void {
    cancel?.();
    cancel = undefined;
    if (isRunning) return;
    isRunning = true;
    work();
  }

  return {
    touch() {
      if (isOver || isRunning) return;
      cancel?.();
      if (index.behind() > MAX_UNINDEXED_ROWS) begin();
      else cancel = timers.after(QUIET_MS, begin);
    },
    stop() {
      isOver = true;
      cancel?.();
    },
  };
}
