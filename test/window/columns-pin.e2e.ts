/** Columns that stay at the left while the others scroll. */
import type { Page } from '@playwright/test';
import { button, cell, expect, openList, test } from './window.ts';

const left = async (page: Page, column: string) =>
  (await cell(page, 84, column).boundingBox())?.x ?? NaN;

async function scrollToTheRight(page: Page): Promise<void> {
  await cell(page, 84, 'status').hover();
  await page.mouse.wheel(3_000, 0);
}

/** In a narrow window the columns stand in the menu. */
async function openColumns(page: Page): Promise<void> {
  await button(page, 'More').click();
  await page.getByRole('menuitem', { name: /^Columns/ }).click();
  // It hands the focus back, and only then can it be set.
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(button(page, 'More')).toBeFocused();
}

test.use({ viewport: { width: 1024, height: 768 } });

test('a pinned column comes first, stays in sight, is kept, and can be let go', async ({
  page,
}) => {
  await openList(page);
  await scrollToTheRight(page);
  await expect(cell(page, 84, 'id')).not.toBeInViewport();

  await openColumns(page);
  await button(page, 'Keep Bill number at POS at the left').click();
  await button(page, 'Keep ID at the left').click();
  await scrollToTheRight(page);
  await expect(cell(page, 84, 'id')).toBeInViewport();
  await expect(cell(page, 84, 'billNumber')).toBeInViewport();
  expect(await left(page, 'billNumber')).toBeLessThan(await left(page, 'id'));
  await page.screenshot({ path: 'test-results/screens/columns-pinned.png' });

  await expect
    .poll(() => page.evaluate(() => window.fake.preferences.jobView.pinned))
    .toEqual(['billNumber', 'id']);

  await page.reload();
  await expect(button(page, 'Keep ID at the left')).toHaveAttribute('aria-pressed', 'true');
  await button(page, 'Keep ID at the left').click();
  await scrollToTheRight(page);
  await expect(cell(page, 84, 'billNumber')).toBeInViewport();
  await expect(cell(page, 84, 'id')).not.toBeInViewport();
  await button(page, 'Reset').click();
  await expect.poll(() => left(page, 'billNumber')).toBeGreaterThan(500);
});

test('by keyboard', async ({ page }) => {
  await openList(page);
  await openColumns(page);
  // The chips take the focus as a whole first, and hand it on.
  await page.getByRole('row', { name: 'ID', exact: true }).focus();
  await expect(page.getByRole('row', { name: 'ID', exact: true })).toBeFocused();
  await button(page, 'Move Status').focus();
  await expect(button(page, 'Move Status')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(button(page, 'Keep Status at the left')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => left(page, 'status')).toBeLessThan(100);
});
