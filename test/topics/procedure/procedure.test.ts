/** The procedure description: this installation's own facts, each change a version that names what changed. */
import { expect, it } from 'vitest';
import { createProcedureVersions } from '../../../electron/core/db/procedure-versions.ts';
import { procedureMarkdown } from '../../../electron/topics/procedure/procedure.ts';
import { DEFAULT_PROGRAM_SETTINGS } from '../../../shared/domain/program-settings.ts';
import { openBackend } from '../../helpers/backend.ts';

const MADE_UP = 'a-secret-of-the-client';

it('tells accounts, address and settings, and no secret; a change is a version with old and new value', async () => {
  let now = Date.parse('2026-11-25T10:00:00Z');
  const backend = openBackend({ inbox: null, clock: () => (now += 1_000), version: '1.2.3' });
  const { store, handlers } = backend;
  const versions = createProcedureVersions(store.db);
  store.connection.save({
    ...{ baseUrl: 'https://shop.retailsuite.example', clientId: 'client' },
    ...{ clientSecret: MADE_UP, refreshToken: MADE_UP },
  });
  backend.start();
  expect(versions.all()).toMatchObject([{ number: 1, changes: [] }]);
  const account = { type: 'cash', currency: 'EUR', account: '1000' } as const;
  await handlers['accounts.save']({ changes: [account], version: null });
  await handlers['settings.save']({ concurrency: 2 });
  // The same once more is no version.
  await handlers['settings.save']({ concurrency: 2 });
  expect(versions.all().map(({ number, changes }) => [number, changes])).toEqual([
    [1, []],
    [2, [['account.cash / EUR', null, '1000']]],
    [3, [['setting.concurrency', String(DEFAULT_PROGRAM_SETTINGS.concurrency), '2']]],
  ]);
  const [german, english] = (['de', 'en'] as const).map((language) =>
    procedureMarkdown(versions.all(), language, 'Europe/Berlin'),
  );
  for (const text of ['https://shop.retailsuite.example', '| cash / EUR | 1000 |', '1.2.3']) {
    expect(german).toContain(text);
    expect(english).toContain(text);
  }
  expect(german).toContain('- setting.concurrency: bisher „4“, jetzt „2“');
  expect(english).toContain('- account.cash / EUR: new, "1000"');
  expect(english).toContain('Version 3 of 25 Nov 2026, 11:00');
  expect(JSON.stringify(versions.all()) + german).not.toContain(MADE_UP);
  expect(
    store.db.prepare(`SELECT count(*) FROM journal WHERE subject = 'procedure'`).pluck().get(),
  ).toBe(3);
  for (const sql of ['DELETE FROM', 'UPDATE']) {
    const change =
      sql === 'UPDATE' ? 'UPDATE procedure_versions SET at = 1' : `${sql} procedure_versions`;
    expect(() => store.db.exec(change)).toThrow(/is never/);
  }
});
