/** A run tells how far it is: a bar, a sentence, and for screen readers a word now and then. */
import type { Page } from '@playwright/test';
import { expect, openList, test } from './window.ts';

const NONE = { count: 0, sums: {}, oldestAt: null };

/** The status as it comes during a run of a hundred documents. */
async function report(page: Page, booked: number, perMinute: number | null): Promise<void> {
  await page.evaluate(
    ([done, rate, none]) =>
      window.fake.setStatus({
        running: true,
        run: { startedAt: 1, endedAt: null, booked: done, remaining: 100 - done, perMinute: rate },
        unclear: none,
      }),
    [booked, perMinute, NONE] as const,
  );
}

test('n of m, the rate, what remains; and at the end how many in how long', async ({ page }) => {
  await openList(page, { quiet: true });
  const bar = page.getByRole('progressbar', { name: 'Progress of the run' });
  await expect(bar).toHaveCount(0);
  await report(page, 10, null);
  await expect(bar).toHaveAttribute('aria-valuenow', '10');
  await expect(bar).toHaveAttribute('aria-valuemax', '100');
  const lamp = page.getByRole('status').filter({ hasText: 'Job Status' });
  await expect(lamp).toContainText('10 of 100 booked.');
  await expect(lamp).not.toContainText('left');
  await report(page, 40, 360);
  await expect(lamp).toContainText('40 of 100 booked. 360 per minute. About 10 sec left.');
  await page.evaluate(() =>
    window.fake.setStatus({
      running: false,
      run: {
        startedAt: Date.now() - 12_000,
        endedAt: Date.now(),
        booked: 100,
        remaining: 0,
        perMinute: null,
      },
    }),
  );
  await expect(bar).toHaveCount(0);
  await expect(lamp).toContainText('100 booked in 12 sec.');
});

test('a screen reader is told rarely, not with every figure', async ({ page }) => {
  await openList(page, { quiet: true });
  await report(page, 1, null);
  const lamp = page.getByRole('status').filter({ hasText: 'Job Status' });
  await expect(lamp).toHaveAttribute('aria-live', 'off');
  const said = page.locator('.toolbar > [aria-live="polite"]');
  for (let booked = 2; booked <= 20; booked += 1) {
    await report(page, booked, 60);
    await page.clock.runFor(1_000);
  }
  await expect(said).toHaveText('');
  await page.clock.runFor(12_000);
  await expect(said).toHaveText('20 of 100 booked.');
});

test('the bar moves nothing: the list stays where it was', async ({ page }) => {
  await openList(page, { quiet: true });
  const grid = page.getByRole('grid').or(page.getByRole('treegrid')).first();
  const before = await grid.boundingBox();
  await report(page, 10, 360);
  await expect(page.getByRole('progressbar')).toBeVisible();
  expect(await grid.boundingBox()).toEqual(before);
});
