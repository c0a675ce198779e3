/** The settings have a way to each section, and a used address a page that leads on. */
import { button, expect, openWindow, test } from './window.ts';

test('each section is one click away, marked while it is read, and has the focus', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await openWindow(page, { language: 'en', hash: '#/settings' });
  const ways = page.getByRole('navigation', { name: 'Sections of the settings' });
  // The last section has to hear of the desktop first.
  const sections = page.locator('.settings-section');
  await expect.poll(async () => (await sections.count()) > 0).toBe(true);
  await expect
    .poll(async () => (await ways.getByRole('button').count()) - (await sections.count()))
    .toBe(0);
  const backup = ways.getByRole('button', { name: 'Backup' });
  await expect(backup).not.toHaveAttribute('aria-current');
  await backup.click();
  await expect(page.getByRole('heading', { level: 2, name: 'Backup' })).toBeFocused();
  await expect(page.getByRole('heading', { level: 2, name: 'Backup' })).toBeInViewport();
  await expect(backup).toHaveAttribute('aria-current', 'true');
  await expect(backup).toBeInViewport();
  expect(new URL(page.url()).hash).toBe('#/settings');
});

test('an address that was used says where a new one is', async ({ page }) => {
  await openWindow(page, { used: true });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const words = await page.getByRole('alert').innerText();
  expect(words).toMatch(/new address after each start|Nach jedem Start zeigt es eine neue Adresse/);
  expect(words).toMatch(/Nothing is lost|Nichts ist verloren/);
  // Trying again would only find the same.
  await expect(button(page, /Reconnect|Neu verbinden/)).toHaveCount(0);
});
