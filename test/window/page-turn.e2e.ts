/** Turning a page draws other jobs into the rows that are there: nothing of the former job may stay with its row. */
import { button, cell, expect, openList, openWindow, rows, shownIds, test } from './window.ts';

test('the rows stay, their jobs change, also when fewer and more come', async ({ page }) => {
  await openList(page);
  await rows(page).evaluateAll((all) => all.forEach((row) => row.setAttribute('data-kept', '')));
  const first = await shownIds(page);
  await button(page, 'Next page').click();
  await expect.poll(() => shownIds(page)).not.toEqual(first);
  await expect(page.locator('.ag-row:not([data-kept])')).toHaveCount(0);

  await button(page, 'Last page').click();
  await expect(rows(page)).toHaveCount(9);
  await button(page, 'First page').click();
  await expect.poll(() => shownIds(page)).toEqual(first);
  expect(new Set(await shownIds(page)).size).toBe(first.length);
  for (const id of first.slice(0, 3)) await expect(cell(page, id, 'id')).toHaveText(String(id));
});

test('a row and its cells change in one go: no frame shows a job with the cells of another', async ({
  page,
}) => {
  await openList(page);
  const first = await shownIds(page);
  await page.evaluate(() => {
    const frame = document.querySelector<HTMLElement>('.grid-frame');
    if (!frame) throw new Error('There is no list.');
    const look = () => {
      for (const row of document.querySelectorAll('.ag-row[row-business-key]')) {
        const id = row.getAttribute('row-business-key') ?? '';
        const text = row.querySelector('[col-id="id"]')?.textContent;
        const label = row.querySelector('[col-id="details"] button')?.getAttribute('aria-label');
        if (text !== id || label !== `Show details of job ${id}`) frame.dataset['torn'] = id;
      }
    };
    new MutationObserver(look).observe(frame, {
      subtree: true,
      childList: true,
      characterData: true,
      attributeFilter: ['row-business-key'],
    });
  });
  await button(page, 'Next page').click();
  await expect.poll(() => shownIds(page)).not.toEqual(first);
  await button(page, 'Previous page').click();
  await expect.poll(() => shownIds(page)).toEqual(first);

  await expect(page.locator('.grid-frame')).not.toHaveAttribute('data-torn');
});

test('the mark of the row at hand goes with its job', async ({ page }) => {
  await openList(page);
  await cell(page, 84, 'type').click();
  await expect(page.locator('.ag-row-selected')).toHaveAttribute('row-business-key', '84');
  await button(page, 'Next page').click();
  await expect(cell(page, 59, 'id')).toBeVisible();
  await expect(page.locator('.ag-row-selected')).toHaveCount(0);

  await cell(page, 58, 'type').click();
  await expect(page.locator('.ag-row-selected')).toHaveAttribute('row-business-key', '58');
  await expect.poll(() => page.evaluate(() => window.fake.preferences.place.job)).toBe(58);
});

test('a key that was meant for the button of one job does not press that of another', async ({
  page,
}) => {
  await openList(page);
  const details = cell(page, 84, 'details').getByRole('button');
  await details.focus();
  await expect(details).toBeFocused();
  await page.evaluate(() => (window.location.hash = '#/jobs?page=2'));
  await expect(cell(page, 59, 'id')).toBeVisible();

  expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('BUTTON');
});

test('boxes tick the jobs that are shown, not those that were', async ({ page }) => {
  await openList(page);
  await page.getByRole('checkbox', { name: 'job 84', exact: false }).check();
  await button(page, 'Next page').click();
  await expect(cell(page, 59, 'id')).toBeVisible();
  await expect(page.locator('.select-cell input:checked')).toHaveCount(0);
  await page.getByRole('checkbox', { name: 'job 59' }).check();
  await expect(page.getByText('2 receipts selected')).toBeVisible();
  await button(page, 'Previous page').click();
  await expect(page.getByRole('checkbox', { name: 'job 84' })).toBeChecked();
  await expect(page.locator('.select-cell input:checked')).toHaveCount(1);
});

test('before the first answer the footer says the page that was asked for, and no count', async ({
  page,
}) => {
  await openWindow(page, { language: 'en', slow: 5_000, hash: '#/jobs?page=3' });
  await expect(page.locator('.skeleton').first()).toBeVisible();
  const footer = page.getByRole('navigation', { name: 'Pages' });
  await expect(footer.getByRole('textbox')).toHaveValue('3');
  await expect(footer.locator('.pager-range')).toHaveText('');
  await page.clock.runFor(5_000);
  await expect(page.getByText('51-75 of 84')).toBeVisible();
});
