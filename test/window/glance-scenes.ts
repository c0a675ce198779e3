/** A month at a glance, for the pictures. */
import type { Page } from '@playwright/test';
import type { Scene } from './run-scenes.ts';
import { expect, type OpenOptions } from './window.ts';

const month = (glance: OpenOptions['glance']): OpenOptions => ({
  hash: '#/glance/2021-11',
  ...(glance && { glance }),
});
const drawn = (page: Page) =>
  expect(
    page.getByRole('heading', { level: 2, name: /Kassendifferenzen|Cash diff/ }),
  ).toBeVisible();

export const GLANCE_SCENES: readonly Scene[] = [
  { name: 'glance', options: month('usual'), prepare: drawn },
  {
    name: 'glance-by-type',
    options: month('usual'),
    async prepare(page) {
      await page.getByRole('combobox', { name: /Aufgeteilt|Split/ }).selectOption('type');
      await page
        .getByText(/^(Als Tabelle|As a table)$/)
        .first()
        .click();
      await expect(page.getByRole('table').first()).toBeVisible();
    },
  },
  { name: 'glance-one-day', options: month('one-day'), prepare: drawn },
  { name: 'glance-huge', options: month('huge'), prepare: drawn },
  { name: 'glance-none', options: month(undefined), prepare: drawn },
  {
    name: 'glance-failed',
    options: { ...month('usual'), failing: 'glance.month' },
    prepare: (page) => expect(page.getByRole('alert')).toBeVisible(),
  },
];
