/** What the import held back is decided by a person with a reason; afterwards it stands in the history. */
import { expect, openWindow, test } from './window.ts';

test.beforeEach(async ({ page }) => {
  await openWindow(page, { language: 'en', problems: 3, hash: '#/problems' });
});

test('a conflict shows both versions, and asks for a reason before anything is decided', async ({
  page,
}) => {
  await page
    .getByRole('button', { name: /compare and decide/i })
    .last()
    .click();
  const differences = page.getByRole('table');
  await expect(differences.getByRole('row')).not.toHaveCount(1);
  const decisions = page.getByRole('button', { name: /^(keep|take)/i });
  await expect(decisions.first()).toBeDisabled();
  await page.getByRole('textbox').fill('  a ');
  await expect(decisions.first()).toBeDisabled();
  await page.getByRole('textbox').fill('counted by hand');
  await decisions.first().click();
  await expect(page.getByText(/It stands in the history/)).toBeVisible();
});

test('a blocked closing can be released or left out, and says what each does', async ({ page }) => {
  await page.getByRole('button', { name: 'Decide', exact: true }).click();
  const release = page.getByRole('button', { name: /book it anyway/i });
  await expect(release).toHaveAccessibleDescription(/although/);
  await expect(page.getByRole('button', { name: /book nothing/i })).toBeVisible();
});

test('a line that could not be read has nothing to compare, and its button says so', async ({
  page,
}) => {
  await expect(page.getByRole('button', { name: /compare and decide/i })).toHaveCount(1);
  await page.getByRole('button', { name: 'Mark as seen' }).click();
  await expect(page.getByRole('table')).toHaveCount(0);
  await page.getByRole('textbox').fill('told the dealer');
  await page.getByRole('button', { name: /^seen/i }).click();
  await expect(page.getByText(/It stands in the history/)).toBeVisible();
});

test('the history says who decided, when and why', async ({ page }) => {
  await page.getByText('What is decided already').click();
  await expect(page.getByText(/schmidt: Zeile war ein Test/)).toBeVisible();
});
