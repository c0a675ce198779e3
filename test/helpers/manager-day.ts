/**
 * A manager's day with the list, by the words of the screen alone, in whatever host the window is: finds a bill, filters
 * yesterday's card sales that are not in RS, sends them again; saves a view, and finds everything again after a restart.
 */
import { expect, type Page } from '@playwright/test';
import { DAY } from '../../shared/domain/time.ts';

/** Cards of yesterday; none of them has its invoice in RS yet. */
export const CARDS = 5;
/** All that the tills dropped. */
export const ALL = 40;

const STORE_ZONE = 'Europe/Berlin';
/** The store's day, `YYYY-MM-DD`. */
const dayOf = (instant: number) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: STORE_ZONE }).format(instant);

const billNumber = (id: number) => `2-2026/11/${String(id).padStart(10, '0')}`;

/** The tills' lines: cards of yesterday and today, cash of both days, and cash put in. */
export function eventsOfTwoDays(now: number): object[] {
  const [yesterday, today] = [dayOf(now - DAY), dayOf(now)];
  return Array.from({ length: ALL }, (_, index) => {
    const id = index + 1;
    const isCard = id <= CARDS || (id > 10 && id <= 14);
    const isSale = id <= 20;
    return {
      version: 1,
      id: String(id),
      store: '2',
      payDesk: 'K1',
      type: isCard ? 'order-non-cash' : isSale ? 'order-cash' : 'cash-in',
      ...(isSale && { billNumber: billNumber(id) }),
      ...(isCard && { paymentType: 'ECKarte' }),
      ...(!isSale && { text: 'Wechselgeld', reason: 'Geldtransit' }),
      amountCents: 1_000 + id,
      businessDay: id <= 10 ? yesterday : today,
      occurredAt: new Date(now - (id <= 10 ? DAY : 0)).toISOString(),
    };
  });
}

/** The invoices that RS makes for the cards of yesterday, a day late. */
export function invoicesOfTheCards(now: number): object[] {
  return Array.from({ length: CARDS }, (_, index) => ({
    posBillNumber: billNumber(index + 1),
    type: 'RB',
    currency: 'EUR',
    brutto: (1_000 + index + 1) / 100,
    documentDate: dayOf(now - DAY),
  }));
}

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: true });
const row = (page: Page, id: number) => page.locator(`.ag-row[row-business-key="${id}"]`);

/** Yesterday's card sales that are not in RS. */
export async function filterYesterdaysCards(page: Page): Promise<void> {
  await button(page, 'Not in RS yet').click();
  await button(page, 'Filter (1)').click();
  const add = page.getByRole('combobox', { name: 'Column for a new condition' });
  await add.selectOption({ label: 'Type' });
  await button(page, 'Please choose').click();
  await page.getByRole('checkbox', { name: 'order-non-cash' }).check();
  await page.keyboard.press('Escape');
  await add.selectOption({ label: 'Business day' });
  await page
    .getByRole('combobox', { name: 'Business day: period' })
    .selectOption({ label: 'yesterday' });
}

/** @param invoice RS makes the invoices that are missing */
export async function findFilterAndSend(page: Page, invoice: () => Promise<void>): Promise<void> {
  const language = page.getByRole('combobox', { name: /^(Sprache|Language)$/ });
  await expect(language).toBeVisible({ timeout: 90_000 });
  await language.selectOption('en');
  await expect(page.getByText(`1-25 of ${ALL}`)).toBeVisible({ timeout: 30_000 });
  await expect(row(page, ALL)).toContainText('Sync successful', { timeout: 30_000 });

  // A given bill.
  const search = page.getByRole('textbox', { name: 'Search the list' });
  await search.fill('0000000003');
  await expect(page.getByText('1-1 of 1')).toBeVisible();
  await page.getByRole('button', { name: 'Show details of job 3' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('€10.03');
  await page.getByRole('link', { name: 'BACK' }).click();
  await expect(search).toHaveValue('0000000003');
  await button(page, 'Clear the search').click();

  await filterYesterdaysCards(page);
  await expect(page.getByText(`1-${CARDS} of ${CARDS}`)).toBeVisible();
  await expect(button(page, 'Filter (3)')).toBeVisible();

  await page.getByRole('checkbox', { name: 'Select all rows of this page' }).check();
  await button(page, 'Send again').click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('€50.15');
  await dialog.getByRole('button', { name: `Send ${CARDS}` }).click();
  await expect(page.getByText(`Sending ${CARDS} receipts. You can carry on.`)).toBeVisible();
  // Only now: with their invoices there, the program would send them by itself before anybody presses a button.
  await invoice();
  await expect(page.getByRole('heading', { name: 'No receipt matches' })).toBeVisible({
    timeout: 90_000,
  });
}

/** Arranges the list in every way that is kept. */
export async function arrange(page: Page): Promise<void> {
  await button(page, 'All').click();
  await page.getByRole('combobox', { name: 'Rows per page:' }).selectOption('10');
  await button(page, 'Filter (0)').click();
  await button(page, 'Columns (12)').click();
  await page.getByRole('button', { name: 'Hide Modified' }).click();
  await page.getByRole('button', { name: 'Show Store' }).click();
  await button(page, 'Columns (12)').click();
  await page.getByRole('columnheader', { name: 'Created', exact: true }).focus();
  for (let press = 0; press < 8; press += 1) await page.keyboard.press('Alt+ArrowRight');
  await page.getByRole('columnheader', { name: 'Amount', exact: true }).click();
  await button(page, 'Save as …').click();
  await page.getByLabel('Name of the view').fill('Große zuerst 🧾');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(button(page, 'Große zuerst 🧾')).toHaveAttribute('aria-current', 'true');

  await page.getByRole('textbox', { name: 'Search the list' }).fill('Wechselgeld');
  await expect(page.getByText('changed', { exact: true })).toBeVisible();
  await expect(page.getByText('1-10 of 20')).toBeVisible();
  await button(page, 'Next page').click();
  await expect(page.getByText('11-20 of 20')).toBeVisible();
  await page.getByRole('checkbox', { name: 'Select job 22' }).check();
  await row(page, 23).locator('[col-id=type]').click();
}

/** The width of the column that `arrange` made wider. */
export async function widthOfCreated(page: Page): Promise<number> {
  const box = await page.getByRole('columnheader', { name: 'Created', exact: true }).boundingBox();
  return Math.round(box?.width ?? NaN);
}

export async function expectAsArranged(page: Page, width: number): Promise<void> {
  await expect(page.getByText('11-20 of 20')).toBeVisible({ timeout: 30_000 });
  await expect(button(page, 'Große zuerst 🧾')).toHaveAttribute('aria-current', 'true');
  await expect(page.getByText('changed', { exact: true })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Search the list' })).toHaveValue('Wechselgeld');
  await expect(button(page, 'Columns (12)')).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Amount', exact: true })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  await expect(page.getByText('1 receipt selected')).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'Select job 22' })).toBeChecked();
  await expect(page.locator('.ag-row-selected[row-business-key="23"]')).toBeVisible();
  expect(await widthOfCreated(page)).toBe(width);
}
