/** The tab DAILY CLOSING: calendar by keyboard, a closing's comparison, and the ways to what mends it. */
import type { Page } from '@playwright/test';
import { expect, openWindow, rows, test, type OpenOptions } from './window.ts';

const MONTH = { language: 'en', hash: '#/closing', closing: 'month' } satisfies OpenOptions;
const at = (date: string) => ({ ...MONTH, hash: `#/closing/2021-11-${date}` });
const day = (page: Page, name: RegExp) => page.getByRole('gridcell', { name });
const sentence = (page: Page, text: string) =>
  page.getByRole('heading', { level: 2, name: text, exact: true });

async function openClosing(page: Page, date: string, name: string): Promise<void> {
  await openWindow(page, at(date));
  await page.getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

test('the calendar is worked by keyboard: days, weeks, months, today', async ({ page }) => {
  await openWindow(page, MONTH);
  const today = day(page, /November 10, 2021, Today/);
  await expect(today).toHaveAttribute('aria-selected', 'true');
  await expect(sentence(page, 'Nov 10 is still running.')).toBeVisible();
  await today.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(day(page, /November 9, 2021/)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(day(page, /November 2, 2021/)).toBeFocused();
  await expect(sentence(page, 'Nov 2 is complete.')).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await expect(day(page, /October 26, 2021/)).toBeFocused();
  await expect(sentence(page, 'There was no business on Oct 26.')).toBeVisible();
  await page.keyboard.press('PageDown');
  await expect(day(page, /November 26, 2021/)).toBeFocused();
  await expect(sentence(page, 'This day is still to come.')).toBeVisible();
  await page.keyboard.press('Home');
  await expect(day(page, /November 22, 2021/)).toBeFocused();
  await page.keyboard.press('End');
  await expect(day(page, /November 28, 2021/)).toBeFocused();
  await page.getByRole('button', { name: 'Today' }).click();
  await expect(today).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('button', { name: 'Previous month' }).click();
  await expect(page.getByRole('grid', { name: 'October 2021' })).toBeVisible();
});

test('a day says its state in words beside its shape, and only one of them can be reached by tab', async ({
  page,
}) => {
  await openWindow(page, MONTH);
  for (const [name, state] of [
    [/November 4, 2021/, 'complete'],
    [/November 5, 2021/, 'difference'],
    [/November 7, 2021/, 'no business'],
    [/November 9, 2021/, 'open'],
    [/November 10, 2021/, 'running'],
  ] as const) {
    await expect(day(page, name)).toContainText(state);
  }
  await expect(day(page, /November 5, 2021/).locator('svg')).toHaveAttribute(
    'data-state',
    'difference',
  );
  await expect(day(page, /November 5, 2021/)).toContainText('€31.80');
  await expect(day(page, /November 6, 2021/)).not.toContainText('€');
  await expect(page.locator('[role=gridcell][tabindex="0"]')).toHaveCount(1);
});

test('the address of a day leads to it, also after a reload', async ({ page }) => {
  await openWindow(page, MONTH);
  await day(page, /November 5, 2021/).click();
  await page.reload();
  await expect(
    sentence(page, 'Nov 5: 2 receipts are missing in RetailSuite (€31.80).'),
  ).toBeVisible();
});

test('a closing stands side by side, with the difference of each line in cents', async ({
  page,
}) => {
  await openClosing(page, '05', 'Theke vorn, closing 5');
  const cash = page.getByRole('row', { name: /^Cash / });
  await expect(cash.getByRole('cell')).toHaveText([
    '€200.00',
    '€200.00',
    '€168.20',
    '–',
    '-€31.80',
    /Show/,
  ]);
  const invoices = page.getByRole('row', { name: /^11 invoices/ });
  await expect(invoices.getByRole('cell')).toHaveText([
    '–',
    '€681.27',
    '–',
    '€681.27',
    '€0.00',
    /Show/,
  ]);
  await expect(page.getByText('2 receipts differ')).toBeVisible();
});

test('one click leads to the single receipt, another to the receipts of a line', async ({
  page,
}) => {
  await openClosing(page, '05', 'Theke vorn, closing 5');
  await page.getByRole('link', { name: '2-2021/11/0000000021' }).click();
  await expect(page).toHaveURL(/#\/jobs\/40$/);
  await page.goBack();
  await page.getByRole('button', { name: 'Show receipts: Debit card' }).click();
  await expect(page).toHaveURL(/#\/jobs/);
  const { conditions } = await page.evaluate(() => {
    const asked = window.fake.calls.filter(({ name }) => name === 'jobs.page').at(-1);
    return asked?.args[0] as { conditions: unknown[] };
  });
  expect(conditions).toEqual([
    { kind: 'choice', column: 'payDesk', values: ['Kasse 1'] },
    { kind: 'day', column: 'businessDay', from: '2021-11-05', to: '2021-11-05' },
    { kind: 'text', column: 'paymentType', operator: 'starts', text: 'ECKarte' },
  ]);
});

test('a gap is explained with a reason, never without, and a wrong explanation is taken back', async ({
  page,
}) => {
  await openClosing(page, '06', 'Kasse 2, closing 6');
  await page.getByRole('button', { name: /^Explain the gap/ }).click();
  await page.getByRole('button', { name: 'Save explanation' }).click();
  await expect(page.getByText(/A reason is needed/)).toBeVisible();
  await page.getByRole('textbox', { name: 'Why?' }).fill('paper jam');
  await page.getByRole('button', { name: 'Save explanation' }).click();
  await expect(page.getByText(/paper jam \(schmidt/)).toBeVisible();
  await expect(page.getByText('explained', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: /^Take back the explanation:/ }).click();
  await page.getByRole('textbox', { name: 'Why?' }).fill('it was another till');
  await page.getByRole('button', { name: 'Take back the explanation', exact: true }).click();
  await expect(page.getByText(/paper jam \(schmidt/)).toBeHidden();
  await expect(page.getByRole('button', { name: /^Explain the gap/ })).toBeVisible();
});

test('an opening balance is entered with who, when and why', async ({ page }) => {
  await openClosing(page, '08', 'Kasse 2, closing 7');
  await page.getByRole('link', { name: 'Go to the cash book' }).click();
  await expect(page.getByRole('heading', { name: 'Cash book' })).toBeFocused();
  await page.getByRole('textbox', { name: /Amount/ }).fill('-1');
  await page.getByRole('button', { name: 'Enter opening balance' }).click();
  await expect(page.getByText(/Enter an amount of 0 or more/)).toBeVisible();
  await page.getByRole('textbox', { name: /Amount/ }).fill('200.00');
  await page.getByRole('textbox', { name: 'Why?' }).fill('counted');
  await page.getByRole('button', { name: 'Enter opening balance' }).click();
  await expect(page.getByText(/Opening balance entered by schmidt/)).toBeVisible();
  await expect(sentence(page, 'This closing is complete.')).toBeVisible();
});

test('what RetailSuite has of a changed posting is accepted with a reason', async ({ page }) => {
  await openClosing(page, '03', 'Theke vorn, closing 3');
  await page.getByRole('button', { name: /^Accept what RetailSuite has/ }).click();
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(page.getByText(/A reason is needed/)).toBeVisible();
  await page.getByRole('textbox', { name: 'Why?' }).fill('renamed by the tax adviser');
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(sentence(page, 'This closing is complete.')).toBeVisible();
});

test('the cash account in RetailSuite stands beside the drawer by day, once it is asked for', async ({
  page,
}) => {
  await openClosing(page, '05', 'Theke vorn, closing 5');
  await page.getByRole('button', { name: 'See the cash account in RetailSuite' }).click();
  const table = page.getByRole('region', { name: 'Cash account 1000 in RetailSuite' });
  const cells = table.getByRole('row').nth(1).getByRole('cell');
  const [drawer, own, difference, others] = (await cells.allInnerTexts()).map((text) =>
    Number(text.replaceAll(/[^\d.-]/g, '')),
  );
  expect(difference).toBeLessThan(0);
  expect(Math.round(100 * (Number(own) - Number(drawer)))).toBe(
    Math.round(100 * Number(difference)),
  );
  expect(others).toBe(-200);
  await expect(page.getByText(/Drawer and account do not agree/)).toBeVisible();
  await page.evaluate(() => {
    window.fake.closing.isOnline = false;
  });
  await page.getByRole('button', { name: 'See the cash account in RetailSuite' }).click();
  await expect(page.getByText(/RetailSuite could not be asked/)).toBeVisible();
});

test('RetailSuite is read now, and says so when it cannot be reached', async ({ page }) => {
  await openWindow(page, { ...at('09'), closing: 'offline' });
  const read = page.getByRole('button', { name: 'Read RetailSuite now' }).first();
  await read.click();
  await expect(page.getByText(/ENOTFOUND/)).toHaveCount(2);
  await expect(page.getByRole('status').filter({ hasText: 'safely stored' })).toBeVisible();
  await page.evaluate(() => {
    window.fake.closing.isOnline = true;
  });
  await read.click();
  await expect(page.getByText(/ENOTFOUND/)).toHaveCount(0);
});

test('a closing that is gone, and a month that cannot be read, have a way out', async ({
  page,
}) => {
  await openWindow(page, { ...MONTH, hash: '#/closing/2021-11-05/nothing' });
  await expect(page.getByRole('heading', { name: /no longer exists/ })).toBeVisible();
  await page.getByRole('link', { name: 'BACK' }).click();
  await expect(page.getByRole('grid')).toBeVisible();
  await openWindow(page, { ...MONTH, failing: 'closing.month' });
  await expect(page.getByRole('alert')).toBeVisible();
  await page.evaluate(() => window.fake.failing.clear());
  await page.getByRole('button', { name: /again/i }).click();
  await expect(page.getByRole('grid')).toBeVisible();
});

test('before going home: what is missing, and the way to it', async ({ page }) => {
  await openWindow(page, { ...MONTH, hash: '#/go-home' });
  await expect(page.getByText('3 points are still open.')).toBeVisible();
  await expect(page.locator('[data-step=tills]')).toContainText('1 till is not closed yet');
  await expect(page.locator('[data-step=backup]')).toHaveAttribute('data-done', 'true');
  await page.getByRole('link', { name: /Nov 5/ }).click();
  await expect(page.getByRole('grid', { name: 'November 2021' })).toBeVisible();
  await openWindow(page, { ...MONTH, closing: 'done', quiet: true, hash: '#/go-home' });
  await expect(page.getByText('All done for today. You can switch the PC off.')).toBeVisible();
});

test('the list says how today stands, with the way to the day', async ({ page }) => {
  await openWindow(page, { language: 'en', closing: 'month' });
  await expect(rows(page).first()).toBeVisible();
  const line = page.locator('.today-line');
  await expect(line).toContainText('Nov 10 is still running.');
  await line.getByRole('link', { name: 'Before going home' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Before going home' })).toBeVisible();
});

test('a till with a very long name cuts nothing off at 1024', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await openWindow(page, { ...at('05'), language: 'de' });
  await page.evaluate(() => {
    const { places } = window.fake.places;
    places.payDesks[0]!.name =
      'Kassenarbeitsplatz Obergeschoss Damenoberbekleidung links hinten '.repeat(2);
    window.fake.touchSettings();
    window.fake.put([window.sampleJob(900)]);
  });
  await expect(page.getByRole('link', { name: /Damenoberbekleidung/ })).toBeVisible();
  expect(
    await page.evaluate(() => {
      const { scrollWidth } = document.querySelector('.page') ?? { scrollWidth: 0 };
      return scrollWidth - window.innerWidth;
    }),
  ).toBeLessThanOrEqual(0);
});

test('a month goes to the tax office: period proposed, a place asked for, and in words what is open', async ({
  page,
}) => {
  await openWindow(page, MONTH);
  await page.getByRole('button', { name: 'Folder for the tax office …' }).click();
  const field = (name: string) => page.getByRole('textbox', { name });
  const make = page.getByRole('button', { name: 'Create the folder' });
  await expect(field('First day')).toHaveValue('Nov 1, 2021');
  await expect(field('Last day')).toHaveValue('Nov 30, 2021');
  await make.click();
  await expect(page.getByText('Name a folder.')).toBeVisible();
  await field('Where to').fill('/');
  await field('Last day').fill('Oct 1, 2021');
  await make.click();
  await expect(page.getByText('The last day is before the first.')).toBeVisible();
  await field('Last day').fill('2021-11-30');
  await make.click();
  await expect(
    page.getByText('The folder was not created. This place cannot be written to.'),
  ).toBeVisible();
  await field('Where to').fill('/media/stick');
  await make.click();
  await expect(
    page.getByText(/^Created: \/media\/stick\/Steuerordner_2021-11-01_2021-11-30_412-/),
  ).toBeVisible();
  await expect(page.getByText(/The folder is not complete, \d+ points are open:/)).toBeVisible();
  await expect(page.getByText(/and \d+ more, listed in the folder/)).toBeVisible();
  await field('First day').fill('2021-11-04');
  await field('Last day').fill('2021-11-04');
  await make.click();
  await expect(page.getByText('The folder is complete, nothing is open.')).toBeVisible();
});
