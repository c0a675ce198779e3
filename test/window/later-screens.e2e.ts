/** The screens behind the list are a script of their own: it is there before it is needed, and where not, the window says so. */
import { expect, openList, openWindow, test } from './window.ts';

const SCRIPT = '**/assets/screens-*.js';

test('once the list is painted the other screens are there, also without the program', async ({
  page,
}) => {
  const fetched = page.waitForResponse(SCRIPT);
  await openList(page);
  expect((await fetched).ok()).toBe(true);
  await page.route('**', (route) => route.abort());
  await page.getByRole('link', { name: 'Settings' }).click();
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
});

test('a screen that cannot be fetched says that nothing is lost, and comes with a click', async ({
  page,
  errors,
}) => {
  await page.route(SCRIPT, (route) => route.abort());
  await openWindow(page, { language: 'en', hash: '#/settings' });
  const again = page.getByRole('button', { name: 'Reconnect' });
  await expect(again).toBeVisible();
  await page.unroute(SCRIPT);
  await again.click();
  await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
  // The browser's own word for what the test refused.
  expect(errors.splice(0)).toEqual([expect.stringContaining('ERR_FAILED')]);
});
