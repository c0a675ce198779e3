/** A window of 1440 by 900 at 200 % has room for 720 by 450: the list keeps it, what is rarely used stands in menus. */
import path from 'node:path';
import type { Page } from '@playwright/test';
import { violations } from './axe.ts';
import { button, expect, openList, test } from './window.ts';

const PICTURES = path.resolve('test-results/screens');
const ENLARGED = { width: 720, height: 450 };

/** Rows that can be read as a whole, between the headings and what stands beneath the list. */
async function wholeRows(page: Page): Promise<number> {
  return page.evaluate(() => {
    const whole = [...document.querySelectorAll('.ag-row[row-business-key]')].filter((row) => {
      const { left, top, bottom } = row.getBoundingClientRect();
      // Who can be pressed at its upper and its lower edge lies under nothing.
      return [top + 2, bottom - 2].every((y) =>
        row.contains(document.elementFromPoint(left + 60, y)),
      );
    });
    return new Set(whole.map((row) => row.getAttribute('row-business-key'))).size;
  });
}

/** The toolbar is one row: everything in it overlaps the lamp's line. */
async function toolbarRows(page: Page): Promise<number> {
  return page.evaluate(() => {
    const bottoms = ['.toolbar-run', '.toolbar-view'].map((part) =>
      document.querySelector(part)?.getBoundingClientRect(),
    );
    const [run, view] = bottoms;
    if (!run || !view) return 0;
    const inside = [...document.querySelectorAll('.toolbar-view > *')].map((each) =>
      Math.round(each.getBoundingClientRect().top),
    );
    const isBeside = view.top < run.bottom && view.left >= run.right - 1;
    return isBeside && Math.max(...inside) - Math.min(...inside) < 20 ? 1 : 2;
  });
}

for (const language of ['de', 'en'] as const) {
  for (const [state, prepare] of [
    ['needs-you', async () => {}],
    [
      'stopped',
      (page: Page) =>
        page.evaluate(() =>
          window.fake.setStatus({ pause: { cause: 'stopped', since: Date.now(), until: null } }),
        ),
    ],
  ] as const) {
    test(`at 200 % four rows are whole, ${language}, ${state}`, async ({ page }) => {
      await page.setViewportSize(ENLARGED);
      await openList(page, { language });
      await prepare(page);
      await expect.poll(() => wholeRows(page)).toBeGreaterThanOrEqual(4);
      expect(await toolbarRows(page)).toBe(1);
      await page.screenshot({ path: path.join(PICTURES, `small-${state}-${language}.png`) });
      expect(await violations(page)).toEqual([]);
    });

    test(`at 1024 the toolbar is one row, ${language}, ${state}`, async ({ page }) => {
      await page.setViewportSize({ width: 1024, height: 768 });
      await openList(page, { language });
      await prepare(page);
      expect(await toolbarRows(page)).toBe(1);
      await page.screenshot({ path: path.join(PICTURES, `narrow-${state}-${language}.png`) });
    });
  }
}

test('the menu of a narrow window, by keyboard: columns, export, when the list was read', async ({
  page,
}) => {
  await page.setViewportSize(ENLARGED);
  await openList(page);
  await button(page, 'More').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Columns (12)' })).toBeFocused();
  await expect(page.getByText(/Last read|updates itself/)).toBeVisible();
  await page.screenshot({ path: path.join(PICTURES, 'small-more-en.png') });
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Edit columns' })).toBeVisible();
  await expect(button(page, 'More')).toBeFocused();
  await page.keyboard.press('Enter');
  // The last two are the switch of the numbers, and the opening of a till's export.
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => window.fake.export.request?.format)).toBe('xlsx');
  // While it runs its progress stands in the same row, and a second one cannot be begun.
  await expect(page.getByRole('progressbar', { name: 'Export' })).toBeVisible();
  expect(await toolbarRows(page)).toBe(1);
  await button(page, 'More').click();
  await expect(page.getByRole('menuitem', { name: 'CSV' }).first()).toBeDisabled();
});

test('at 200 % the whole sentence of the lamp is one key away, and so are language and theme', async ({
  page,
}) => {
  await page.setViewportSize(ENLARGED);
  await openList(page);
  await button(page, 'Show the whole sentence').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Job Status:' })).toContainText('Oldest');
  await page.screenshot({ path: path.join(PICTURES, 'small-lamp-en.png') });
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(button(page, 'Show the whole sentence')).toBeFocused();
  await button(page, 'Language and appearance').click();
  expect(await violations(page)).toEqual([]);
  await page.screenshot({ path: path.join(PICTURES, 'small-look-en.png') });
  await page.getByRole('combobox', { name: 'Language' }).selectOption('de');
  await expect(page.getByRole('group', { name: 'Werkzeuge der Liste' })).toBeVisible();
});
