/** Ranges that cannot be: said in words beside the field, not applied until they are right, nothing typed is lost. */
import type { Page } from '@playwright/test';
import { button, expect, openList, openWindow, test } from './window.ts';

const NOT_APPLIED = 'Not applied yet.';

async function condition(page: Page, column: string): Promise<void> {
  await button(page, 'Filter (0)').click();
  await page.getByRole('combobox', { name: 'Column for a new condition' }).selectOption(column);
}

test('from after to: the condition before stays in effect until it is right', async ({ page }) => {
  await openList(page);
  await condition(page, 'id');
  const from = page.getByRole('textbox', { name: 'ID: from' });
  const to = page.getByRole('textbox', { name: 'ID: to' });
  await from.fill('80');
  await expect(page.getByText('1-5 of 5')).toBeVisible();
  await to.fill('8');
  await expect(page.getByText(`“from” is after “to”. ${NOT_APPLIED}`)).toBeVisible();
  await expect(to).toHaveAttribute('aria-invalid', 'true');
  await expect(to).toHaveAccessibleDescription(`“from” is after “to”. ${NOT_APPLIED}`);
  await expect(page.getByText('1-5 of 5')).toBeVisible();
  await from.focus();
  await expect(to).toHaveValue('8');
  await to.fill('82');
  await expect(page.getByText(NOT_APPLIED)).toHaveCount(0);
  await expect(page.getByText('1-3 of 3')).toBeVisible();
  // A typing error in one end keeps what stands in the other.
  await from.fill('eight');
  await expect(page.getByText(`Enter a whole number, such as 84. ${NOT_APPLIED}`)).toBeVisible();
  await to.fill('81');
  await expect(page.getByText('1-3 of 3')).toBeVisible();
  await from.fill('');
  await expect(page.getByText('1-25 of 81')).toBeVisible();
});

test('letters in an amount, in German', async ({ page }) => {
  await openList(page, { language: 'de' });
  await page.getByRole('button', { name: 'Filter (0)' }).click();
  await page
    .getByRole('combobox', { name: 'Spalte für eine neue Bedingung' })
    .selectOption('amount');
  await page.getByRole('textbox', { name: 'Betrag: von' }).fill('1.2x4,50');
  await expect(
    page.getByText('Geben Sie einen Betrag ein, zum Beispiel 1.284,50. Noch nicht angewendet.'),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Filter (0)' })).toBeVisible();
  await expect(page.getByText('1-25 von 84')).toBeVisible();
});

test('a day that does not exist, and days the wrong way round', async ({ page }) => {
  await openList(page);
  await condition(page, 'businessDay');
  const from = page.getByLabel('Business day: from');
  await from.fill('2/31/2021');
  await expect(page.getByText('There is no such date, or it is not complete yet.')).toBeVisible();
  await expect(button(page, 'Filter (0)')).toBeVisible();
  await from.fill('2021-11-03');
  await expect(page.getByText(NOT_APPLIED)).toHaveCount(0);
  await expect(button(page, 'Filter (1)')).toBeVisible();
  await expect(page.getByText('1-9 of 9')).toBeVisible();
  await page.getByLabel('Business day: to').fill('Nov 1, 2021');
  await expect(page.getByText('“from” is after “to”.')).toBeVisible();
  await expect(page.getByText('1-9 of 9')).toBeVisible();
});

test('days and times are read and written as the program writes them, in both languages', async ({
  page,
}) => {
  await openList(page, { language: 'de' });
  await page.getByRole('button', { name: 'Filter (0)' }).click();
  const columns = page.getByRole('combobox', { name: 'Spalte für eine neue Bedingung' });
  await columns.selectOption('businessDay');
  const day = page.getByRole('textbox', { name: 'Geschäftstag: von' });
  await day.fill('3.11.2021');
  await expect(page.getByText('1-9 von 9')).toBeVisible();
  // Whoever is still typing finds the own words; they become the program's when the field is left.
  await expect(day).toHaveValue('3.11.2021');
  await day.press('Tab');
  await expect(day).toHaveValue('03.11.2021');
  await day.fill('');
  await expect(page.getByText('1-25 von 84')).toBeVisible();

  await columns.selectOption('createdAt');
  const from = page.getByRole('textbox', { name: 'Erstellt: von' });
  await from.fill('29.02.2021 18:02');
  await expect(page.getByText('Dieses Datum gibt es nicht')).toBeVisible();
  await from.fill('2021-11-03 6:02 pm');
  await from.press('Tab');
  await expect(from).toHaveValue('03.11.2021, 18:02');
  await expect(page.getByRole('button', { name: 'Filter (1)' })).toBeVisible();
});

test('quiet hours are typed as the program writes times', async ({ page }) => {
  await openWindow(page, { language: 'en', hash: '#/settings' });
  await page
    .getByRole('checkbox', { name: 'Nothing is sent automatically during this time' })
    .check();
  const from = page.getByRole('textbox', { name: 'from', exact: true });
  await expect(from).toHaveValue('10:00 PM');
  await from.fill('25:00');
  await expect(page.getByText('That is not a time of day. Example: 10:00 PM.')).toBeVisible();
  await from.fill('21:30');
  await from.press('Tab');
  await expect(from).toHaveValue('9:30 PM');
  await expect(page.getByText('That is not a time of day.')).toHaveCount(0);
});

test('a stored range the wrong way round is said and filters nothing', async ({ page }) => {
  await openList(page);
  await page.evaluate(() => {
    const { preferences } = window.fake;
    const filters = [
      {
        id: 'f1',
        active: true,
        condition: { kind: 'range' as const, column: 'createdAt' as const, from: 2e12, to: 1e12 },
      },
    ];
    sessionStorage.setItem(
      'harness-preferences',
      JSON.stringify({
        ...preferences,
        jobView: { ...preferences.jobView, filters, filterOpen: true },
      }),
    );
  });
  await page.reload();
  await expect(page.getByText(`“from” is after “to”. ${NOT_APPLIED}`)).toBeVisible();
  await expect(button(page, 'Filter (0)')).toBeVisible();
  await expect(page.getByText('1-25 of 84')).toBeVisible();
});
