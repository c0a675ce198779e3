/** The command line while a person has stopped the sending: it says so and ends, and `--go-on` goes on. */
import { expect, it } from 'vitest';
import { createJournal } from '../../electron/core/db/journal.ts';
import { openDatabase } from '../../electron/core/db/open.ts';
import { createSettingsStore } from '../../electron/core/db/settings.ts';
import { createStop } from '../../electron/topics/status/stop.ts';
import { insertJobs } from '../helpers/jobs.ts';
import { Shop } from './shop.ts';

it('sync --until-idle sends nothing while it is stopped, and does not hang', async () => {
  const shop = await Shop.open();
  const db = openDatabase(shop.data, { now: Date.now });
  createStop(createSettingsStore(db), createJournal(db, 'manager'), Date.now).set();
  insertJobs(db, [{ type: 'cash-in' }, { type: 'cash-in' }]);
  db.close();

  const held = await shop.run('sync', '--data', shop.data, '--until-idle', '--max-wait', '3600');
  expect(held.code).toBe(1);
  expect(held.lines).toMatchObject([{ booked: 0, waiting: 2, pause: { cause: 'stopped' } }]);
  expect(await shop.ledger()).toEqual([]);

  const gone = await shop.run('sync', '--data', shop.data, '--until-idle', '--go-on');
  expect(gone).toMatchObject({ code: 0, lines: [{ booked: 2, waiting: 0 }] });
  expect(await shop.ledger()).toHaveLength(2);
}, 600_000);
