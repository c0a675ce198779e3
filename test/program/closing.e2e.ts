/** A day of a real shop, closed before one's eyes: opening balance entered, RetailSuite read, side by side, sealed. */
import { expect } from '@playwright/test';
import { test } from './programs.ts';
import { drop, openShop } from './shop.ts';

const DAY = '2026-11-20';
const event = (id: string, more: object) => ({
  ...{ version: 1, id, store: '2', payDesk: 'K1', businessDay: DAY },
  ...more,
});
const sale = (id: number) =>
  event(String(id), {
    type: 'order-cash',
    billNumber: `2-2026/11/${String(id).padStart(10, '0')}`,
    amountCents: 1_000 + id,
    occurredAt: `${DAY}T10:0${id}:00+01:00`,
  });
const CLOSING = event('K1-Z7', {
  ...{ type: 'closing', closing: '7', occurredAt: `${DAY}T20:00:00+01:00`, grossCents: 3_006 },
  payments: [{ method: 'cash', amountCents: 3_006 }],
  ...{
    receipts: 3,
    firstBillNumber: '2-2026/11/0000000001',
    lastBillNumber: '2-2026/11/0000000003',
  },
});

test('a closing is sealed in the window once its drawer is known and RetailSuite was read', async ({
  page,
  programs,
}) => {
  await openShop(programs, '--auto-invoice', '0');
  const { told } = await programs.serve();
  await page.goto(told['url'] ?? '');
  await expect(page).not.toHaveURL(/token/);
  drop(programs, 'day', [sale(1), sale(2), sale(3), CLOSING]);
  await expect(page.locator('.ag-row[row-business-key="3"]')).toContainText('Sync successful', {
    timeout: 30_000,
  });
  await page.evaluate((day) => {
    window.location.hash = `#/closing/${day}`;
  }, DAY);
  await page.getByRole('link', { name: /closing 7/ }).click();
  await page.getByRole('textbox', { name: /Amount/ }).fill('200.00');
  await page.getByRole('textbox', { name: 'Why?' }).fill('counted by the owner');
  await page.getByRole('button', { name: 'Enter opening balance' }).click();
  await expect(page.getByText(/Opening balance entered by/)).toBeVisible();
  await page.getByRole('button', { name: 'Read RetailSuite now' }).first().click();
  await expect(page.getByText('RetailSuite was read.')).toBeVisible();
  const cash = page.getByRole('row', { name: /^Cash / });
  await expect(cash.getByRole('cell').nth(2)).toHaveText('€30.06');
  await expect(cash.getByRole('cell').nth(4)).toHaveText('€0.00');
  await expect(page.getByText('This closing is complete.')).toBeVisible();
  await page.getByRole('link', { name: 'BACK' }).click();
  await expect(page.getByRole('gridcell', { name: /November 20, 2026/ })).toContainText('complete');
});
