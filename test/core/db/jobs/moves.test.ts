/**
 * The table of states is true: from the births on, everything that any statement can do with a job is done, and what
 * happens is what the table says, no move more and none less.
 */
import { describe, expect, it, onTestFinished } from 'vitest';
import { createByHand } from '../../../../electron/core/db/jobs/by-hand.ts';
import {
  createJobDecisions,
  createReplacement,
} from '../../../../electron/core/db/jobs/decisions.ts';
import { doubtOpenJobs } from '../../../../electron/core/db/jobs/doubt.ts';
import { createJobBirths, move } from '../../../../electron/core/db/jobs/move.ts';
import { createJobMoves } from '../../../../electron/core/db/jobs/moves.ts';
import { createJournal } from '../../../../electron/core/db/journal.ts';
import { openDatabase, type Db } from '../../../../electron/core/db/open.ts';
import { BULK_ACTIONS } from '../../../../shared/domain/bulk.ts';
import { BIRTH_STATES, JOB_STATES, STATES } from '../../../../shared/domain/states.ts';
import { insertJobs } from '../../../helpers/jobs.ts';
import { tempFolder } from '../../../helpers/temp-folder.ts';
import { watchIllegalMoves, watchMoves } from '../../../helpers/watch-moves.ts';

const CAUSE = 'refused';
const answer = { endedAt: 9, outcome: 'tried', httpStatus: null, response: null, error: null };

function open(): Db {
  const db = openDatabase(tempFolder(), { now: () => 0 });
  onTestFinished(() => void db.close());
  return db;
}

/** Everything that changes a job, as often as it can end differently. */
function actionsOf(db: Db): Readonly<Record<string, (id: number, token: number) => unknown>> {
  const moves = createJobMoves(db);
  const decisions = createJobDecisions(db);
  const byHand = createByHand(db, createJournal(db, 'anna'));
  const replace = createReplacement(db);
  const later = { dueAt: 9, cause: CAUSE, error: 'no' } as const;
  const reason = { cause: CAUSE, error: 'no' } as const;
  const posting = { number: '7', reference: 'another', businessDay: '2026-11-20' };
  return {
    beginSending: (id) => moves.beginSending(id, 9, '{}', 1),
    beginLookUp: (id) => moves.beginLookUp(id, 9, '{}'),
    booked: (id, token) => moves.booked(id, token, { number: '7', movedTo: null }, answer),
    waiting: (id, token) => moves.waiting(id, token, later, answer),
    unclear: (id, token) => moves.unclear(id, token, { ...later, inDoubtSince: 9 }, answer),
    attention: (id, token) =>
      moves.attention(id, token, { ...reason, stillInDoubt: false }, answer),
    attentionInDoubt: (id, token) =>
      moves.attention(id, token, { ...reason, stillInDoubt: true }, answer),
    unsentToAttention: (id) => moves.unsentToAttention(id, 9, CAUSE, 'no'),
    invoiceFound: (id) => moves.invoiceFound(id, { number: 'I', debtor: '1' }, '{}', answer),
    invoiceMissing: (id) => moves.invoiceMissing(id, 9, 9),
    checkInvoiceLater: (id) => moves.checkInvoiceLater(id, 9),
    verified: (id) => moves.verified(id, 9),
    bookedToAttention: (id) => moves.bookedToAttention(id, reason, '{}', answer),
    changedInRs: (id) =>
      moves.bookedToAttention(id, { cause: 'booked-differently', error: 'no' }, '{}', answer),
    retry: (id) => moves.retry(id, 9),
    restart: (id) => moves.restart(id, CAUSE, 9),
    restartByCause: () => moves.restartByCause(CAUSE, 9),
    kick: (id) => moves.kick(id, 9),
    replace: (id) => replace(id, 9),
    bookedByHand: (id) => byHand.same(id, posting, 'by hand', 9),
    notByHand: (id) => byHand.different(id, 'by hand', 9),
    doubtOpenJobs: () => doubtOpenJobs(db, 9, 9),
    ...Object.fromEntries(
      BULK_ACTIONS.map((action) => [
        `decided: ${action}`,
        (id: number) => decisions.move(action, id, 9),
      ]),
    ),
  };
}

const COLUMNS = [
  ...['state', 'in_doubt_since', 'lease_token', 'needs_invoice', 'posting_number', 'cause'],
] as const;
type Row = Readonly<Record<string, unknown>>;

/** Does everything to a job and to whatever becomes of it. @returns the moves that were made */
function explore(db: Db, firsts: readonly Row[]): Set<string> {
  const [id] = insertJobs(db, [{}]) as [number];
  const actions = Object.values(actionsOf(db));
  const read = db.prepare<[number], Row>(`SELECT ${COLUMNS.join(', ')} FROM jobs WHERE id = ?`);
  const write = db.prepare(
    `UPDATE jobs SET ${COLUMNS.map((column) => `${column} = @${column}`).join(', ')} WHERE id = @id`,
  );
  const made = new Set<string>();
  let isWatched = false;
  watchMoves(db, ({ from, to }) => void (isWatched && made.add(`${from} → ${to}`)));
  const known = new Set<string>();
  const open = [...firsts];
  for (let row = open.pop(); row; row = open.pop()) {
    for (const action of actions) {
      db.exec('BEGIN');
      write.run({ ...row, id });
      isWatched = true;
      action(id, Number(row['lease_token']));
      isWatched = false;
      const { lease_token: token, in_doubt_since: doubt, ...rest } = read.get(id) ?? {};
      db.exec('ROLLBACK');
      // Which attempt and which moment it is makes no difference.
      const now = { ...rest, lease_token: token && 1, in_doubt_since: doubt && 1 };
      const key = JSON.stringify(now);
      if (!known.has(key)) open.push(now);
      known.add(key);
    }
  }
  return made;
}

const TABLE = JOB_STATES.flatMap((from) => STATES[from].next.map((to) => `${from} → ${to}`)).sort();

describe('the table of states', () => {
  it('is what the statements do with every job that there can be', () => {
    const db = open();
    const blank = { lease_token: null, posting_number: null, cause: null };
    const firsts = [
      { ...blank, state: 'waiting', needs_invoice: 0, in_doubt_since: null },
      { ...blank, state: 'waiting', needs_invoice: 1, in_doubt_since: null },
      { ...blank, state: 'waiting', needs_invoice: 1, in_doubt_since: 1 },
      { ...blank, state: 'unclear', needs_invoice: 0, in_doubt_since: 1 },
    ];
    // The lease token of the jobs that are explored.
    db.pragma('foreign_keys = OFF');
    expect([...explore(db, firsts)].sort()).toEqual(TABLE);
  });

  it('names the states of a new job', () => {
    const db = open();
    const born = new Set<string>();
    insertJobs(db, [{}]);
    const insert = createJobBirths(db);
    watchMoves(db, ({ from, to }) => void (from === undefined && born.add(to)));
    const event = {
      ...{ naturalKey: 'k', origin: 'o', payload: '{}', occurredAt: 0, store: '1', payDesk: 'K1' },
      ...{ currency: 'EUR', businessDay: '2026-11-20', billNumber: 'B', jobs: [] },
    };
    let part = 0;
    for (const type of ['cash-in', 'order-cash'] as const) {
      for (const inDoubtSince of [null, 5]) {
        const job = { part: String(part++), type, amount: 1 };
        insert({
          ...{ eventId: 1, event, job, reference: 'R', earlierReference: null },
          ...{ inDoubtSince, now: 9 },
        });
      }
    }
    expect([...born].sort()).toEqual([...BIRTH_STATES].sort());
  });

  it('takes no card number into the texts of a new job', () => {
    const db = open();
    insertJobs(db, [{}]);
    const text = 'Rückgabe 4111 1111 1111 1111';
    createJobBirths(db)({
      event: {
        ...{ naturalKey: 'k', origin: 'o', payload: '{}', occurredAt: 0, store: '1' },
        ...{ payDesk: 'K1', currency: 'EUR', businessDay: '2026-11-20', jobs: [] },
      },
      job: { part: 'own', type: 'cash-out', amount: -1, text, businessName: text },
      ...{ eventId: 1, reference: 'R', earlierReference: null, inDoubtSince: null, now: 9 },
    });
    const stored = db.prepare("SELECT text, business_name FROM jobs WHERE reference = 'R'").get();
    expect(stored).toEqual({ text: 'Rückgabe ****', business_name: 'Rückgabe ****' });
  });

  it('does not let a statement be written for another move', () => {
    // @ts-expect-error What is booked is never sent again.
    expect(move(['booked'], 'waiting', { set: '' })).toContain('UPDATE');
    // @ts-expect-error What is on its way cannot be put aside.
    expect(move(['waiting', 'sending'], 'on-hold', { set: '' })).toContain('UPDATE');
    // @ts-expect-error A booked job has no doubt to decide by.
    expect(move(['booked'], 'by-doubt', { set: '' })).toContain('UPDATE');
  });
});

describe('the watch over the moves', () => {
  it('tells each one that is not in the table, and nothing else', () => {
    const db = open();
    const told: string[] = [];
    watchIllegalMoves(db, (one) => told.push(one));
    const [id] = insertJobs(db, [{}]) as [number];
    const moves = createJobMoves(db);
    const token = moves.beginSending(id, 1, '{}', 1) as number;
    moves.booked(id, token, { number: '1', movedTo: null }, answer);
    expect(told).toEqual([]);
    db.exec(`UPDATE jobs SET state = 'waiting'`);
    db.exec(`UPDATE jobs SET state = 'waiting'`);
    expect(told).toEqual(['A job went from booked to waiting: docs/states.md has no such move.']);
  });
});
