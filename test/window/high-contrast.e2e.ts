/** High contrast takes the page's colours away: what told something by them must still tell it. */
import { cell, expect, openList, test } from './window.ts';

test('the current tab and the status dots can still be told apart', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await openList(page);
  const lineOf = (name: string) =>
    page.getByRole('link', { name }).evaluate((tab) => getComputedStyle(tab).borderBottomColor);
  expect(await lineOf('Buchhaltungs-Sync')).not.toBe(await lineOf('Stores'));

  // Job 82 needs a person: a filled square, which consists of nothing but its surface.
  const colours = await cell(page, 82, 'status')
    .locator('.status-dot')
    .evaluate((dot) => ({
      dot: getComputedStyle(dot).backgroundColor,
      page: getComputedStyle(document.body).backgroundColor,
    }));
  expect(colours.dot).not.toBe(colours.page);
});

test('rows are divided by one line: transparent borders of cells are not drawn as lines, too', async ({
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await openList(page);
  const colours = await cell(page, 82, 'type').evaluate((element) => ({
    cell: getComputedStyle(element).borderTopColor,
    row: getComputedStyle(element.closest('.ag-row') ?? element).borderBottomColor,
    page: getComputedStyle(document.body).backgroundColor,
  }));
  expect(colours.cell).toBe(colours.page);
  expect(colours.row).not.toBe(colours.page);
});
