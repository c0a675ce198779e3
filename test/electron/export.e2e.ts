/** Hold with a reason and export in the real window: the system's dialog says where the file goes, a thread writes it. */
import fs from 'node:fs';
import path from 'node:path';
import { openDatabase } from '../../electron/core/db/open.ts';
import { expect, test } from '@playwright/test';
import { newFolder, startProgram } from './program.ts';

const EVENTS = 40;

test('puts a document on hold with a reason, and exports the list into the file that was chosen', async () => {
  const folder = newFolder();
  const data = path.join(folder, 'data');
  const inbox = path.join(data, 'inbox');
  fs.mkdirSync(inbox, { recursive: true });
  const lines = Array.from({ length: EVENTS }, (_, index) =>
    JSON.stringify({
      version: 1,
      id: String(index),
      store: '2',
      payDesk: 'K1',
      businessDay: '2026-11-20',
      occurredAt: '2026-11-20T10:00:00+01:00',
      type: 'cash-in',
      amountCents: 1_250 + index,
      text: 'Wechselgeld',
    }),
  );
  fs.writeFileSync(path.join(inbox, 'till.jsonl'), `${lines.join('\n')}\n`);
  // A shop of long ago: on its first day RS would be asked about each document before anyone may hold it.
  const db = openDatabase(data, { now: Date.now });
  db.prepare(`INSERT INTO settings VALUES ('history.startedAt', '0')`).run();
  db.close();
  const { app, page, close } = await startProgram(data);
  try {
    await page.evaluate(() => window.api?.call('setup.close', 'skipped'));
    await page.reload();
    const row = page.locator('.ag-row[row-business-key="40"]').first();
    await expect(row).toBeVisible({ timeout: 30_000 });

    await page.getByRole('checkbox', { name: /Job 40/i }).check();
    await page.getByRole('button', { name: /^(Zurückstellen|Put on hold)$/ }).click();
    await page.getByRole('textbox', { name: /Warum|Why/ }).fill('Asked the bank');
    await page.getByRole('button', { name: /^(1 zurückstellen|Put 1 on hold)$/ }).click();
    await expect(row).toContainText(/zurückgestellt|on hold/);

    for (const format of ['csv', 'xlsx'] as const) {
      const file = path.join(folder, `list.${format}`);
      await app.evaluate(({ dialog }, filePath) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
      }, file);
      await page.getByRole('button', { name: /^(Exportieren|Export)$/ }).click();
      const shown = page.getByRole('group', { name: /Tabelle wie gezeigt|Table as shown/ });
      await shown.getByRole('menuitem', { name: format === 'csv' ? /^CSV/ : /XLSX/ }).click();
      await expect(page.getByText(`: ${file}`)).toBeVisible({ timeout: 30_000 });
      expect(fs.readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    }
    const csv = fs.readFileSync(path.join(folder, 'list.csv'), 'utf8');
    expect(csv.trimEnd().split('\r\n')).toHaveLength(EVENTS + 1);
    expect(fs.readFileSync(path.join(folder, 'list.xlsx')).subarray(0, 2).toString()).toBe('PK');
  } finally {
    await close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
});
