/** Helpers of the browser tests: opening the harness at a fixed moment, and finding things by what they are called. */
import { expect, test as base, type Locator, type Page } from '@playwright/test';
import type { SampleMonth } from '../renderer/fake-glance.ts';
import { SAMPLE_NOW } from '../renderer/sample-jobs.ts';

export interface OpenOptions {
  readonly jobs?: number;
  readonly problems?: number;
  readonly language?: 'de' | 'en';
  readonly theme?: 'light' | 'dark' | 'system';
  /** Only booked jobs. */
  readonly quiet?: boolean;
  readonly failing?: string;
  /** Milliseconds that a page of the list takes. */
  readonly slow?: number;
  readonly hash?: string;
  /** Default: the demo's badge is shown. */
  readonly demo?: boolean;
  /** The first start, at this step. */
  readonly setup?: 'language' | 'connection' | 'folders' | 'accounts' | 'test';
  /** The first start's other steps are through. */
  readonly connected?: boolean;
  /** The host is a browser: no dialog for folders, a link for the sign-in. */
  readonly browser?: boolean;
  /** Closings of a month: with some open, all of today there, or RetailSuite offline; absent: none at all. */
  readonly closing?: 'month' | 'done' | 'offline';
  /** The month at a glance; absent: without documents. */
  readonly glance?: SampleMonth;
  /** The browser came with an address that is used up. */
  readonly used?: boolean;
  /** The obstacle to setting up. */
  readonly problem?: string;
}

export const test = base.extend<{ errors: string[] }>({
  // A fault that only the console sees fails the test too.
  errors: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text());
      });
      await use(errors);
      expect(errors).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

export async function openWindow(page: Page, options: OpenOptions = {}): Promise<void> {
  await page.clock.install({ time: SAMPLE_NOW });
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(options)) {
    if (key !== 'hash')
      query.set(key, typeof value === 'boolean' ? String(Number(value)) : String(value));
  }
  await page.goto(`/?${query.toString()}${options.hash ?? ''}`);
}

/** Opens the list in English (the names that the tests use) and waits for its rows. */
export async function openList(page: Page, options: OpenOptions = {}): Promise<void> {
  await openWindow(page, { language: 'en', ...options });
  await expect(rows(page).first()).toBeVisible();
}

export function rows(page: Page): Locator {
  return page.locator('.ag-row[row-business-key]');
}

export function cell(page: Page, id: number, column: string): Locator {
  return page.locator(`[row-business-key="${id}"] [col-id="${column}"]`);
}

/** The job numbers on screen, from top to bottom. */
export async function shownIds(page: Page): Promise<number[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.ag-row[row-business-key]')]
      .sort((a, b) => Number(a.getAttribute('row-index')) - Number(b.getAttribute('row-index')))
      .map((row) => Number(row.getAttribute('row-business-key'))),
  );
}

export function button(page: Page, name: string | RegExp): Locator {
  return page.getByRole('button', { name });
}

/** Styles that a twin spoils the page with: a style element of its own is none that the page's policy lets in. */
export async function restyle(page: Page, css: string): Promise<void> {
  await page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets.push(sheet);
  }, css);
}
