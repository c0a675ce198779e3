/** The clicks of the benchmark: each leads to other rows than those before. */
import fs from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { armPaint, type Painted } from './meter.ts';

/** A view of the user: all rows, and a condition that is switched off. */
export const OWN_VIEW = 'Cards';

interface Step {
  /** Steps of one name are one row of the report. */
  readonly name: string;
  /** What a person does before; not measured. */
  arm?(page: Page): Promise<void>;
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
/** The last of the keys counts: rows come while a person goes on typing, too. */
const type = (text: string): Step => ({
  name: 'search: the last key',
  async arm(page) {
    const field = page.getByRole('textbox', { name: /Search/ });
    await field.pressSequentially(text.slice(0, -1), { delay: 30 });
    await page.waitForFunction(() => document.querySelector('.skeleton') === null);
  },
  do: (page) => page.getByRole('textbox', { name: /Search/ }).press(text.slice(-1)),
});
const back: Step = {
  name: 'BACK',
  async arm(page) {
    await page
      .getByRole('button', { name: /^Show details of job/ })
      .first()
      .click();
    await page.getByRole('link', { name: 'BACK' }).waitFor();
  },
  do: (page) => page.getByRole('link', { name: 'BACK' }).click(),
};
/** A till puts a file down whole: under its name when it is written. */
const drop = (inbox: string): Step => ({
  name: 'a dropped file',
  async do(page) {
    const now = new Date();
    const key = `bench-${now.getTime()}`;
    const event = {
      ...{ version: 1, id: key, type: 'cash-in', store: '1', payDesk: 'K1' },
      ...{ businessDay: now.toISOString().slice(0, 10), occurredAt: now.toISOString() },
      ...{ amountCents: 1_234, reason: 'Geldtransit' },
    };
    const half = path.join(inbox, `${key}.tmp`);
    fs.writeFileSync(half, `${JSON.stringify(event)}\n`);
    const begun = performance.timeOrigin + performance.now();
    fs.renameSync(half, path.join(inbox, `${key}.jsonl`));
    await page.evaluate(
      (detail) => window.dispatchEvent(new CustomEvent('bench-begun', { detail })),
      begun,
    );
  },
});
const filter: Step = {
  name: 'a filter, on or off',
  do: (page) => page.getByRole('switch').first().click(),
};

/**
 * @param rows in the list
 * @param isQuiet nothing is sent meanwhile, so that all views have rows, and a dropped file is the only news
 * @param inbox folder that the program watches
 */
export function steps(rows: number, pageSize: number, isQuiet: boolean, inbox: string): Step[] {
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
    ...(isQuiet ? [type(bill.slice(-6)), search(''), drop(inbox), back] : []),
  ];
}

/** Milliseconds by the name of the step. */
export type Times = Map<string, number[]>;

export async function click(page: Page, all: readonly Step[], times: Times): Promise<void> {
  for (const step of all) {
    await step.arm?.(page);
    await page.evaluate(armPaint);
    await step.do(page);
    const painted: Painted | undefined = await page.evaluate(() => window.benchPainted);
    if (painted?.ms == null) throw new Error(`No other rows came after "${step.name}".`);
    times.set(step.name, [...(times.get(step.name) ?? []), painted.ms]);
  }
}
