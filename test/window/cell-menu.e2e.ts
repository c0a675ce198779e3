/** A value that is seen becomes a filter: by mouse and by keyboard, without losing what the bar held. */
import type { Page } from '@playwright/test';
import { button, cell, expect, openList, rows, test } from './window.ts';

const item = (page: Page, name: string) => page.getByRole('menuitem', { name, exact: true });

test('right click on a type shows only it; another column narrows further; hiding takes away', async ({
  page,
}) => {
  await openList(page);
  await cell(page, 82, 'type').click({ button: 'right' });
  await expect(page.getByRole('menuitem')).toHaveText([
    'Show only “cash-in”',
    'Hide “cash-in”',
    'Details',
    'Send again',
    'Put on hold',
    'Exclude',
    'Copy the value',
  ]);
  await item(page, 'Hide “cash-in”').click();
  await expect(button(page, 'Filter (1)')).toBeVisible();
  await expect(page.getByText('1-25 of 75')).toBeVisible();
  await expect(page.getByRole('switch', { name: 'Type: apply condition' })).toBeChecked();

  // Another one of those left is hidden: both stay hidden, and the condition before is kept.
  await cell(page, 80, 'type').click({ button: 'right' });
  await item(page, 'Hide “opening-diff”').click();
  await expect(page.getByText('1-25 of 67')).toBeVisible();
  await expect(page.getByRole('switch', { name: 'Type: apply condition' })).toHaveCount(2);
  await expect(button(page, 'Filter (1)')).toBeVisible();

  await cell(page, 84, 'type').click({ button: 'right' });
  await item(page, 'Show only “order-cash”').click();
  await expect(page.getByText('1-25 of 34')).toBeVisible();
  await cell(page, 84, 'status').click({ button: 'right' });
  await item(page, 'Show only “Pending”').click();
  await expect(button(page, 'Filter (2)')).toBeVisible();
  await expect(page.getByText('1-2 of 2')).toBeVisible();
  // The only status that is shown cannot be hidden: nothing would be left.
  await cell(page, 84, 'status').click({ button: 'right' });
  await expect(item(page, 'Hide “Pending”')).toHaveCount(0);
  await expect(item(page, 'Copy the value')).toBeVisible();
});

test('the menu by keyboard alone: Shift+F10 and the menu key, Esc goes back to the cell, Enter stays details', async ({
  page,
}) => {
  await openList(page);
  await cell(page, 84, 'id').click();
  await page.keyboard.press('ArrowRight');
  await expect(cell(page, 84, 'createdAt')).toBeFocused();
  await page.keyboard.press('Shift+F10');
  await expect(item(page, 'Show only “Nov 4, 2021”')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(cell(page, 84, 'createdAt')).toBeFocused();
  await page.keyboard.press('ContextMenu');
  await expect(item(page, 'Show only “Nov 4, 2021”')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('1-3 of 3')).toBeVisible();
  await expect(cell(page, 84, 'createdAt')).toBeFocused();
  await expect(page.getByLabel('Created: from')).toHaveValue('Nov 4, 2021, 12:00 AM');
  await expect(page.getByLabel('Created: to')).toHaveValue('Nov 4, 2021, 11:59 PM');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Job 84');
});

test('the button in the cell under the mouse opens the same menu; cells of buttons have none', async ({
  page,
}) => {
  await openList(page);
  const handle = page.locator('.cell-handle');
  await cell(page, 76, 'billNumber').hover();
  await expect(handle).toBeVisible();
  await handle.click();
  const bill = await page.evaluate(() => window.fake.all.find(({ id }) => id === 76)?.billNumber);
  await item(page, `Show only “${bill}”`).click();
  await expect(page.getByText('1-1 of 1')).toBeVisible();
  await button(page, 'Clear all').click();
  await expect(rows(page)).not.toHaveCount(1);
  await cell(page, 76, 'details').hover();
  await expect(handle).toBeHidden();
  await cell(page, 76, 'details').click({ button: 'right', position: { x: 2, y: 2 } });
  await expect(page.getByRole('menu')).toHaveCount(0);
  await cell(page, 77, 'billNumber').click({ button: 'right' });
  await item(page, 'Show only empty').click();
  await expect(page.getByText('1-25 of 33')).toBeVisible();
});

test('the value is copied, and where that is not allowed it is said', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openList(page);
  await cell(page, 76, 'billNumber').click({ button: 'right' });
  await item(page, 'Copy the value').click();
  await expect(page.getByText('Copied: 2-2021/11/0000000076')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('2-2021/11/0000000076');
  await page.evaluate(() =>
    Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: () => Promise.reject(new Error('denied')) },
    }),
  );
  await cell(page, 76, 'billNumber').click({ button: 'right' });
  await item(page, 'Copy the value').click();
  await expect(page.getByText('Copying is not allowed here.')).toBeVisible();
});
