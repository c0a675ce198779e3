/** The promises of the tab: the list of the original, and that nothing a user arranged or looks at gets lost. */
import { button, cell, expect, openList, openWindow, rows, shownIds, test } from './window.ts';
import { SAMPLE_NOW } from '../renderer/sample-jobs.ts';

test('shows the eleven columns of the original in its order, and the amount, newest first', async ({
  page,
}) => {
  await openList(page);
  await expect(page.locator('.ag-header-cell-text')).toHaveText([
    'ID',
    'Created',
    'Modified',
    'Type',
    'Amount',
    'Status',
    'Message',
    'Last Check',
    'Details',
    'Retry',
    'Bill number at POS',
    'Bill number in UCS Faktura',
  ]);
  const ids = await shownIds(page);
  expect(ids.slice(0, 5)).toEqual([84, 83, 82, 81, 80]);
  await expect(page.getByText('1-25 of 84')).toBeVisible();
  await expect(cell(page, 76, 'status')).toContainText('Sync successful');
  await expect(cell(page, 76, 'message')).toHaveText('Order synced to RS');
  await expect(cell(page, 83, 'message')).toContainText('Order NOT synced to RS');
  await expect(cell(page, 83, 'message')).toContainText('Invoice not there yet');
  // What needs a person says why.
  await expect(cell(page, 82, 'message')).toHaveText('Account missing');
  await expect(cell(page, 83, 'status')).toContainText('Pending');
  await expect(cell(page, 76, 'type')).toHaveText('order-non-cash');
  await expect(cell(page, 77, 'message')).toHaveText('');
  // Went through at once: the Retry column is empty.
  await expect(cell(page, 76, 'retry')).toHaveText('');
  await expect(cell(page, 77, 'retry')).toHaveText('3 tries');
});

test('shows times in the time zone of the store, not of this PC', async ({ page }) => {
  await openList(page);
  await expect(cell(page, 83, 'lastCheckAt')).toHaveText(/^2:52.PM$/);
  await expect(cell(page, 76, 'createdAt')).toHaveText(/^Nov.\d+, \d+:\d\d.[AP]M$/);
});

test('pages through the list, and a reload stays on the page', async ({ page }) => {
  await openList(page);
  await button(page, 'Last page').click();
  await expect(page.getByText('76-84 of 84')).toBeVisible();
  await expect.poll(() => shownIds(page)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
  await button(page, 'Previous page').click();
  await expect(page.getByText('51-75 of 84')).toBeVisible();
  await page.reload();
  await expect(page.getByText('51-75 of 84')).toBeVisible();
  await page.getByRole('textbox', { name: 'Page' }).fill('99');
  await page.keyboard.press('Enter');
  await expect(page.getByText('76-84 of 84')).toBeVisible();
  await button(page, 'First page').click();
  await page.getByLabel('Rows per page:').selectOption('10');
  await expect(page.getByText('1-10 of 84')).toBeVisible();
});

test('pages as fast as one can click end on the last one clicked', async ({ page }) => {
  await openList(page, { slow: 30 });
  await page.evaluate(() => {
    const press = (name: string) =>
      document.querySelector<HTMLButtonElement>(`button[aria-label="${name}"]`)?.click();
    for (let round = 0; round < 20; round += 1) {
      press('Next page');
      press('Last page');
      press('Previous page');
      press('First page');
    }
    press('Next page');
  });
  await expect(page.getByText('26-50 of 84')).toBeVisible();
  await expect.poll(async () => (await shownIds(page))[0]).toBe(59);
  await expect(page).toHaveURL(/page=2$/);
});

test('sorts in the backend, over all pages', async ({ page }) => {
  await openList(page);
  await page.getByRole('columnheader', { name: 'Bill number at POS' }).click();
  await page.getByRole('columnheader', { name: 'Bill number at POS' }).click();
  await expect
    .poll(() => page.evaluate(() => window.fake.preferences.jobView.sort))
    .toEqual({ column: 'billNumber', direction: 'asc' });
  const expected = await page.evaluate(() =>
    window.fake
      .page({
        conditions: [],
        sort: { column: 'billNumber', direction: 'asc' },
        offset: 0,
        limit: 25,
      })
      .rows.map((row) => row.id),
  );
  await expect.poll(async () => (await shownIds(page)).slice(0, 10)).toEqual(expected.slice(0, 10));
  await expect(page.getByRole('columnheader', { name: 'Bill number at POS' })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
});

test('the mark in the headings follows the sort, also where it did not come from a heading', async ({
  page,
}) => {
  await openList(page);
  const heading = (name: string) => page.getByRole('columnheader', { name, exact: true });
  await heading('Created').click();
  await expect(heading('Created')).toHaveAttribute('aria-sort', 'descending');
  await expect
    .poll(() => page.evaluate(() => window.fake.preferences.jobView.sort.column))
    .toBe('createdAt');
  await page.reload();
  await expect(heading('Created')).toHaveAttribute('aria-sort', 'descending');
  // A column that was away meanwhile.
  await button(page, 'Columns (12)').click();
  await button(page, 'Hide Created').click();
  await expect(heading('Created')).toHaveCount(0);
  await button(page, 'Show Created').click();
  await expect(heading('Created')).toHaveAttribute('aria-sort', 'descending');
  await page.getByRole('button', { name: 'Differences', exact: true }).click();
  await expect(heading('ID')).toHaveAttribute('aria-sort', 'descending');
  await expect(page.locator('[aria-sort="descending"], [aria-sort="ascending"]')).toHaveCount(1);
});

test('BACK returns to the same page, filter and row, which has the focus', async ({ page }) => {
  await openList(page);
  await button(page, 'Next page').click();
  await expect(page.getByText('26-50 of 84')).toBeVisible();
  await button(page, 'Show details of job 50').click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Job 50');
  await expect(page.getByRole('region', { name: 'Parameter' })).toContainText('"gegkonto": 10007');
  await expect(page.getByText('No error: the posting is in RS.')).toBeVisible();
  await page.getByRole('link', { name: 'BACK' }).click();
  await expect(page.getByText('26-50 of 84')).toBeVisible();
  await expect(cell(page, 50, 'details')).toBeFocused();
  await expect(page.locator('[row-business-key="50"]').first()).toHaveAttribute(
    'aria-selected',
    'true',
  );
});

test('the whole way by keyboard: open the details of the second row and come back', async ({
  page,
}) => {
  await openList(page);
  await cell(page, 84, 'id').click();
  await page.keyboard.press('ArrowDown');
  await expect(cell(page, 83, 'id')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Job 83');
  await page.goBack();
  await expect(cell(page, 83, 'details')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Job 83');
});

test('columns are hidden, shown, moved by keyboard and reset; the count is always true', async ({
  page,
}) => {
  await openList(page);
  await button(page, 'Columns (12)').click();
  await button(page, 'Hide Modified').click();
  await button(page, 'Show Business day').click();
  await expect(page.locator('.ag-header-cell[col-id="businessDay"]')).toBeInViewport();
  await button(page, 'Hide Message').click();
  await expect(button(page, 'Columns (11)')).toBeVisible();
  await expect(cell(page, 76, 'amount')).toHaveText('€86.24');

  await button(page, 'Move ID').focus();
  await page.keyboard.press('Enter');
  // Taken up after the key has been let go: who is faster begins a second time.
  await expect(page.locator('.drop-indicator[data-drop-target]')).toHaveCount(1);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.locator('.ag-header-cell-text').first()).toHaveText('Created');

  await expect
    .poll(() => page.evaluate(() => window.fake.preferences.jobView.columns.indexOf('id')))
    .toBeGreaterThan(0);
  await page.reload();
  await expect(button(page, 'Columns (11)')).toBeVisible();
  await button(page, 'Reset').click();
  await expect(button(page, 'Columns (12)')).toBeVisible();
  await expect(page.locator('.ag-header-cell-text').first()).toHaveText('ID');
});

test('a column is moved with the mouse in the bar', async ({ page }) => {
  await openList(page);
  await button(page, 'Columns (12)').click();
  const chips = page.getByRole('grid', { name: /^Shown/ });
  const type = chips.getByRole('row', { name: 'Type' });
  const id = chips.getByRole('row', { name: 'ID', exact: true });
  await type.dragTo(id, { targetPosition: { x: 2, y: 10 } });
  await expect
    .poll(async () => (await page.locator('.ag-header-cell-text').allTextContents())[0])
    .toBe('Type');
});

test('conditions are combined, switched off without being lost, and counted', async ({ page }) => {
  await openList(page);
  await button(page, 'Filter (0)').click();
  const add = page.getByRole('combobox', { name: 'Column for a new condition' });
  await add.selectOption('status');
  // A condition that says nothing yet does not count, and hides nothing.
  await expect(button(page, 'Filter (0)')).toBeVisible();
  await button(page, 'Please choose').click();
  await page.getByRole('checkbox', { name: 'Pending' }).check();
  await page.keyboard.press('Escape');
  await expect(button(page, 'Filter (1)')).toBeVisible();
  await expect(page.getByText('1-6 of 6')).toBeVisible();

  await add.selectOption('type');
  await button(page, 'Please choose').click();
  await page.getByRole('checkbox', { name: 'order-cash', exact: true }).check();
  await page.keyboard.press('Escape');
  await expect(page.getByText('1-2 of 2')).toBeVisible();

  await page.getByRole('switch', { name: 'Status: apply condition' }).uncheck();
  await expect(button(page, 'Filter (1)')).toBeVisible();
  await page.getByRole('switch', { name: 'Status: apply condition' }).check();
  await expect(button(page, 'Filter (2)')).toBeVisible();
  await expect(page.getByText('1-2 of 2')).toBeVisible();

  await expect
    .poll(() =>
      // With its value: the condition alone is saved before one is chosen.
      page.evaluate(
        () =>
          window.fake.preferences.jobView.filters.filter(
            ({ active, condition }) =>
              active && condition.kind === 'choice' && condition.values.length > 0,
          ).length,
      ),
    )
    .toBe(2);
  await page.reload();
  await expect(button(page, 'Filter (2)')).toBeVisible();
  await expect(page.getByText('1-2 of 2')).toBeVisible();
  await button(page, 'Type: remove condition').click();
  await expect(page.getByText('1-6 of 6')).toBeVisible();
});

test('an amount is typed as people write it, and a period moves with the calendar', async ({
  page,
}) => {
  await openWindow(page, { language: 'de' });
  await page.getByRole('button', { name: 'Filter (0)' }).click();
  const add = page.getByRole('combobox', { name: 'Spalte für eine neue Bedingung' });
  await add.selectOption('amount');
  await page.getByRole('textbox', { name: 'Betrag: von' }).fill('88,69');
  await expect(page.getByRole('button', { name: 'Filter (1)' })).toBeVisible();
  // 84, 83 and 82 are above or at that amount, and 82 (88,34 €) is not.
  await expect(page.getByText('1-2 von 2')).toBeVisible();
  await page.getByRole('textbox', { name: 'Betrag: von' }).fill('acht');
  await expect(page.getByRole('textbox', { name: 'Betrag: von' })).toHaveAttribute(
    'aria-invalid',
    'true',
  );
  await page.getByRole('button', { name: 'Alle löschen' }).click();
  await add.selectOption('createdAt');
  await page.getByRole('combobox', { name: 'Erstellt: Zeitraum' }).selectOption('last-month');
  await expect(page.getByText(/^1-25 von \d+$/)).toBeVisible();
  const asked = await page.evaluate(() =>
    window.fake.calls.findLast((c) => c.name === 'jobs.page'),
  );
  expect(asked?.args[0]).toMatchObject({
    conditions: [
      {
        column: 'createdAt',
        from: Date.parse('2021-10-01T00:00:00+02:00'),
        to: Date.parse('2021-11-01T00:00:00+01:00') - 1,
      },
    ],
  });
});

test('a filter that finds nothing says how many are hidden and clears itself on demand', async ({
  page,
}) => {
  await openList(page);
  await button(page, 'Filter (0)').click();
  await page
    .getByRole('combobox', { name: 'Column for a new condition' })
    .selectOption('billNumber');
  await page.getByRole('textbox', { name: 'Bill number at POS: text' }).fill('none such');
  await expect(page.getByText('84 receipts are hidden.')).toBeVisible();
  await button(page, 'Clear filters').click();
  await expect(page.getByText('1-25 of 84')).toBeVisible();
});

test('KICK JOB answers at once and pressed twice is one run', async ({ page }) => {
  await openList(page);
  await page.evaluate(() => window.slow('engine.kick', 2_000));
  const kick = button(page, 'KICK JOB');
  await kick.click();
  await expect(kick).toHaveAttribute('aria-disabled', 'true', { timeout: 100 });
  // Without force Playwright would wait until the button may be pressed again; a person does not.
  await kick.click({ force: true });
  await page.clock.runFor(2_100);
  await expect(page.getByText('Running · Sending')).toBeVisible();
  expect(
    await page.evaluate(() => window.fake.calls.filter((c) => c.name === 'engine.kick').length),
  ).toBe(1);
  await kick.click();
  await page.clock.runFor(2_100);
  await expect(page.getByText('A run is already under way.')).toBeVisible();
});

test('a job is started again from its row, and a booked one offers no button', async ({ page }) => {
  await openList(page);
  await expect(button(page, 'Send job 77 again')).toHaveCount(0);
  await button(page, 'Send job 82 again').click();
  await expect(page.getByText('Job 82 is being sent again.')).toBeVisible();
  await expect(cell(page, 82, 'status')).toContainText('waiting');
});

test('problems of the import are announced quietly and explained on a page', async ({ page }) => {
  await openList(page, { problems: 2 });
  await expect(page.getByText('2 import notices need your decision.')).toBeVisible();
  await page.getByRole('link', { name: 'Show', exact: true }).click();
  await expect(page.getByRole('heading', { name: /Closing 13 of pay desk K-0001/ })).toBeVisible();
  await expect(page.getByText(/the closing says €1,284.50/)).toBeVisible();
});

test('a backend that goes away is said, and the list comes back by itself', async ({ page }) => {
  await openList(page);
  await page.evaluate(() => {
    window.fake.failing.set('app.snapshot', 'The program was closed.');
    window.fake.reportGap();
  });
  await expect(page.getByRole('alert')).toContainText('Connection to the program lost.');
  await expect(rows(page).first()).toBeVisible();
  await page.evaluate(() => window.fake.failing.clear());
  await expect(page.getByRole('alert')).toHaveCount(0, { timeout: 10_000 });
});

test('a window without its program says why, and starts with a click as soon as it is there', async ({
  page,
}) => {
  await openWindow(page, { language: 'en', failing: 'app.snapshot' });
  await expect(page.getByRole('alert')).toContainText('The backend is not running.');
  // The window asks again by itself after half a second at the earliest.
  await page.clock.pauseAt(SAMPLE_NOW + 60_000);
  await page.getByRole('button', { name: /verbinden|Reconnect/ }).evaluate((button) => {
    window.fake.failing.clear();
    (button as HTMLButtonElement).click();
  });
  await page.clock.runFor(100);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.clock.resume();
  await expect(rows(page).first()).toBeVisible();
});

test('searches the list: slash goes there, Escape clears, and it survives a reload', async ({
  page,
}) => {
  await openList(page);
  await page.keyboard.press('/');
  const box = page.getByRole('textbox', { name: 'Search the list' });
  await expect(box).toBeFocused();
  const number = await page.evaluate(
    () => window.fake.all.find((row) => row.id === 76)?.billNumber,
  );
  expect(number).toBeTruthy();
  await page.keyboard.type(number ?? '');
  await expect.poll(() => shownIds(page)).toEqual([76]);
  await expect(page.getByText('1-1 of 1')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(box).toHaveValue('');
  await expect(page.getByText('1-25 of 84')).toBeVisible();
  await box.fill(number ?? '');
  await expect.poll(() => shownIds(page)).toEqual([76]);
  await expect.poll(() => page.evaluate(() => window.fake.preferences.jobView.search)).toBe(number);
  await page.reload();
  await expect(box).toHaveValue(number ?? '');
});

test('a search that finds nothing says how many it hides, whatever the text is', async ({
  page,
}) => {
  await openList(page);
  const box = page.getByRole('textbox', { name: 'Search the list' });
  for (const text of ['🧾'.repeat(20), 'شكرا', '%_"\'', 'x'.repeat(500)]) {
    await box.fill(text);
    await expect(page.getByText('84 receipts are hidden.')).toBeVisible();
    await button(page, 'End the search').click();
    await expect(box).toHaveValue('');
    await expect(page.getByText('1-25 of 84')).toBeVisible();
  }
});

test('a view is chosen, changed, saved under a name, and is there again after a reload', async ({
  page,
}) => {
  await openList(page);
  const view = (name: string) => page.getByRole('button', { name, exact: true });
  await view('Differences').click();
  await expect(page.locator('[role=row] [col-id=type]').nth(1)).toHaveText(/diff/);
  expect(page.url()).toContain('view=differences');
  await expect(page.getByText('changed', { exact: true })).toHaveCount(0);

  await page.keyboard.press('/');
  await page.keyboard.type('2021');
  await expect(page.getByText('changed', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Save as …' }).click();
  const name = `Meine Ansicht 🧾 ${'x'.repeat(60)}`;
  await page.getByLabel('Name of the view').fill(name);
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('changed', { exact: true })).toHaveCount(0);
  await expect(view(name)).toHaveAttribute('aria-current', 'true');
  await expect
    .poll(() => page.evaluate(() => window.fake.preferences.views.map((one) => one.name)))
    .toEqual([name]);
  await page.screenshot({ path: 'test-results/screens/views-en.png' });

  await page.reload();
  await expect(view(name)).toHaveAttribute('aria-current', 'true');
  await view('All').click();
  await expect(page.getByText('1-25 of 84')).toBeVisible();
  await view(name).click();
  await button(page, 'Delete').click();
  await expect(view(name)).toHaveCount(0);
});

test('the view of the accounting shows day, pay desk and way of paying, and leaves the columns of the others alone', async ({
  page,
}) => {
  await openList(page);
  const headings = page.locator('.ag-header-cell-text');
  const before = await headings.allTextContents();
  await button(page, 'Accounting').click();
  await expect(page.locator('.ag-header-cell[col-id="paymentType"]')).toBeVisible();
  await expect(page.locator('.ag-header-cell[col-id="payDesk"]')).toBeVisible();
  await expect(page.locator('.ag-header-cell[col-id="businessDay"]')).toBeVisible();
  await expect(page.getByText('changed', { exact: true })).toHaveCount(0);
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await expect(headings).toHaveText(before);
});

test('a double click on the edge of a column fits it', async ({ page }) => {
  await openList(page);
  const heading = page.locator('.ag-header-cell[col-id="type"]');
  const before = (await heading.boundingBox())?.width ?? NaN;
  await heading.locator('.ag-header-cell-resize').dblclick();
  await expect.poll(async () => (await heading.boundingBox())?.width).not.toBe(before);
  await expect
    .poll(() => page.evaluate(() => window.fake.preferences.jobView.widths.type))
    .toBeGreaterThan(before);
});
