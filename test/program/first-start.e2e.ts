/** From an empty data folder to the first verified booking, in a browser of this PC. */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import {
  deliver,
  firstStart,
  keyboard,
  mouse,
  posted,
  type Client,
  type Hand,
} from '../helpers/first-start.ts';
import { BUILT_HEADLESS } from '../../scripts/build.ts';
import { test, type Programs, type Started } from './programs.ts';
import { control, startSandbox } from './shop.ts';

const PICTURES = path.resolve('test-results/first-start');
const THREE_MINUTES_MS = 180_000;

async function openRetailSuite(programs: Programs): Promise<Client> {
  const { told } = await startSandbox(programs, '0', '--auto-invoice', '0');
  return {
    url: told['url'] ?? '',
    clientId: told['clientId'] ?? '',
    clientSecret: told['clientSecret'] ?? '',
  };
}

/** Opens RetailSuite's page in a new tab, answers it, and closes the tab as a person does. */
async function decide(page: Page, hand: Hand, link: string, answer: RegExp): Promise<void> {
  const opened = page.context().waitForEvent('page');
  await hand.press(page.getByRole('link', { name: link }));
  const retailSuite = await opened;
  await hand.press(retailSuite.getByRole('button', { name: answer }));
  // The page that the person reads there last is ours.
  await expect(retailSuite.getByText(/Venduo POS/).first()).toBeVisible();
  await retailSuite.close();
}

/** Types, waits until that is stored, and ends the program without a word. */
async function cutPower(
  page: Page,
  { child }: Started,
  what: Locator,
  text: string,
): Promise<void> {
  const stored = page.waitForResponse((response) => {
    const asked = response.request().postData() ?? '';
    return asked.includes('"setup.keep"') && asked.includes(JSON.stringify(text));
  });
  await what.fill(text);
  await stored;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

for (const [language, hand, how] of [
  ['de', keyboard, 'by keyboard alone'],
  ['en', mouse, 'with the mouse'],
] as const) {
  const title = `set up, booked and verified, ${language}, ${how}; nothing is booked before the last step`;
  // The one walk that is part of `npm test`.
  test(title, { tag: language === 'de' ? '@walk' : [] }, async ({ page, programs }) => {
    const client = await openRetailSuite(programs);
    const { told } = await programs.serve();
    deliver(path.join(programs.data, 'inbox'));
    const beganAt = performance.now();
    await page.goto(told['url'] ?? '');
    const person = firstStart(page, hand, language, PICTURES);
    await person.language();
    await person.askToSignIn(client);
    await decide(page, hand, person.words.connect.openPage, /Allow/);
    await person.signedIn(client);
    await person.folders();
    await person.accounts('SKR04');
    await person.tried(2);
    expect(await posted(client.url)).toBe(0);
    await person.finish();
    for (const id of [1, 2]) {
      await expect(page.locator(`.ag-row[row-business-key="${id}"]`)).toContainText(
        'Sync successful',
        {
          timeout: 30_000,
        },
      );
    }
    expect(await posted(client.url)).toBe(2);
    await person.verified();
    const took = performance.now() - beganAt;
    console.log(`from the first screen to the first verified booking in ${Math.round(took)} ms`);
    expect(took).toBeLessThan(THREE_MINUTES_MS);
  });
}

test('half-way left by a power cut: the same step, and nothing is lost', async ({
  page,
  programs,
}) => {
  const client = await openRetailSuite(programs);
  const first = await programs.serve();
  await page.goto(first.told['url'] ?? '');
  const person = firstStart(page, mouse, 'de');
  await person.language();
  await person.askToSignIn(client);
  await decide(page, mouse, person.words.connect.openPage, /Allow/);
  await person.signedIn(client);
  await person.onStep('folders');
  const typed = page.getByRole('textbox', { name: person.words.folders.exports });
  await cutPower(page, first, typed, programs.folder);

  const second = await programs.serve();
  await page.goto(second.told['url'] ?? '');
  await person.onStep('folders');
  await expect(typed).toHaveValue(programs.folder);
  await typed.fill('');
  await person.folders();
  await person.onStep('accounts');
  // The way back shows what holds.
  for (const step of ['folders', 'connection'] as const) {
    await page.getByRole('button', { name: person.words.setup.back }).click();
    await person.onStep(step);
  }
  await expect(page.getByText(/Verbunden mit/)).toBeVisible();
});

test('half-way left while typing: what was typed is there again, but for the secret', async ({
  page,
  programs,
}) => {
  const first = await programs.serve();
  await page.goto(first.told['url'] ?? '');
  const person = firstStart(page, mouse, 'en');
  await person.language();
  await person.onStep('connection');
  const { connect, setup } = person.words;
  const address = page.getByRole('textbox', { name: connect.address });
  const clientId = page.getByRole('textbox', { name: connect.clientId });
  const secret = page.getByLabel(connect.clientSecret, { exact: true });
  await secret.fill('a secret that nobody may find');
  await address.fill('127.0.0.1:9');
  // Onwards and back: in this window the secret is still there, too.
  await clientId.fill('venduo_pos');
  await page.getByRole('button', { name: setup.nextUnconnected }).click();
  await person.onStep('folders');
  await page.getByRole('button', { name: setup.back }).click();
  await expect(secret).toHaveValue('a secret that nobody may find');
  await cutPower(page, first, clientId, 'venduo_pos_2');

  const second = await programs.serve();
  await page.goto(second.told['url'] ?? '');
  await person.onStep('connection');
  await expect(address).toHaveValue('127.0.0.1:9');
  await expect(clientId).toHaveValue('venduo_pos_2');
  await expect(secret).toHaveValue('');
  for (const file of fs.readdirSync(programs.data).filter((name) => name.includes('.sqlite'))) {
    const stored = fs.readFileSync(path.join(programs.data, file));
    expect(stored.includes('a secret that nobody may find')).toBe(false);
  }
});

test('a second program on the same data folder ends with its card, in the language of the system', async ({
  programs,
}) => {
  const first = await programs.serve();
  for (const [language, said] of [
    ['de_DE.UTF-8', 'Ein anderes Venduo-Programm arbeitet schon mit diesem Datenordner.'],
    ['en_US.UTF-8', 'Another Venduo program already works on this data folder.'],
  ] as const) {
    const second = spawnSync(
      process.execPath,
      [BUILT_HEADLESS, 'serve', '--data', programs.data, '--port', '0'],
      { encoding: 'utf8', env: { ...process.env, LC_ALL: language } },
    );
    expect(second.status).toBe(1);
    expect(second.stderr).toContain(said);
  }
  // The first one works on.
  expect(first.child.exitCode).toBeNull();
});

test('put off: the tabs are there, the settings connect later', async ({ page, programs }) => {
  const client = await openRetailSuite(programs);
  const { told } = await programs.serve();
  deliver(path.join(programs.data, 'inbox'));
  await page.goto(told['url'] ?? '');
  const person = firstStart(page, mouse, 'en');
  await person.onStep('language');
  await page.getByRole('button', { name: person.words.setup.later }).click();
  await expect(page.getByRole('button', { name: /^KICK JOB/ })).toBeVisible();
  await page.getByRole('link', { name: person.words.settings.tab }).click();
  const { connect } = person.words;
  await page.getByRole('textbox', { name: connect.address }).fill(client.url);
  await page.getByRole('textbox', { name: connect.clientId }).fill(client.clientId);
  await page.getByLabel(connect.clientSecret, { exact: true }).fill(client.clientSecret);
  await page.getByRole('button', { name: connect.signIn, exact: true }).click();
  await decide(page, mouse, connect.openPage, /Allow/);
  await expect(page.getByText(/Connected to/)).toBeVisible({ timeout: 15_000 });
});

test('refused in the browser: the card says so, nothing is stored, and the second try works', async ({
  page,
  programs,
}) => {
  const client = await openRetailSuite(programs);
  const { told } = await programs.serve();
  await page.goto(told['url'] ?? '');
  const person = firstStart(page, mouse, 'en');
  await person.language();
  await person.askToSignIn({ ...client, clientSecret: 'not the secret' });
  await decide(page, mouse, person.words.connect.openPage, /Refuse/);
  await expect(page.locator('[data-problem="consent-refused"]')).toBeVisible({ timeout: 15_000 });
  await page.reload();
  await person.askToSignIn(client);
  await decide(page, mouse, person.words.connect.openPage, /Allow/);
  await person.signedIn(client);
  await person.onStep('folders');
});

test('a PC whose clock is wrong: the card says by how much, stops nobody, and is gone when it is right', async ({
  page,
  programs,
}) => {
  const client = await openRetailSuite(programs);
  await control(client.url, 'clock', { aheadSeconds: -7 * 60 });
  const { told } = await programs.serve();
  await page.goto(told['url'] ?? '');
  const person = firstStart(page, mouse, 'en');
  await person.language();
  await person.askToSignIn(client);
  await decide(page, mouse, person.words.connect.openPage, /Allow/);
  const card = page.locator('[data-problem="clock-off"]');
  await expect(card).toContainText('This PC is 7 minutes ahead.');
  await person.signedIn(client);
  const lookAgain = async () => {
    await person.onStep('folders');
    await page.getByRole('button', { name: person.words.setup.back }).click();
    await expect(page.getByText(/Connected to/)).toBeVisible();
  };
  await control(client.url, 'clock', { aheadSeconds: 3 * 3600 });
  await lookAgain();
  await expect(card).toContainText('This PC is 3 hours behind.');
  await person.next();
  await control(client.url, 'clock', { aheadSeconds: 0 });
  await lookAgain();
  await expect(card).toHaveCount(0);
});

test('a demo shop to try things on: a window of its own, and nothing of it in these books', async ({
  page,
  programs,
}) => {
  const { child, told } = await programs.serve();
  await page.goto(told['url'] ?? '');
  const person = firstStart(page, mouse, 'en');
  await person.language();
  await person.onStep('connection');
  const { connect } = person.words;
  await page.getByRole('button', { name: connect.demoStart }).click();
  const link = page.getByRole('link', { name: connect.demoOpen });
  await expect(link).toBeVisible({ timeout: 60_000 });
  const opened = page.context().waitForEvent('page');
  await link.click();
  const demo = await opened;
  await expect(demo.locator('.ag-row').first()).toBeVisible({ timeout: 30_000 });
  await expect(demo.getByText(/This is sample data/)).toBeVisible();
  const demoAddress = demo.url();
  await demo.close();
  await person.onStep('connection');
  await page.getByRole('button', { name: person.words.setup.later }).click();
  await expect(page.getByRole('button', { name: /^KICK JOB/ })).toBeVisible();
  await expect(page.locator('.ag-row')).toHaveCount(0);
  // The demo ends with the program that it was started from.
  child.kill('SIGTERM');
  await once(child, 'exit');
  await expect
    .poll(
      () =>
        fetch(demoAddress).then(
          () => 'answers',
          () => 'gone',
        ),
      { timeout: 20_000 },
    )
    .toBe('gone');
});
