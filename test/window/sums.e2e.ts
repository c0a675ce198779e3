/** The money of what is shown and chosen stands beneath the rows; what the search found is marked in them. */
import type { Page } from '@playwright/test';
import { violations } from './axe.ts';
import { button, cell, expect, openList, test } from './window.ts';

const PICTURES = process.env['PICTURES'] !== undefined;

async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES) await page.screenshot({ path: `test-results/screens/${name}.png` });
}

/** The texts that are marked, in the order of the page. */
function marked(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...(CSS.highlights.get('search-hit') ?? [])].map((range) => (range as Range).toString()),
  );
}

/** The money of the sample jobs that a question finds, as the window has to write it. */
function moneyOf(page: Page, states?: readonly string[]): Promise<string> {
  return page.evaluate((wanted) => {
    const rows = window.fake.all.filter(({ state }) => wanted?.includes(state) ?? true);
    const sum = rows.reduce((total, { amount }) => total + amount, 0);
    return new Intl.NumberFormat('en-US', { style: 'currency', currency: 'EUR' }).format(sum / 100);
  }, states);
}

test('the footer says the money of all, of what is filtered, and of what is chosen', async ({
  page,
}) => {
  await openList(page);
  const pager = page.getByRole('navigation', { name: 'Pages' });
  await expect(pager).toContainText(`Total: ${await moneyOf(page)}`);
  await button(page, 'Not in RS yet').click();
  const open = [
    'waiting',
    'waiting-invoice',
    'sending',
    'unclear',
    'attention',
    'on-hold',
    'excluded',
  ];
  await expect(pager).toContainText(`Filtered total: ${await moneyOf(page, open)}`);
  await cell(page, 82, 'select').click();
  await cell(page, 81, 'select').click();
  const chosen = page.getByRole('region', { name: 'Selection' });
  const two = await page.evaluate(() => {
    const rows = window.fake.all.filter(({ id }) => id === 81 || id === 82);
    const sum = rows.reduce((total, { amount }) => total + amount, 0);
    return new Intl.NumberFormat('en-US', { style: 'currency', currency: 'EUR' }).format(sum / 100);
  });
  await expect(chosen).toContainText(two);
  await picture(page, 'sums-en');
  expect(await violations(page)).toEqual([]);
});

test('money that is not known yet is not shown, and what is too large says so', async ({
  page,
}) => {
  await openList(page);
  const pager = page.getByRole('navigation', { name: 'Pages' });
  await expect(pager).toContainText('Total: ');
  await page.evaluate(() => {
    window.fake.sums = 'counting';
  });
  await page.getByRole('textbox', { name: 'Search the list' }).fill('2021');
  await expect(pager).toContainText('Adding up …');
  await expect(pager).not.toContainText('€');
  await page.evaluate(() => {
    window.fake.sums = 'too-large';
  });
  await page.clock.runFor(1_000);
  await expect(pager).toContainText('Total: too large for an exact number');
});

test('a hit is marked in its cells, whatever the case, and gone with the search', async ({
  page,
}) => {
  await openList(page);
  const search = page.getByRole('textbox', { name: 'Search the list' });
  await search.fill('kasse');
  await expect.poll(() => marked(page)).toEqual([]);
  await button(page, 'Accounting').click();
  await search.fill('KASSE');
  await expect.poll(async () => [...new Set(await marked(page))]).toEqual(['Kasse']);
  await picture(page, 'hits-en');
  expect(await violations(page)).toEqual([]);
  await search.fill('');
  await expect.poll(() => marked(page)).toEqual([]);
});

test('a text of a till that looks like HTML stays text, and is marked as such', async ({
  page,
}) => {
  await openList(page);
  const text = '<img src=x onerror=alert(1)>';
  await page.evaluate((bill) => {
    const row = window.fake.all.find(({ id }) => id === 84);
    if (row) window.fake.put([{ ...row, billNumber: bill }]);
  }, text);
  await page.getByRole('textbox', { name: 'Search the list' }).fill('<IMG SRC=x');
  await expect.poll(() => marked(page)).toEqual(['<img src=x']);
  await expect(cell(page, 84, 'billNumber')).toHaveText(text);
  await expect(cell(page, 84, 'billNumber').locator('img')).toHaveCount(0);
});

test('an amount that could be two is asked about', async ({ page }) => {
  await openList(page);
  const search = page.getByRole('textbox', { name: 'Search the list' });
  await search.fill('1.000');
  const note = page.getByText('“1.000” is searched for as the amount 1,000.00');
  await expect(note).toBeVisible();
  await picture(page, 'ambiguous-en');
  await search.fill('1000.00');
  await expect(note).toBeHidden();
});
