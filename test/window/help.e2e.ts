/** The sheet of keys: opens from everywhere, names the keys in the language of the window, and gives the focus back. */
import { button, cell, expect, openList, test } from './window.ts';

test('opens with ?, F1 and the button, closes with Escape, and the focus is where it was', async ({
  page,
}) => {
  await openList(page);
  await cell(page, 84, 'id').click();
  for (const key of ['?', 'F1']) {
    await page.keyboard.press(key);
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
    await expect(page.getByText('Open the details of the job')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(cell(page, 84, 'id')).toBeFocused();
  }
  await button(page, 'Keys (?)').click();
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
});

test('twin: in a field a question mark is typed', async ({ page }) => {
  await openList(page);
  await button(page, /^Filter/).click();
  await page.getByRole('combobox', { name: /new condition/ }).selectOption('billNumber');
  const field = page.getByRole('textbox', { name: /text/i }).first();
  await field.focus();
  await page.keyboard.press('?');
  await expect(field).toHaveValue('?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('Escape closes the sheet before it leaves the page of a job', async ({ page }) => {
  await openList(page);
  await button(page, 'Show details of job 84').click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Job 84');
  await page.keyboard.press('F1');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Job 84');
});
