/** Mistakes of a command line are named as what they are, and change nothing: a folder, a file, a target. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { Shop } from './shop.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

it('names a mistyped folder, a target that cannot be written, and reads files of Windows', async () => {
  const shop = await Shop.open();
  const mistyped = path.join(shop.folder, 'daat');
  for (const command of [
    ['jobs'],
    ['sync', '--until-idle'],
    ['retry', '--all'],
    ['disconnect'],
    ['export', '--format', 'csv', '--out', path.join(shop.folder, 'x.csv')],
  ]) {
    const [name = '', ...options] = command;
    const { code, errors } = await shop.run(name, ...options, '--data', mistyped);
    expect([command[0], code]).toEqual([command[0], 2]);
    expect(errors).toContain(`there is no shop in ${mistyped}`);
    expect(fs.existsSync(mistyped)).toBe(false);
  }

  const target = tempFolder();
  for (const [out, reason] of [
    [target, 'it is a folder'],
    [path.join(target, 'nowhere', 'x.csv'), 'there is no folder'],
    [path.join(target, `${'x'.repeat(250)}.csv`), 'the name is too long'],
    [path.join(target, 'NUL.csv'), 'Windows keeps this name for a device'],
  ] as const) {
    const options = ['--data', shop.data, '--format', 'csv', '--out', out];
    const { code, errors } = await shop.run('export', ...options);
    expect([out, code]).toEqual([out, 2]);
    expect(errors).toContain(reason);
  }
  expect(fs.readdirSync(target)).toEqual([]);
  const good = path.join(target, 'x.csv');
  const exported = await shop.run('export', '--data', shop.data, '--format', 'csv', '--out', good);
  expect(exported.code).toBe(0);

  const accounts = path.join(target, 'accounts.json');
  for (const bytes of [
    Buffer.from('\uFEFF{"preset":"SKR03"}'),
    Buffer.from('\uFEFF{"preset":"SKR03"}', 'utf16le'),
  ]) {
    fs.writeFileSync(accounts, bytes);
    const read = await shop.run('accounts', '--data', shop.data, '--file', accounts);
    expect([read.code, read.errors]).toEqual([0, expect.any(String)]);
  }
}, 600_000);
