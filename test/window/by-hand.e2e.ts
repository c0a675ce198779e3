/** "Already booked by hand?": the receipt beside what RS has, and both decisions, each with a reason. */
import { button, expect, openWindow, test } from './window.ts';

test.beforeEach(async ({ page }) => {
  await openWindow(page, { language: 'en', hash: '#/jobs/82' });
});

test('it is the same: asked for a reason first, then it counts as booked under the number of RS', async ({
  page,
}) => {
  const card = page.getByRole('region', { name: 'Already booked by hand?' });
  await card.getByRole('button', { name: 'Search in RetailSuite' }).click();
  const there = card.getByRole('row', { name: /RetailSuite, posting 48100/ });
  await expect(there).toContainText('same number');
  await expect(there).toContainText('1000 to 10007');
  const same = there.getByRole('button', { name: 'Is posting 48100' });
  await expect(same).toBeDisabled();
  await expect(same).toHaveAccessibleDescription(/reason/i);
  await card.getByRole('textbox').fill('by the tax adviser');
  await same.click();
  await expect(
    page.getByText('Noted. The receipt counts as booked and is not sent.'),
  ).toBeVisible();
  // A booked job has nothing to search for, and nothing to start again.
  await expect(page.getByText('verified in RS').first()).toBeVisible();
  await expect(card).toHaveCount(0);
});

test('it is another one: the receipt is sent as usual, and can be searched for again', async ({
  page,
}) => {
  const card = page.getByRole('region', { name: 'Already booked by hand?' });
  await card.getByRole('button', { name: 'Search in RetailSuite' }).click();
  const different = button(page, 'None of them, send as usual');
  await expect(different).toBeDisabled();
  await card.getByRole('textbox').fill('another customer');
  await different.click();
  await expect(page.getByText('Noted. The receipt is sent as usual.')).toBeVisible();
  await expect(page.getByText('verified in RS')).toHaveCount(0);
  await expect(card.getByRole('button', { name: 'Search in RetailSuite' })).toBeVisible();
});

test('the keyboard alone decides it', async ({ page }) => {
  const card = page.getByRole('region', { name: 'Already booked by hand?' });
  await card.getByRole('button', { name: 'Search in RetailSuite' }).focus();
  await page.keyboard.press('Enter');
  // The button is gone: its card has the focus, and what was found is next.
  await expect(card).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(card.getByRole('textbox')).toBeFocused();
  await page.keyboard.type('by the tax adviser');
  await page.keyboard.press('Shift+Tab');
  await expect(card.getByRole('button', { name: 'Is posting 48100' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(
    page.getByText('Noted. The receipt counts as booked and is not sent.'),
  ).toBeVisible();
  // And once the whole card is gone: the receipt itself.
  await expect(card).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
});

test('twin: who has left the button for something else stays there when it goes', async ({
  page,
}) => {
  const card = page.getByRole('region', { name: 'Already booked by hand?' });
  await card.getByRole('button', { name: 'Search in RetailSuite' }).focus();
  await card.getByRole('heading').click();
  await expect(page.getByRole('main')).toBeFocused();
  await card.getByRole('button').evaluate((element) => element.remove());
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  await expect(page.getByRole('main')).toBeFocused();
});
