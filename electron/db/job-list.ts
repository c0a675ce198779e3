/**
 * The questions of the list: a page by conditions and sort, the tallies of the lamp, the details of a job.
 *
 * Column names reach SQL only through the table below, values only as bound parameters.
 */
import type { Attempt, Tally } from '../../shared/contract/contract.ts';
import {
  JOB_COLUMNS,
  type Condition,
  type JobColumn,
  type JobRow,
  type PageRequest,
} from '../../shared/domain/job-list.ts';
import { PENDING_STATES, STATES, JOB_STATES, type JobState } from '../../shared/domain/states.ts';
import type { Db } from './open.ts';

const ROW_COLUMNS = `id, created_at AS createdAt, modified_at AS modifiedAt, type, state, cause,
  last_check_at AS lastCheckAt, due_at AS dueAt, attempts, bill_number AS billNumber, invoice_number AS invoiceNumber,
  amount, currency, business_day AS businessDay, store, pay_desk AS payDesk, payment_type AS paymentType,
  posting_number AS postingNumber, reference, moved_to_period AS movedToPeriod`;

const IS_SYNCED = `state IN (${list(JOB_STATES.filter((state) => STATES[state].status === 'synced'))})`;

/** The message in SQL, as `messageOf` says it for one row. */
const MESSAGE = `CASE WHEN type NOT IN ('order-cash', 'order-non-cash') THEN ''
  WHEN ${IS_SYNCED} THEN 'Order synced to RS' WHEN last_check_at IS NULL THEN '' ELSE 'Order NOT synced to RS' END`;

const SQL_OF_COLUMN: Readonly<Record<JobColumn, string>> = {
  id: 'id',
  createdAt: 'created_at',
  modifiedAt: 'modified_at',
  type: 'type',
  status: `CASE WHEN ${IS_SYNCED} THEN 'synced' ELSE 'pending' END`,
  message: MESSAGE,
  lastCheckAt: 'last_check_at',
  details: 'id',
  retry: 'attempts',
  billNumber: 'bill_number',
  invoiceNumber: 'invoice_number',
  state: 'state',
  amount: 'amount',
  businessDay: 'business_day',
  store: 'store',
  payDesk: 'pay_desk',
  paymentType: `trim(coalesce(payment_type, '') || ' ' || coalesce(payment_name, ''))`,
  cause: 'cause',
  postingNumber: 'posting_number',
  dueAt: 'due_at',
  reference: 'reference',
};

function list(values: readonly string[]): string {
  return values.map((value) => `'${value}'`).join(', ');
}

function like(text: string): string {
  return text.replaceAll(/[\\%_]/g, (character) => `\\${character}`);
}

interface Where {
  readonly sql: string;
  readonly values: (string | number)[];
}

function where(conditions: readonly Condition[]): Where {
  const parts: string[] = [];
  const values: (string | number)[] = [];
  for (const condition of conditions) {
    const column = SQL_OF_COLUMN[condition.column];
    switch (condition.kind) {
      case 'choice':
        // Pending jobs are few: named by their states they are found by the index of open jobs.
        if (condition.column === 'status' && condition.values.join() === 'pending') {
          parts.push(`state IN (${list(PENDING_STATES)}) AND NOT (${IS_SYNCED})`);
          break;
        }
        parts.push(`${column} IN (${condition.values.map(() => '?').join(', ')})`);
        values.push(...condition.values);
        break;
      case 'text':
        if (condition.operator === 'empty') {
          parts.push(`coalesce(${column}, '') = ''`);
        } else if (condition.operator === 'equals') {
          parts.push(`${column} = ?`);
          values.push(condition.text);
        } else {
          parts.push(`${column} LIKE ? ESCAPE '\\'`);
          values.push(`${condition.operator === 'contains' ? '%' : ''}${like(condition.text)}%`);
        }
        break;
      case 'range':
      case 'day':
        if (condition.from !== undefined) {
          parts.push(`${column} >= ?`);
          values.push(condition.from);
        }
        if (condition.to !== undefined) {
          parts.push(`${column} <= ?`);
          values.push(condition.to);
        }
        break;
    }
  }
  return {
    sql: parts.length > 0 ? `WHERE ${parts.map((part) => `(${part})`).join(' AND ')}` : '',
    values,
  };
}

function order(request: PageRequest): string {
  const { column, direction } = request.sort;
  const sql = direction === 'asc' ? 'ASC' : 'DESC';
  if (column === 'id' || !JOB_COLUMNS[column].sortable) return `ORDER BY id ${sql}`;
  // The id makes the order total, so that no row stands on two pages.
  return `ORDER BY ${SQL_OF_COLUMN[column]} ${sql}, id ${sql}`;
}

interface OpenGroup {
  readonly state: JobState;
  readonly currency: string;
  readonly count: number;
  readonly sum: number;
  readonly oldest: number;
}

export interface JobFacts {
  readonly part: string;
  readonly text: string | null;
  readonly error: string | null;
  readonly naturalKey: string;
  readonly eventId: number;
  readonly origin: string;
  readonly payload: string;
  readonly closing: string | null;
  readonly occurredAt: number;
  readonly receivedAt: number;
  readonly source: string;
  readonly sourceSha256: string | null;
}

export function jobList(db: Db) {
  const count = db.prepare<[], number>('SELECT count(*) FROM jobs').pluck();
  const open = db.prepare<[], OpenGroup>(
    `SELECT state, currency, count(*) AS count, sum(amount) AS sum, min(created_at) AS oldest
     FROM jobs INDEXED BY jobs_open WHERE state NOT IN ('booked', 'verified') GROUP BY state, currency`,
  );
  const row = db.prepare<[number], JobRow>(`SELECT ${ROW_COLUMNS} FROM jobs WHERE id = ?`);
  const facts = db.prepare<[number], JobFacts>(
    `SELECT jobs.part, jobs.text, jobs.error, pos_events.natural_key AS naturalKey, pos_events.id AS eventId,
       pos_events.origin, pos_events.payload, pos_events.closing, pos_events.occurred_at AS occurredAt,
       pos_events.received_at AS receivedAt, sources.name AS source, sources.sha256 AS sourceSha256
     FROM jobs JOIN pos_events ON pos_events.id = jobs.event_id JOIN sources ON sources.id = pos_events.source_id
     WHERE jobs.id = ?`,
  );
  const siblings = db.prepare<[number, number], JobRow>(
    `SELECT ${ROW_COLUMNS} FROM jobs WHERE event_id = ? AND id <> ? ORDER BY id`,
  );
  const attempts = db.prepare<[number], Attempt>(
    `SELECT attempts.id, kind, started_at AS startedAt, ended_at AS endedAt, request, response,
       http_status AS httpStatus, outcome, error
     FROM attempts LEFT JOIN answers ON answers.attempt_id = attempts.id WHERE job_id = ? ORDER BY attempts.id`,
  );
  const lastPosting = db
    .prepare<[number], string>(
      `SELECT request FROM attempts WHERE job_id = ? AND kind = 'post' ORDER BY id DESC LIMIT 1`,
    )
    .pluck();
  const lastBooked = db
    .prepare<[], number>(
      `SELECT ended_at FROM answers WHERE outcome = 'booked' ORDER BY attempt_id DESC LIMIT 1`,
    )
    .pluck();
  const page = new Map<
    string,
    { rows: (values: unknown[]) => JobRow[]; total: (values: unknown[]) => number }
  >();

  function statements(request: PageRequest, sql: string) {
    const key = `${sql} ${order(request)}`;
    let found = page.get(key);
    if (!found) {
      // Filters are made by people: the number of different ones stays small, but not bounded by nature.
      if (page.size > 200) page.clear();
      const rows = db.prepare<unknown[], JobRow>(
        `SELECT ${ROW_COLUMNS} FROM jobs ${key} LIMIT ? OFFSET ?`,
      );
      const total = db.prepare<unknown[], number>(`SELECT count(*) FROM jobs ${sql}`).pluck();
      found = {
        rows: (values) => rows.all(...values),
        total: (values) => total.get(...values) ?? 0,
      };
      page.set(key, found);
    }
    return found;
  }

  return {
    page(request: PageRequest): { rows: JobRow[]; total: number; all: number } {
      const { sql, values } = where(request.conditions);
      const ask = statements(request, sql);
      return {
        rows: ask.rows([...values, request.limit, request.offset]),
        total: ask.total(values),
        all: count.get() ?? 0,
      };
    },

    /** All jobs in order of their ids, one by one: for the command line. */
    every: (): IterableIterator<JobRow & { error: string | null }> =>
      db
        .prepare<[], JobRow & { error: string | null }>(
          `SELECT ${ROW_COLUMNS}, error FROM jobs ORDER BY id`,
        )
        .iterate(),

    row: (id: number) => row.get(id),
    facts: (id: number) => facts.get(id),
    siblings: (eventId: number, id: number) => siblings.all(eventId, id),
    attempts: (id: number) => attempts.all(id),
    lastPosting: (id: number) => lastPosting.get(id) ?? null,
    lastBookedAt: () => lastBooked.get() ?? null,
    total: () => count.get() ?? 0,

    /** Count, money and age of the jobs that are not booked, by state. */
    openTallies(): { byState: Map<JobState, Tally>; pending: Tally } {
      const byState = new Map<JobState, Tally>();
      const groups = open.all();
      for (const group of groups) {
        byState.set(group.state, add(byState.get(group.state), group));
      }
      return { byState, pending: groups.reduce<Tally>(add, NO_JOBS) };
    },
  };
}

export const NO_JOBS: Tally = { count: 0, sums: {}, oldestAt: null };

function add(tally: Tally | undefined, group: OpenGroup): Tally {
  return addTallies(tally ?? NO_JOBS, {
    count: group.count,
    sums: { [group.currency]: group.sum },
    oldestAt: group.oldest,
  });
}

export function addTallies(a: Tally, b: Tally): Tally {
  const sums = { ...a.sums };
  for (const [currency, sum] of Object.entries(b.sums))
    sums[currency] = (sums[currency] ?? 0) + sum;
  const oldest = [a.oldestAt, b.oldestAt].filter((at) => at !== null);
  return {
    count: a.count + b.count,
    sums,
    oldestAt: oldest.length > 0 ? Math.min(...oldest) : null,
  };
}

export type JobList = ReturnType<typeof jobList>;
