/** The first minutes: the empty list leads to the folder of the tills, and the first start ticks what was done alone. */
import { button, expect, openWindow, test } from './window.ts';

const FOLDER = 'C:\\ProgramData\\Venduo\\BackOffice\\inbox';

test('the empty list names the inbox that is watched, and opens it', async ({ page }) => {
  await openWindow(page, { language: 'en', jobs: 0 });
  await expect(page.getByText(FOLDER, { exact: true })).toBeVisible();
  await button(page, 'Open the inbox folder').click();
  await expect
    .poll(() => page.evaluate(() => window.fake.calls.map(({ name }) => name)))
    .toContain('folders.open');
  await page.evaluate(() => {
    window.fake.failing.set('folders.open', 'There is no folder.');
  });
  await button(page, 'Open the inbox folder').click();
  await expect(page.getByText(/There is no folder/)).toBeVisible();
});

test('it follows the settings; in a browser the address is copied instead', async ({ page }) => {
  await openWindow(page, { language: 'en', jobs: 0 });
  await expect(page.getByText(FOLDER, { exact: true })).toBeVisible();
  await page.evaluate(() => {
    window.fake.inbox = { folder: 'D:\\Kassen', opens: false };
    window.fake.touchSettings();
  });
  await expect(page.getByText('D:\\Kassen', { exact: true })).toBeVisible();
  await expect(button(page, 'Open the inbox folder')).toHaveCount(0);
  await expect(button(page, 'Copy the address of the inbox folder')).toBeVisible();
  await page.evaluate(() => {
    window.fake.inbox = null;
    window.fake.touchSettings();
  });
  await expect(page.getByText('No inbox folder is watched at the moment.')).toBeVisible();
});

test('a step of the first start that was skipped has no tick', async ({ page }) => {
  await openWindow(page, { language: 'en', setup: 'test', demo: false });
  const step = (name: RegExp) => page.getByRole('listitem').filter({ hasText: name });
  await expect(step(/^.?Language.*done/)).toHaveCount(1);
  await expect(page.locator('.step', { hasText: '(skipped)' })).toHaveCount(2);
  await expect(page.locator('.step[data-done]')).toHaveCount(2);
});

test('twin: what was done has its tick', async ({ page }) => {
  await openWindow(page, { language: 'en', setup: 'test', connected: true, demo: false });
  await expect(page.locator('.step[data-done]')).toHaveCount(4);
});
