/** Files of tills reach the program from the window itself: opened or dropped, in pieces, with their result in words. */
import type { Page } from '@playwright/test';
import { GOOD_RESULT } from '../renderer/fake-hand-over.ts';
import { dropFiles } from './drop-files.ts';
import { button, expect, openList, openWindow, test } from './window.ts';

const panel = (page: Page) => page.getByRole('region', { name: 'Import' });
const received = (page: Page) => page.evaluate(() => window.fake.handOver.received);

async function choose(page: Page, name: string, text: string): Promise<void> {
  const asked = page.waitForEvent('filechooser');
  await button(page, 'Open till export …').click();
  await (
    await asked
  ).setFiles({
    name,
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(text),
  });
}

test('an empty list opens an export, and says what came of it', async ({ page }) => {
  await openWindow(page, { language: 'en', jobs: 0 });
  await choose(page, 'Kasse-1.zip', 'zip bytes');
  await expect(panel(page)).toContainText('212 new receipts imported.');
  await expect(panel(page)).toContainText('215 jobs of €4,318.70 in total');
  expect(await received(page)).toBe('zip bytes');
  await button(page, 'Close finished messages').click();
  await expect(panel(page)).toBeHidden();
});

test('a file that is larger than one piece arrives byte by byte', async ({ page }) => {
  await openWindow(page, { language: 'en', jobs: 0 });
  const text = Array.from({ length: 100_000 }, (_, index) => index % 10_000).join(';');
  await choose(page, 'Kasse-1.zip', text);
  await expect(panel(page)).toContainText('new receipts');
  expect(await received(page)).toBe(text);
  const pieces = await page.evaluate(
    () => window.fake.calls.filter(({ name }) => name === 'handOver.write').length,
  );
  expect(pieces).toBe(2);
});

test('files are dropped anywhere, read one after the other, and what needs a person leads there', async ({
  page,
}) => {
  await openList(page);
  await page.evaluate((result) => {
    window.fake.handOver.progress = { phase: 'done', result: { ...result, problems: 2 } };
  }, GOOD_RESULT);
  await dropFiles(page, [
    { name: 'a.jsonl', text: 'first' },
    { name: 'b.jsonl', text: 'second' },
  ]);
  await expect(panel(page).getByRole('listitem')).toHaveCount(2);
  await expect(panel(page).getByRole('link', { name: '2 items need you' })).toHaveCount(2);
  expect(await received(page)).toBe('firstsecond');
  await panel(page).getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Needs me' })).toBeVisible();
});

test('lines that were all refused are said in words, too', async ({ page }) => {
  await openList(page);
  await page.evaluate((result) => {
    window.fake.handOver.progress = {
      phase: 'done',
      result: { ...result, events: 0, jobs: 0, sums: {}, problems: 3 },
    };
  }, GOOD_RESULT);
  await dropFiles(page, [{ name: 'a.jsonl', text: 'first' }]);
  await expect(panel(page)).toContainText('No new receipt came from it.');
  await expect(panel(page).getByRole('link', { name: '3 items need you' })).toBeVisible();
});

test('while it is read the receipts are counted', async ({ page }) => {
  await openWindow(page, { language: 'de', jobs: 0 });
  await page.evaluate(() => {
    window.fake.handOver.progress = { phase: 'reading', events: 120 };
  });
  await dropFiles(page, [{ name: 'Kasse-1.zip', text: 'zip' }]);
  const region = page.getByRole('region', { name: 'Einlesen' });
  await expect(region).toContainText('Wird eingelesen: bisher 120 neue Belege');
  await page.evaluate((result) => {
    window.fake.handOver.progress = { phase: 'done', result };
  }, GOOD_RESULT);
  await page.clock.runFor(400);
  await expect(region).toContainText('212 neue Belege eingelesen.');
});

test('what is no export is refused with what to do; a break-off says that nothing is lost', async ({
  page,
}) => {
  await openWindow(page, { language: 'en', jobs: 0 });
  await page.evaluate(() => {
    window.fake.handOver.reply = { ok: false, refusal: 'ending', detail: '' };
  });
  await dropFiles(page, [{ name: 'holiday.jpg', text: 'picture' }]);
  await expect(panel(page)).toContainText('This is not a till export');
  expect(await received(page)).toBe('');
  await page.evaluate(() => {
    window.fake.handOver.reply = { ok: true, id: 'handed-1' };
    window.fake.failing.set('handOver.write', 'The line broke.');
  });
  await dropFiles(page, [{ name: 'Kasse-1.zip', text: 'zip' }]);
  await expect(panel(page)).toContainText('The line broke. Nothing is lost');
});

test('what waits and what is on its way can be called off, and nothing of it is imported', async ({
  page,
}) => {
  await openWindow(page, { language: 'en', jobs: 0 });
  await page.evaluate(() => window.slow('handOver.begin', 1_000));
  await dropFiles(page, [
    { name: 'a.jsonl', text: 'first' },
    { name: 'b.jsonl', text: 'second' },
  ]);
  await button(page, 'Cancel the import of a.jsonl').click();
  await button(page, 'Cancel the import of b.jsonl').click();
  await page.clock.runFor(2_000);
  await expect(panel(page).getByText('Cancelled. Nothing of it was imported.')).toHaveCount(2);
  await expect
    .poll(() =>
      page.evaluate(() =>
        window.fake.calls
          .filter(({ name }) => name.startsWith('handOver.'))
          .map(({ name }) => name),
      ),
    )
    .toEqual(['handOver.begin', 'handOver.cancel']);
});

test('what is being read already cannot be called off any more', async ({ page }) => {
  await openWindow(page, { language: 'en', jobs: 0 });
  await page.evaluate(() => {
    window.fake.handOver.progress = { phase: 'reading', events: 3 };
  });
  await dropFiles(page, [{ name: 'a.jsonl', text: 'first' }]);
  await expect(panel(page)).toContainText('3 new receipts so far');
  await expect(button(page, /^Cancel the import/)).toHaveCount(0);
});

test('the end of the first start names the first posting', async ({ page }) => {
  await openWindow(page, { language: 'en', setup: 'test', connected: true, demo: false, jobs: 0 });
  await button(page, /^Done/).click();
  await expect(page.getByRole('heading', { name: 'No receipts yet' })).toBeVisible();
  await page.evaluate(() =>
    window.fake.put([window.sampleJob(0, { state: 'waiting', postingNumber: null })]),
  );
  await page.evaluate(() => window.fake.patch(1, { state: 'booked', postingNumber: '48001' }));
  await expect(page.getByText(/The first posting is in RetailSuite: number 48001/)).toBeVisible();
});

test('the last step of the first start opens an export', async ({ page }) => {
  await openWindow(page, { language: 'en', setup: 'test', connected: true, demo: false });
  await choose(page, 'Kasse-1.zip', 'zip bytes');
  await expect(panel(page)).toContainText('212 new receipts imported.');
});
