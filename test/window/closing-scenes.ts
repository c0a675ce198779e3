/** The tab TAGESABSCHLUSS and the last check of the day, for the pictures. */
import type { Page } from '@playwright/test';
import type { Scene } from './run-scenes.ts';
import { expect, type OpenOptions } from './window.ts';

const MONTH = { hash: '#/closing', closing: 'month' } satisfies OpenOptions;
const day = (date: string) => ({ ...MONTH, hash: `#/closing/2021-11-${date}` });
const sentence = (page: Page, text: RegExp) =>
  expect(page.getByRole('heading', { level: 2, name: text })).toBeVisible();
const READ = /RetailSuite jetzt lesen|Read RetailSuite now/;

async function openClosing(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('link', { name }).click();
  await expect(page.getByRole('columnheader', { name: /RetailSuite/ })).toBeVisible();
}

export const CLOSING_SCENES: readonly Scene[] = [
  { name: 'closing-running', options: MONTH, prepare: (page) => sentence(page, /läuft|running/) },
  {
    name: 'closing-sealed',
    options: day('04'),
    prepare: (page) => sentence(page, /ist rund|is complete/),
  },
  {
    name: 'closing-missing',
    options: day('05'),
    prepare: (page) => sentence(page, /31,80 €|€31.80/),
  },
  { name: 'closing-open', options: day('09'), prepare: (page) => sentence(page, /87,00|87.00/) },
  { name: 'closing-gaps', options: day('06'), prepare: (page) => sentence(page, /6/) },
  {
    name: 'closing-none',
    options: day('07'),
    prepare: (page) => sentence(page, /Geschäft|business/),
  },
  {
    name: 'closing-empty',
    options: { hash: '#/closing' },
    prepare: (page) => sentence(page, /noch nichts|Nothing has come/),
  },
  {
    name: 'closing-loading',
    options: MONTH,
    async prepare(page) {
      await page.evaluate(() => window.slow('closing.day', 100_000));
      await page.keyboard.press('Tab');
      await page.getByRole('button', { name: /Voriger Monat|Previous month/ }).click();
      await expect(page.getByText(/wird gelesen|Reading the day/)).toBeVisible();
    },
  },
  {
    name: 'closing-failed',
    options: { ...MONTH, failing: 'closing.month' },
    prepare: (page) => expect(page.getByRole('alert')).toBeVisible(),
  },
  {
    name: 'closing-offline',
    options: { hash: '#/closing/2021-11-09', closing: 'offline' },
    async prepare(page) {
      await page.getByRole('button', { name: READ }).first().click();
      await expect(page.getByText('ENOTFOUND').first()).toBeVisible();
    },
  },
  {
    name: 'clearing',
    options: { ...MONTH, hash: '#/clearing/2021-11' },
    prepare: (page) => expect(page.getByRole('heading', { level: 2, name: /1361/ })).toBeVisible(),
  },
  {
    name: 'clearing-none',
    options: { hash: '#/clearing/2021-11' },
    prepare: (page) => expect(page.getByText(/kein Verrechnungskonto|No clearing/)).toBeVisible(),
  },
  {
    name: 'clearing-failed',
    options: { ...MONTH, hash: '#/clearing', failing: 'closing.clearing' },
    prepare: (page) => expect(page.getByRole('alert')).toBeVisible(),
  },
  {
    name: 'tax-folder',
    options: MONTH,
    async prepare(page) {
      await page
        .getByRole('button', { name: /Ordner für das Finanzamt|Folder for the tax/ })
        .click();
      await page.getByRole('textbox', { name: /Wohin|Where to/ }).fill('/media/stick');
      await page.getByRole('button', { name: /Ordner erstellen|Create the folder/ }).click();
      await expect(page.getByText(/Steuerordner_2021-11-01_2021-11-30/)).toBeVisible();
    },
  },
  {
    name: 'closing-one-sealed',
    options: day('04'),
    prepare: (page) => openClosing(page, /Kasse 2.* 4$/),
  },
  {
    name: 'closing-one-missing',
    options: day('05'),
    prepare: (page) => openClosing(page, /Theke vorn.* 5$/),
  },
  {
    name: 'closing-one-changed',
    options: day('03'),
    async prepare(page) {
      await openClosing(page, /Theke vorn.* 3$/);
      await page.getByRole('button', { name: /Stand von RetailSuite|Accept what/ }).click();
      await page.getByRole('textbox', { name: /Warum|Why/ }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'closing-one-gaps',
    options: day('06'),
    async prepare(page) {
      await openClosing(page, /Kasse 2.* 6$/);
      await page.getByRole('button', { name: /Lücke erklären|Explain the gap/ }).click();
      await page.getByRole('button', { name: /Erklärung speichern|Save explanation/ }).click();
      await page.getByText(/Ein Grund ist nötig|A reason is needed/).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'closing-one-account',
    options: day('05'),
    async prepare(page) {
      await openClosing(page, /Theke vorn.* 5$/);
      await page.getByRole('button', { name: /Kassenkonto in|See the cash account/ }).click();
      await page.getByText(/Lade und Konto|Drawer and account/).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'closing-one-opening',
    options: day('08'),
    async prepare(page) {
      await openClosing(page, /Kasse 2.* 7$/);
      await page.getByRole('link', { name: /Zum Kassenbuch|Go to the cash book/ }).click();
    },
  },
  {
    name: 'go-home-open',
    options: { hash: '#/go-home', closing: 'month' },
    prepare: (page) =>
      expect(page.getByText(/Punkte sind offen|points are still open/)).toBeVisible(),
  },
  {
    name: 'go-home-done',
    options: { hash: '#/go-home', closing: 'done', quiet: true },
    prepare: (page) => expect(page.getByText(/alles erledigt|All done/)).toBeVisible(),
  },
  {
    name: 'list-today',
    options: { closing: 'month' },
    prepare: (page) => expect(page.locator('.today-line')).toBeVisible(),
  },
];
