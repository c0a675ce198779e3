/** Computes again what is made from other rows: counts, the search, the definitions of tables and triggers. */
import Database from 'better-sqlite3';
import { JOB_STATES } from '../../../../../shared/domain/states.ts';
import { migrate } from '../../migrate.ts';
import { NEEDS_FOLDING, SEARCHED_WORDS } from '../../migrations/0280-search-and-sums.ts';
import { MIGRATIONS } from '../../migrations/index.ts';
import { quoted as quotedList } from '../../list/conditions.ts';
import { quoted } from '../digests.ts';
import type { Finding, OnFinding } from './finding.ts';
import { strangeRow } from './search-pages.ts';

/** The search of more jobs is not computed again: that takes longer than all the rest. */
const MOST_SEARCHED_JOBS = 200_000;

const PLACE = `store, pay_desk, coalesce(payment_type, ''), coalesce(payment_name, '')`;

/** Views and tables of counts, and what they have to be. */
const COUNTS = [
  {
    table: 'job_counts_before',
    told: 'SELECT bucket, type, state, count FROM job_counts WHERE count <> 0',
    right: 'SELECT id >> 13, type, state, count(*) FROM jobs GROUP BY 1, 2, 3',
  },
  {
    table: 'job_day_counts_before',
    told: 'SELECT business_day, type, state, count FROM job_day_counts WHERE count <> 0',
    right: 'SELECT business_day, type, state, count(*) FROM jobs GROUP BY 1, 2, 3',
  },
  {
    table: 'job_totals_before',
    told: 'SELECT type, state, currency, count, sum FROM job_totals WHERE count <> 0 OR sum <> 0',
    right: 'SELECT type, state, currency, count(*), sum(amount) FROM jobs GROUP BY 1, 2, 3',
  },
  {
    table: 'job_day_sums_before',
    told: 'SELECT business_day, type, state, currency, count, sum FROM job_day_sums WHERE count <> 0 OR sum <> 0',
    right:
      'SELECT business_day, type, state, currency, count(*), sum(amount) FROM jobs GROUP BY 1, 2, 3, 4',
  },
  {
    table: 'job_places',
    told: 'SELECT store, pay_desk, payment_type, payment_name, count FROM job_places',
    right: `SELECT ${PLACE}, count(*) FROM jobs GROUP BY ${PLACE}`,
  },
] as const;

/** Rows of zero are part of no sum: they have to be of something that is there. */
const ZEROS = [
  {
    table: 'job_counts_before',
    right: `bucket IN (SELECT id >> 13 FROM jobs) AND type IN (SELECT type FROM jobs)`,
  },
  {
    table: 'job_day_counts_before',
    right: `business_day IN (SELECT business_day FROM jobs) AND type IN (SELECT type FROM jobs)`,
  },
  {
    table: 'job_totals_before',
    right: `currency IN (SELECT currency FROM jobs) AND type IN (SELECT type FROM jobs) AND sum = 0`,
  },
  {
    table: 'job_day_sums_before',
    right: `business_day IN (SELECT business_day FROM jobs) AND currency IN (SELECT currency FROM jobs)
      AND type IN (SELECT type FROM jobs) AND sum = 0`,
  },
] as const;

export function compareDerived(db: Database.Database, onFinding: OnFinding): void {
  for (const { table, told, right } of COUNTS) {
    const differs = db.prepare<[], unknown[]>(
      `SELECT * FROM (${told} EXCEPT ${right}) UNION ALL SELECT * FROM (${right} EXCEPT ${told}) LIMIT 1`,
    );
    const row = differs.raw().get();
    if (row) onFinding(wrongCount(table, row));
  }
  for (const { table, right } of ZEROS) {
    const row = db
      .prepare<[], unknown[]>(
        `SELECT * FROM ${table} WHERE count = 0 AND NOT (${right} AND state IN (${quotedList(JOB_STATES)})) LIMIT 1`,
      )
      .raw()
      .get();
    if (row) onFinding(wrongCount(table, row));
  }
  compareSequences(db, onFinding);
  compareDefinitions(db, onFinding);
  compareSearch(db, onFinding);
}

function wrongCount(table: string, row: unknown[]): Finding {
  return {
    code: 'count-wrong',
    table,
    row: JSON.stringify(row),
    text: `The counts of ${table} are not those of the jobs.`,
  };
}

/** Numbers are given once: the last one given is the highest that is there. */
function compareSequences(db: Database.Database, onFinding: OnFinding): void {
  const rows = db.prepare<[], { name: string; seq: number }>(
    'SELECT name, seq FROM sqlite_sequence',
  );
  const told = new Map(rows.all().map(({ name, seq }) => [name, seq]));
  const tables = db
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%' ORDER BY name`,
    )
    .pluck()
    .all();
  const wrong = new Set([...told.keys()].filter((name) => !tables.includes(name)));
  for (const name of tables) {
    const last = db.prepare<[], number | null>(`SELECT max(rowid) FROM ${quoted(name)}`).pluck();
    if ((told.get(name) ?? 0) !== (last.get() ?? 0)) wrong.add(name);
  }
  for (const name of wrong) {
    onFinding({
      code: 'sequence-wrong',
      table: 'sqlite_sequence',
      row: name,
      text: `The last number that was given in ${name} is not that of its last row: rows were removed or added.`,
    });
  }
}

/** Tables, triggers, views and indexes are as the migrations make them. */
function compareDefinitions(db: Database.Database, onFinding: OnFinding): void {
  const version = db.pragma('user_version', { simple: true }) as number;
  const right = new Database(':memory:');
  try {
    const known = MIGRATIONS.filter((migration) => migration.version <= version);
    migrate(right, () => undefined, known);
    const wanted = definitionsOf(right);
    const found = definitionsOf(db);
    for (const name of new Set([...wanted.keys(), ...found.keys()])) {
      if (wanted.get(name) === found.get(name)) continue;
      onFinding({
        code: 'definition-changed',
        table: 'sqlite_schema',
        row: name,
        text: found.has(name)
          ? `${name} is not defined as the program defines it.`
          : `${name} is missing: the program makes it, and somebody removed it.`,
      });
    }
  } finally {
    right.close();
  }
}

function definitionsOf(db: Database.Database): Map<string, string> {
  const rows = db.prepare<[], { name: string; sql: string }>(
    `SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
  );
  return new Map(rows.all().map(({ name, sql }) => [name, sql]));
}

const SEARCHES = [
  {
    table: 'job_search',
    rows: `SELECT id, concat_ws(char(10), bill_number, reference, text) FROM jobs
      WHERE id <= (SELECT indexed_to FROM search_mark)`,
  },
  {
    table: 'invoice_search',
    rows: 'SELECT id, invoice_number FROM jobs WHERE invoice_number IS NOT NULL',
  },
  {
    table: 'folded_search',
    rows: `SELECT id, fold_text(${SEARCHED_WORDS}) FROM jobs
      WHERE id <= (SELECT indexed_to FROM search_mark) AND ${NEEDS_FOLDING}`,
  },
] as const;

/** The search finds what the jobs say. */
function compareSearch(db: Database.Database, onFinding: OnFinding): void {
  const jobs = db.prepare<[], number>('SELECT count(*) FROM jobs').pluck().get() ?? 0;
  if (jobs > MOST_SEARCHED_JOBS) return;
  for (const { table, rows } of SEARCHES) {
    let isSame = false;
    let strange: ReturnType<typeof strangeRow>;
    try {
      db.exec(
        `CREATE VIRTUAL TABLE temp.search_again USING fts5(words, content = '', tokenize = 'trigram', detail = none, columnsize = 0);
         INSERT INTO temp.search_again (rowid, words) ${rows};
         CREATE VIRTUAL TABLE temp.words_again USING fts5vocab(temp, search_again, instance);
         CREATE VIRTUAL TABLE temp.words_found USING fts5vocab(main, ${table}, instance);`,
      );
      const differs = db.prepare(
        `SELECT 1 FROM (SELECT term, doc FROM temp.words_again EXCEPT SELECT term, doc FROM temp.words_found)
         UNION ALL SELECT 1 FROM (SELECT term, doc FROM temp.words_found EXCEPT SELECT term, doc FROM temp.words_again)
         LIMIT 1`,
      );
      isSame = differs.get() === undefined;
      strange = strangeRow(db, table, 'search_again');
    } catch {
      // An index that cannot be read is not the right one.
    }
    if (strange) {
      onFinding({
        ...{ code: 'search-wrong', ...strange },
        text: `${strange.table} holds what does not belong to the index ${table}, or lacks a part of it.`,
      });
    }
    if (!isSame) {
      onFinding({
        code: 'search-wrong',
        table,
        row: null,
        text: `The index ${table} does not find what the jobs say.`,
      });
    }
    for (const made of ['words_found', 'words_again', 'search_again']) {
      db.exec(`DROP TABLE IF EXISTS temp.${made}`);
    }
  }
}
