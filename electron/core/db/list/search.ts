/**
 * The search box: part of a bill number, invoice, reference or text (three characters or more), a posting number, an
 * amount, a business day, a job's number. Parts of words are found by trigrams, which say "perhaps"; the row itself says "yes".
 */
import { parseDay } from '../../../../shared/domain/day-text.ts';
import { parseAmount } from '../../../../shared/domain/amount-text.ts';
import { GIVEN } from '../given-limit.ts';
import type { Db } from '../open.ts';
import { EVERYTHING, literal, type Where } from './conditions.ts';

/** Shorter parts have no trigram. */
const TRIGRAM = 3;
/** Candidates that are looked at in one go. */
const SLICE = 2_000;
const LAST_ID = Number.MAX_SAFE_INTEGER;

export interface Found {
  /** Ids of all jobs that match the search, without the rest of the question; null: too many to name. */
  readonly ids: readonly number[] | null;
  /** The condition that the row itself must meet. */
  readonly where: Where;
}

export interface JobSearchOptions {
  readonly db: Db;
  /** Ids that are named, at most; beyond that only the condition is given. */
  readonly most: number;
  /** Lets others run. */
  readonly yieldTurn: () => Promise<void>;
}

export function createJobSearch({ db, most, yieldTurn }: JobSearchOptions) {
  const words = ['job_search', 'invoice_search'].map((name) =>
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

  return {
    /** Ids of all jobs with a part of a word; undefined: too many, too short to be searched, or no longer wanted. */
    async withWord(
      part: string,
      asked: Where,
      wanted: () => boolean,
    ): Promise<number[] | undefined> {
      const match = trigrams(part.trim());
      return match === undefined ? undefined : walk(match, asked, wanted);
    },

    /** @param wanted false: a newer question is out, the rest need not be found */
    async find(typed: string, wanted: () => boolean): Promise<Found> {
      const text = typed.trim();
      if (text === '') return { ids: null, where: EVERYTHING };
      const id = idOf(text);
      const amounts = amountsOf(text);
      const day = parseDay(text);
      const where = rowCondition(text, id, amounts, day);
      const match = trigrams(text);
      const inWords =
        match === undefined ? byBill.all(text, most + 1) : await walk(match, where, wanted);
      if (inWords === undefined) return { ids: null, where };
      const ids = new Set<number>([
        ...inWords,
        ...byPosting.all(text, most + 1),
        ...amounts.flatMap((amount) => byAmount.all(amount, most + 1)),
        ...(day === undefined ? [] : byDay.all(day, most + 1)),
        ...(id === undefined ? [] : byId.all(id)),
      ]);
      return { ids: ids.size > most ? null : [...ids], where };
    },
  };
}

/** The condition that a row has to fulfil so that the search means it. */
export function searchCondition(typed: string): Where {
  const text = typed.trim();
  return text === '' ? EVERYTHING : rowCondition(text, idOf(text), amountsOf(text), parseDay(text));
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

function idOf(text: string): number | undefined {
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined;
}

function amountsOf(wanted: string): number[] {
  const amount = parseAmount(wanted);
  if (amount === undefined || !Number.isSafeInteger(amount)) return [];
  // Typed without a sign it may be money in or out.
  return /^[-+−]/.test(wanted) ? [amount] : [amount, -amount];
}

function rowCondition(
  wanted: string,
  id: number | undefined,
  amounts: readonly number[],
  day: string | undefined,
): Where {
  const isShort = [...wanted].length < TRIGRAM;
  const pattern = `%${literal(wanted)}%`;
  const texts = isShort
    ? [`coalesce(bill_number, '') = ?`]
    : ['bill_number', 'reference', 'text', 'invoice_number'].map(
        (column) => `${column} LIKE ? ESCAPE '\\'`,
      );
  return {
    sql: [
      ...texts,
      'posting_number = ?',
      ...(id === undefined ? [] : ['id = ?']),
      ...amounts.map(() => 'amount = ?'),
      ...(day === undefined ? [] : ['business_day = ?']),
    ].join(' OR '),
    values: [
      ...texts.map(() => (isShort ? wanted : pattern)),
      wanted,
      ...(id === undefined ? [] : [id]),
      ...amounts,
      ...(day === undefined ? [] : [day]),
    ],
  };
}
