/** Stores: the limit up to which a difference of an opening balance is booked unasked, at the store that it holds for. */
import type { Page } from '@playwright/test';
import { button, expect, openWindow, test } from './window.ts';

const limits = (page: Page) =>
  page.evaluate(() => window.fake.setup.state.settings.openingDifferenceLimits);

test('typed, saved and taken away again at its store; the limits of other stores stay', async ({
  page,
}) => {
  await openWindow(page, { language: 'de', hash: '#/stores' });
  await page.evaluate(() => {
    const { setup } = window.fake;
    const settings = { ...setup.state.settings, openingDifferenceLimits: { Nord: 100 } };
    setup.state = { ...setup.state, settings };
  });
  const field = page.getByRole('textbox', { name: /ohne Rückfrage buchen/ });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(field).toHaveCount(0);
  await button(page, /^Filiale 2/).click();
  await expect(field).toHaveValue('');
  await expect(field).toHaveAttribute('placeholder', '50,00');
  const save = button(page, 'Grenze speichern');
  await expect(save).toBeDisabled();

  await field.fill('1.020,5');
  await field.press('Enter');
  await expect(page.getByText('Die Grenze ist gespeichert.')).toBeVisible();
  await expect(field).toHaveValue('1020,50');
  expect(await limits(page)).toEqual({ Nord: 100, 'Filiale 2': 102_050 });

  await field.fill('');
  await save.click();
  await expect.poll(() => limits(page)).toEqual({ Nord: 100 });
  await button(page, /^Kasse 2/).click();
  await expect(field).toHaveCount(0);
});

test('what is no amount is said and not saved; 0 is one', async ({ page }) => {
  await openWindow(page, { language: 'en', hash: '#/stores' });
  await button(page, /^Filiale 2/).click();
  const field = page.getByRole('textbox', { name: /without asking/ });
  const save = button(page, 'Save the limit');
  for (const typed of ['-1', 'fifty', '1000000.01', '20,5,5']) {
    await field.fill(typed);
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveAccessibleDescription(/an amount from 0 to 1,000,000/);
    await expect(save).toBeDisabled();
    await field.press('Enter');
  }
  expect(await limits(page)).toEqual({});
  await field.fill('0');
  await save.click();
  await expect.poll(() => limits(page)).toEqual({ 'Filiale 2': 0 });
});

test('what another window saves is shown; typed and not saved, it stays as typed', async ({
  page,
}) => {
  await openWindow(page, { language: 'en', hash: '#/stores' });
  await button(page, /^Filiale 2/).click();
  const field = page.getByRole('textbox', { name: /without asking/ });
  await expect(field).toHaveValue('');
  const saveElsewhere = (cents: number) =>
    page.evaluate((limit) => {
      const { setup } = window.fake;
      const settings = { ...setup.state.settings, openingDifferenceLimits: { 'Filiale 2': limit } };
      setup.state = { ...setup.state, settings };
      window.fake.touchSettings();
    }, cents);
  await saveElsewhere(1_000);
  await expect(field).toHaveValue('10.00');
  await field.fill('20');
  await saveElsewhere(3_000);
  await expect(button(page, 'Save the limit')).toBeEnabled();
  await expect(field).toHaveValue('20');
});

test('Enter in the name of a store saves the name, and no account that was typed', async ({
  page,
}) => {
  await openWindow(page, { language: 'en', hash: '#/stores' });
  await page.getByRole('combobox', { name: 'Account for Cash (drawer)' }).fill('1001');
  await button(page, /^Filiale 2/).click();
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.fill('Hauptstraße');
  await name.press('Enter');
  await expect(page.getByRole('heading', { level: 2, name: 'Hauptstraße' })).toBeVisible();
  await expect(page.getByText('1 change, not saved yet', { exact: true })).toBeVisible();
});
