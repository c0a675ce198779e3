/** By keys alone: the first start from its first step to its end, an account in STORES, a cause that is mended. */
import type { Locator, Page } from '@playwright/test';
import { button, expect, openWindow, test } from './window.ts';

/** More presses than any screen here has places to stop at. */
const MOST_PRESSES = 80;

/** Moves on until the wanted one has the focus. */
async function go(page: Page, wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(wanted).toBeVisible();
  for (let presses = 0; presses < MOST_PRESSES; presses++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`The keyboard does not come to ${wanted}`);
}

/** Presses, waits for what follows, and sees that the keyboard still has a place. */
async function press(page: Page, key: string, follows: Locator): Promise<void> {
  await page.keyboard.press(key);
  await expect(follows).toBeVisible();
  await expect.poll(() => page.evaluate(() => document.activeElement !== document.body)).toBe(true);
}

async function type(page: Page, name: string | RegExp, text: string): Promise<void> {
  await go(page, page.getByRole('textbox', { name }));
  await page.keyboard.type(text);
}

const WORDS = {
  de: {
    next: 'Weiter',
    language: 'Deutsch',
    connect: 'Mit RetailSuite verbinden',
    address: /Adresse/,
    secret: /Geheimnis/,
    signIn: 'Bei RetailSuite anmelden',
    allow: 'Jetzt im Browser zustimmen',
    connected: /^Verbunden mit/,
    folders: 'Wohin legen die Kassen ihre Dateien?',
    good: /^Gut:/,
    accounts: 'Welche Konten nimmt Ihr Steuerbüro?',
    compared: /alle in RetailSuite/,
    test: 'Passt alles?',
    dryRun: /nichts wurde gebucht/,
    finish: 'Fertig, jetzt buchen',
    stores: 'FILIALEN',
    cash: 'Konto für Bar (Kassenlade)',
    unsaved: /noch nicht gespeichert/,
    saved: /Gespeichert als Version/,
    sync: 'BUCHHALTUNGS-SYNC',
    why: 'Gründe ansehen',
    voucher: 'Konto für Gutschein eingelöst',
    mended: 'Niemand muss etwas tun. Alles andere geht von selbst weiter.',
  },
  en: {
    next: 'Next',
    language: 'English',
    connect: 'Connect to RetailSuite',
    address: /Address/,
    secret: /secret/,
    signIn: 'Sign in to RetailSuite',
    allow: 'Now allow it in the browser',
    connected: /^Connected to/,
    folders: 'Where do the tills put their files?',
    good: /^Good:/,
    accounts: 'Which accounts does your tax adviser use?',
    compared: /RetailSuite has all/,
    test: 'Is everything right?',
    dryRun: /nothing was booked/,
    finish: 'Done, book now',
    stores: 'STORES',
    cash: 'Account for Cash (drawer)',
    unsaved: /not saved yet/,
    saved: /Saved as version/,
    sync: 'BUCHHALTUNGS-SYNC',
    why: 'See why',
    voucher: 'Account for Voucher redeemed',
    mended: /^There is nothing for you/,
  },
} as const;

for (const language of ['de', 'en'] as const) {
  const words = WORDS[language];

  test(`the keyboard alone sets up, assigns and mends, ${language}`, async ({ page }) => {
    await openWindow(page, { language, setup: 'language', demo: false });
    const causes = await page.evaluate(() => window.fake.places.causes);
    const began = performance.now();
    const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name });

    await go(page, page.getByRole('radio', { name: words.language }));
    await go(page, button(page, words.next));
    await press(page, 'Enter', heading(words.connect));
    await expect(heading(words.connect)).toBeFocused();

    await type(page, words.address, 'schmidt.retailsuite.example');
    await type(page, /^Client.ID/, 'venduo_pos');
    await type(page, words.secret, 'a secret');
    await go(page, button(page, words.signIn));
    await press(page, 'Enter', page.getByText(words.allow));
    await page.evaluate(() => window.fake.setup.endSignIn());
    await expect(page.getByText(words.connected)).toBeVisible();
    await go(page, button(page, words.next));
    await press(page, 'Enter', heading(words.folders));

    await expect(page.getByText(words.good).first()).toBeVisible();
    await go(page, button(page, words.next));
    await press(page, 'Enter', heading(words.accounts));

    await go(page, page.getByRole('radio', { name: /SKR03/ }));
    await press(page, 'Space', page.getByText(words.compared));
    await go(page, button(page, words.next));
    await press(page, 'Enter', page.getByText(words.dryRun));
    await expect(heading(words.test)).toBeFocused();
    await go(page, button(page, words.finish));
    await press(page, 'Enter', page.getByRole('link', { name: words.stores }));

    await go(page, page.getByRole('link', { name: words.stores }), 'Shift+Tab');
    await press(page, 'Enter', button(page, /^Kasse 2/));
    await go(page, button(page, /^Kasse 2/));
    const cash = page.getByRole('combobox', { name: words.cash });
    await press(page, 'Enter', cash);
    await go(page, cash);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('1001');
    await expect(page.getByRole('main').getByText(words.unsaved)).toBeVisible();
    // The same as in a form: Enter where it was typed.
    await press(page, 'Enter', page.getByText(words.saved));
    await expect(cash).toBeFocused();

    // The preset of the first start has mended it; somebody took that account away.
    await page.evaluate((of) => {
      window.fake.places.causes = of;
    }, causes);
    await go(page, page.getByRole('link', { name: words.sync }), 'Shift+Tab');
    await press(page, 'Enter', page.getByRole('link', { name: words.why }));
    await go(page, page.getByRole('link', { name: words.why }));
    const voucher = page.getByRole('combobox', { name: words.voucher });
    await press(page, 'Enter', voucher);
    await go(page, voucher);
    await page.keyboard.type('1604');
    await press(page, 'Enter', page.getByText(words.mended));
    process.stdout.write(
      `By keys alone, ${language}: ${((performance.now() - began) / 1_000).toFixed(1)} s\n`,
    );
  });
}
