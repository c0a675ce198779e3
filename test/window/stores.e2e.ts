/** The assignment of accounts: what a dry run finds is in sight at once, and a guest's currency takes a line, not a table. */
import { button, expect, openWindow, test } from './window.ts';

for (const width of [1440, 1280, 1024]) {
  test(`a dry run opens in sight and has the focus, at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: width === 1440 ? 900 : 768 });
    await openWindow(page, { language: 'en', hash: '#/stores' });
    // The last account of a long list: its result would stand far below, or far above.
    await page
      .getByRole('combobox', { name: /^Account for/ })
      .last()
      .fill('1001');
    await button(page, 'Dry run').click();
    const found = page.getByRole('region', { name: 'Dry run' });
    await expect(found.getByText(/nothing was booked/)).toBeInViewport();
    await expect(page.locator('.stores-dry-run')).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(button(page, 'Close the dry run')).toBeFocused();
  });
}

test('a currency that one receipt used has a line; the others are one click away', async ({
  page,
}) => {
  await openWindow(page, { language: 'en', hash: '#/support' });
  await page.evaluate(() => {
    window.fake.places.places.payments.push({ currency: 'CHF', type: '', name: '' });
    window.location.hash = '#/stores';
  });
  const francs = page.locator('section', {
    has: page.getByRole('heading', { name: 'Account assignment (CHF)' }),
  });
  await expect(francs.getByRole('combobox')).toHaveCount(1);
  // Typing must not unfold the table under the hands.
  await francs.getByRole('combobox').fill('1020');
  await expect(page.getByText('1 change, not saved yet', { exact: true })).toBeVisible();
  await expect(francs.getByRole('combobox')).toHaveCount(1);
  await francs.getByRole('button', { name: /^Show \d+ more lines/ }).click();
  expect(await francs.getByRole('combobox').count()).toBeGreaterThan(10);
});

test('twin: a currency with accounts of its own is shown whole', async ({ page }) => {
  await openWindow(page, { language: 'en', hash: '#/support' });
  await page.evaluate(() => {
    window.fake.places.rows.push({ type: 'cash', currency: 'CHF', account: '1020', version: 1 });
    window.location.hash = '#/stores';
  });
  const francs = page.locator('section', {
    has: page.getByRole('heading', { name: 'Account assignment (CHF)' }),
  });
  // The eleventh line stands below those of a currency that is folded.
  await expect(francs.getByRole('combobox').nth(10)).toBeAttached();
  await expect(francs.getByRole('button', { name: /more line/ })).toHaveCount(0);
});
