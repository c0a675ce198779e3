/** Widths of columns: by mouse and by keyboard, narrower too, kept over a reload, and none cut because numbers grow. */
import type { Page } from '@playwright/test';
import { JOB_STATES } from '../../shared/domain/states.ts';
import { button, cell, expect, openList, test } from './window.ts';

const heading = (page: Page, name: string) => page.getByRole('columnheader', { name, exact: true });
const widthOf = async (page: Page, name: string) =>
  Math.round((await heading(page, name).boundingBox())?.width ?? NaN);
const kept = (page: Page) => page.evaluate(() => window.fake.preferences.jobView.widths);

test('a column is made wider and narrower with the mouse, and stays so after a reload', async ({
  page,
}) => {
  await openList(page);
  // One of those that grow with the window: it can be made narrower than it was, too.
  for (const by of [60, -100]) {
    const before = await widthOf(page, 'Message');
    const box = await heading(page, 'Message').boundingBox();
    if (!box) throw new Error('The heading is not there');
    await page.mouse.move(box.x + box.width - 1, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - 1 + by, box.y + box.height / 2, { steps: 5 });
    await page.mouse.up();
    await expect.poll(() => widthOf(page, 'Message')).toBe(before + by);
  }
  const width = await widthOf(page, 'Message');
  await expect.poll(() => kept(page)).toEqual({ message: width });
  await page.reload();
  await expect.poll(() => widthOf(page, 'Message')).toBe(width);
  await button(page, /^Columns/).click();
  await button(page, 'Reset').last().click();
  await expect.poll(() => widthOf(page, 'Message')).not.toBe(width);
  await expect.poll(() => kept(page)).toEqual({});
});

test('a column is made wider and narrower with the keyboard', async ({ page }) => {
  await openList(page);
  const before = await widthOf(page, 'Created');
  await heading(page, 'Created').focus();
  for (let press = 0; press < 6; press += 1) await page.keyboard.press('Alt+ArrowRight');
  await expect.poll(() => widthOf(page, 'Created')).toBeGreaterThan(before);
  await expect.poll(async () => (await kept(page)).createdAt).toBe(await widthOf(page, 'Created'));
  const wide = await widthOf(page, 'Created');
  await heading(page, 'Created').focus();
  for (let press = 0; press < 12; press += 1) await page.keyboard.press('Alt+ArrowLeft');
  await expect.poll(() => widthOf(page, 'Created')).toBeLessThan(wide);
});

test('numbers of ten years are not cut', async ({ page }) => {
  await openList(page);
  await page.evaluate(() => {
    window.fake.put([{ ...window.sampleJob(0), id: 88_888_888 }]);
  });
  await expect(cell(page, 88_888_888, 'id')).toBeVisible();
  await expect
    .poll(() =>
      cell(page, 88_888_888, 'id').evaluate((element) => {
        const text = document.createRange();
        text.selectNodeContents(element);
        const inner = element.clientWidth - parseFloat(getComputedStyle(element).paddingLeft);
        return text.getBoundingClientRect().width <= inner;
      }),
    )
    .toBe(true);
});

for (const language of ['de', 'en'] as const) {
  test(`at 1440 the twelve columns need no scrolling sideways, ${language}`, async ({ page }) => {
    // The bar of Windows beside the rows takes 17.
    await page.setViewportSize({ width: 1440 - 17, height: 900 });
    await openList(page, { language });
    const last = await page.getByRole('columnheader').last().boundingBox();
    expect((last?.x ?? NaN) + (last?.width ?? NaN)).toBeLessThanOrEqual(1440 - 17);
  });
}

for (const language of ['de', 'en'] as const) {
  test(`no state is cut off at 1024, ${language}`, async ({ page }) => {
    await page.setViewportSize({ width: 1024, height: 768 });
    await openList(page, { language });
    await page.evaluate(
      (states) => window.fake.put(states.map((state, id) => window.sampleJob(500 + id, { state }))),
      JOB_STATES,
    );
    await expect(cell(page, 500 + JOB_STATES.length, 'status')).toBeVisible();
    const lines = page.locator('.ag-cell[col-id="status"] .two-lines > *');
    const cut = await lines.evaluateAll((all) =>
      all
        .filter((line) => line.scrollWidth > line.clientWidth)
        .map(({ textContent }) => textContent),
    );
    expect(cut).toEqual([]);
  });
}
