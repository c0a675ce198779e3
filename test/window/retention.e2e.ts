/** The settings say how long data is kept, what would be erased now and what holds it. */
import { expect, openWindow, test } from './window.ts';

test('erasing is off until the owner says so; what would go and what stays is told', async ({
  page,
}) => {
  await openWindow(page, { language: 'en', hash: '#/jobs' });
  await expect(page.getByRole('link', { name: 'Settings' })).toBeVisible();
  await page.evaluate(() => {
    window.fake.setup.retention = {
      ...window.fake.setup.retention,
      due: { closings: 1, receipts: 1, originals: 2, bytes: 10 },
      held: [{ reason: 'not-sealed', count: 3 }],
    };
  });
  await page.getByRole('link', { name: 'Settings' }).click();
  const section = page.getByRole('region', { name: 'Retention and erasure' });
  await expect(section.getByText(/^1 receipt and 2 original files: records before/)).toBeVisible();
  await expect(section.getByText('3 closings without a seal')).toBeVisible();
  await expect(section.getByText('Never.')).toBeVisible();
  const nightly = section.getByRole('checkbox');
  await expect(nightly).not.toBeChecked();

  // Shorter than the law cannot even be chosen.
  const years = section.getByLabel('Keep records for');
  expect(await years.locator('option').first().textContent()).toBe('10');
  await years.selectOption('12');
  await nightly.check();
  await section.getByRole('button', { name: 'Save' }).click();
  await expect
    .poll(() => page.evaluate(() => window.fake.setup.state.settings.retention))
    .toEqual({ nightly: true, recordYears: 12, voucherYears: 8 });
});

test('a clock that is behind is told, and nothing is said to go', async ({ page }) => {
  await openWindow(page, { language: 'de', hash: '#/jobs' });
  await expect(page.getByRole('link', { name: 'Einstellungen' })).toBeVisible();
  await page.evaluate(() => {
    window.fake.setup.retention = { ...window.fake.setup.retention, clock: 'behind', limits: null };
  });
  await page.getByRole('link', { name: 'Einstellungen' }).click();
  await expect(page.getByText(/^Die Uhr dieses PCs geht nach:/)).toBeVisible();
});
