/** Someone who has never seen the program, by visible names only; and the ways back out of a search. */
import { filterYesterdaysCards } from '../helpers/manager-day.ts';
import { button, expect, openList, shownIds, test } from './window.ts';

test('a newcomer finds a bill, and retries yesterday’s card sales that are not in RS', async ({
  page,
}) => {
  await openList(page);
  await page.evaluate(() => {
    const yesterday = Date.UTC(2021, 10, 9, 12);
    const sale = (id: number, change: Parameters<typeof window.sampleJob>[1]) =>
      window.sampleJob(id - 1, {
        id,
        type: 'order-non-cash',
        createdAt: yesterday,
        businessDay: '2021-11-09',
        billNumber: `2-2021/11/0000000${id}`,
        ...change,
      });
    window.fake.put([
      sale(201, { state: 'attention', cause: 'account-missing', postingNumber: null }),
      sale(202, { state: 'waiting', cause: 'server-error', attempts: 2, postingNumber: null }),
      // None of the following is asked for: in RS, in cash, of the day before.
      sale(203, {}),
      sale(204, { type: 'order-cash', state: 'attention', cause: 'account-missing' }),
      sale(205, { businessDay: '2021-11-08', state: 'attention', cause: 'account-missing' }),
    ]);
  });

  const search = page.getByRole('textbox', { name: 'Search the list' });
  await search.fill('0000000203');
  await expect(page.getByText('1-1 of 1')).toBeVisible();
  expect(await shownIds(page)).toEqual([203]);
  await button(page, 'Clear the search').click();
  await expect(page.getByText('1-25 of 89')).toBeVisible();

  await filterYesterdaysCards(page);
  await expect(page.getByText('1-2 of 2')).toBeVisible();
  expect(await shownIds(page)).toEqual([202, 201]);

  await page.getByRole('checkbox', { name: 'Select all rows of this page' }).check();
  await button(page, 'Send again').click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('heading', { level: 2 })).toBeVisible();
  await dialog.getByRole('button', { name: 'Send 2' }).click();
  await expect
    .poll(() =>
      page.evaluate(() =>
        [201, 202, 203, 204, 205].map((id) => window.fake.all.find((row) => row.id === id)?.state),
      ),
    )
    .toEqual(['waiting', 'waiting', 'booked', 'attention', 'attention']);
});

test('a search that found nothing is cleared from the empty list, and by Esc in its box', async ({
  page,
}) => {
  await openList(page);
  const box = page.getByRole('textbox', { name: 'Search the list' });
  await box.fill('no such bill');
  await expect(page.getByText('84 receipts are hidden.')).toBeVisible();
  await button(page, 'End the search').click();
  await expect(box).toHaveValue('');
  await expect(page.getByText('1-25 of 84')).toBeVisible();
  await box.fill('no such bill');
  await expect(page.getByText('84 receipts are hidden.')).toBeVisible();
  await box.press('Escape');
  await expect(box).toHaveValue('');
  await expect(box).toBeFocused();
  await expect(page.getByText('1-25 of 84')).toBeVisible();
  await expect.poll(() => page.evaluate(() => window.fake.preferences.jobView.search)).toBe('');
});

test('a link to related receipts shows all of them: the search before is gone', async ({
  page,
}) => {
  await openList(page);
  const box = page.getByRole('textbox', { name: 'Search the list' });
  await box.fill('0000000076');
  await expect(page.getByText('1-1 of 1')).toBeVisible();
  await button(page, 'Show details of job 76').click();
  const link = page.getByRole('button', { name: /^Show \d+ jobs/ }).first();
  const count = Number(/\d+/.exec((await link.textContent()) ?? '')?.[0]);
  expect(count).toBeGreaterThan(1);
  await link.click();
  await expect(page.getByText(`1-${count} of ${count}`)).toBeVisible();
  await expect(box).toHaveValue('');
  await expect(button(page, 'Filter (1)')).toBeVisible();
});

test('a count that is not exact is said in words, in both languages', async ({ page }) => {
  await openList(page);
  await page.evaluate(() => {
    const counted = window.fake.page.bind(window.fake);
    window.fake.page = (request) => ({ ...counted(request), total: 60, exact: false });
  });
  await button(page, 'Refresh').click();
  await expect(page.getByText('1-25 of more than 60')).toBeVisible();
  await button(page, 'Next page').click();
  await expect(page.getByText('26-50 of more than 60')).toBeVisible();
  await page.getByRole('combobox', { name: 'Language' }).selectOption('de');
  await expect(page.getByText('26-50 von mehr als 60')).toBeVisible();
});
