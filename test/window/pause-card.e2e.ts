/** Everything that holds up the sending has its card: at once where a person must act, later where it usually ends by itself. */
import type { Page } from '@playwright/test';
import { CAUSES, type Cause } from '../../shared/domain/causes.ts';
import { causes as german } from '../../renderer/locales/de/causes.ts';
import { causes as english } from '../../renderer/locales/en/causes.ts';
import { button, expect, openWindow, rows, test, type OpenOptions } from './window.ts';

const THREE_MINUTES_MS = 180_000;

/** A list without jobs that need a person. */
async function openQuiet(page: Page, options: OpenOptions): Promise<void> {
  await openWindow(page, { quiet: true, ...options, hash: '#/jobs' });
  await expect(rows(page).first()).toBeVisible();
  await page.evaluate(() => {
    window.fake.places.causes = [];
  });
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, options.hash ?? '#/jobs');
}

function pause(page: Page, cause: Cause | null, until: number | null = null): Promise<void> {
  return page.evaluate(
    ([what, end]) =>
      window.fake.setStatus({
        pause:
          what === null
            ? null
            : { cause: what, since: Date.now(), until: end === null ? null : Date.now() + end },
      }),
    [cause, until] as const,
  );
}

test('a sign-in that has ended is told above the list, with the way to sign in again', async ({
  page,
}) => {
  await openQuiet(page, { language: 'en' });
  await pause(page, 'sign-in-expired');
  await expect(page.getByRole('status').filter({ hasText: 'Signed out' })).toBeVisible();
  await page.getByRole('link', { name: 'Sign in again' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
});

test('what ends by itself gets a word above the list once it lasts; its card goes with it', async ({
  page,
}) => {
  await openQuiet(page, { language: 'en' });
  await pause(page, 'frozen', 20_000);
  await expect(
    page
      .getByRole('status')
      .filter({ hasText: /locked|frozen/i })
      .first(),
  ).toBeVisible();
  const way = page.getByRole('link', { name: 'What can be done?' });
  await expect(way).toHaveCount(0);
  await page.clock.runFor(THREE_MINUTES_MS);
  await way.click();
  const card = page.locator('[data-cause="frozen"]');
  await expect(card).toContainText(english.frozen.money);
  await expect(card.getByRole('button', { name: 'KICK JOB' })).toBeEnabled();
  await pause(page, null);
  await expect(card).toHaveCount(0);
  await expect(page.getByText(/^There is nothing for you/)).toBeVisible();
});

for (const [language, cards] of [
  ['de', german],
  ['en', english],
] as const) {
  test(`every cause that holds up everything is shown whole, ${language}`, async ({ page }) => {
    await openQuiet(page, { language, hash: '#/attention' });
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    for (const cause of CAUSES) {
      await pause(page, cause, 60_000);
      const card = page.locator(`[data-cause="${cause}"]`);
      const { what, money, todo, who } = cards[cause];
      await expect(card.getByRole('heading', { name: what })).toBeVisible();
      for (const answer of [money, todo, who]) await expect(card).toContainText(answer);
    }
  });
}

test('not connected: nobody is told that there is nothing to do', async ({ page }) => {
  await openQuiet(page, { language: 'en', hash: '#/attention' });
  await page.evaluate(() => window.fake.setStatus({ connected: false }));
  await expect(page.getByRole('link', { name: 'Set up the connection' })).toBeVisible();
  await expect(page.getByText(/^There is nothing for you/)).toHaveCount(0);
});

test('all that waits can be tried without booking it', async ({ page }) => {
  await openWindow(page, { language: 'en', hash: '#/attention' });
  await button(page, 'Dry run of everything waiting').click();
  await expect(page.getByText(/nothing was booked/)).toBeVisible();
});

test('the original text of a pause is there for whoever helps, and open where the way out needs it', async ({
  page,
}) => {
  await openQuiet(page, { language: 'en', hash: '#/attention' });
  const say = (cause: Cause, message: string) =>
    page.evaluate(
      ([what, text]) =>
        window.fake.setStatus({
          pause: { cause: what, message: text, since: Date.now(), until: Date.now() + 60_000 },
        }),
      [cause, message] as const,
    );
  await say('bad-answer', '<html>The proxy asks for a password.</html>');
  const original = page.getByText('<html>The proxy asks for a password.</html>');
  await expect(original).toBeHidden();
  await page.getByText('Original text', { exact: true }).click();
  await expect(original).toBeVisible();
  await say('dialect-invalid', 'rs-dialect.json: "calls.post" must be a text.');
  await expect(page.getByText('rs-dialect.json: "calls.post" must be a text.')).toBeVisible();
});

test('a pause that no waiting ends is told at once, and offers no KICK JOB that would not help', async ({
  page,
}) => {
  await openQuiet(page, { language: 'en' });
  await pause(page, 'disk-fault', 60_000);
  const way = page.getByRole('link', { name: 'What can be done?' });
  await expect(page.getByText(/The drive cannot be written/).first()).toBeVisible();
  await expect(way).toHaveCount(0);
  await pause(page, 'disk-fault');
  await way.click();
  const card = page.locator('[data-cause="disk-fault"]');
  await expect(card.getByRole('link', { name: /support/i })).toBeVisible();
  await expect(card.getByRole('button', { name: 'KICK JOB' })).toHaveCount(0);
  await pause(page, 'disk-fault', 60_000);
  await expect(card.getByRole('button', { name: 'KICK JOB' })).toBeVisible();
});
