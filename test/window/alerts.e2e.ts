/** The sentence in the window's title, and notifications: only when a person is needed, once per cause. */
import type { Page } from '@playwright/test';
import { button, expect, openList, openWindow, test } from './window.ts';

const told = (page: Page) => page.evaluate(() => window.fake.notifications.map(({ body }) => body));

/** The manager works in another program. */
async function lookElsewhere(page: Page): Promise<void> {
  await page.addInitScript(() => {
    document.hasFocus = () => false;
  });
}

test('the title says what the lamp says, and follows it', async ({ page }) => {
  await openList(page, { quiet: true });
  await expect(page).toHaveTitle(/^Everything is in RS · Venduo POS/);
  await button(page, /KICK JOB/).click();
  await expect(page).toHaveTitle(/^(Sending|The run|Looking)/);
});

test('a cause is told once, not per document, and a click leads to what to do', async ({
  page,
}) => {
  await lookElsewhere(page);
  await openList(page, { quiet: true });
  expect(await told(page)).toEqual([]);
  await page.evaluate(() => {
    for (const id of [80, 81]) window.fake.patch(id, { state: 'attention', cause: 'refused' });
  });
  await expect.poll(() => told(page)).toHaveLength(1);
  await page.evaluate(() => window.fake.patch(82, { state: 'attention', cause: 'refused' }));
  await expect(page.getByRole('status').filter({ hasText: '3 receipts' }).first()).toBeVisible();
  expect(await told(page)).toHaveLength(1);
  await page.evaluate(() => window.fake.notifications[0]?.resolve({ outcome: 'clicked' }));
  await expect(page).toHaveURL(/#\/attention$/);
});

test('a pause that no waiting ends is told once; one that ends by itself is not', async ({
  page,
}) => {
  await lookElsewhere(page);
  await openList(page, { quiet: true });
  await page.evaluate(() => {
    window.fake.places.causes = [];
  });
  const pause = (until: number | null) =>
    page.evaluate(
      (end) =>
        window.fake.setStatus({
          pause: { cause: 'disk-fault', since: Date.now(), until: end && Date.now() + end },
        }),
      until,
    );
  await pause(60_000);
  await expect(page).toHaveTitle(/drive cannot be written/);
  expect(await told(page)).toEqual([]);
  await pause(null);
  await expect.poll(() => told(page)).toHaveLength(1);
  await pause(null);
  expect(await told(page)).toHaveLength(1);
});

test('twin: who looks at the window is not told, and what heals itself is never told', async ({
  page,
}) => {
  await openList(page, { quiet: true });
  await page.evaluate(() => window.fake.patch(80, { state: 'attention', cause: 'refused' }));
  await expect(page.getByRole('status').filter({ hasText: '1 receipt' }).first()).toBeVisible();
  expect(await told(page)).toEqual([]);

  await lookElsewhere(page);
  await openWindow(page, { language: 'en', quiet: true });
  await page.evaluate(() =>
    window.fake.patch(80, { state: 'waiting', cause: 'server-error', dueAt: Date.now() + 60_000 }),
  );
  await expect(page.getByRole('status').filter({ hasText: 'not in RS yet' })).toBeVisible();
  expect(await told(page)).toEqual([]);
});

test('switched off in the settings, nobody is called; a sample is shown all the same', async ({
  page,
}) => {
  await lookElsewhere(page);
  await openWindow(page, { language: 'en', quiet: true, hash: '#/settings' });
  await page.getByRole('checkbox', { name: 'Tell me when a receipt needs me' }).uncheck();
  await button(page, 'Show a sample').click();
  await expect
    .poll(() => told(page))
    .toEqual(['This is how the program tells you that it needs you.']);
  await page.evaluate(() => window.fake.patch(80, { state: 'attention', cause: 'refused' }));
  await expect(page).toHaveTitle(/1 receipt/);
  expect(await told(page)).toHaveLength(1);
  await page.evaluate(() => window.fake.notifications[0]?.resolve({ outcome: 'unavailable' }));
  await expect(page.getByText(/shows no notifications/)).toBeVisible();
});
