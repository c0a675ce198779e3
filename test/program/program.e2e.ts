import { once } from 'node:events';
import { expect, type Page } from '@playwright/test';
import { openDatabase } from '../../electron/core/db/open.ts';
import { insertJobs } from '../helpers/jobs.ts';
import { skipSetup } from '../helpers/skip-setup.ts';
import { test } from './programs.ts';
import { drop, openShop } from './shop.ts';

const sale = (id: number) => ({
  version: 1,
  id: String(id),
  store: '2',
  payDesk: 'K1',
  type: 'order-cash',
  billNumber: `2-2026/11/${String(id).padStart(10, '0')}`,
  amountCents: 1_000 + id,
  businessDay: '2026-11-20',
  occurredAt: '2026-11-20T10:00:00+01:00',
});

const row = (page: Page, id: number) => page.locator(`.ag-row[row-business-key="${id}"]`);

test('what a till drops is booked before one’s eyes; details and BACK; the view survives a restart', async ({
  page,
  programs,
}) => {
  await openShop(programs, '--auto-invoice', '0');
  const first = await programs.serve();
  await page.goto(first.told['url'] ?? '');
  await expect(page).not.toHaveURL(/token/);
  drop(
    programs,
    'sales',
    Array.from({ length: 30 }, (_, index) => sale(index + 1)),
  );
  await expect(row(page, 30)).toContainText('Sync successful', { timeout: 30_000 });
  await expect(row(page, 30)).toContainText('Order synced to RS');
  await expect(page.getByText('1-25 of 30')).toBeVisible();

  await page.getByRole('button', { name: /next page/i }).click();
  await expect(page.getByText('26-30 of 30')).toBeVisible();
  await row(page, 3)
    .getByRole('button', { name: /details/i })
    .click();
  await expect(page.getByRole('region', { name: 'Parameter' })).toContainText('"umsatz": 10.03');
  await page.getByRole('link', { name: 'BACK' }).click();
  await expect(page.getByText('26-30 of 30')).toBeVisible();

  await page.getByRole('button', { name: /^KICK JOB/ }).click();
  await page.getByRole('button', { name: /^Columns \(12\)/ }).click();
  await page.reload();
  await expect(page.getByRole('button', { name: /^Columns \(12\)/ })).toHaveAttribute(
    'aria-expanded',
    'true',
  );

  first.child.kill('SIGTERM');
  await once(first.child, 'exit');
  const second = await programs.serve();
  await page.goto(second.told['url'] ?? '');
  await expect(page.getByText('26-30 of 30')).toBeVisible();
  await expect(row(page, 3)).toContainText('Sync successful');
  await expect(page.getByRole('button', { name: /^Columns \(12\)/ })).toHaveAttribute(
    'aria-expanded',
    'true',
  );
});

test('STOP lets come home what is out and lasts through a restart; KICK JOB books the rest', async ({
  page,
  programs,
}) => {
  await openShop(programs, '--auto-invoice', '0', '--fault', 'slow=1', '--slow', '0.4');
  const first = await programs.serve();
  await page.goto(first.told['url'] ?? '');
  await expect(page.getByRole('heading', { name: 'No receipts yet' })).toBeVisible();
  drop(
    programs,
    'sales',
    Array.from({ length: 20 }, (_, index) => ({
      ...sale(index + 1),
      type: 'cash-in',
      reason: 'Geldtransit',
      text: 'Wechselgeld',
    })),
  );
  const booked = page.locator('.ag-row').filter({ hasText: 'Sync successful' });
  await expect(booked.first()).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'STOP', exact: true }).click();
  const lamp = page.getByRole('status').filter({ hasText: 'Stopped by hand' });
  await expect(lamp).toBeVisible({ timeout: 30_000 });
  // The lamp is told at once, the rows a moment later.
  let soFar = 0;
  await expect(async () => {
    soFar = await booked.count();
    await expect(lamp).toContainText(` ${20 - soFar} receipts`, { timeout: 100 });
  }).toPass();
  expect(soFar).toBeLessThan(20);
  await expect(page.locator('.ag-row').filter({ hasText: 'being sent' })).toHaveCount(0);

  first.child.kill('SIGTERM');
  await once(first.child, 'exit');
  const second = await programs.serve();
  await page.goto(second.told['url'] ?? '');
  await expect(lamp).toBeVisible();
  // New documents are still read in; the rows under the mouse stay.
  const fifth = page.locator('.ag-row').nth(4);
  await fifth.hover();
  drop(programs, 'later', [
    { ...sale(21), type: 'cash-in', reason: 'Geldtransit', text: 'Wechselgeld' },
  ]);
  await expect(page.getByText('1-21 of 21')).toBeVisible({ timeout: 30_000 });
  await expect(row(page, 21)).toHaveCount(0);
  await page.getByRole('button', { name: '1 new row – show' }).click();
  await expect(row(page, 21)).toBeVisible();
  await expect(booked).toHaveCount(soFar);

  await page.getByRole('button', { name: /^KICK JOB/ }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Everything is in RS' })).toBeVisible({
    timeout: 60_000,
  });
  await expect(booked).toHaveCount(21);
});

test('an address works once; a second browser gets a sentence, not the data', async ({
  page,
  programs,
  browser,
}) => {
  skipSetup(programs.data);
  const { told } = await programs.serve();
  await page.goto(told['url'] ?? '');
  await expect(page.getByRole('button', { name: /^KICK JOB/ })).toBeVisible();
  const stranger = await browser.newContext();
  const other = await stranger.newPage();
  await other.goto(told['url'] ?? '');
  await expect(other.getByText('This address no longer opens the window.')).toBeVisible();
  await expect(other.locator('.ag-row')).toHaveCount(0);
  await stranger.close();
});

test('a backend that goes away is told', async ({ page, programs }) => {
  skipSetup(programs.data);
  const first = await programs.serve();
  const url = new URL(first.told['url'] ?? '');
  await page.goto(url.href);
  await expect(page.getByText(/Not connected to RS/)).toBeVisible();
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  await expect(page.getByText(/Connection to the program lost/).first()).toBeVisible({
    timeout: 20_000,
  });
});

test('a hundred thousand jobs: the first rows come at once', async ({ page, programs }) => {
  const db = openDatabase(programs.data, { now: Date.now });
  insertJobs(
    db,
    Array.from({ length: 100_000 }, () => ({})),
  );
  db.prepare(
    `UPDATE jobs SET state = 'booked', posting_number = '1', due_at = NULL WHERE id % 50 <> 0`,
  ).run();
  db.close();
  const { told } = await programs.serve();
  const openedAt = performance.now();
  await page.goto(told['url'] ?? '');
  await expect(row(page, 100_000)).toBeVisible();
  console.log(`first rows of 100,000 after ${Math.round(performance.now() - openedAt)} ms`);
  await expect(page.getByText('1-25 of 100,000')).toBeVisible();
});
