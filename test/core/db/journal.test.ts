/** The journal: what people did, kept for good. */
import { expect, it } from 'vitest';
import { createJournal } from '../../../electron/core/db/journal.ts';
import { openDatabase } from '../../../electron/core/db/open.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

it('tells who did what to one subject, oldest first, and cannot be changed', () => {
  const db = openDatabase(tempFolder(), { now: () => 1 });
  const entries = createJournal(db, 'anna');
  const hold = { topic: 'job', subject: '7', action: 'hold', reason: 'asked the bank' } as const;
  entries.append({ ...hold, at: 1, details: null });
  entries.append({ ...hold, at: 2, action: 'release', reason: null, details: { from: 'on-hold' } });
  entries.append({ ...hold, at: 3, subject: '8', details: null });

  expect(entries.about('job', '7')).toEqual([
    { ...hold, at: 1, who: 'anna', details: null },
    { ...hold, at: 2, who: 'anna', action: 'release', reason: null, details: { from: 'on-hold' } },
  ]);
  expect(() => db.prepare(`UPDATE journal SET who = 'bert'`).run()).toThrow(/append-only/);
  expect(() => db.prepare('DELETE FROM journal').run()).toThrow(/append-only/);
  db.close();
});
