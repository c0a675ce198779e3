/** The page of one job: search in the parameter, neighbours in the list's order, the original line, what belongs to it. */
import { button, cell, expect, openList, openWindow, rows, shownIds, test } from './window.ts';

const heading = /^Job \d+/;

test('previous and next follow the list as it is sorted, by button and by key, and BACK finds the row on its page', async ({
  page,
}) => {
  await openList(page);
  await page.getByRole('columnheader', { name: 'Bill number at POS' }).click();
  await expect(page.getByRole('columnheader', { name: 'Bill number at POS' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  await expect.poll(async () => (await shownIds(page)).slice(0, 3)).not.toEqual([84, 83, 82]);
  const firstPage = await shownIds(page);
  await button(page, 'Next page').click();
  await expect(page.getByText('26-50 of 84')).toBeVisible();
  await expect.poll(async () => (await shownIds(page))[0]).not.toBe(firstPage[0]);
  const secondPage = await shownIds(page);
  await button(page, `Show details of job ${secondPage[0]}`).click();
  const title = page.getByRole('heading', { level: 1, name: heading });
  await expect(title).toContainText(`Job ${secondPage[0]} `);

  await button(page, 'Next job of the list').click();
  await expect(title).toContainText(`Job ${secondPage[1]} `);
  await page.keyboard.press('Alt+ArrowUp');
  await expect(title).toContainText(`Job ${secondPage[0]} `);
  // Over the edge of the page.
  await page.keyboard.press('Alt+ArrowUp');
  await expect(title).not.toContainText(`Job ${secondPage[0]} `);
  const shown = Number(/Job (\d+)/.exec((await title.textContent()) ?? '')?.[1]);
  await page.keyboard.press('Escape');
  await expect(page.getByText('1-25 of 84')).toBeVisible();
  await expect(cell(page, shown, 'details')).toBeFocused();
});

test('at the end of the list the button says so and stays in place', async ({ page }) => {
  await openList(page);
  await button(page, 'Show details of job 84').click();
  const previous = button(page, 'Previous job of the list');
  await expect(previous).toHaveAttribute('title', 'This is the first job of the list.');
  await expect(previous).toHaveAttribute('aria-disabled', 'true');
});

test('the parameter is searched: how many, which one, the next one', async ({ page }) => {
  await openWindow(page, { language: 'en', hash: '#/jobs/77' });
  const search = page.getByRole('searchbox', { name: 'Search in Parameter' });
  await search.fill('KONTO');
  const parameter = page.getByRole('region', { name: 'Parameter' });
  await expect(parameter.locator('mark')).toHaveText(['konto', 'konto']);
  await expect(page.getByText('1 of 2')).toBeVisible();
  await search.press('Enter');
  await expect(page.getByText('2 of 2')).toBeVisible();
  await expect(parameter.locator('mark[data-current]')).toHaveCount(1);
  await search.fill('no such thing');
  await expect(page.getByText('Nothing found')).toBeVisible();
  await search.press('Escape');
  await expect(search).toHaveValue('');
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
});

test('what a manager asks comes first; keys, hashes and raw text are folded', async ({ page }) => {
  await openWindow(page, { language: 'en', hash: '#/jobs/81' });
  const answers = page.getByRole('region', { name: 'What happened, and what should I do?' });
  await expect(answers).toContainText('Is the money safe?');
  const headings = page.locator('.page-columns > div').first().getByRole('heading', { level: 2 });
  await expect(headings).toHaveText(['Posting', 'Parameter', 'Error']);
  const tops = await Promise.all(
    [answers, headings.first()].map(async (each) => (await each.boundingBox())?.y ?? 0),
  );
  expect(tops).toEqual(tops.toSorted((one, other) => one - other));
  await expect(page.getByText('SHA-256 of the source')).toBeHidden();
  await expect(page.getByText('dsfinvk|2|14')).toBeHidden();
});

test('the primary button is what mends the cause; sending again is it only where nothing else is', async ({
  page,
}) => {
  await openWindow(page, { language: 'en', hash: '#/jobs/82' });
  const primary = page.locator('.page .button-primary');
  await expect(primary).toHaveText(['Assign the account']);
  await page.evaluate(() => window.fake.patch(82, { cause: 'refused' }));
  await expect(primary).toHaveText(['Send again']);
  await page.evaluate(() => window.fake.patch(82, { state: 'waiting', cause: 'server-error' }));
  await expect(button(page, 'Send again')).toBeVisible();
  await expect(primary).toHaveCount(0);
});

test('debit and credit have the names of their accounts; a customer is named by the invoice', async ({
  page,
}) => {
  await openWindow(page, { language: 'en', hash: '#/jobs/84' });
  const booking = page.getByRole('table', { name: 'Posting' });
  await expect(booking.getByRole('row', { name: /^Debit/ })).toContainText('1001Kasse 2');
  await expect(booking.getByRole('row', { name: /^Credit/ })).toContainText(
    /10007Customer of (the )?invoice/,
  );
});

test('the original line of the till is shown with its place', async ({ page }) => {
  await openWindow(page, { language: 'en', hash: '#/jobs/77' });
  await page.getByText('Technical details').click();
  await expect(page.getByText('transactions.csv, line 93')).toBeVisible();
  await expect(page.getByText('BON_ID', { exact: true })).toBeVisible();
  await expect(page.getByText('1 field is empty.')).toBeVisible();
});

test('what belongs to it leads to the filtered list; other conditions are switched off, not lost', async ({
  page,
}) => {
  await openList(page);
  await button(page, 'Filter (0)').click();
  await page.getByRole('combobox', { name: /new condition/ }).selectOption('billNumber');
  await page.getByRole('textbox', { name: /text/i }).first().fill('2-2021');
  await expect(button(page, 'Filter (1)')).toBeVisible();
  await button(page, 'Show details of job 83').click();
  await button(page, 'Show 4 jobs').click();
  await expect(rows(page)).toHaveCount(4);
  await expect(button(page, 'Filter (1)')).toBeVisible();
  await expect(page.getByRole('switch')).toHaveCount(2);
});

test('the support package is read before it is saved', async ({ page }) => {
  await openWindow(page, { language: 'en', hash: '#/jobs/82' });
  await page.getByRole('link', { name: 'Look at the support package' }).click();
  await expect(page.getByRole('heading', { level: 2 })).toHaveCount(4);
  await page.getByText('Read job-82.json').click();
  await expect(page.getByRole('region', { name: 'job-82.json' })).toContainText('M***');
  const download = page.waitForEvent('download');
  await button(page, 'Save as ZIP').click();
  expect((await download).suggestedFilename()).toBe('venduo-pos-support.zip');
  await page.getByRole('link', { name: 'BACK' }).click();
  await expect(page.getByRole('heading', { level: 1, name: heading })).toContainText('Job 82');
});

test('a dry run says what would be booked, for this receipt alone; one that is booked has none', async ({
  page,
}) => {
  await openWindow(page, { language: 'en', hash: '#/jobs/82' });
  await button(page, 'Dry run').click();
  const found = page.getByRole('region', { name: 'Dry run' });
  await expect(found).toContainText('nothing was booked');
  await expect(found.getByRole('columnheader', { name: 'Debit' }).first()).toBeVisible();
  expect(await page.evaluate(() => window.fake.places.dryRuns)).toEqual([
    { target: { kind: 'jobs', ids: [82] } },
  ]);
  await button(page, 'Next job of the list').click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Job 81 ');
  await expect(found).toHaveCount(0);
  await page.evaluate(() => {
    window.location.hash = '#/jobs/77';
  });
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Job 77 ');
  await expect(button(page, 'Dry run')).toHaveCount(0);
});
