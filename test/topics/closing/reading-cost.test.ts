/** What a closing costs the database: reading it back asks as often for many receipts as for few, and so does its day. */
import { expect, it } from 'vitest';
import { createClosings } from '../../../electron/core/db/closings/index.ts';
import type { Db } from '../../../electron/core/db/open.ts';
import { createClosingSealing } from '../../../electron/topics/closing/parts.ts';
import { DAY, openSealedShop } from './sealed-shop.ts';

/** The database, and how often a prepared statement of it was asked. */
function counted(db: Db) {
  const asked = { count: 0 };
  const statement = <T extends object>(one: T): T =>
    new Proxy(one, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) => {
          if (['get', 'all', 'iterate'].includes(String(name))) asked.count += 1;
          const answer: unknown = value.apply(target, args);
          return answer === target ? statement(target) : answer;
        };
      },
    });
  const watched = new Proxy(db, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      if (name === 'prepare') return (sql: string) => statement(target.prepare(sql));
      return value.bind(target) as unknown;
    },
  });
  return { db: watched, asked };
}

async function questionsOf(receipts: number): Promise<{ jobs: number; asked: number }> {
  const shop = await openSealedShop({ receipts });
  shop.enterOpening();
  // The first reading moves each job to `verified`.
  expect(await shop.line()).toMatchObject({ sealed: true });
  const { store } = shop.backend;
  const { db, asked } = counted(store.db);
  const { sealing } = createClosingSealing({
    ...{ ...store, db, connector: () => store.connection.connector() },
    ...{ onChange: () => undefined, clock: Date.now },
  });
  const refs = createClosings(store.db).closingsOf(DAY).closings;
  const [line] = await sealing.read(refs, 'en', AbortSignal.timeout(20_000));
  expect(line?.sealed).toBe(true);
  const jobs = Object.values(shop.states()).reduce((sum, count) => sum + count, 0);
  return { jobs, asked: asked.count };
}

it('reading a closing back asks the database no more often for more receipts', async () => {
  const few = await questionsOf(12);
  const many = await questionsOf(48);
  expect(many.jobs).toBeGreaterThan(few.jobs + 20);
  expect(many.asked).toBe(few.asked);
});

it('a day tells how many receipts of each closing RetailSuite has not got, as the sentence above the list needs it', async () => {
  const shop = await openSealedShop({ heldBack: true });
  const open = async () =>
    (await shop.backend.handlers['closing.day'](DAY, 'en')).closings[0]?.open;
  const held = shop.db
    .prepare<[], { cents: number }>(`SELECT amount AS cents FROM jobs WHERE state = 'on-hold'`)
    .get();
  expect(await open()).toEqual({ count: 1, cents: held?.cents });
  shop.db.exec(`UPDATE jobs SET state = 'excluded' WHERE state = 'on-hold'`);
  expect(await open()).toEqual({ count: 0, cents: 0 });
});
