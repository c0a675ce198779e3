/** The code of other screens comes after the list's: until it is there, the list stays; nothing else is drawn between. */
import { expect, openList, rows, test } from './window.ts';

test('the list stays until the screen that was asked for is there', async ({ page }) => {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const asked = page.waitForRequest(/other-screens-[\w-]+\.js$/);
  await page.route(/other-screens-[\w-]+\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  await openList(page);
  await page.getByRole('link', { name: 'Settings' }).click();
  await asked;
  await expect(page.getByRole('link', { name: 'Settings' })).toHaveAttribute(
    'aria-current',
    'page',
  );
  await expect(rows(page).first()).toBeVisible();
  await expect(page.locator('.skeleton')).toHaveCount(0);
  release();
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
  await expect(rows(page)).toHaveCount(0);
  await page.goBack();
  await expect(rows(page).first()).toBeVisible();
});

test('they are fetched by themselves once the first rows are there', async ({ page }) => {
  const fetched = page.waitForResponse(/other-screens-[\w-]+\.js$/);
  await openList(page);
  expect((await fetched).status()).toBe(200);
});
