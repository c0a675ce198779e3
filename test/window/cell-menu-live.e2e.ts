/** The menu of a cell while jobs change under it, and where it does not belong. */
import { violations } from './axe.ts';
import { cell, expect, openList, test } from './window.ts';

test('changes that arrive neither close the menu nor move it; Escape goes back to the cell', async ({
  page,
}) => {
  await openList(page);
  await cell(page, 82, 'type').click();
  await page.keyboard.press('Shift+F10');
  const menu = page.getByRole('menu');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  const before = await menu.boundingBox();
  await page.evaluate(() => {
    window.fake.put([window.sampleJob(84), window.sampleJob(85), window.sampleJob(86)]);
    window.fake.patch(82, { attempts: 9 });
  });
  await expect(cell(page, 82, 'retry')).toContainText('9 tries');
  expect(await menu.boundingBox()).toEqual(before);
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(menu).toHaveCount(0);
  await expect(cell(page, 82, 'type')).toBeFocused();
});

test('on selected text the menu of the browser comes; twin: without a selection it is ours', async ({
  page,
}) => {
  await openList(page);
  const bill = cell(page, 83, 'billNumber');
  await bill.evaluate((element) => {
    window.getSelection()?.selectAllChildren(element);
    window.addEventListener('contextmenu', (event) => {
      document.body.dataset['menu'] = event.defaultPrevented ? 'ours' : 'browser';
    });
  });
  await bill.click({ button: 'right' });
  await expect(page.locator('body')).toHaveAttribute('data-menu', 'browser');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await page.evaluate(() => window.getSelection()?.removeAllRanges());
  await bill.click({ button: 'right' });
  await expect(page.locator('body')).toHaveAttribute('data-menu', 'ours');
  await expect(page.getByRole('menu')).toBeVisible();
});
