/** The page's policy: no text becomes markup, and no style comes from elsewhere. Scripts: `closed-window.e2e.ts` of Electron. */
import { expect, openWindow, test } from './window.ts';

interface Attempt {
  readonly thrown: string;
  readonly images: number;
  readonly background: string;
}

test('text that is put into the page as markup is refused, and a style element without the page’s word does nothing', async ({
  page,
  errors,
}) => {
  await openWindow(page, { jobs: 5 });
  await expect(page.locator('.ag-row[row-business-key]').first()).toBeVisible();
  const attempt = await page.evaluate(
    () =>
      new Promise<Attempt>((resolve) => {
        // In a task of the page's own: what the test's debugger runs is exempt from the policy.
        requestAnimationFrame(() => {
          let thrown = '';
          const place = document.body.appendChild(document.createElement('div'));
          try {
            place.innerHTML = '<img src="data:," onerror="window.stolen = true">';
          } catch (error) {
            thrown = String(error);
          }
          const style = document.createElement('style');
          style.textContent = 'body { background: rgb(1, 2, 3) !important }';
          document.head.append(style);
          resolve({
            thrown,
            images: place.childElementCount,
            background: getComputedStyle(document.body).backgroundColor,
          });
        });
      }),
  );
  expect(attempt.thrown).toContain('TrustedHTML');
  expect(attempt.images).toBe(0);
  expect(attempt.background).not.toBe('rgb(1, 2, 3)');
  // The browser's own words about both.
  expect(errors.splice(0)).not.toEqual([]);
});

test('the grid’s own styles name the page’s word and are taken', async ({ page }) => {
  await openWindow(page, { jobs: 5 });
  await expect(page.locator('.ag-row[row-business-key]').first()).toBeVisible();
  expect(await page.locator('style').count()).toBeGreaterThan(0);
  const height = await page
    .locator('.ag-row')
    .first()
    .evaluate((row) => row.clientHeight);
  expect(height).toBeGreaterThan(20);
});
