/** The hand-written contestants: no queue at all, and the least durable work that a job can cost. */
import path from 'node:path';
import Database from 'better-sqlite3';
import { atOnce, type Round } from './work.ts';

/** No database: the ceiling that HTTP alone sets. */
export const withoutQueue = (round: Round): Promise<number> => atOnce(round, round.book);

/**
 * Lease, request stored, post, settle: one narrow table, one index of what is due.
 *
 * @param commit `step`: every step is a transaction; `turn`: the steps of one event-loop turn share one.
 */
export async function handWritten(round: Round, commit: 'step' | 'turn'): Promise<number> {
  const db = new Database(path.join(round.folder, 'loop.sqlite'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(`CREATE TABLE q (id INTEGER PRIMARY KEY, state TEXT NOT NULL, due INTEGER, lease INTEGER, request TEXT, posting TEXT);
    CREATE INDEX q_due ON q (due, id) WHERE state = 'waiting'`);
  const insert = db.prepare(`INSERT INTO q (state, due) VALUES ('waiting', 0)`);
  db.transaction(() => {
    for (let n = 0; n < round.jobs; n++) insert.run();
  })();
  const lease = db
    .prepare<[number], number>(
      `UPDATE q SET state = 'leased', lease = ? WHERE id = (SELECT id FROM q INDEXED BY q_due WHERE state = 'waiting' ORDER BY due, id LIMIT 1) RETURNING id`,
    )
    .pluck();
  const store = db.prepare(
    `UPDATE q SET state = 'sending', request = ? WHERE id = ? AND lease = ?`,
  );
  const settle = db.prepare(
    `UPDATE q SET state = 'booked', posting = ?, lease = NULL WHERE id = ? AND lease = ?`,
  );
  const durable = commit === 'step' ? everyStep(db) : everyTurn(db);

  const rate = await atOnce(round, async (n) => {
    const token = n + 1;
    const id = await durable(() => lease.get(token));
    await durable(() => store.run(round.request(n), id, token));
    const number = await round.book(n);
    await durable(() => settle.run(number, id, token));
  });
  const done = db.prepare(`SELECT count(*) FROM q WHERE state = 'booked'`).pluck().get();
  if (done !== round.jobs) throw new Error(`The loop left ${round.jobs - Number(done)} jobs.`);
  db.close();
  return rate;
}

type Durable = <T>(step: () => T) => Promise<T>;

function everyStep(db: Database.Database): Durable {
  return (step) => Promise.resolve(db.transaction(step).immediate());
}

function everyTurn(db: Database.Database): Durable {
  let queue: { step: () => unknown; resolve: (value: unknown) => void }[] = [];
  const flush = db.transaction((steps: typeof queue) => steps.map(({ step }) => step()));
  return <T>(step: () => T) =>
    new Promise<T>((resolve) => {
      queue.push({ step, resolve: resolve as (value: unknown) => void });
      if (queue.length > 1) return;
      setImmediate(() => {
        const steps = queue;
        queue = [];
        const results = flush.immediate(steps);
        steps.forEach((one, index) => one.resolve(results[index]));
      });
    });
}
