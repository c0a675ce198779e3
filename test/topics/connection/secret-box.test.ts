import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  createKeyFileSecretBox,
  SecretUnreadableError,
} from '../../../electron/topics/connection/secret-box.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

describe('a sealed secret', () => {
  it('can be opened by another start of the program, and holds nothing of its text', () => {
    const folder = tempFolder();
    const sealed = createKeyFileSecretBox(folder).seal('refresh-token-ä');
    expect(sealed).not.toContain('refresh');
    expect(createKeyFileSecretBox(folder).open(sealed)).toBe('refresh-token-ä');
    expect(createKeyFileSecretBox(folder).seal('refresh-token-ä')).not.toBe(sealed);
  });

  it.skipIf(process.platform === 'win32')('has a key that this user alone can read', () => {
    const folder = tempFolder();
    createKeyFileSecretBox(folder).seal('x');
    expect(fs.statSync(path.join(folder, 'secret.key')).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['the key is missing', (folder: string) => fs.rmSync(path.join(folder, 'secret.key'))],
    [
      'another key sealed it',
      (folder: string) => fs.writeFileSync(path.join(folder, 'secret.key'), Buffer.alloc(32)),
    ],
    ['is damaged', (folder: string) => fs.writeFileSync(path.join(folder, 'secret.key'), 'short')],
  ])('says that it cannot be read when %s, and what to do', (reason, harm) => {
    const folder = tempFolder();
    const sealed = createKeyFileSecretBox(folder).seal('x');
    harm(folder);
    const open = () => createKeyFileSecretBox(folder).open(sealed);
    expect(open).toThrow(SecretUnreadableError);
    expect(open).toThrow(/Sign in again/);
    expect(open).toThrow(reason.replace('the key is missing', 'is missing'));
  });

  it('a key file that was half written does not keep anybody from signing in again, and stays beside', () => {
    const folder = tempFolder();
    fs.writeFileSync(path.join(folder, 'secret.key'), 'half');
    const sealed = createKeyFileSecretBox(folder).seal('x');
    expect(createKeyFileSecretBox(folder).open(sealed)).toBe('x');
    const [, kept = ''] = fs.readdirSync(folder).sort();
    expect(fs.readFileSync(path.join(folder, kept), 'utf8')).toBe('half');
  });

  it('of the operating system is not mistaken for one of ours', () => {
    expect(() => createKeyFileSecretBox(tempFolder()).open('os1:abc')).toThrow(/desktop program/);
  });

  it('that was changed does not open', () => {
    const folder = tempFolder();
    const sealed = createKeyFileSecretBox(folder).seal('x');
    const changed = sealed.slice(0, -4) + (sealed.endsWith('AAAA') ? 'BBBB' : 'AAAA');
    expect(() => createKeyFileSecretBox(folder).open(changed)).toThrow(SecretUnreadableError);
  });
});
