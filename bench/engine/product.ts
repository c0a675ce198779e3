/** The product's engine on the product's database. */
import { PRESET_ACCOUNTS } from '../../shared/domain/accounts.ts';
import { accountBook } from '../../shared/domain/assignment.ts';
import { openDatabase, type Db } from '../../electron/core/db/open.ts';
import { DEFAULT_TEXTS } from '../../electron/core/engine/posting-texts.ts';
import { createEngine } from '../../electron/core/engine/engine.ts';
import { realTimers } from '../../electron/shell/host/real-time.ts';
import type { RsConnector } from '../../electron/core/rs/connector.ts';
import { insertJobs } from '../../test/helpers/jobs.ts';
import { perSecond, type Round } from './work.ts';

/**
 * @param past folder of a database that holds booked jobs already: rounds add theirs to it; undefined: a new one.
 */
export async function theEngine(
  round: Round,
  connector: RsConnector,
  past: string | undefined,
): Promise<number> {
  const db = openDatabase(past ?? round.folder, { now: Date.now });
  insertJobs(
    db,
    Array.from({ length: round.jobs }, () => ({})),
  );
  db.pragma('wal_checkpoint(TRUNCATE)');
  const rate = await run(db, round, connector);
  const open = db
    .prepare(`SELECT count(*) FROM jobs WHERE state NOT IN ('booked', 'verified')`)
    .pluck()
    .get();
  if (open !== 0) throw new Error(`The engine left ${String(open)} jobs.`);
  db.close();
  return rate;
}

async function run(db: Db, round: Round, connector: RsConnector): Promise<number> {
  const accounts = accountBook(PRESET_ACCOUNTS.SKR03);
  const { rate, stop } = await new Promise<{ rate: number; stop: () => Promise<void> }>(
    (resolve, reject) => {
      let settled = 0;
      const engine = createEngine({
        db,
        connector: () => connector,
        accounts: () => accounts,
        texts: () => DEFAULT_TEXTS,
        clock: Date.now,
        random: Math.random,
        timers: realTimers,
        uptime: () => performance.now(),
        endOfTurn: setImmediate,
        concurrency: () => round.concurrency,
        settleWindowMs: 60_000,
        requestTimeoutMs: 30_000,
        // Each job changes once: when it is booked.
        onChange: (ids) => {
          settled += ids.length;
          if (settled === round.jobs) {
            resolve({ rate: perSecond(round.jobs, startedAt), stop: () => engine.stop(1_000) });
          }
        },
        onBug: reject,
      });
      const startedAt = performance.now();
      engine.start();
    },
  );
  await stop();
  return rate;
}
