/** Many at once: rows are chosen by mouse and keyboard, the dialog says first what will be done, and that is done. */
import type { Page } from '@playwright/test';
import { button, cell, expect, openList, rows, test } from './window.ts';

const box = (page: Page, id: number) => page.getByRole('checkbox', { name: `Select job ${id}` });
const bar = (page: Page) => page.getByRole('region', { name: 'Selection' });
const dialog = (page: Page) => page.getByRole('dialog');

test('rows are chosen one by one, as a range, as a page and all that match', async ({ page }) => {
  await openList(page);
  const firstRow = await rows(page).first().boundingBox();
  await box(page, 84).check();
  await expect(bar(page)).toContainText('1 receipt selected');
  // Choosing moves no row under the mouse.
  expect(await rows(page).first().boundingBox()).toEqual(firstRow);
  await box(page, 80).click({ modifiers: ['Shift'] });
  await expect(bar(page)).toContainText('5 receipts selected');
  await page.getByRole('checkbox', { name: 'Select all rows of this page' }).click();
  await expect(bar(page)).toContainText('25 receipts selected');
  await button(page, 'Next page').click();
  await expect(page.getByText('26-50 of 84')).toBeVisible();
  await expect(bar(page)).toContainText('25 receipts selected');
  await button(page, 'Select all 84 matching').click();
  await expect(bar(page)).toContainText('All 84 matching receipts selected');
  await expect(box(page, 50)).toBeChecked();
  await button(page, 'Clear selection').click();
  await expect(bar(page)).toHaveCount(0);
});

test('by keyboard: Space chooses, Shift with an arrow goes on, Ctrl+A takes the page', async ({
  page,
}) => {
  await openList(page);
  await cell(page, 84, 'id').click();
  await page.keyboard.press('Space');
  await expect(box(page, 84)).toBeChecked();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(bar(page)).toContainText('3 receipts selected');
  await expect(cell(page, 82, 'id')).toBeFocused();
  await page.keyboard.press('Control+a');
  await expect(bar(page)).toContainText('25 receipts selected');
});

test('a selection survives changes of its rows, and ends with another question', async ({
  page,
}) => {
  await openList(page);
  await box(page, 82).check();
  await page.evaluate(() => {
    window.fake.patch(82, { attempts: 9 });
    window.fake.put([window.sampleJob(84)]);
  });
  await expect(cell(page, 82, 'retry')).toContainText('9 tries');
  await expect(box(page, 82)).toBeChecked();
  await button(page, /^Filter/).click();
  await page.getByRole('combobox', { name: /new condition/ }).selectOption('type');
  await button(page, /Please choose|Choose/)
    .first()
    .click();
  await page.getByRole('checkbox', { name: 'cash-in' }).check();
  await expect(bar(page)).toHaveCount(0);
});

test('before something is sent, the dialog says what and what not; exactly that is done', async ({
  page,
}) => {
  await openList(page);
  await page.getByRole('checkbox', { name: 'Select all rows of this page' }).click();
  await button(page, 'Send again').first().click();
  const open = dialog(page);
  await expect(open.getByRole('heading', { level: 2 })).toHaveText(/Send \d+ receipts? again\?/);
  await expect(open).toContainText('booked in RS already: never sent again.');
  const send = open.getByRole('button', { name: /^Send \d+$/ });
  await expect(send).toBeFocused();
  const promised = Number((await send.textContent())?.replaceAll(/\D/g, ''));
  expect(promised).toBeGreaterThan(0);
  // Meanwhile one of them is booked: it is left alone, and that is told.
  const booked = await page.evaluate(() => {
    const row = window.fake.all.find(({ state }) => state === 'attention');
    if (!row) throw new Error('no job needs a person');
    window.fake.patch(row.id, { state: 'booked', postingNumber: '48000' });
    return row.id;
  });
  await page.keyboard.press('Enter');
  await expect(page.getByText(new RegExp(`Sending ${promised - 1} receipts?`))).toBeVisible();
  await expect(page.getByText('1 has changed meanwhile and stayed as it is.')).toBeVisible();
  await expect(dialog(page)).toHaveCount(0);
  await expect(bar(page)).toHaveCount(0);
  expect(
    await page.evaluate((id) => window.fake.all.find((row) => row.id === id)?.state, booked),
  ).toBe('booked');
});

test('a dry run of the set shows what would happen, and nothing is sent', async ({ page }) => {
  await openList(page);
  await box(page, 82).check();
  await button(page, 'Send again').first().click();
  await dialog(page).getByRole('button', { name: 'Dry run' }).click();
  await expect(dialog(page)).toContainText(/nothing was booked/);
  expect(
    await page.evaluate(() =>
      window.fake.calls.flatMap(({ name, args }) => (name === 'dryRun.run' ? args : [])),
    ),
  ).toEqual([{ target: { kind: 'set', setId: 'set-1' } }]);
  expect(await page.evaluate(() => window.fake.all.find(({ id }) => id === 82)?.state)).toBe(
    'attention',
  );
  await expect(dialog(page).getByRole('button', { name: 'Send 1' })).toBeVisible();
});

test('putting aside needs a reason, which the details show; taking back too', async ({ page }) => {
  await openList(page);
  await box(page, 82).check();
  await button(page, 'Put on hold').click();
  await dialog(page).getByRole('button', { name: 'Put 1 on hold' }).click();
  await expect(dialog(page)).toContainText('Please write a reason.');
  await page.keyboard.type('Asked the bank');
  await dialog(page).getByRole('button', { name: 'Put 1 on hold' }).click();
  await expect(page.getByText('1 receipt is on hold.')).toBeVisible();
  await expect(cell(page, 82, 'status')).toContainText('on hold');
  await button(page, 'Show details of job 82').click();
  await expect(page.getByRole('region', { name: 'Decisions' })).toContainText('Asked the bank');
  await button(page, 'Take back').click();
  await page.getByRole('textbox', { name: 'Why take back?' }).fill('The bank agreed');
  await dialog(page).getByRole('button', { name: 'Take 1 back' }).click();
  await expect(page.getByRole('region', { name: 'Decisions' })).toContainText('The bank agreed');
});

test('Escape closes the dialog, does nothing, and the focus is where it was', async ({ page }) => {
  await openList(page);
  await box(page, 82).check();
  await button(page, 'Exclude').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Why exclude?' })).toBeFocused();
  // The focus stays inside.
  for (let step = 0; step < 6; step++) await page.keyboard.press('Tab');
  expect(await dialog(page).evaluate((open) => open.contains(document.activeElement))).toBe(true);
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
  await expect(button(page, 'Exclude')).toBeFocused();
  await expect(cell(page, 82, 'status')).not.toContainText('not to be sent');
});

test('a set that is gone is told, not guessed, and can be counted again', async ({ page }) => {
  await openList(page);
  await box(page, 82).check();
  await button(page, 'Send again').first().click();
  await expect(dialog(page).getByRole('button', { name: 'Send 1' })).toBeVisible();
  await page.evaluate(() => (window.fake.bulk.forgetsSets = true));
  await dialog(page).getByRole('button', { name: 'Send 1' }).click();
  await expect(dialog(page)).toContainText('This selection is no longer valid');
  await page.evaluate(() => (window.fake.bulk.forgetsSets = false));
  await button(page, 'Count again').click();
  await dialog(page).getByRole('button', { name: 'Send 1' }).click();
  await expect(page.getByText('Sending 1 receipt.')).toBeVisible();
});
