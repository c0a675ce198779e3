/**
 * The search box: part of a bill number, invoice, reference, text, place or way of paying (three characters or more), a
 * posting number, an amount, a day or time, a job's number. Parts of words are found by trigrams, which say "perhaps";
 * the row itself says "yes" (`search-condition.ts`).
 */
import { foldText } from '../../../../shared/domain/fold-text.ts';
import { MIN_PART_LENGTH, type SearchMeaning } from '../../../../shared/domain/search-text.ts';
import { GIVEN } from '../given-limit.ts';
import type { Db } from '../open.ts';
import { EVERYTHING, type Where } from './conditions.ts';
import { createSearchConditions, type StoreTime } from './search-condition.ts';

/** Shorter parts have none. */
const TRIGRAM = MIN_PART_LENGTH;
/** Candidates that are looked at in one go. */
const SLICE = 2_000;
const LAST_ID = Number.MAX_SAFE_INTEGER;

export interface Found {
  /** Ids of all jobs that match the search, without the rest of the question; null: too many to name. */
  readonly ids: readonly number[] | null;
  /** The condition that the row itself must meet. */
  readonly where: Where;
}

export interface JobSearchOptions extends StoreTime {
  readonly db: Db;
  /** Ids that are named, at most; beyond that only the condition is given. */
  readonly most: number;
  /** Lets others run. */
  readonly yieldTurn: () => Promise<void>;
}

export function createJobSearch({ db, most, yieldTurn, ...time }: JobSearchOptions) {
  const conditions = createSearchConditions(db, time);
  const words = ['job_search', 'folded_search', 'invoice_search'].map((name) =>
    db
      .prepare<[string, number], number>(
        `SELECT rowid FROM ${name} WHERE ${name} MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ${SLICE}`,
      )
      .pluck(),
  );
  const byPosting = db
    .prepare<[string, number], number>(
      `SELECT id FROM jobs INDEXED BY jobs_posting WHERE posting_number = ? LIMIT ${GIVEN}`,
    )
    .pluck();
  const byAmount = db
    .prepare<[number, number], number>(
      `SELECT id FROM jobs INDEXED BY jobs_amount WHERE amount = ? LIMIT ${GIVEN}`,
    )
    .pluck();
  const byDay = db
    .prepare<[string, number], number>(
      `SELECT id FROM jobs INDEXED BY jobs_day WHERE business_day = ? LIMIT ${GIVEN}`,
    )
    .pluck();
  const bySpan = (index: string, column: string) =>
    db
      .prepare<[number, number, number], number>(
        `SELECT id FROM jobs INDEXED BY ${index} WHERE ${column} BETWEEN ? AND ? LIMIT ${GIVEN}`,
      )
      .pluck();
  const byCreation = bySpan('jobs_created', 'created_at');
  const byChange = bySpan('jobs_modified', 'modified_at');
  const byId = db.prepare<[number], number>('SELECT id FROM jobs WHERE id = ?').pluck();
  const byBill = db
    .prepare<[string, number], number>(
      `SELECT id FROM jobs INDEXED BY jobs_bill WHERE coalesce(bill_number, '') = ? LIMIT ${GIVEN}`,
    )
    .pluck();
  const mark = db.prepare<[], number>('SELECT indexed_to FROM search_mark').pluck();
  /** Jobs that were stored a moment ago have no trigrams yet (`search-index.ts`): their rows are read. */
  const unindexed = (where: Where) =>
    db.prepare<unknown[], { id: number; found: 0 | 1 }>(
      `SELECT id, coalesce(${where.sql}, 0) AS found FROM jobs NOT INDEXED WHERE id > ? ORDER BY id LIMIT ${SLICE}`,
    );
  const check = (where: Where) =>
    db
      .prepare<unknown[], number>(
        `SELECT id FROM jobs WHERE id IN (SELECT value FROM json_each(?)) AND (${where.sql})`,
      )
      .pluck();

  /** Ids whose row really has the part; undefined: more than `most`, or the question is no longer wanted. */
  async function walk(
    match: string,
    where: Where,
    wanted: () => boolean,
  ): Promise<number[] | undefined> {
    const checked = check(where);
    const ids: number[] = [];
    const fresh = unindexed(where);
    for (let after = mark.get() ?? 0; ;) {
      const slice = fresh.all(...where.values, after);
      for (const { id, found } of slice) if (found) ids.push(id);
      if (ids.length > most || !wanted()) return undefined;
      after = slice.at(-1)?.id ?? after;
      if (slice.length < SLICE) break;
      await yieldTurn();
    }
    for (const part of words) {
      let before = LAST_ID;
      for (;;) {
        const slice = part.all(match, before);
        if (slice.length > 0) ids.push(...checked.all(JSON.stringify(slice), ...where.values));
        if (ids.length > most || !wanted()) return undefined;
        before = slice.at(-1) ?? 0;
        if (slice.length < SLICE) break;
        await yieldTurn();
      }
    }
    return ids;
  }

  /** Ids of the jobs with a value that was typed as a whole; at most one more than `most` of each. */
  function byValue({ text, id, amounts, moment }: SearchMeaning): number[] {
    const limit = most + 1;
    return [
      ...byPosting.all(text, limit),
      ...amounts.flatMap((amount) => byAmount.all(amount, limit)),
      ...(moment ? byCreation.all(moment.from, moment.to, limit) : []),
      ...(moment && moment.day === undefined ? byChange.all(moment.from, moment.to, limit) : []),
      ...(moment?.day === undefined ? [] : byDay.all(moment.day, limit)),
      ...(id === undefined ? [] : byId.all(id)),
    ];
  }

  return {
    /** Ids of all jobs with a part of a word; undefined: too many, too short to be searched, or no longer wanted. */
    async withWord(
      part: string,
      asked: Where,
      wanted: () => boolean,
    ): Promise<number[] | undefined> {
      const match = trigrams(foldText(part.trim()));
      return match === undefined ? undefined : walk(match, asked, wanted);
    },

    /** @param wanted false: a newer question is out, the rest need not be found */
    async find(typed: string, wanted: () => boolean): Promise<Found> {
      const searched = conditions.read(typed);
      if (!searched) return { ids: null, where: EVERYTHING };
      const { meaning, where, hasNames } = searched;
      if (hasNames) return { ids: null, where };
      const match = meaning.isShort ? undefined : trigrams(meaning.folded);
      const inWords =
        match === undefined ? byBill.all(meaning.text, most + 1) : await walk(match, where, wanted);
      if (inWords === undefined) return { ids: null, where };
      const ids = new Set<number>([...inWords, ...byValue(meaning)]);
      return { ids: ids.size > most ? null : [...ids], where };
    },
  };
}

/** Trigrams that are asked for, at most: more narrow the candidates no further, but each is a long list to read. */
const PARTS_ASKED = 4;

/**
 * `"abc" "bcd" …`: these trigrams must be there; in which order, and what else, only the row knows. Of a long text
 * those are taken that are likely rare: different characters, few zeros, near the end, where numbers differ.
 */
function trigrams(wanted: string): string | undefined {
  const characters = [...wanted];
  if (characters.length < TRIGRAM) return undefined;
  const parts = new Map<string, number>();
  for (let at = 0; at + TRIGRAM <= characters.length; at++) {
    const part = characters.slice(at, at + TRIGRAM);
    const zeros = part.filter((character) => character === '0').length;
    parts.set(part.join(''), (new Set(part).size - zeros) * characters.length + at);
  }
  return [...parts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, PARTS_ASKED)
    .map(([part]) => `"${part.replaceAll('"', '""')}"`)
    .join(' ');
}
