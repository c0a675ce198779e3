/** Export: the list as it is shown, with progress, and its end is told. */
import type { Page } from '@playwright/test';
import { violations } from './axe.ts';
import { button, expect, openList, test } from './window.ts';

const toolbar = (page: Page) => page.getByRole('group', { name: /toolbar|tools/i });

function item(page: Page, format: string, form = 'Table as shown') {
  return page
    .getByRole('group', { name: form })
    .getByRole('menuitem', { name: format, exact: true });
}

async function choose(page: Page, format: string, form?: string): Promise<void> {
  await toolbar(page).getByRole('button', { name: 'Export' }).click();
  await item(page, format, form).click();
}

test('exports the columns shown, in their order, of the list as filtered and sorted', async ({
  page,
}) => {
  await openList(page);
  await choose(page, 'CSV');
  await expect(page.getByRole('progressbar', { name: 'Export' })).toBeVisible();
  await page.evaluate(() => {
    const { export: exporting, preferences } = window.fake;
    if (!exporting.request) throw new Error('nothing was asked for');
    if (exporting.request.columns.join() !== preferences.jobView.columns.join())
      throw new Error('other columns');
    exporting.progress = { ...exporting.progress, rows: 42 };
  });
  await page.clock.runFor(400);
  await expect(page.getByText('42 of 84')).toBeVisible();
  await page.evaluate(() => {
    const { export: exporting } = window.fake;
    exporting.progress = { ...exporting.progress, status: 'done', rows: 84 };
  });
  await page.clock.runFor(400);
  await expect(page.getByText('84 rows exported: /home/anna/Belege-2021-11-10.csv')).toBeVisible();
  expect(await page.evaluate(() => window.fake.export.request)).toMatchObject({
    form: 'shown',
    format: 'csv',
    isPlain: false,
    language: 'en',
    target: { kind: 'matching', conditions: [] },
    sort: { column: 'id', direction: 'desc' },
  });
});

test('exports the chosen rows alone', async ({ page }) => {
  await openList(page);
  await page.getByRole('checkbox', { name: 'Select job 82' }).check();
  await page
    .getByRole('region', { name: 'Selection' })
    .getByRole('button', { name: 'Export' })
    .click();
  await item(page, 'Excel (XLSX)', 'For the tax adviser').click();
  await expect
    .poll(() => page.evaluate(() => window.fake.export.request))
    .toMatchObject({ form: 'tax', format: 'xlsx', target: { kind: 'jobs', ids: [82] } });
});

test('can be cancelled; a failure says what to do; no file chosen is no failure', async ({
  page,
}) => {
  await openList(page);
  await choose(page, 'Excel (XLSX)');
  await button(page, 'Cancel').click();
  await page.clock.runFor(400);
  await expect(page.getByText('The export is cancelled. No file was made.')).toBeVisible();
  await page.evaluate(() => (window.fake.export.chosen = 'none'));
  await choose(page, 'CSV');
  await expect(page.getByRole('progressbar', { name: 'Export' })).toHaveCount(0);
  await page.evaluate(() => (window.fake.export.chosen = 'file'));
  await choose(page, 'CSV');
  await page.evaluate(() => {
    const { export: exporting } = window.fake;
    exporting.progress = {
      ...exporting.progress,
      status: 'failed',
      error: 'ENOSPC: no space left',
    };
  });
  await page.clock.runFor(400);
  await expect(page.getByText(/export failed: ENOSPC: no space left\./)).toBeVisible();
});

test('by keyboard, and in a browser the file is fetched from this page’s own host', async ({
  page,
}) => {
  await openList(page);
  await page.evaluate(() => (window.fake.export.chosen = null));
  await page.route('**/api/download/**', (route) =>
    route.fulfill({ headers: { 'content-disposition': 'attachment' }, body: 'id' }),
  );
  await toolbar(page).getByRole('button', { name: 'Export' }).focus();
  await page.keyboard.press('Enter');
  await expect(item(page, 'CSV')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => window.fake.export.request?.format)).toBe('xlsx');
  const download = page.waitForEvent('download');
  await page.evaluate(() => {
    const { export: exporting } = window.fake;
    exporting.progress = {
      ...exporting.progress,
      status: 'done',
      rows: 84,
      download: '/api/download/export-1',
    };
  });
  await page.clock.runFor(400);
  expect(new URL((await download).url()).pathname).toBe('/api/download/export-1');
  await expect(
    page.getByText('84 rows exported. The browser saves Belege-2021-11-10.csv.'),
  ).toBeVisible();
});

for (const language of ['de', 'en'] as const) {
  for (const theme of ['light', 'dark'] as const) {
    test(`the menu says what is in the file and how numbers stay, ${language}, ${theme}`, async ({
      page,
    }) => {
      await openList(page, { language, theme });
      const words = {
        de: ['Exportieren', 'CSV: Nummern unverändert öffnen'],
        en: ['Export', 'CSV: open numbers unchanged'],
      };
      const [name = '', keep = ''] = words[language];
      await page.getByRole('button', { name, exact: true }).click();
      const choice = page.getByRole('menuitemcheckbox', { name: keep });
      await expect(choice).toBeChecked();
      expect(await violations(page)).toEqual([]);
      if (process.env['PICTURES'] !== undefined) {
        await page.screenshot({ path: `test-results/screens/export-${language}-${theme}.png` });
      }
      await choice.click();
      await expect(choice).not.toBeChecked();
      await page.getByRole('menuitem', { name: 'CSV', exact: true }).first().click();
      await expect.poll(() => page.evaluate(() => window.fake.export.request?.isPlain)).toBe(true);
    });
  }
}
