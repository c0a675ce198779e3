/** The first start leads back to what has to be mended; a backup is put back with a second thought. */
import { button, expect, openWindow, test } from './window.ts';

test('a currency that the tills deliver is asked for beside the preset, and survives its change', async ({
  page,
}) => {
  await openWindow(page, { language: 'en', setup: 'language', connected: true, demo: false });
  await page.evaluate(() => {
    const { places } = window.fake;
    const payments = [...places.places.payments, { currency: 'CHF', type: '', name: '' }];
    places.places = { ...places.places, payments };
    window.fake.setup.state = { ...window.fake.setup.state, accounts: { count: 0, preset: null } };
  });
  for (let step = 0; step < 3; step++) await button(page, 'Next').click();
  await page.getByRole('radio', { name: /SKR03/ }).check();
  await expect(page.getByText(/Your tills deliver CHF, too/)).toBeVisible();
  const francs = page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: /CHF/ }) })
    .getByRole('combobox', { name: 'Account for Cash (drawer)' });
  await francs.fill('1002');
  await page.getByRole('radio', { name: /SKR04/ }).check();
  await expect(francs).toHaveValue('1002');
  // Back and onwards: nothing of it has to be typed again.
  await button(page, 'Back').click();
  await button(page, 'Next').click();
  await expect(page.getByRole('radio', { name: /SKR04/ })).toBeChecked();
  await expect(francs).toHaveValue('1002');
});

test('what the test finds wrong leads to its step', async ({ page }) => {
  await openWindow(page, { language: 'en', setup: 'test', connected: true, demo: false });
  await expect(page.getByText(/nothing was booked/).first()).toBeVisible();
  await button(page, /^Change it there: Receipts/).click();
  await expect(
    page.getByRole('heading', { level: 1, name: 'Which accounts does your tax adviser use?' }),
  ).toBeFocused();
});

test('a backup is put back only after a second thought; the desktop restarts at the press of a button', async ({
  page,
}) => {
  await openWindow(page, { language: 'en', hash: '#/settings' });
  await page.getByText('Put back a backup').click();
  await button(page, /^Put back the backup of/)
    .first()
    .click();
  await button(page, 'Yes, put it back at the next start').click();
  await expect(page.getByText(/^Noted: at the next start/)).toBeVisible();
  await button(page, 'Restart now').click();
  await expect.poll(() => page.evaluate(() => window.fake.restarts)).toBe(1);
});

test('the second folder: set, protected by a password, and put back with that password alone', async ({
  page,
}) => {
  await openWindow(page, { language: 'en', hash: '#/settings' });
  await page.getByLabel('Second folder', { exact: true }).fill('E:\\Backups');
  await button(page, 'Save the second folder').click();
  await expect(page.getByText(/^Last one there: .* read back and sound\.$/)).toBeVisible();
  await page.getByText('New backups there are not encrypted').click();
  const encrypt = button(page, 'Encrypt from now on');
  await page.getByLabel('Password of the backups', { exact: true }).fill('Saturday is market day');
  await page.getByLabel('Password once more', { exact: true }).fill('Saturday is market');
  await expect(page.getByText('This is not the same password.')).toBeVisible();
  await expect(encrypt).toHaveAttribute('aria-disabled', 'true');
  await page.getByLabel('Password once more', { exact: true }).fill('Saturday is market day');
  await encrypt.click();
  await expect(page.getByText('New backups there are encrypted')).toBeVisible();

  await page.getByText('Put back a backup').click();
  await button(page, /from the second folder$/).click();
  await page.getByLabel('Password of this backup', { exact: true }).fill('Sunday is market day');
  await button(page, 'Yes, put it back at the next start').click();
  await expect(page.getByText('This password does not open the backup.')).toBeVisible();
  await page.getByLabel('Password of this backup', { exact: true }).fill('Saturday is market day');
  await button(page, 'Yes, put it back at the next start').click();
  await expect(page.getByText(/^Noted: at the next start/)).toBeVisible();
});

test('a second folder whose drive is away is told, with what to do, and the first goes on', async ({
  page,
}) => {
  await openWindow(page, { language: 'en', hash: '#/jobs' });
  await expect(page.getByRole('link', { name: 'Settings' })).toBeVisible();
  await page.evaluate(() => {
    const { setup } = window.fake;
    setup.state.settings = { ...setup.state.settings, secondBackupFolder: 'E:\\Backups' };
    setup.secondProblem = { code: 'second-backup-missing', detail: 'ENOENT' };
  });
  await page.getByRole('link', { name: 'Settings' }).click();
  await expect(page.locator('[data-problem="second-backup-missing"]')).toBeVisible();
  await expect(page.getByText(/^Last backup/)).toBeVisible();
});

test('in a browser nothing here can restart the program: it is said what to do, and the thought can be taken back', async ({
  page,
}) => {
  await openWindow(page, { language: 'en', hash: '#/jobs' });
  await expect(page.getByRole('link', { name: 'Settings' })).toBeVisible();
  // Before the settings are opened: they ask once what the host can do.
  await page.evaluate(() => {
    window.fake.desktop = { ...window.fake.desktop, kind: 'browser' };
  });
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByText('Put back a backup').click();
  await button(page, /^Put back the backup of/)
    .first()
    .click();
  await button(page, 'Yes, put it back at the next start').click();
  await expect(page.getByText(/^End Venduo POS where it was started/)).toBeVisible();
  await expect(button(page, 'Restart now')).toHaveCount(0);
  await button(page, 'Do not put it back').click();
  await expect(page.getByText(/^Noted/)).toHaveCount(0);
});

test('signing out needs a second thought, says that nothing is lost, and offers the sign-in again', async ({
  page,
}) => {
  await openWindow(page, { language: 'en', hash: '#/settings' });
  const isConnected = () => page.evaluate(() => window.fake.setup.state.connection.connected);
  await button(page, 'Sign out').click();
  await expect(page.getByText(/Nothing is lost\./)).toBeVisible();
  await page.getByRole('button', { name: 'No', exact: true }).click();
  expect(await isConnected()).toBe(true);
  await button(page, 'Sign out').click();
  await button(page, 'Yes, sign out').click();
  await expect(page.getByText('Signed out. Receipts wait safely on this PC.')).toBeVisible();
  expect(await isConnected()).toBe(false);
  await expect(button(page, /^Sign in to/)).toBeVisible();
  await expect(button(page, 'Sign out')).toHaveCount(0);
});

test('a sign-out that fails leaves the sign-in as it is', async ({ page }) => {
  await openWindow(page, { language: 'en', hash: '#/settings' });
  await page.evaluate(() => window.fake.failing.set('connection.signOut', 'The disk is full.'));
  await button(page, 'Sign out').click();
  await button(page, 'Yes, sign out').click();
  await expect(page.getByText(/The disk is full\. You are still signed in\./)).toBeVisible();
  expect(await page.evaluate(() => window.fake.setup.state.connection.connected)).toBe(true);
});
