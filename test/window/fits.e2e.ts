/** Nothing of the default view is cut off, and the rows begin high up: measured on ten thousand real-looking rows. */
import type { Page } from '@playwright/test';
import { CAUSES } from '../../shared/domain/causes.ts';
import { JOB_STATES } from '../../shared/domain/states.ts';
import { expect, openWindow, restyle, rows, test } from './window.ts';

const JOBS = 10_000;
const VARIANTS = JOB_STATES.length + 2 * CAUSES.length;

/** Rows of today, of yesterday, of this year and of others, in every state and with every cause. */
async function fill(page: Page): Promise<void> {
  await page.evaluate(
    ([first, states, causes]) => {
      const day = 86_400_000;
      const ages = [0, day, 40 * day, 400 * day];
      const variants = [
        ...states.map((state) => ({ state, cause: null })),
        ...causes.map((cause) => ({ state: 'attention' as const, cause })),
        ...causes.map((cause) => ({ state: 'waiting' as const, cause })),
      ];
      window.fake.put(
        variants.map((variant, index) => {
          const at = Date.now() - (ages[index % ages.length] ?? 0);
          return {
            ...window.sampleJob(first + index),
            ...variant,
            createdAt: at,
            modifiedAt: at,
            lastCheckAt: at,
            attempts: index % 12,
            dueAt: variant.state === 'waiting' ? Date.now() + index * 61_000 : null,
            amount: (index % 2 === 0 ? 1 : -1) * 1_234_567,
            currency: index % 5 === 0 ? 'CHF' : 'EUR',
          };
        }),
      );
    },
    [JOBS, JOB_STATES, CAUSES] as const,
  );
}

/** Texts that leave their cell, heading or button, or that a line of dots has shortened. */
function cut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = new Set<string>();
    const edge = document.querySelector('.grid-host')?.getBoundingClientRect();
    for (const box of document.querySelectorAll(
      '.ag-cell, .ag-header-cell, .toolbar button, .views button, .pager button',
    )) {
      const frame = box.getBoundingClientRect();
      const isRow = box.matches('.ag-cell');
      const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const holder = node.parentElement;
        if (!holder || node.textContent?.trim() === '') continue;
        if (
          holder.closest('.visually-hidden, .number-head, .ag-hidden, .ag-sort-indicator-container')
        )
          continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const text = range.getBoundingClientRect();
        const isOut =
          text.left < frame.left - 0.5 ||
          text.right > frame.right + 0.5 ||
          (!isRow && edge !== undefined && text.right > window.innerWidth) ||
          text.top < frame.top - 0.5 ||
          text.bottom > frame.bottom + 0.5;
        const isShort =
          getComputedStyle(holder).textOverflow === 'ellipsis' &&
          holder.scrollWidth > holder.clientWidth;
        if (isOut || isShort) {
          found.add(`${box.getAttribute('col-id') ?? box.className}: ${node.textContent}`);
        }
      }
    }
    return [...found];
  });
}

const firstRowTop = (page: Page) =>
  page.evaluate(() =>
    Math.min(
      ...[...document.querySelectorAll('.ag-row')].map((row) => row.getBoundingClientRect().top),
    ),
  );

for (const [width, height] of [
  [1440, 900],
  [1280, 800],
] as const) {
  for (const language of ['de', 'en'] as const) {
    for (const theme of ['light', 'dark'] as const) {
      test(`${width} by ${height}: nothing is cut off, ${language}, ${theme}`, async ({ page }) => {
        await page.setViewportSize({ width, height });
        await openWindow(page, { language, theme, jobs: JOBS, problems: 1 });
        await expect(rows(page).first()).toBeVisible();
        await fill(page);
        await expect(page.locator(`[row-business-key="${JOBS + VARIANTS}"]`)).toBeVisible();
        expect(await firstRowTop(page)).toBeLessThanOrEqual(240);
        const last = await page.locator('.ag-header-cell').last().boundingBox();
        expect((last?.x ?? NaN) + (last?.width ?? NaN)).toBeLessThanOrEqual(width);
        const headings = await page
          .locator('.ag-header-cell-text')
          .evaluateAll((all) => all.map((one) => one.getClientRects()[0]?.height ?? 0));
        expect(Math.max(...headings)).toBeLessThanOrEqual(40);

        await page
          .getByRole('combobox', { name: /^(Zeilen pro Seite|Rows per page)/ })
          .selectOption('100');
        for (let screen = 0; screen < 9; screen += 1) {
          expect(await cut(page)).toEqual([]);
          await page.mouse.move(width / 2, height / 2);
          await page.mouse.wheel(0, 400);
          await expect(rows(page).first()).toBeVisible();
        }
        await page.getByRole('button', { name: /^(Letzte Seite|Last page)$/ }).click();
        await expect(page.locator(`[row-business-key="${VARIANTS}"]`)).toBeVisible();
        expect(await cut(page)).toEqual([]);
      });
    }
  }
}

test('twin: a column that is too narrow is found', async ({ page }) => {
  await openWindow(page, { language: 'en' });
  await expect(rows(page).first()).toBeVisible();
  expect(await cut(page)).toEqual([]);
  await restyle(page, '[col-id="type"].ag-cell { width: 50px !important; }');
  expect(await cut(page)).not.toEqual([]);
});

test('1024 by 768: the rows begin at most 280 pixels below the top', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  for (const language of ['de', 'en'] as const) {
    await openWindow(page, { language, problems: 1 });
    await expect(rows(page).first()).toBeVisible();
    expect(await firstRowTop(page)).toBeLessThanOrEqual(280);
  }
});
