/** New versions of the program: a quiet line, and a section of the settings that says what happens and when. */
import type { UpdateState } from '../../shared/contract/contract.ts';
import { button, expect, openWindow, test } from './window.ts';

const READY: UpdateState = {
  way: 'self',
  version: '0.1.0',
  phase: 'ready',
  found: { version: '0.1.1', download: 'https://updates.example.com/Venduo.AppImage' },
  waitsFor: 'quiet',
  lookedAt: 1_637_000_000_000,
  problem: null,
  updated: null,
};

async function openSettings(page: Parameters<typeof openWindow>[0], state: UpdateState | null) {
  await openWindow(page, { language: 'en', hash: '#/jobs' });
  await expect(page.getByRole('link', { name: 'Settings' })).toBeVisible();
  await page.evaluate((given) => {
    window.fake.updates.state = given;
    window.fake.settingsRevision += 1;
    window.fake.setStatus({});
  }, state);
  await page.clock.runFor(1_000);
}

test('a quiet line tells of a version, leads to the settings, and can be hidden', async ({
  page,
}) => {
  await openSettings(page, READY);
  const line = page.getByText(/^Version 0\.1\.1 of Venduo POS is ready/);
  await expect(line).toBeVisible();
  await page.getByRole('link', { name: 'To the settings' }).click();
  await expect(page.getByText(/^Version 0\.1\.1 is ready\. It is installed at/)).toBeVisible();
  await button(page, 'Hide').click();
  await expect(line).toHaveCount(0);
});

test('what lies ready waits while a posting is open, and is installed when a person wants it', async ({
  page,
}) => {
  await openSettings(page, { ...READY, waitsFor: 'sending' });
  await page.getByRole('link', { name: 'To the settings' }).click();
  const install = button(page, 'Restart and install now');
  await expect(install).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByText(/A receipt is just being sent; it waits/)).toBeVisible();
  await page.evaluate((state) => {
    window.fake.updates.state = state;
    window.fake.settingsRevision += 1;
    window.fake.setStatus({});
  }, READY);
  await page.clock.runFor(1_000);
  await expect(install).not.toHaveAttribute('aria-disabled', 'true');
  await install.click();
  await expect
    .poll(() => page.evaluate(() => window.fake.calls.map(({ name }) => name)))
    .toContain('updates.install');
});

test('an address that anybody on the way could answer for is refused in words, a good one is saved', async ({
  page,
}) => {
  await openSettings(page, { ...READY, phase: 'off', found: null, waitsFor: null });
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  const field = page.getByLabel('Address for new versions');
  await field.fill('http://updates.example.com');
  await expect(page.getByRole('alert')).toContainText('not protected');
  await expect(button(page, 'Save address')).toHaveAttribute('aria-disabled', 'true');
  await field.fill('updates.example.com/pos');
  await button(page, 'Save address').click();
  await expect
    .poll(() =>
      page.evaluate(() => window.fake.calls.filter(({ name }) => name === 'settings.save').at(-1)),
    )
    .toMatchObject({ args: [{ updateAddress: 'https://updates.example.com/pos/' }] });
});

test('a program that is not installed says that it does not look', async ({ page }) => {
  await openSettings(page, null);
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await expect(page.getByText('Only the installed program looks for new versions.')).toBeVisible();
});
