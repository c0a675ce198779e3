/** The sheet of keys: opens from everywhere, names the keys in the language of the window, and gives the focus back. */
import { button, cell, expect, openList, test } from './window.ts';

test('opens with ?, F1 and the button, closes with Escape, and the focus is where it was', async ({
  page,
}) => {
  await openList(page);
  await cell(page, 84, 'id').click();
  for (const key of ['?', 'F1']) {
    await page.keyboard.press(key);
    await expect(page.getByRole('dialog', { name: 'Help' })).toBeVisible();
    await expect(page.getByText('Open the details of the job')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(cell(page, 84, 'id')).toBeFocused();
  }
  await button(page, 'Help (?)').click();
  await expect(page.getByRole('dialog', { name: 'Help' })).toBeVisible();
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

test('leads to the page of the manual about what is on screen, in a window of its own', async ({
  page,
}) => {
  await openList(page);
  await page.keyboard.press('F1');
  const manual = page.getByRole('link', { name: 'Manual' });
  await expect(manual).toHaveAttribute('href', '/manual/en/list.html');
  await expect(manual).toHaveAttribute('target', '_blank');
  await page.keyboard.press('Escape');
  await page.evaluate(() => (window.location.hash = '#/stores'));
  await page.keyboard.press('F1');
  await expect(manual).toHaveAttribute('href', '/manual/en/stores.html');
});

const LICENCES = [
  { name: 'react', version: '19.3.0', licence: 'MIT', text: 'MIT License\n\nCopyright (c) Meta' },
  { name: 'wordless', version: '1.0.0', licence: 'ISC', text: '' },
];

test('About says versions, health and licences; the manual and it are two clicks away', async ({
  page,
}) => {
  await page.route('**/licences.json', (route) => route.fulfill({ json: LICENCES }));
  await openList(page);
  await button(page, 'Help (?)').click();
  await page.getByRole('link', { name: 'About this program' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  const facts = page.locator('.facts');
  await expect(facts.first()).toContainText('Size of the database48.3 MB');
  await expect(facts.first()).toContainText('Free on the drive212.4 GB');
  await expect(facts.last()).toContainText('SQLite3.53.0');
  await page.getByText('react 19.3.0 · MIT').click();
  await expect(page.getByText('Copyright (c) Meta')).toBeVisible();
  await page.getByText('wordless').click();
  await expect(page.getByText('Its author gives the name of the licence only.')).toBeVisible();
});

test('About with a file of licences that cannot be read says so and shows the rest', async ({
  page,
}) => {
  await page.route('**/licences.json', (route) => route.fulfill({ body: '<html>' }));
  await openList(page);
  await page.evaluate(() => (window.location.hash = '#/about'));
  await expect(page.getByRole('alert')).toContainText('The licences could not be read');
  await expect(page.locator('.facts').last()).toContainText('SQLite');
});
