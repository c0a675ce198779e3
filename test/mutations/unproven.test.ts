/** The twin without the proof: a program that believes each closing what it says of itself books what it must not. */
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { tempFolder } from '../helpers/temp-folder.ts';
import { makeTemplate, tryShop } from './try.ts';

vi.mock('../../electron/core/ingest/formats/dsfinvk/closing-checks.ts', () => ({
  compareClosing: () => ({ reasons: [], warnings: [], proven: true, missing: [] }),
}));

const MOST_SHOPS = 60;

it('closings that nobody proves are noticed', async () => {
  const template = makeTemplate(path.join(tempFolder(), 'template'));
  for (let seed = 1; seed <= MOST_SHOPS; seed++) {
    const folder = path.join(tempFolder(), 'shop');
    const { deviations } = await tryShop({ seed, folder, template });
    if (deviations.some(({ because }) => because.startsWith('its sums disagree'))) return;
  }
  expect.fail(`not noticed in ${MOST_SHOPS} shops`);
});
