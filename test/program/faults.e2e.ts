/**
 * Faults as a manager meets them: the lamp and the card of the real window, with the real backend and the sandbox;
 * and once it is over, booked, once. What the backend tells of each fault: `test/system/faults.test.ts`.
 */
import { expect } from '@playwright/test';
import { en } from '../../renderer/locales/en/index.ts';
import { FAULTS } from '../../sandbox/faults.ts';
import { obstacles, WHAT_IS_TOLD } from '../helpers/told-faults.ts';
import { Day } from './day.ts';
import { test } from './programs.ts';
import { control } from './shop.ts';

test.describe.configure({ mode: 'parallel' });

/** Accounts of the preset, as the sandbox has them. */
const account = (number: string) => ({ number, description: '', currency: 'EUR', locked: false });
const [CASH, SURPLUS, SHORTAGE] = [account('1600'), account('4830'), account('6300')];
const [YEAR, LAST_YEAR] = ['12', '11'];
test('each fault of the sandbox: lamp and card, and booked once by itself when it is over', async ({
  page,
  programs,
}) => {
  // Some faults are tried again after most of a minute.
  test.setTimeout(900_000);
  const day = await Day.open(programs, page);
  for (const name of FAULTS) {
    await test.step(name, async () => {
      const { everything, signedIn, posting } = WHAT_IS_TOLD[name];
      await control(day.url, 'faults', { rates: { [name]: 1 } });
      const row = day.deliver();
      const cause = signedIn ?? everything;
      if (cause !== null) await day.expectTold(cause, en.causeName[cause]);
      // Twin of what follows: while it lasts, nothing is booked.
      if (posting === 'not-sent') await expect(row).toContainText('Pending');
      await control(day.url, 'faults', { clear: true });
      await day.expectHealed(row);
      if (cause === null) expect([...day.cards]).toEqual([]);
    });
  }
});

test('what is wrong in RetailSuite, or needs the manager: lamp and card, mended there or by its button', async ({
  page,
  programs,
}) => {
  test.setTimeout(240_000);
  const day = await Day.open(programs, page);
  const { attention, url } = day;
  const [needsYou, needYou] = ['needs you', 'need you'];
  const refused = (kind: string) => `RetailSuite does not accept the account for ${kind} (EUR)`;

  await test.step('three things that are mended in RetailSuite', async () => {
    const wrong = obstacles(SHORTAGE, SURPLUS, LAST_YEAR);
    for (const { fact, broken } of wrong) await control(url, fact, broken);
    const shortage = day.deliver({ type: 'close-diff', sign: -1 });
    await day.expectTold(
      'account-refused',
      needsYou,
      refused(en.accountType['difference-shortage']),
    );
    const surplus = day.deliver({ type: 'close-diff' });
    await day.expectTold('currency-refused', needYou);
    const old = day.deliver({ businessDay: '2025-11-20' });
    await day.expectTold('fiscal-year-missing', needYou);
    for (const row of [shortage, surplus, old]) await expect(row).toContainText('Pending');
    for (const { fact, mended } of wrong) await control(url, fact, mended);
    // A timer asks RS every ten minutes; whoever looks at the cards has it asked at once, or half a minute after the last time.
    await expect(async () => {
      await attention.getByRole('link', { name: 'BACK' }).click();
      // Two addresses in one moment are one: the cards would never have been left.
      await expect(attention.getByRole('button', { name: en.toolbar.kick })).toBeVisible();
      await attention.evaluate(() => {
        window.location.hash = '#/attention';
      });
      for (const row of [shortage, surplus, old]) {
        await expect(row).toContainText('Sync successful', { timeout: 8_000 });
      }
    }).toPass({ timeout: 120_000 });
    await day.expectHealed(old);
  });

  await test.step('a locked month: RetailSuite takes the next open one, and the details say so', async () => {
    await control(url, 'locks', { year: YEAR, months: [11] });
    const row = day.deliver();
    await day.expectHealed(row);
    await attention.evaluate(() => {
      window.location.hash = '#/jobs/4';
    });
    await expect(attention.getByText('RS moved the posting to the period 12')).toBeVisible();
    await attention.goBack();
    await control(url, 'locks', { year: YEAR, months: [] });
  });

  await test.step('the sign-in was used elsewhere: signed in again by the button of the card', async () => {
    await control(url, 'faults', {
      next: [
        { name: 'unauthorized', path: 'Postings.save' },
        { name: 'answer-lost', path: 'getAccessToken' },
      ],
    });
    const row = day.deliver();
    await day.expectTold('sign-in-expired', en.causeName['sign-in-expired']);
    await expect(row).toContainText('Pending');
    await day.card('sign-in-expired').getByRole('link', { name: en.attention.signIn }).click();
    await attention.getByRole('button', { name: en.connect.change }).click();
    await attention.getByRole('button', { name: en.connect.signIn, exact: true }).click();
    const opened = page.context().waitForEvent('page');
    await attention.getByRole('link', { name: en.connect.openPage }).click();
    const retailSuite = await opened;
    await retailSuite.getByRole('button', { name: /Allow/ }).click();
    await expect(retailSuite.getByText(/Venduo POS/).first()).toBeVisible();
    await retailSuite.close();
    await day.expectHealed(row);
    await attention.goBack();
  });

  await test.step('RetailSuite is not there at all, then there again', async () => {
    await day.stopRetailSuite();
    const row = day.deliver();
    await day.expectTold('offline', en.causeName.offline);
    await expect(row).toContainText('Pending');
    await day.startRetailSuite();
    await day.expectHealed(row);
  });

  await test.step('an account that stays locked: another one is assigned in the card', async () => {
    await control(url, 'accounts', { ...CASH, locked: true });
    const row = day.deliver();
    await day.expectTold('account-refused', needsYou, refused(en.accountType.cash));
    const card = day.card('account-refused');
    await card
      .getByRole('combobox', {
        name: en.accounts.accountOf.replace('{{kind}}', en.accountType.cash),
      })
      .fill('1020');
    await card.getByRole('button', { name: en.attention.saveAccount }).click();
    await day.expectHealed(row);
  });
});
