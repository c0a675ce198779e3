/** Settings: RetailSuite's interface is checked by keyboard, and the sentence says no more than the answers do. */
import { contactReport } from './contact-report.ts';
import { button, expect, openWindow, test } from './window.ts';

test('by keyboard alone: opened, a number typed, checked, the report read and copied', async ({
  page,
}) => {
  await openWindow(page, { language: 'en', hash: '#/settings' });
  await page.evaluate((report) => {
    window.fake.setup.firstContact = report;
  }, contactReport());
  const opener = button(page, 'Check the interface of RetailSuite');
  await opener.focus();
  await page.keyboard.press('Enter');
  await expect(opener).toHaveAttribute('aria-expanded', 'true');
  await expect(opener).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.type(' 2-2026/11/25 ');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^All understood/)).toBeVisible();
  const asked = await page.evaluate(() =>
    window.fake.calls.filter(({ name }) => name === 'connection.firstContact'),
  );
  expect(asked).toMatchObject([{ args: ['2-2026/11/25'] }]);

  await expect(page.getByText(/betrag/)).toBeHidden();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/betrag/)).toBeVisible();
  await button(page, 'Copy the report').press('Enter');
  await expect(page.getByText('The report is copied.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('betrag');

  await opener.press('Enter');
  await expect(page.getByText(/^All understood/)).toHaveCount(0);
  await expect(opener).toBeFocused();
});

test('each answer has its sentence: a list without entries proves nothing, and no answer is no other language', async ({
  page,
}) => {
  await openWindow(page, { language: 'en', hash: '#/settings' });
  await button(page, 'Check the interface of RetailSuite').click();
  for (const [verdicts, sentence] of [
    [{}, /^All understood/],
    [{ invoices: 'no-rows' }, /^Understood so far.*check again after the first postings/],
    [{ ping: 'failed', invoices: 'no-rows' }, /^Not every question.*Check the connection/],
    [{ postings: 'otherwise', ping: 'failed' }, /does not answer as expected.*stop sending/],
    [{ invoices: 'not-there' }, /does not answer as expected/],
  ] as const) {
    await page.evaluate((report) => {
      window.fake.setup.firstContact = report;
    }, contactReport(verdicts));
    await button(page, 'Check now').click();
    await expect(page.getByRole('status').filter({ hasText: sentence })).toBeVisible();
  }
  await expect(page.getByText('not asked, because it would book')).toBeVisible();
});

test('signed out meanwhile: said, and the result of before is gone', async ({ page }) => {
  await openWindow(page, { language: 'en', hash: '#/settings' });
  await page.evaluate((report) => {
    window.fake.setup.firstContact = report;
  }, contactReport());
  await button(page, 'Check the interface of RetailSuite').click();
  await button(page, 'Check now').click();
  await expect(page.getByText(/^All understood/)).toBeVisible();
  await page.evaluate(() => {
    window.fake.setup.firstContact = null;
  });
  await button(page, 'Check now').click();
  await expect(page.getByText(/only after signing in/)).toBeVisible();
  await expect(page.getByText(/^All understood/)).toHaveCount(0);
});
