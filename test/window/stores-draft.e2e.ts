/** Accounts that were typed and not saved: neither another tab nor a reload loses them, and saving uses them up. */
import { button, expect, openWindow, test } from './window.ts';

test('what was typed is there again after another tab and a reload; the tab says that it waits', async ({
  page,
}) => {
  await openWindow(page, { language: 'en', hash: '#/stores' });
  const cash = page.getByRole('combobox', { name: 'Account for Cash (drawer)' });
  const stores = page.getByRole('link', { name: /^Stores/i });
  await cash.fill('1001');
  await expect(page.getByText('1 change, not saved yet', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: /^Settings/i }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  await expect(stores).toHaveAccessibleName(/1 change, not saved yet/i);
  await stores.click();
  await expect(cash).toHaveValue('1001');
  // The fake stores what the program's database stores.
  await expect
    .poll(() => page.evaluate(() => window.fake.preferences.accountDraft))
    .toMatchObject([{ text: '1001' }]);

  await page.reload();
  await expect(cash).toHaveValue('1001');
  await button(page, 'Save').click();
  await expect(page.getByText(/^Saved as version/)).toBeVisible();
  await expect(stores).not.toHaveAccessibleName(/not saved/i);
  await expect.poll(() => page.evaluate(() => window.fake.preferences.accountDraft)).toEqual([]);
});

test('discarded is discarded, also for the next time', async ({ page }) => {
  await openWindow(page, { language: 'en', hash: '#/stores' });
  const cash = page.getByRole('combobox', { name: 'Account for Cash (drawer)' });
  const before = await cash.inputValue();
  await cash.fill('1001');
  await button(page, 'Discard').click();
  await expect(cash).toHaveValue(before);
  await page.getByRole('link', { name: /^Settings/i }).click();
  await page.getByRole('link', { name: /^Stores/i }).click();
  await expect(cash).toHaveValue(before);
});

test('the dry run opens beside the assignment, in sight and with the focus, each time it is asked for', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await openWindow(page, { language: 'en', hash: '#/stores' });
  await page
    .getByRole('combobox', { name: /^Account for/ })
    .last()
    .fill('1001');
  const result = page.getByRole('region', { name: 'Dry run' });
  for (let time = 1; time <= 2; time++) {
    await page
      .getByRole('combobox', { name: /^Account for/ })
      .last()
      .focus();
    await page.locator('.save-bar').getByRole('button').nth(1).click();
    await expect(page.locator('.stores-dry-run')).toBeFocused();
    await expect(result).toBeInViewport();
  }
});
