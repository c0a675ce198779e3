/** Files that a person hands over, for the pictures: held over the window, being read, and what came of them. */
import type { Page } from '@playwright/test';
import { GOOD_RESULT } from '../renderer/fake-hand-over.ts';
import { dropFiles } from './drop-files.ts';
import { list } from './filter-scenes.ts';
import type { Scene } from './run-scenes.ts';
import { expect } from './window.ts';

const FILES = [
  { name: 'Kasse-1_2021-11.zip', text: 'export' },
  { name: 'Kasse-2_2021-11.zip', text: 'export' },
];

function panel(page: Page) {
  return page.getByRole('region', { name: /^(Einlesen|Import)$/ });
}

export const HAND_OVER_SCENES: readonly Scene[] = [
  {
    name: 'hand-over-drop',
    async prepare(page) {
      await list(page);
      await dropFiles(page, FILES, ['dragenter', 'dragover']);
      await expect(page.locator('.drop-here')).toBeVisible();
    },
  },
  {
    name: 'hand-over-reading',
    options: { jobs: 0 },
    async prepare(page) {
      await page.evaluate(() => {
        window.fake.handOver.progress = { phase: 'reading', events: 1_204 };
      });
      await dropFiles(page, FILES);
      await expect(panel(page)).toContainText(/1[.,]204/);
    },
  },
  {
    name: 'hand-over-done',
    async prepare(page) {
      await list(page);
      await page.evaluate((result) => {
        window.fake.handOver.progress = { phase: 'done', result: { ...result, problems: 2 } };
      }, GOOD_RESULT);
      await dropFiles(page, FILES);
      await expect(panel(page).getByRole('link')).toHaveCount(2);
    },
  },
];
