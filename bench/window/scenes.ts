/** The clicks of the benchmark: each leads to other rows than those before. */
import type { Page } from '@playwright/test';
import { armPaint, type Painted } from './meter.ts';

/** A view of the user: all rows, and a condition that is switched off. */
export const OWN_VIEW = 'Cards';

interface Step {
  /** Steps of one name are one row of the report. */
  readonly name: string;
  do(page: Page): Promise<void>;
}

const press = (name: string, label: string): Step => ({
  name,
  do: (page) => page.getByRole('button', { name: label, exact: true }).click(),
});
const view = (label: string): Step => ({
  name: `view: ${label}`,
  do: (page) =>
    page
      .getByRole('navigation', { name: 'Views' })
      .getByRole('button', { name: label, exact: true })
      .click(),
});
const sort = (label: string): Step => ({
  name: 'sort by a heading',
  do: (page) => page.locator('.ag-header-cell', { hasText: label }).first().click(),
});
const toPage = (number: number): Step => ({
  name: 'a page in the middle',
  async do(page) {
    const field = page.getByRole('textbox', { name: 'Page', exact: true });
    await field.fill(String(number));
    await field.press('Enter');
  },
});
const search = (text: string): Step => ({
  name: text === '' ? 'search: cleared' : 'search: Enter',
  async do(page) {
    const field = page.getByRole('textbox', { name: /Search/ });
    await field.fill(text);
    await field.press('Enter');
  },
});
const filter: Step = {
  name: 'a filter, on or off',
  do: (page) => page.getByRole('switch').first().click(),
};

/**
 * @param rows in the list
 * @param isQuiet nothing is sent meanwhile, so that all views have rows
 */
export function steps(rows: number, pageSize: number, isQuiet: boolean): Step[] {
  const pages = Math.floor(rows / pageSize);
  const bill = String(Math.floor(rows * 0.372158)).padStart(10, '0');
  return [
    press('next page', 'Next page'),
    press('next page', 'Next page'),
    press('previous page', 'Previous page'),
    press('last page', 'Last page'),
    toPage(Math.floor(pages * 0.5)),
    press('first page', 'First page'),
    toPage(Math.floor(pages * 0.7)),
    press('first page', 'First page'),
    filter,
    press('next page', 'Next page'),
    filter,
    press('next page', 'Next page'),
    sort('Created'),
    press('last page', 'Last page'),
    toPage(Math.floor(pages * 0.4)),
    sort('Modified'),
    press('next page', 'Next page'),
    sort('Bill number at POS'),
    press('next page', 'Next page'),
    sort('ID'),
    search(bill.slice(-6)),
    search(''),
    search(bill),
    search(''),
    ...(isQuiet ? [view('Needs me')] : []),
    view('Differences'),
    view('All'),
    view('Not in RS yet'),
    // All rows again, with the condition that the next round switches.
    view(OWN_VIEW),
  ];
}

/** Milliseconds by the name of the step. */
export type Times = Map<string, number[]>;

export async function click(page: Page, all: readonly Step[], times: Times): Promise<void> {
  for (const step of all) {
    await page.evaluate(armPaint);
    await step.do(page);
    const painted: Painted | undefined = await page.evaluate(() => window.benchPainted);
    if (painted?.ms == null) throw new Error(`No other rows came after "${step.name}".`);
    times.set(step.name, [...(times.get(step.name) ?? []), painted.ms]);
  }
}
