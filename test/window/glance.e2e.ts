/** A month at a glance: found from the closings, read by eye, keyboard and screen reader, and each bar leads to its receipts. */
import type { Page } from '@playwright/test';
import type { SampleMonth } from '../renderer/fake-glance.ts';
import { expect, openWindow, rows, test } from './window.ts';

const open = (page: Page, glance: SampleMonth = 'usual') =>
  openWindow(page, { language: 'en', hash: '#/glance/2021-11', glance });
const column = (page: Page, name: RegExp) =>
  page.getByRole('group', { name: 'Receipts per business day' }).getByRole('button', { name });
const conditions = (page: Page) =>
  page.evaluate(() =>
    window.fake.calls
      .findLast(({ name }) => name === 'jobs.page')
      ?.args.map((asked) => {
        const { conditions } = asked as { conditions: unknown };
        return conditions;
      }),
  );

test('is found from the closings of its month and leads back there', async ({ page }) => {
  await openWindow(page, {
    language: 'en',
    hash: '#/closing/2021-11-03',
    closing: 'month',
    glance: 'usual',
  });
  await page.getByRole('link', { name: 'Month at a glance' }).click();
  await expect(page.getByText(/^649 receipts, 14 of them/)).toBeVisible();
  await page.getByRole('link', { name: 'Back' }).click();
  await expect(page).toHaveURL(/#\/closing\/2021-11$/);
});

test('a part of a bar leads to its receipts, and so does its figure of the month', async ({
  page,
}) => {
  await open(page);
  await column(page, /November 2, 2021.*needs you 2/)
    .locator('[data-series="2"]')
    .click({ force: true });
  await expect(page).toHaveURL(/#\/jobs/);
  await expect
    .poll(() => conditions(page))
    .toEqual([
      [
        { kind: 'day', column: 'businessDay', from: '2021-11-02', to: '2021-11-02' },
        { kind: 'choice', column: 'state', values: ['attention'] },
      ],
    ]);
  await page.goBack();
  await page.getByRole('combobox', { name: 'Split' }).selectOption('type');
  await page.getByRole('button', { name: /^cash-out 19$/ }).click();
  await expect
    .poll(() => conditions(page))
    .toEqual([
      [
        { kind: 'day', column: 'businessDay', from: '2021-11-01', to: '2021-11-30' },
        { kind: 'choice', column: 'type', values: ['cash-out'] },
      ],
    ]);
});

test('the keyboard goes from day to day in one stop of the tab key', async ({ page }) => {
  await open(page);
  await column(page, /November 1,/).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(column(page, /November 3,/)).toBeFocused();
  await page.keyboard.press('End');
  await expect(column(page, /November 30, 2021: 0 receipts/)).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => conditions(page))
    .toEqual([[{ kind: 'day', column: 'businessDay', from: '2021-11-01', to: '2021-11-01' }]]);
  await expect(
    rows(page)
      .or(page.getByRole('heading', { name: /No receipt/ }))
      .first(),
  ).toBeVisible();
});

test('a difference leads to the receipts of its pay desk and side', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: /Kasse 2.*17\.30 short, show 4 receipts/ }).click();
  await expect
    .poll(() => conditions(page))
    .toEqual([
      [
        { kind: 'day', column: 'businessDay', from: '2021-11-01', to: '2021-11-30' },
        { kind: 'choice', column: 'type', values: ['opening-diff', 'close-diff'] },
        { kind: 'choice', column: 'store', values: ['Filiale 2'] },
        { kind: 'choice', column: 'payDesk', values: ['Kasse 2'] },
        { kind: 'choice', column: 'currency', values: ['EUR'] },
        { kind: 'range', column: 'amount', to: -1 },
      ],
    ]);
});

test('a month without receipts says so and draws nothing', async ({ page }) => {
  await open(page, 'none');
  await expect(page.getByText('There are no receipts in this month.')).toBeVisible();
  await expect(page.getByText('Nothing has been booked in this month yet.')).toBeVisible();
  await expect(page.getByRole('group')).toHaveCount(0);
});

for (const width of [1440, 1024, 400]) {
  test(`nothing of the charts is cut off at ${width} pixels, however large`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await open(page, 'huge');
    await expect(page.getByText(/receipts, [\d,]+ of them/)).toBeVisible();
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll('.chart, .chart-axis span, .chart-key, .page')]
        .filter(
          (element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0,
        )
        .map((element) => element.className),
    );
    expect(cut).toEqual([]);
  });
}
