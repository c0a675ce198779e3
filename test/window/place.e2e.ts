/** Where one is in the list: kept over a reload (the fake stores what the program's database stores). */
import { button, cell, expect, openList, rows, test } from './window.ts';

test('page, row at hand and chosen rows are there again; the keyboard is not taken there', async ({
  page,
}) => {
  await openList(page);
  await button(page, 'Next page').click();
  await expect(page.getByText('26-50 of 84')).toBeVisible();
  await page.getByRole('checkbox', { name: 'job 58' }).check();
  await page.getByRole('checkbox', { name: 'job 56' }).check();
  await cell(page, 57, 'type').click();
  await expect
    .poll(() => page.evaluate(() => window.fake.preferences.place))
    .toMatchObject({ page: 1, job: 57, chosen: { kind: 'rows', ids: [58, 56] } });

  // The same as after a restart: the address says nothing.
  await page.evaluate(() => window.history.replaceState(null, '', '#/jobs'));
  await page.reload();
  await expect(page.getByText('26-50 of 84')).toBeVisible();
  await expect(page.getByText('2 receipts selected')).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'job 58' })).toBeChecked();
  await expect(page.locator('.ag-row-selected[row-business-key="57"]')).toBeVisible();
  expect(await page.evaluate(() => document.activeElement?.closest('.ag-root') ?? null)).toBeNull();
});

test('all that match stay chosen, and another question ends that', async ({ page }) => {
  await openList(page);
  await page.getByRole('checkbox', { name: 'Select all rows of this page' }).check();
  await button(page, 'Select all 84 matching').click();
  await expect
    .poll(() => page.evaluate(() => window.fake.preferences.place.chosen))
    .toEqual({ kind: 'matching' });
  await page.reload();
  await expect(rows(page).first()).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'Select all rows of this page' })).toBeChecked();
  await button(page, 'Differences').click();
  await expect(button(page, 'Clear selection')).toHaveCount(0);
  await expect
    .poll(() => page.evaluate(() => window.fake.preferences.place.chosen))
    .toEqual({ kind: 'rows', ids: [] });
});

test('a page that the list no longer has is its last one', async ({ page }) => {
  await openList(page);
  await button(page, 'Last page').click();
  await expect(page.getByText('76-84 of 84')).toBeVisible();
  await expect.poll(() => page.evaluate(() => window.fake.preferences.place.page)).toBe(3);
  await page.goto('/?language=en&jobs=30');
  await expect(page.getByText('26-30 of 30')).toBeVisible();
});

test('a view that replaces unsaved filters gives them back', async ({ page }) => {
  await openList(page);
  const box = page.getByRole('textbox', { name: 'Search the list' });
  await box.fill('0000000076');
  await expect(page.getByText('1-1 of 1')).toBeVisible();
  await button(page, 'Not in RS yet').click();
  await expect(box).toHaveValue('');
  await button(page, 'Restore the previous filters').click();
  await expect(box).toHaveValue('0000000076');
  await expect(page.getByText('1-1 of 1')).toBeVisible();
  await expect(button(page, 'All')).toHaveAttribute('aria-current', 'true');
  await expect(button(page, 'Restore the previous filters')).toHaveCount(0);

  // Twin: from a view that is as it was saved there is nothing to bring back.
  await button(page, 'Reset').click();
  await button(page, 'Today').click();
  await expect(button(page, 'Today')).toHaveAttribute('aria-current', 'true');
  await button(page, 'Differences').click();
  await expect(button(page, 'Restore the previous filters')).toHaveCount(0);
});

test('a view that finds nothing says so in its own words, and leads to all', async ({ page }) => {
  await openList(page, { quiet: true });
  for (const [view, words] of [
    ['Needs me', 'No receipt needs you'],
    ['Not in RS yet', 'Everything is in RS'],
    ['Today', 'No receipts today yet'],
  ] as const) {
    await button(page, view).click();
    await expect(page.getByRole('heading', { name: words })).toBeVisible();
    await expect(page.getByText('84 receipts are hidden.')).toBeVisible();
    await button(page, 'Show all receipts').click();
    await expect(button(page, 'All')).toHaveAttribute('aria-current', 'true');
    await expect(page.getByText('1-25 of 84')).toBeVisible();
  }
});
