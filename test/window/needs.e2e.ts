/** The cards of "Needs me": one primary action each, and an account found without leaving the page. */
import { expect, openWindow, test } from './window.ts';
import { CAUSES } from '../../shared/domain/causes.ts';

test.beforeEach(async ({ page }) => {
  await openWindow(page, { language: 'en', hash: '#/attention' });
  await expect(page.locator('[data-cause]')).toHaveCount(1);
});

test('every card has exactly one primary action, and none of them only sends again', async ({
  page,
}) => {
  await page.evaluate((causes) => {
    const { places } = window.fake;
    const [card] = places.causes;
    if (card) places.causes = [card, ...causes.map((cause) => ({ ...card, key: { cause } }))];
    window.fake.patch(1, { attempts: 9 });
  }, CAUSES);
  const cards = page.locator('[data-cause]');
  await page.clock.runFor(2_000);
  await expect(cards).toHaveCount(CAUSES.length + 1);
  for (const card of await cards.all()) {
    await expect(card.locator('.button-primary')).toHaveCount(1);
    await expect(card.locator('.button-primary')).not.toHaveText('Send all again');
  }
});

test('notices that cannot be read hide no cause', async ({ page }) => {
  await openWindow(page, { language: 'en', hash: '#/attention', failing: 'attention.problems' });
  await expect(page.getByRole('alert')).toContainText('The backend is not running.');
  await expect(page.locator('[data-cause]')).toHaveCount(1);
});

test('the preset in use suggests an account that RetailSuite has, and one click takes it', async ({
  page,
}) => {
  await page.getByRole('button', { name: '1604 Gutscheine' }).click();
  await expect(page.getByRole('combobox', { name: /^Account for/ })).toHaveValue('1604');
  await page.getByRole('button', { name: 'Assign account' }).click();
  await expect(page.getByText(/37 waiting receipts now continue automatically/)).toBeVisible();
  await expect(page.locator('[data-cause]')).toHaveCount(0);
});

test('a wrong account is told while it is typed, and nothing moves', async ({ page }) => {
  const field = page.getByRole('combobox', { name: /^Account for/ });
  const save = page.getByRole('button', { name: 'Assign account' });
  const place = async () => (await save.boundingBox())?.y;
  const before = await place();
  await field.fill('16');
  await expect(field).not.toHaveAttribute('aria-invalid');
  for (const [typed, fault] of [
    ['169', 'RetailSuite has no such account.'],
    ['1010', 'This account is locked in RetailSuite.'],
    ['1020', 'RetailSuite keeps this account in another currency.'],
    ['12a', 'An account number has 1 to 9 digits'],
  ] as const) {
    await field.fill(typed);
    await expect(field).toHaveAccessibleDescription(new RegExp(fault));
    expect(await place()).toBe(before);
  }
  await field.fill('1604');
  await expect(field).toHaveAccessibleDescription('Gutscheine');
  expect(await place()).toBe(before);
});

test('who does not know the number copies a letter that says what it is for', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByText('Letter to the tax adviser').click();
  await page.getByRole('button', { name: 'Copy the letter' }).click();
  await expect(page.getByRole('button', { name: 'Copy the letter' })).toHaveText('Copied');
  const letter = await page.evaluate(() => navigator.clipboard.readText());
  expect(letter).toContain('No account for Voucher redeemed (EUR).');
  expect(letter).toContain('37 receipts, €1,284.50 in total.');
  expect(letter).toContain('Which account should we book this to?');
});
