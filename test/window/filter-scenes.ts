/** The states of the filter that the pictures show: picker, menu of a cell, ranges that cannot be. */
import type { Page } from '@playwright/test';
import type { Scene } from './run-scenes.ts';
import { expect, rows } from './window.ts';

export const list = (page: Page) => expect(rows(page).first()).toBeVisible();
export const opener = (page: Page, name: RegExp) => page.getByRole('button', { name }).click();

async function openPicker(page: Page, column: string): Promise<void> {
  await list(page);
  await opener(page, /^Filter/);
  await page.getByRole('combobox', { name: /neue Bedingung|new condition/ }).selectOption(column);
  await page.getByRole('button', { name: /Bitte wählen|Please choose/ }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
}

/** More than one looks through: the picker searches. */
async function manyPayDesks(page: Page): Promise<void> {
  await list(page);
  await page.evaluate(() =>
    window.fake.put(
      Array.from({ length: 24 }, (_, index) =>
        window.sampleJob(200 + index, { payDesk: `Kasse ${(index % 12) + 1}` }),
      ),
    ),
  );
}

export const FILTER_SCENES: readonly Scene[] = [
  {
    name: 'cell-menu',
    async prepare(page) {
      await list(page);
      await page.locator('[row-business-key="82"] [col-id="type"]').click({ button: 'right' });
      await expect(page.getByRole('menuitem')).toHaveCount(7);
    },
  },
  {
    name: 'cell-handle',
    async prepare(page) {
      await list(page);
      await page.locator('[row-business-key="82"] [col-id="type"]').hover();
      await expect(page.locator('.cell-handle')).toBeVisible();
    },
  },
  {
    name: 'picker',
    async prepare(page) {
      await manyPayDesks(page);
      await openPicker(page, 'payDesk');
      await page.getByRole('checkbox', { name: 'Kasse 10' }).check();
      await page.getByRole('checkbox', { name: 'Kasse 2', exact: true }).check();
    },
  },
  {
    name: 'picker-types',
    async prepare(page) {
      await openPicker(page, 'type');
      await expect(
        page.getByText(/Belege der ganzen Liste|receipts of the whole list/),
      ).toBeVisible();
    },
  },
  {
    name: 'picker-loading',
    async prepare(page) {
      await list(page);
      await page.evaluate(() => window.slow('jobs.values', 60_000));
      await openPicker(page, 'store');
      await expect(page.getByText(/Werte werden geladen|Loading the values/)).toBeVisible();
    },
  },
  {
    name: 'picker-failed',
    async prepare(page) {
      await list(page);
      await page.evaluate(() =>
        window.fake.failing.set('jobs.values', 'The disk does not answer.'),
      );
      await openPicker(page, 'store');
      await expect(page.getByRole('alert')).toContainText('The disk does not answer.');
    },
  },
  {
    name: 'picker-many',
    async prepare(page) {
      await list(page);
      await page.evaluate(() =>
        window.fake.put(
          Array.from({ length: 600 }, (_, index) =>
            window.sampleJob(1_000 + index, {
              store: `Filiale ${index} am ${'langen '.repeat(9)}Weg`,
            }),
          ),
        ),
      );
      await openPicker(page, 'store');
      await expect(page.getByText(/500 häufigsten|500 most frequent/)).toBeVisible();
    },
  },
  {
    name: 'range-wrong',
    async prepare(page) {
      await list(page);
      await opener(page, /^Filter/);
      const add = page.getByRole('combobox', { name: /neue Bedingung|new condition/ });
      for (const column of ['amount', 'id', 'businessDay', 'createdAt'])
        await add.selectOption(column);
      await page.getByLabel(/^(Betrag: von|Amount: from)$/).fill('acht');
      await page.getByRole('textbox', { name: 'ID: ' }).first().fill('9');
      await page.getByRole('textbox', { name: 'ID: ' }).last().fill('7');
      await page.getByLabel(/^(Geschäftstag: von|Business day: from)$/).fill('2021-11-09');
      await page.getByLabel(/^(Geschäftstag: bis|Business day: to)$/).fill('2021-11-01');
      await page.clock.runFor(1_000);
      await expect(page.locator('.condition-problem:not(:empty)')).toHaveCount(3);
    },
  },
];
