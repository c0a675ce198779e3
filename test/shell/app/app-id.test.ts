/** Notifications bear the name that the installer gives to the shortcut; under another one Windows shows none. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { APP_ID } from '../../../electron/shell/app/app-id.ts';

it('is the one of the installer', () => {
  const file = path.join(import.meta.dirname, '..', '..', '..', 'electron-builder.yml');
  expect(/^appId: (.+)$/m.exec(fs.readFileSync(file, 'utf8'))?.[1]).toBe(APP_ID);
});
