/** A graphics card whose process died is left alone until another Chromium comes. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { createGraphics } from '../../../electron/shell/app/graphics.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

it('is trusted until its process dies, and by another Chromium again', () => {
  const folder = tempFolder();
  const graphics = createGraphics(folder, '150.0.1');
  expect(graphics.isTrusted()).toBe(true);
  graphics.died();
  expect(createGraphics(folder, '150.0.1').isTrusted()).toBe(false);
  expect(createGraphics(folder, '151.0.0').isTrusted()).toBe(true);
});

it.each(['', '{', '[]', '{"diedUnder":7}'])('a file with %j is as good as none', (text) => {
  const folder = tempFolder();
  fs.writeFileSync(path.join(folder, 'graphics.json'), text);
  expect(createGraphics(folder, '150').isTrusted()).toBe(true);
});
