/** The values of a column to pick from, as a manager finds them: with counts, searchable, and honest when they fail. */
import type { Page } from '@playwright/test';
import { button, expect, openList, rows, test } from './window.ts';

async function addCondition(page: Page, column: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Column for a new condition' }).selectOption(column);
}

test('a column of texts offers its values with counts, in the order of the language', async ({
  page,
}) => {
  await openList(page);
  await page.evaluate(() => {
    const desks = ['Kasse 10', 'Kasse 2', 'Äpfel', 'Zelt', 'Über uns', 'Kasse 2'];
    window.fake.put(desks.map((payDesk, index) => window.sampleJob(200 + index, { payDesk })));
  });
  await button(page, 'Filter (0)').click();
  await addCondition(page, 'payDesk');
  await button(page, 'Please choose').click();
  const picker = page.getByRole('dialog', { name: 'Pay desk: choice' });
  await expect(picker.locator('.choice')).toHaveText([
    'Äpfel1',
    'Kasse 184',
    'Kasse 22',
    'Kasse 101',
    'Über uns1',
    'Zelt1',
  ]);
  await expect(
    picker.getByRole('checkbox', { name: 'Kasse 2', exact: true }),
  ).toHaveAccessibleDescription('2');
  await picker.getByRole('checkbox', { name: 'Kasse 2', exact: true }).check();
  await picker.getByRole('checkbox', { name: 'Zelt' }).check();
  await expect(page.getByText('1-3 of 3')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(button(page, 'Kasse 2, Zelt')).toBeFocused();
  await expect(button(page, 'Filter (1)')).toBeVisible();

  // The other comparisons of texts are still there, and take along what fits.
  await page.getByRole('combobox', { name: 'Pay desk: comparison' }).selectOption('starts');
  await expect(page.getByRole('textbox', { name: 'Pay desk: text' })).toHaveValue('Kasse 2');
  await expect(page.getByText('1-2 of 2')).toBeVisible();
});

test('many values are searched, whatever the case and the accents', async ({ page }) => {
  await openList(page);
  await page.evaluate(() =>
    window.fake.put(
      Array.from({ length: 30 }, (_, index) =>
        window.sampleJob(200 + index, { store: index === 7 ? 'Café am Markt' : `Laden ${index}` }),
      ),
    ),
  );
  await button(page, 'Filter (0)').click();
  await addCondition(page, 'store');
  await button(page, 'Please choose').click();
  const search = page.getByRole('textbox', { name: 'Store: find a value' });
  await expect(search).toBeFocused();
  await page.keyboard.type('CAFE');
  await expect(page.getByRole('dialog').getByRole('checkbox')).toHaveCount(1);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(page.getByText('1-1 of 1')).toBeVisible();
  await search.fill('nowhere');
  await expect(page.getByText('No value has this text.')).toBeVisible();
  await page.getByRole('button', { name: 'Choose none' }).click();
  await expect(page.getByText('1-25 of 114')).toBeVisible();
});

test('a value that no receipt has any more is still shown, and can be taken away', async ({
  page,
}) => {
  await openList(page);
  await page.evaluate(() => window.fake.put([window.sampleJob(200, { currency: 'CHF' })]));
  await button(page, 'Filter (0)').click();
  await addCondition(page, 'currency');
  await button(page, 'Please choose').click();
  await page.getByRole('checkbox', { name: 'CHF' }).check();
  await expect(page.getByText('1-1 of 1')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.evaluate(() => window.fake.put([window.sampleJob(200, { currency: 'EUR' })]));
  await expect(page.getByText('85 receipts are hidden.')).toBeVisible();
  await button(page, 'CHF').click();
  await expect(page.getByRole('dialog').getByRole('checkbox')).toHaveCount(2);
  await page.getByRole('checkbox', { name: 'CHF' }).uncheck();
  await expect(rows(page).first()).toBeVisible();
});

test('values that cannot be read are said, the chosen stay, and they are asked for again', async ({
  page,
}) => {
  await openList(page);
  await page.evaluate(() => window.fake.failing.set('jobs.values', 'The disk does not answer.'));
  await button(page, 'Filter (0)').click();
  await addCondition(page, 'paymentType');
  await button(page, 'Please choose').click();
  await expect(page.getByRole('alert')).toContainText('The disk does not answer.');
  await expect(rows(page).first()).toBeAttached();
  await page.evaluate(() => window.fake.failing.clear());
  await page.getByRole('button', { name: 'Read again' }).click();
  await page.getByRole('checkbox', { name: 'Debit card' }).check();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(button(page, 'Filter (1)')).toBeAttached();
});

test('a condition that is full says so and leads on', async ({ page }) => {
  await openList(page);
  await page.evaluate(() =>
    window.fake.put(
      Array.from({ length: 120 }, (_, index) =>
        window.sampleJob(200 + index, { store: `Laden ${index}` }),
      ),
    ),
  );
  await button(page, 'Filter (0)').click();
  await addCondition(page, 'store');
  await button(page, 'Please choose').click();
  const boxes = page.getByRole('dialog').getByRole('checkbox');
  await expect(boxes).toHaveCount(121);
  await boxes.evaluateAll((all) =>
    all.slice(0, 100).forEach((box) => (box as HTMLElement).click()),
  );
  await expect(page.getByText('A condition takes at most 100 values.')).toBeVisible();
  await expect(boxes.nth(100)).toBeDisabled();
  await boxes.nth(0).uncheck();
  await expect(boxes.nth(100)).toBeEnabled();
});
