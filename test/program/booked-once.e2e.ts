/**
 * A booked document is not sent again by anything that a person can press: every button of the list with booked rows
 * chosen, of the details of a booked job, and of every dialog that opens, is pressed, one after the other.
 */
import { expect, type Locator, type Page } from '@playwright/test';
import { eventsOfTwoDays } from '../helpers/manager-day.ts';
import { test } from './programs.ts';
import { drop, openShop, postings } from './shop.ts';

/** Leave the program, or make a file; they send nothing, and the test would have to follow them. */
const LEAVES = /^(Export|CSV|Excel)/;

const BOOKED = 20;

/** The buttons that can be pressed right now, by their place among all. */
async function pressable(scope: Page | Locator): Promise<{ index: number; name: string }[]> {
  return scope.locator('button, [role=menuitem]').evaluateAll((elements) =>
    elements.flatMap((element, index) => {
      const isUsable =
        element.checkVisibility() &&
        !(element as HTMLButtonElement).disabled &&
        element.closest('[aria-hidden=true]') === null;
      const name = element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '';
      return isUsable ? [{ index, name }] : [];
    }),
  );
}

/** Whatever covers it, and whether it looks as if it could be pressed or not. */
const press = (what: Locator) => what.evaluate((element: HTMLElement) => element.click());

async function pressAll(page: Page, open: () => Promise<void>): Promise<string[]> {
  const pressed: string[] = [];
  await open();
  for (const { name } of await pressable(page)) {
    if (LEAVES.test(name)) continue;
    await open();
    const target = page
      .getByRole('button', { name, exact: true })
      .or(page.getByRole('menuitem', { name, exact: true }));
    if ((await target.count()) === 0) continue;
    await press(target.first());
    pressed.push(name);
    const dialog = page.getByRole('dialog');
    if ((await dialog.count()) === 0) continue;
    await expect(dialog.getByText(/^Counting/)).toHaveCount(0);
    for (const inside of await pressable(dialog)) {
      const target = dialog.locator('button, [role=menuitem]').nth(inside.index);
      if ((await target.count()) === 0) break;
      const reason = dialog.getByRole('textbox');
      if ((await reason.count()) > 0) await reason.first().fill('Because');
      await press(target);
      pressed.push(`${name} / ${inside.name}`);
    }
    await page.keyboard.press('Escape');
  }
  return pressed;
}

test('every button is pressed, and RS has every posting once', async ({ page, programs }) => {
  test.setTimeout(900_000);
  const url = await openShop(programs, '--auto-invoice', '0');
  const events = eventsOfTwoDays(Date.now()).slice(0, BOOKED);
  drop(programs, 'first', events);
  const { told } = await programs.serve();
  await page.goto(told['url'] ?? '');
  await page.getByRole('combobox', { name: /^(Sprache|Language)$/ }).selectOption('en');
  await expect.poll(async () => (await postings(url)).length, { timeout: 60_000 }).toBe(BOOKED);
  const before = (await postings(url)).map(({ beleg2 }) => beleg2).sort();
  expect(new Set(before).size).toBe(BOOKED);
  const address = page.url().replace(/#.*$/, '');

  const row = page.locator(`.ag-row[row-business-key="${BOOKED}"]`);
  const everything = page.getByRole('checkbox', { name: 'Select all rows of this page' });
  const list = async () => {
    await page.goto('about:blank');
    await page.goto(`${address}#/jobs?view=all`);
    const views = page.getByRole('navigation', { name: 'Views' });
    await views.getByRole('button', { name: 'All', exact: true }).click();
    await expect(row).toBeVisible();
    if (!(await everything.isChecked())) await everything.check();
    await expect(page.getByRole('button', { name: 'Send again' }).first()).toBeVisible();
  };
  const details = async () => {
    await page.goto('about:blank');
    await page.goto(`${address}#/jobs/${BOOKED}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Parameter' })).toContainText('umsatz');
  };
  await list();
  await expect(row.getByRole('button', { name: /again/ })).toHaveCount(0);
  const ofList = await pressAll(page, list);
  expect(ofList).toEqual(expect.arrayContaining(['KICK JOB', 'Send again', 'Take back']));
  await details();
  await expect(page.getByRole('button', { name: 'Send again' })).toHaveCount(0);
  expect((await pressAll(page, details)).length).toBeGreaterThan(2);

  // The same file again.
  drop(programs, 'again', events);
  await list();
  await page.getByRole('button', { name: 'Send again' }).first().click();
  await expect(page.getByRole('dialog')).toContainText(
    /None of the \d+ receipts can be sent again/,
  );
  await expect(page.getByRole('dialog').getByRole('button', { name: /^Send \d/ })).toHaveCount(0);
  await page.keyboard.press('Escape');

  // A new document is booked: whatever was started has had its turn.
  drop(programs, 'last', [
    { ...events[BOOKED - 1], id: 'last', billNumber: '2-2026/11/0000000999' },
  ]);
  await page.getByRole('button', { name: /^KICK JOB/ }).click();
  await expect.poll(async () => (await postings(url)).length, { timeout: 60_000 }).toBe(BOOKED + 1);
  const after = (await postings(url)).map(({ beleg2 }) => beleg2);
  expect(new Set(after).size).toBe(BOOKED + 1);
  expect(after).toEqual(expect.arrayContaining(before));
});
