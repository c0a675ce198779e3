/** Scenes of a shop manager who sets up and mends, for the pictures: states that the other scenes do not show. */
import type { Page } from '@playwright/test';
import { CAUSES } from '../../shared/domain/causes.ts';
import { contactReport } from './contact-report.ts';
import type { Scene } from './run-scenes.ts';
import { expect, rows, type OpenOptions } from './window.ts';

const STORES = { hash: '#/stores' } satisfies OpenOptions;
const ATTENTION = { hash: '#/attention' } satisfies OpenOptions;
const SETTINGS = { hash: '#/settings' } satisfies OpenOptions;
const DRY_RUN = /nichts wurde gebucht|nothing was booked/;

const LICENCES = ['ag-grid-react 36.2.0', 'better-sqlite3 13.2.0', 'react 19.3.0'].map((one) => {
  const [name, version] = one.split(' ');
  return { name, version, licence: 'MIT', text: 'The MIT License (MIT)' };
});

/** Changes what the backend says, and has the screen read it again. */
async function tell(page: Page, change: () => void): Promise<void> {
  await page.evaluate(change);
  const hash = await page.evaluate(() => window.location.hash);
  await page.evaluate(() => {
    window.location.hash = '#/support';
  });
  await expect(page.getByRole('heading', { level: 1, name: /Support/ })).toBeVisible();
  await page.evaluate((back) => {
    window.location.hash = back;
  }, hash);
}

async function openBulk(page: Page, action: RegExp): Promise<void> {
  await expect(rows(page).first()).toBeVisible();
  await page.getByRole('checkbox', { name: /dieser Seite|this page/ }).click();
  await page.getByRole('button', { name: action }).click();
  await expect(page.getByRole('dialog').getByRole('heading', { level: 2 })).toBeVisible();
}

/** The inbox lies on a drive that may not be written. */
function closeInbox(page: Page): Promise<void> {
  return page.evaluate(() => {
    window.fake.folderProblems = [
      {
        use: 'inbox',
        folder: 'C:\\ProgramData\\Venduo\\BackOffice\\inbox',
        since: Date.now(),
        problem: {
          code: 'folder-unwritable',
          detail: "EROFS: read-only file system, mkdir 'archive'",
        },
        names: [],
        more: 0,
      },
    ];
    window.fake.setStatus({});
  });
}

export const MANAGER_SCENES: readonly Scene[] = [
  {
    name: 'about',
    options: { hash: '#/about' },
    async prepare(page) {
      await page.route('**/licences.json', (route) => route.fulfill({ json: LICENCES }));
      await page.reload();
      await expect(page.locator('.fold')).toHaveCount(LICENCES.length);
    },
  },
  {
    name: 'list-folder',
    async prepare(page) {
      await expect(rows(page).first()).toBeVisible();
      await closeInbox(page);
      await expect(page.locator('.banner').first()).toContainText(/Eingangsordner|Inbox folder/);
    },
  },
  {
    name: 'attention-folder',
    options: ATTENTION,
    async prepare(page) {
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await closeInbox(page);
      await expect(page.locator('[data-problem="folder-unwritable"]')).toBeVisible();
    },
  },
  {
    name: 'settings-sign-out',
    options: SETTINGS,
    async prepare(page) {
      await page.getByRole('button', { name: /^(Abmelden|Sign out)$/ }).click();
      await expect(
        page.getByRole('button', { name: /^(Ja, abmelden|Yes, sign out)$/ }),
      ).toBeVisible();
    },
  },
  {
    name: 'settings-first-contact',
    options: SETTINGS,
    async prepare(page) {
      await page.evaluate(
        (report) => {
          window.fake.setup.firstContact = report;
        },
        contactReport({ accounts: 'no-rows', postings: 'otherwise' }),
      );
      await page.getByRole('button', { name: /^(Schnittstelle|Check the interface)/ }).click();
      await page.getByRole('button', { name: /^(Jetzt prüfen|Check now)$/ }).click();
      await page.getByText(/^(Bericht lesen|Read the report)$/).click();
      await expect(page.getByText(/betrag/)).toBeVisible();
    },
  },
  {
    name: 'stores-empty',
    options: STORES,
    async prepare(page) {
      await tell(page, () => {
        const { places } = window.fake;
        places.places = { stores: [], payDesks: [], payments: [] };
        places.rows = [];
        places.history = [];
      });
      await expect(page.getByText(/Noch keine Kasse|No till has/)).toBeVisible();
    },
  },
  {
    name: 'stores-merged-and-off',
    options: STORES,
    async prepare(page) {
      await page.getByRole('button', { name: /^Kasse 2/ }).click();
      await page.getByRole('button', { name: /^(Abschalten|Switch off)$/ }).click();
      await page
        .getByRole('combobox', { name: /Ersetzt|Replaced/ })
        .selectOption({ label: 'Theke vorn' });
      await expect(page.getByText(/ersetzt durch|replaced by/).first()).toBeVisible();
    },
  },
  {
    name: 'stores-history',
    options: STORES,
    async prepare(page) {
      const history = page.getByText(/Wer hat was geändert|Who changed what/);
      await history.click();
      await history.scrollIntoViewIfNeeded();
      await page.locator('.page').evaluate((element) => element.scrollTo(0, element.scrollHeight));
      await expect(page.getByText('eigenes Kassenkonto')).toBeVisible();
    },
  },
  {
    name: 'stores-currencies',
    options: STORES,
    async prepare(page) {
      await tell(page, () => {
        const { places } = window.fake;
        const payments = [...places.places.payments, { currency: 'CHF', type: '', name: '' }];
        places.places = { ...places.places, payments };
      });
      await page.getByRole('heading', { name: /CHF/ }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'attention-every-cause',
    options: ATTENTION,
    async prepare(page) {
      await page.evaluate((causes) => {
        const { places } = window.fake;
        const [card] = places.causes;
        if (!card) return;
        places.causes = causes.map((cause, index) => ({
          ...card,
          key: { cause },
          example: { ...card.example, job: index + 1 },
        }));
      }, CAUSES);
      await tell(page, () => undefined);
      await expect(page.getByRole('heading', { level: 2 })).toHaveCount(CAUSES.length);
    },
  },
  {
    name: 'attention-signed-out',
    options: ATTENTION,
    async prepare(page) {
      await page.evaluate(() =>
        window.fake.setStatus({
          pause: { cause: 'sign-in-expired', since: Date.now() - 3_600_000, until: null },
        }),
      );
      await expect(page.locator('[data-cause="sign-in-expired"]')).toBeVisible();
    },
  },
  {
    name: 'attention-offline',
    options: ATTENTION,
    async prepare(page) {
      await page.evaluate(() =>
        window.fake.setStatus({
          pause: { cause: 'offline', since: Date.now() - 600_000, until: Date.now() + 240_000 },
        }),
      );
      await expect(page.locator('[data-cause="offline"]')).toBeVisible();
    },
  },
  {
    name: 'list-signed-out',
    async prepare(page) {
      await page.evaluate(() =>
        window.fake.setStatus({
          pause: { cause: 'sign-in-expired', since: Date.now(), until: null },
        }),
      );
      await expect(page.getByText(/Abgemeldet|Signed out/).first()).toBeVisible();
    },
  },
  {
    name: 'attention-none',
    options: ATTENTION,
    async prepare(page) {
      await tell(page, () => {
        window.fake.places.causes = [];
      });
      await expect(page.getByText(/Niemand muss|There is nothing for you/)).toBeVisible();
    },
  },
  {
    name: 'stores-dry-run',
    options: STORES,
    async prepare(page) {
      await page
        .getByRole('combobox', { name: /^(Konto für|Account for)/ })
        .first()
        .fill('1001');
      await page.getByRole('button', { name: /^(Probelauf|Dry run)$/ }).click();
      await expect(page.getByText(DRY_RUN)).toBeVisible();
    },
  },
  {
    name: 'stores-currency',
    options: STORES,
    async prepare(page) {
      await tell(page, () => {
        window.fake.places.places.payments.push({ currency: 'CHF', type: '', name: '' });
      });
      await page.getByRole('heading', { name: /\(CHF\)/ }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'attention-dry-run',
    options: ATTENTION,
    async prepare(page) {
      await page.getByRole('combobox', { name: /Konto für|Account for/ }).fill('1604');
      await page.getByRole('button', { name: /^(Probelauf|Dry run)$/ }).click();
      await expect(page.getByText(DRY_RUN)).toBeVisible();
      await page.getByText(/Einzelne Buchungen|Individual postings/).click();
    },
  },
  {
    name: 'dry-run-offline',
    options: ATTENTION,
    async prepare(page) {
      await page.evaluate(() => {
        const { places } = window.fake;
        const offline = { cause: 'offline' as const, message: 'connect ETIMEDOUT 192.0.2.1:443' };
        places.dryRun = { ...places.dryRun, offline };
      });
      await page.getByRole('button', { name: /^(Probelauf|Dry run)$/ }).click();
      await expect(page.getByText(/ungeprüft|not checked/)).toBeVisible();
    },
  },
  {
    name: 'bulk-dry-run',
    async prepare(page) {
      await openBulk(page, /^(Erneut senden|Send again)$/);
      await page.getByRole('button', { name: /^(Probelauf|Dry run)$/ }).click();
      await expect(page.getByText(DRY_RUN)).toBeVisible();
    },
  },
  ...(
    [
      ['hold', /^(Zurückstellen|Put on hold)$/],
      ['take-back', /^(Zurückholen|Take back)$/],
    ] as const
  ).map(([name, action]) => ({
    name: `bulk-${name}`,
    prepare: (page: Page) => openBulk(page, action),
  })),
  {
    name: 'settings-refused',
    options: { ...SETTINGS, problem: 'client-refused' },
    async prepare(page) {
      await expect(page.locator('[data-problem="client-refused"]')).toBeVisible();
    },
  },
  {
    name: 'settings-not-connected',
    options: { ...SETTINGS },
    async prepare(page) {
      await page.evaluate(() => {
        const { setup } = window.fake;
        const connection = { ...setup.state.connection, connected: false, baseUrl: null };
        setup.state = { ...setup.state, connection };
      });
      await tell(page, () => undefined);
      await expect(page.getByText(/^(Nicht verbunden|Not connected)$/)).toBeVisible();
    },
  },
  {
    name: 'setup-address-wrong',
    options: { setup: 'connection', problem: 'address-unknown', demo: false },
    async prepare(page) {
      await page
        .getByRole('textbox', { name: /Adresse|Address/ })
        .fill('schmidt.retailsuite.exmple');
      await page.clock.runFor(1_000);
      await expect(page.locator('[data-problem]').first()).toBeVisible();
    },
  },
  {
    name: 'setup-token',
    options: { setup: 'connection', demo: false },
    async prepare(page) {
      await page.getByRole('radio', { name: /refresh.token/i }).check();
      await expect(page.getByRole('textbox')).toHaveCount(4);
    },
  },
  {
    name: 'setup-accounts-own',
    options: { setup: 'accounts', demo: false },
    async prepare(page) {
      await page.getByRole('radio', { name: /Eigene|My own/ }).check();
      await expect(page.getByRole('table')).toBeVisible();
    },
  },
];
