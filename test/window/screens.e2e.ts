/**
 * The screens and states, accessible by axe, in every size, and pictures to look at: every second one, in one language
 * and one look, which the seed draws; with `LOOKS=all` (`npm test -- looks`) or `PICTURES=1` all of them, in both
 * languages and all looks.
 */
import path from 'node:path';
import type { Page } from '@playwright/test';
import { SETUP_PROBLEMS } from '../../shared/domain/setup-problems.ts';
import { violations } from './axe.ts';
import { CLOSING_SCENES } from './closing-scenes.ts';
import { FILTER_SCENES, list, opener } from './filter-scenes.ts';
import { GLANCE_SCENES } from './glance-scenes.ts';
import { HAND_OVER_SCENES } from './hand-over-scenes.ts';
import { MANAGER_SCENES } from './manager-scenes.ts';
import { manualPicture, picturedIn, picturesWithoutScene } from './manual-pictures.ts';
import { RUN_SCENES, type Scene } from './run-scenes.ts';
import { expect, openWindow, test } from './window.ts';

const PICTURES = path.resolve('test-results/screens');

async function signIn(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: /Adresse|Address/ }).fill('schmidt.retailsuite.example');
  await page.getByRole('textbox', { name: /^Client.ID/ }).fill('venduo_pos');
  await page.getByRole('textbox', { name: /Secret|secret/ }).fill('a secret');
  await page.getByRole('button', { name: /anmelden$|Sign in to/ }).click();
}

const SCENES: readonly Scene[] = [
  { name: 'list', prepare: list },
  { name: 'list-problems', options: { problems: 3 }, prepare: list },
  ...RUN_SCENES,
  ...MANAGER_SCENES,
  ...HAND_OVER_SCENES,
  {
    name: 'columns',
    async prepare(page) {
      await list(page);
      await opener(page, /^(Spalten|Columns)/);
    },
  },
  {
    name: 'filter',
    async prepare(page) {
      await list(page);
      await opener(page, /^Filter/);
      const add = page.getByRole('combobox', { name: /neue Bedingung|new condition/ });
      for (const column of ['status', 'createdAt', 'amount', 'billNumber']) {
        await add.selectOption(column);
      }
      await page.getByRole('switch').last().uncheck();
    },
  },
  ...FILTER_SCENES,
  ...CLOSING_SCENES,
  ...GLANCE_SCENES,
  {
    name: 'filtered-empty',
    async prepare(page) {
      await list(page);
      await opener(page, /^Filter/);
      await page
        .getByRole('combobox', { name: /neue Bedingung|new condition/ })
        .selectOption('billNumber');
      await page.getByRole('textbox', { name: /Text|text/ }).fill('no such bill');
      await expect(page.getByRole('heading', { name: /Kein Beleg|No receipt/ })).toBeVisible();
    },
  },
  {
    name: 'selection',
    async prepare(page) {
      await list(page);
      for (const id of [84, 82, 81]) {
        await page.getByRole('checkbox', { name: new RegExp(`(Job|job) ${id}`) }).check();
      }
    },
  },
  {
    name: 'export',
    async prepare(page) {
      await list(page);
      await page.getByRole('button', { name: /^Export/ }).click();
      await expect(page.getByRole('menu')).toBeVisible();
    },
  },
  ...(['retry', 'exclude'] as const).map((action) => ({
    name: `bulk-${action}`,
    async prepare(page: Page) {
      await list(page);
      await page.getByRole('checkbox', { name: /dieser Seite|this page/ }).click();
      const name = action === 'retry' ? /^(Erneut senden|Send again)$/ : /^(Ausschließen|Exclude)$/;
      await page.getByRole('button', { name }).click();
      await expect(page.getByRole('dialog').getByRole('heading', { level: 2 })).toBeVisible();
    },
  })),
  {
    name: 'running',
    async prepare(page) {
      await list(page);
      await opener(page, /KICK JOB/);
      await expect(page.getByRole('status').filter({ hasText: /Läuft|Running/ })).toBeVisible();
    },
  },
  {
    name: 'stores',
    options: { hash: '#/stores' },
    prepare: (page) => expect(page.getByRole('table').first()).toBeVisible(),
  },
  {
    name: 'stores-store',
    options: { hash: '#/stores' },
    async prepare(page) {
      await page.getByRole('button', { name: /^Filiale 2/ }).click();
      await page.getByRole('textbox', { name: /ohne Rückfrage|without asking/ }).fill('-1');
      await expect(page.getByText(/von 0 bis|from 0 to/)).toBeVisible();
    },
  },
  {
    name: 'stores-pay-desk',
    options: { hash: '#/stores' },
    async prepare(page) {
      await page.getByRole('button', { name: /^Kasse 2/ }).click();
      await page.getByRole('combobox', { name: /Bar|Cash \(/ }).fill('1010');
      await page.getByRole('button', { name: /^(Speichern|Save)$/ }).click();
      await expect(page.getByText(/gesperrt|is locked/)).toBeVisible();
      await page.getByRole('button', { name: /^(Probelauf|Dry run)$/ }).click();
      await expect(page.getByText(/nichts wurde gebucht|nothing was booked/)).toBeVisible();
    },
  },
  {
    name: 'attention',
    options: { hash: '#/attention' },
    prepare: (page) => expect(page.getByRole('heading', { level: 2 })).toBeVisible(),
  },
  {
    name: 'details-booked',
    options: { hash: '#/jobs/77' },
    prepare: (page) => expect(page.getByRole('heading', { level: 1 })).toBeVisible(),
  },
  {
    name: 'details-attention',
    options: { hash: '#/jobs/82' },
    prepare: (page) => expect(page.getByRole('heading', { level: 1 })).toBeVisible(),
  },
  {
    name: 'details-by-hand',
    options: { hash: '#/jobs/82' },
    async prepare(page) {
      await page
        .getByRole('button', { name: /In RetailSuite suchen|Search in RetailSuite/ })
        .click();
      await page.getByRole('textbox', { name: /Warum|Why/ }).fill('vom Steuerbüro gebucht');
    },
  },
  {
    name: 'details-missing',
    options: { hash: '#/jobs/999' },
    prepare: (page) => expect(page.getByRole('heading', { level: 1 })).toBeVisible(),
  },
  {
    name: 'details-unclear',
    options: { hash: '#/jobs/81' },
    prepare: (page) => expect(page.getByRole('heading', { level: 1 })).toBeVisible(),
  },
  {
    name: 'support',
    options: { hash: '#/support/82' },
    prepare: (page) => expect(page.getByRole('heading', { level: 2 })).toHaveCount(4),
  },
  {
    name: 'help',
    async prepare(page) {
      await list(page);
      await page.keyboard.press('F1');
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
  {
    name: 'ten-thousand',
    options: { jobs: 10_000 },
    prepare: list,
  },
  {
    name: 'long-texts',
    async prepare(page) {
      await list(page);
      await page.evaluate(() =>
        window.fake.patch(84, {
          billNumber: 'X'.repeat(200),
          reference: `👍 שלום ${'sehr lang '.repeat(50)}`,
          store: 'Filiale mit einem außerordentlich langen Namen am Rand der Stadt',
          state: 'attention',
          cause: 'refused',
        }),
      );
      await page
        .getByRole('button', { name: /job 84|Job 84/ })
        .first()
        .click();
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    },
  },
  {
    name: 'link-lost',
    reopens: true,
    async prepare(page) {
      await list(page);
      await page.evaluate(() => {
        window.fake.failing.set('app.snapshot', 'The backend does not answer.');
        window.fake.reportGap();
      });
      await expect(page.getByRole('alert').first()).toBeVisible();
    },
  },
  {
    name: 'problems',
    options: { problems: 3, hash: '#/attention' },
    prepare: (page) => expect(page.getByRole('heading', { level: 2 })).toHaveCount(4),
  },
  {
    name: 'problems-decision',
    options: { problems: 3, hash: '#/attention' },
    async prepare(page) {
      await page
        .getByRole('button', { name: /entscheiden|decide/i })
        .last()
        .click();
      await page.getByRole('textbox', { name: /Warum|Why/ }).fill('von Hand nachgezählt');
    },
  },
  {
    name: 'problems-post',
    options: { problems: 6, hash: '#/attention' },
    async prepare(page) {
      const card = page.locator('section').filter({
        has: page.getByRole('heading', { name: /Anfangsbestand|opening balance/ }),
      });
      await card.getByRole('button', { name: /entscheiden|decide/i }).click();
      await page.getByRole('textbox', { name: /Warum|Why/ }).fill('zur Bank gebracht');
      await page.getByRole('combobox', { name: /Gegenkonto|Contra/ }).fill('12a');
      await card.evaluate((element) => element.scrollIntoView());
    },
  },
  ...(['language', 'connection', 'folders', 'accounts', 'test'] as const).map((setup) => ({
    name: `setup-${setup}`,
    options: { setup, browser: setup === 'connection', demo: false },
    async prepare(page: Page) {
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      if (setup === 'folders') await expect(page.getByText(/Gut:|Good:/)).toBeVisible();
    },
  })),
  {
    name: 'setup-accounts-compared',
    options: { setup: 'accounts', demo: false },
    async prepare(page) {
      await page.getByRole('radio', { name: /SKR03/ }).check();
      await page.clock.runFor(1_000);
      await expect(page.getByText(/alle in RetailSuite|RetailSuite has all/)).toBeVisible();
    },
  },
  {
    name: 'setup-accounts-faults',
    options: { setup: 'accounts', demo: false },
    async prepare(page) {
      await page.getByRole('radio', { name: /SKR04/ }).check();
      await page.clock.runFor(1_000);
      await expect(
        page.getByText(/gibt es in RetailSuite nicht|has no such account/).first(),
      ).toBeVisible();
    },
  },
  {
    name: 'setup-test-found',
    options: { setup: 'test', connected: true, demo: false },
    async prepare(page) {
      await expect(page.getByText(/nichts wurde gebucht|nothing was booked/)).toBeVisible();
    },
  },
  {
    name: 'setup-waiting',
    options: { setup: 'connection', browser: true, demo: false },
    async prepare(page) {
      await signIn(page);
      await expect(page.getByRole('link', { name: /Anmeldeseite|sign-in page/ })).toBeFocused();
    },
  },
  {
    name: 'setup-connected',
    options: { setup: 'connection', demo: false, problem: 'clock-off' },
    async prepare(page) {
      await signIn(page);
      await expect(page.getByText(/Jetzt im Browser|Now allow it/)).toBeVisible();
      await page.evaluate(() => window.fake.setup.endSignIn());
      await page.clock.runFor(1_000);
      await expect(page.getByText(/Verbunden mit|Connected to/)).toBeVisible();
    },
  },
  ...['client-refused', 'certificate-untrusted', 'folder-unwritable'].map((problem) => ({
    name: `setup-${problem}`,
    options: {
      setup: problem.startsWith('folder') ? ('folders' as const) : ('connection' as const),
      problem,
      demo: false,
    },
    async prepare(page: Page) {
      if (!problem.startsWith('folder')) await signIn(page);
      await page.clock.runFor(1_000);
      await expect(page.locator(`[data-problem="${problem}"]`).first()).toBeVisible();
    },
  })),
  {
    // Every card at once, where cards are shown.
    name: 'setup-cards',
    options: { setup: 'connection', demo: false, problem: 'all' },
    async prepare(page) {
      await signIn(page);
      // Ended before it has begun it would go on for ever.
      await expect(page.getByText(/Jetzt im Browser|Now allow it/)).toBeVisible();
      await page.evaluate(() => window.fake.setup.endSignIn());
      await page.clock.runFor(1_000);
      await expect(page.locator('[data-problem]')).toHaveCount(SETUP_PROBLEMS.length);
      for (const part of await page.locator('[data-problem] dd').allTextContents()) {
        expect(part.trim()).toMatch(/[.!?]$/);
      }
    },
  },
  {
    name: 'settings',
    options: { hash: '#/settings' },
    async prepare(page) {
      await expect(page.getByText(/Letzte Sicherung|Last backup/)).toBeVisible();
      await page.clock.runFor(1_000);
      await expect(page.getByText(/Gut:|Good:/).first()).toBeVisible();
    },
  },
  {
    name: 'settings-second-backup',
    options: { hash: '#/settings' },
    async prepare(page) {
      await expect(page.getByText(/Letzte Sicherung|Last backup/)).toBeVisible();
      await page.getByLabel(/^(Zweiter Ordner|Second folder)$/).fill('E:\\Sicherung');
      await page.getByRole('button', { name: /Zweiten Ordner speichern|Save the second/ }).click();
      await page.getByText(/nicht verschlüsselt$|not encrypted$/).click();
      await page.clock.runFor(1_000);
      await page.getByText(/^(Zuletzt dort|Last one there)/).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'settings-retention',
    options: { hash: '#/jobs' },
    async prepare(page) {
      await page.evaluate(() => window.fake.setup.growOld());
      await page.getByRole('link', { name: /^(Einstellungen|Settings)$/ }).click();
      await page.getByRole('checkbox', { name: /jede Nacht|each night/ }).check();
      await page.clock.runFor(1_000);
      await page.locator('#settings-retention').scrollIntoViewIfNeeded();
      await expect(page.getByText(/48[.,]120/)).toBeVisible();
    },
  },
  {
    name: 'settings-lower',
    options: { hash: '#/settings' },
    async prepare(page) {
      await page.getByRole('checkbox', { name: /Nichts|Nothing|nichts/ }).check();
      await page.clock.runFor(1_000);
      await page.locator('.settings-section').nth(3).scrollIntoViewIfNeeded();
      await page.locator('.page').evaluate((element) => element.scrollTo(0, element.scrollHeight));
    },
  },
  {
    name: 'empty',
    options: { jobs: 0 },
    prepare: (page) => expect(page.getByRole('heading', { level: 2 })).toBeVisible(),
  },
  {
    name: 'loading',
    options: { slow: 60_000 },
    prepare: (page) => expect(page.locator('.skeleton')).toBeVisible(),
  },
  {
    name: 'boot-error',
    reopens: true,
    options: { failing: 'app.snapshot' },
    prepare: (page) => expect(page.getByRole('alert')).toBeVisible(),
  },
  {
    name: 'no-session',
    reopens: true,
    options: { used: true },
    prepare: (page) => expect(page.getByRole('alert')).toBeVisible(),
  },
];

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
] as const;

/** High contrast takes the system's colours, so that neither theme nor language counts. */
const LOOKS = [
  { look: 'light', theme: 'light', forcedColors: 'none', languages: ['de', 'en'] },
  { look: 'dark', theme: 'dark', forcedColors: 'none', languages: ['de', 'en'] },
  { look: 'high-contrast', theme: 'light', forcedColors: 'active', languages: ['de'] },
] as const;
type Look = (typeof LOOKS)[number];

/** A window of 1440 by 900 at 200 % has room for this. */
const ZOOMED = { width: 720, height: 450 };

/** Only with `PICTURES=1`: they take as long as all that is checked. */
async function picture(page: Page, name: string): Promise<void> {
  if (!process.env['PICTURES']) return;
  await page.screenshot({ path: path.join(PICTURES, `${name}.png`), animations: 'disabled' });
}

/** The page hears of a look after the browser has taken it: colours of both at once are none that anybody sees. */
async function take(page: Page, { theme, forcedColors }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, forcedColors });
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
}

/** Nothing but the grid scrolls sideways; what floats finds its new place a frame after the window has its size. */
async function expectNothingCutOff(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth))
    .toBeLessThanOrEqual(0);
}

/** As if another window had chosen it: a scene costs more to set than to read in a second language. */
async function switchTo(page: Page, language: 'de' | 'en'): Promise<void> {
  await page.evaluate((chosen) => {
    window.fake.preferences = { ...window.fake.preferences, language: chosen };
    window.fake.touchSettings();
  }, language);
  await expect(page.locator('html')).toHaveAttribute('lang', language);
}

const SEED = Number(process.env['SEED']);
const isWhole = process.env['LOOKS'] === 'all' || process.env['PICTURES'] !== undefined;
const EVERY = LOOKS.flatMap((look) => look.languages.map((language) => ({ ...look, language })));

test('each picture of the manual is one of these screens', () => {
  expect(picturesWithoutScene(SCENES.map(({ name }) => name))).toEqual([]);
  expect(picturesWithoutScene([])).not.toEqual([]);
});

if (process.env['MANUAL'] !== undefined) {
  for (const scene of SCENES) {
    for (const language of picturedIn(scene.name)) {
      test(`${scene.name}: drawn for the manual (${language})`, async ({ page }) => {
        await openWindow(page, { language, theme: 'light', ...scene.options });
        await scene.prepare(page);
        await manualPicture(page, scene.name, language);
      });
    }
  }
}

/** What a scene is seen in: in an order that sets it once a language. */
function seenIn(index: number): readonly (typeof EVERY)[number][] {
  if (process.env['MANUAL'] !== undefined) return [];
  if (isWhole) return EVERY.toSorted((a, b) => a.language.localeCompare(b.language));
  const nth = Math.floor((SEED + index) / 2);
  return (SEED + index) % 2 === 0 ? EVERY.slice(nth % EVERY.length).slice(0, 1) : [];
}

for (const [index, scene] of SCENES.entries()) {
  const seen = seenIn(index);
  if (seen.length === 0) continue;
  const named = isWhole ? 'any look' : seen.map((one) => `${one.language}, ${one.look}`).join();
  test(`${scene.name}: axe finds nothing, nothing is cut off in any size (${named})`, async ({
    page,
  }) => {
    let shown: 'de' | 'en' | undefined;
    for (const one of seen) {
      const { language } = one;
      const isNext = shown !== language;
      if (shown === undefined || (isNext && scene.reopens)) {
        await openWindow(page, { language, theme: 'system', ...scene.options });
        await scene.prepare(page);
        await manualPicture(page, scene.name, language);
      } else if (isNext) await switchTo(page, language);
      shown = language;
      await take(page, one);
      for (const size of SIZES) {
        await page.setViewportSize(size);
        await picture(page, `${scene.name}-${language}-${one.look}-${size.width}`);
        // A look changes colours, and leaves each thing where it was.
        if (isNext) await expectNothingCutOff(page);
      }
      // Roles are the same in each look and language.
      const isFirst = one === seen[0];
      expect(await violations(page, isFirst ? 'all' : 'colours'), one.look).toEqual([]);
      if (!isNext) continue;
      await page.setViewportSize(ZOOMED);
      await picture(page, `${scene.name}-${language}-zoom`);
      await expectNothingCutOff(page);
    }
  });
}
