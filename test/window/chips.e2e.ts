/** Active filters are chips above the rows; the menu of a cell does what can be done with its row. */
import { button, cell, expect, openList, test } from './window.ts';
import { violations } from './axe.ts';

test('each active filter is a chip that takes it away', async ({ page }) => {
  await openList(page);
  await button(page, 'Not in RS yet').click();
  const chips = page.getByRole('list', { name: 'Active filters' });
  await expect(chips).toContainText('Status: Pending');
  await expect(page.getByText('1-6 of 6')).toBeVisible();
  await cell(page, 82, 'type').click({ button: 'right' });
  await page.getByRole('menuitem', { name: /^Show only/ }).click();
  await button(page, /^Filter \(2\)/).click();
  await expect(chips.getByRole('listitem')).toHaveText([
    'Status: Pending',
    'Type: cash-in',
    'Clear all',
  ]);
  await page.screenshot({ path: 'test-results/screens/chips-en.png' });
  await button(page, 'Type: remove condition').click();
  await expect(page.getByText('1-6 of 6')).toBeVisible();
  await button(page, 'Status: remove condition').click();
  await expect(chips).toHaveCount(0);
  await expect(page.getByText('1-25 of 84')).toBeVisible();
});

test('the menu of a cell has details, send again, hold, exclude and copy', async ({ page }) => {
  await openList(page);
  const items = page.getByRole('menuitem');
  await cell(page, 82, 'status').click({ button: 'right' });
  for (const name of ['Details', 'Send again', 'Put on hold', 'Exclude', 'Copy the value']) {
    await expect(items.filter({ hasText: name })).toBeVisible();
  }
  expect(await violations(page)).toEqual([]);
  await items.filter({ hasText: 'Exclude' }).click();
  await expect(page.getByRole('dialog').getByRole('heading', { level: 2 })).toBeVisible();
  await page.keyboard.press('Escape');
  await cell(page, 82, 'status').click({ button: 'right' });
  await items.filter({ hasText: 'Send again' }).click();
  await expect(page.getByText('Job 82 is being sent again.')).toBeVisible();

  // Twin: what is booked can be neither sent nor held.
  await cell(page, 76, 'status').click({ button: 'right' });
  await expect(items.filter({ hasText: 'Details' })).toBeVisible();
  await expect(items.filter({ hasText: /Send again|hold|Exclude/ })).toHaveCount(0);
  await items.filter({ hasText: 'Details' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Job 76');
});
