/** What the page *About* says is read when it is asked, and a folder that is gone does not keep it from the rest. */
import fs from 'node:fs';
import { expect, it } from 'vitest';
import { KNOWN_DATABASE_VERSION } from '../../../electron/core/db/database-version.ts';
import { about } from '../../../electron/topics/support/about.ts';
import { openBackend } from '../../helpers/backend.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

it('names the program, what it runs on, and its database', async () => {
  const { handlers } = openBackend();
  const read = await handlers['support.about']();
  expect(read.runtime.map(({ name }) => name)).toEqual(['Node.js', 'SQLite']);
  for (const { version } of read.runtime) expect(version).toMatch(/^\d+\.\d+\.\d+/);
  expect(read.databaseVersion).toBe(KNOWN_DATABASE_VERSION);
  expect(read.databaseBytes).toBeGreaterThan(0);
  expect(read.freeBytes).toBeGreaterThan(0);
});

it('says what is known of a folder that is gone', () => {
  const dataFolder = tempFolder();
  fs.rmSync(dataFolder, { recursive: true });
  const databaseVersions = () => ({ sqlite: '3.53.0', schema: 310 });
  expect(about({ version: '1.2.3', dataFolder, databaseVersions })).toMatchObject({
    ...{ version: '1.2.3', dataFolder, databaseVersion: 310 },
    ...{ databaseBytes: 0, freeBytes: null },
  });
});
