/** The condition that a row has to fulfil so that the search means it. */
import { isInName, readSearch, type SearchMeaning } from '../../../../shared/domain/search-text.ts';
import type { Clock } from '../../../../shared/domain/time.ts';
import { WORDS, paymentTextInWords } from '../../../../shared/words/words.ts';
import type { Db } from '../open.ts';
import { EVERYTHING, hasPart, SQL_OF_COLUMN, type Where } from './conditions.ts';

/** The store's clock: `gestern` is told from it. */
export interface StoreTime {
  readonly clock: Clock;
  readonly timeZone: string;
}

export interface Searched {
  readonly meaning: SearchMeaning;
  readonly where: Where;
  /** A place or way of paying is meant, which many jobs have. */
  readonly hasNames: boolean;
}

/** Columns whose names are looked up among the few that there are. */
const NAMED = ['store', 'payDesk', 'paymentType'] as const;
type Names = Readonly<Record<(typeof NAMED)[number], string>>;

export function createSearchConditions(db: Db, { clock, timeZone }: StoreTime) {
  const names = db.prepare<[], Names>(
    `SELECT DISTINCT store, pay_desk AS payDesk, ${SQL_OF_COLUMN.paymentType} AS paymentType FROM job_places`,
  );

  function namesOf(meaning: SearchMeaning): Where[] {
    const known = names.all();
    return NAMED.flatMap((column) => {
      const meant = [...new Set(known.map((row) => row[column]))].filter((name) =>
        wordsOf(column, name).some((words) => isInName(words, meaning)),
      );
      if (meant.length === 0) return [];
      return {
        sql: `${SQL_OF_COLUMN[column]} IN (SELECT value FROM json_each(?))`,
        values: [JSON.stringify(meant)],
      };
    });
  }

  function read(typed: string): Searched | undefined {
    const meaning = readSearch(typed, clock(), timeZone);
    if (!meaning) return undefined;
    const named = namesOf(meaning);
    const parts = [...textsOf(meaning), ...valuesOf(meaning), ...named];
    return {
      meaning,
      where: {
        sql: parts.map(({ sql }) => sql).join(' OR '),
        values: parts.flatMap(({ values }) => values),
      },
      hasNames: named.length > 0,
    };
  }

  return { read, where: (typed: string): Where => read(typed)?.where ?? EVERYTHING };
}

/** A name as the till wrote it, and as the program writes it in either language. */
function wordsOf(column: (typeof NAMED)[number], name: string): string[] {
  if (column !== 'paymentType' || name === '') return [name];
  return [
    name,
    ...Object.values(WORDS).map(({ paymentType }) =>
      paymentTextInWords(name, (type) => paymentType[type]),
    ),
  ];
}

function textsOf({ text, folded, isShort }: SearchMeaning): Where[] {
  if (isShort) return [{ sql: `${SQL_OF_COLUMN.billNumber} = ?`, values: [text] }];
  return ['bill_number', 'reference', 'text', 'invoice_number'].map((column) =>
    hasPart(column, folded),
  );
}

function valuesOf({ text, id, amounts, moment }: SearchMeaning): Where[] {
  const between = (column: string): Where[] =>
    moment ? [{ sql: `${column} BETWEEN ? AND ?`, values: [moment.from, moment.to] }] : [];
  return [
    { sql: 'posting_number = ?', values: [text] },
    ...(id === undefined ? [] : [{ sql: 'id = ?', values: [id] }]),
    ...amounts.map((amount) => ({ sql: 'amount = ?', values: [amount] })),
    ...(moment?.day === undefined
      ? between('modified_at')
      : [{ sql: 'business_day = ?', values: [moment.day] }]),
    ...between('created_at'),
  ];
}
