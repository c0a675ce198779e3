/** The window's call: one folder at a time, and each refusal in words with nothing left behind. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { CallError } from '../../../shared/contract/result.ts';
import { openBackend } from '../../helpers/backend.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const NOVEMBER = { from: '2026-11-01', to: '2026-11-30', language: 'en' } as const;

it('makes a folder, and refuses a second one meanwhile', async () => {
  const { handlers } = openBackend();
  const out = tempFolder();
  const first = handlers['taxFolder.make']({ ...NOVEMBER, out });
  const second = Promise.resolve(handlers['taxFolder.make']({ ...NOVEMBER, out: tempFolder() }));
  await expect(second).rejects.toThrow('Another folder is being made.');
  const made = await first;
  expect(made).toMatchObject({ complete: false, closings: { all: 0, sealed: 0 } });
  expect(fs.existsSync(path.join(made.folder, 'Procedure-description.md'))).toBe(true);
  const again = await handlers['taxFolder.make']({ ...NOVEMBER, out });
  expect(again.folder).not.toBe(made.folder);
});

it.each([
  ['a period that ends before it begins', { to: '2026-10-31' }, /lies behind the last one/],
  ['a place that is no whole path', { out: 'stick' }, /no whole path/],
  ['a place in a file', { out: path.join(import.meta.filename, 'x') }, /no folder|not there/],
])('refuses %s', async (_what, change, message) => {
  const { handlers } = openBackend();
  const out = path.join(tempFolder(), 'stick');
  const asked = Promise.resolve(handlers['taxFolder.make']({ ...NOVEMBER, out, ...change }));
  await expect(asked).rejects.toThrow(CallError);
  await expect(asked).rejects.toThrow(message);
  expect(fs.existsSync(out)).toBe(false);
});
