/** Nothing moves where nothing has to be explained: cells stand at their place when they appear. */
import { expect, openList, test } from './window.ts';

test('no cell glides to its place when the mark of the sort moves', async ({ page }) => {
  await page.addInitScript(() => {
    const gliding: string[] = [];
    Object.assign(window, { gliding });
    // The grid says by a class that its cells glide from now on.
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const { className } = target as Element;
        if (String(className).includes('ag-column-moving')) gliding.push(className);
      }
    }).observe(document, { subtree: true, attributes: true, attributeFilter: ['class'] });
  });
  await openList(page);
  await page.getByRole('columnheader', { name: 'Modified' }).click();
  await page.reload();
  await expect(page.getByRole('columnheader', { name: 'Modified' })).toHaveAttribute(
    'aria-sort',
    /./,
  );
  await page.getByRole('button', { name: 'Needs me', exact: true }).click();
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await expect(page.locator('.ag-row').first()).toBeVisible();
  expect(await page.evaluate(() => Reflect.get(window, 'gliding') as unknown)).toEqual([]);
});
