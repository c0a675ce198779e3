/** A person who sets the program up: from the first screen to the first booked document, with the mouse or by keyboard alone. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';

import { setup as german } from '../../renderer/locales/de/setup.ts';
import { setup as english } from '../../renderer/locales/en/setup.ts';
import { PRESET_ACCOUNTS } from '../../shared/domain/accounts.ts';
import { WORDS } from '../../shared/words/words.ts';

export type Language = 'de' | 'en';
export type Step = 'language' | 'connection' | 'folders' | 'accounts' | 'test';

/** The note of whoever looks after RetailSuite. */
export interface Client {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** How things are operated. */
export interface Hand {
  press(what: Locator): Promise<void>;
  fill(what: Locator, text: string): Promise<void>;
  choose(radio: Locator): Promise<void>;
}

export const mouse: Hand = {
  press: (what) => what.click(),
  fill: (what, text) => what.fill(text),
  choose: (radio) => radio.check(),
};

/** Reading back is no hurry: half a minute after the booking, and its answer. */
const VERIFIED_WITHIN_MS = 90_000;

/** More than any screen of the first start has. */
const MOST_TABS = 60;

async function tabTo(what: Locator, isThere: () => Promise<boolean>): Promise<void> {
  const keyboard = what.page().keyboard;
  await expect(what).toBeVisible();
  for (let tabs = 0; tabs < MOST_TABS; tabs++) {
    if (await isThere()) return;
    await keyboard.press('Tab');
  }
  throw new Error(`The keyboard does not reach ${what.toString()}`);
}

const isFocused = (what: Locator) => () =>
  what.evaluate((element) => element === document.activeElement);

export const keyboard: Hand = {
  async press(what) {
    await tabTo(what, isFocused(what));
    await what.page().keyboard.press('Enter');
  },
  async fill(what, text) {
    await tabTo(what, isFocused(what));
    await what.page().keyboard.press('ControlOrMeta+A');
    await what.page().keyboard.type(text);
  },
  async choose(radio) {
    // A group of radio buttons is one stop; the arrows choose in it.
    await tabTo(radio, () =>
      radio.evaluate(
        (element) =>
          document.activeElement instanceof HTMLInputElement &&
          document.activeElement.name === (element as HTMLInputElement).name,
      ),
    );
    for (let turns = 0; turns < MOST_TABS && !(await radio.isChecked()); turns++) {
      await radio.page().keyboard.press(turns === 0 ? 'Space' : 'ArrowDown');
    }
    await expect(radio).toBeChecked();
  },
};

export interface FirstStart {
  readonly words: typeof german;
  /** The step that is on screen, by its heading. */
  onStep(step: Step): Promise<void>;
  next(): Promise<void>;
  language(): Promise<void>;
  /** Types the address and the client, and presses the button; the page of RetailSuite is another matter. */
  askToSignIn(client: Client): Promise<void>;
  signedIn(client: Client): Promise<void>;
  folders(): Promise<void>;
  accounts(preset: 'SKR03' | 'SKR04'): Promise<void>;
  /** Everything was found to be good, and `count` documents would be booked. */
  tried(count: number): Promise<void>;
  finish(): Promise<void>;
  /** The list says by itself that RetailSuite has what was booked. */
  verified(): Promise<void>;
}

export function firstStart(
  page: Page,
  hand: Hand,
  language: Language,
  pictures?: string,
): FirstStart {
  const words = language === 'de' ? german : english;
  const headlines: Record<Step, string> = {
    language: words.setupLanguage.headline,
    connection: words.connect.headline,
    folders: words.folders.headline,
    accounts: words.setupAccounts.headline,
    test: words.setupTest.headline,
  };
  const picture = async (name: string) => {
    if (pictures !== undefined)
      await page.screenshot({ path: path.join(pictures, `${name}-${language}.png`) });
  };
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const next = () => hand.press(button(words.setup.next));
  const onStep = (step: Step) =>
    expect(page.getByRole('heading', { level: 1, name: headlines[step] })).toBeVisible();

  return {
    words,
    onStep,
    next,
    async language() {
      await hand.choose(
        page.getByRole('radio', { name: language === 'de' ? 'Deutsch' : 'English' }),
      );
      await onStep('language');
      await picture('1-language');
      await next();
    },
    async askToSignIn({ url, clientId, clientSecret }) {
      await onStep('connection');
      const { connect } = words;
      await hand.fill(page.getByRole('textbox', { name: connect.address }), url);
      await hand.fill(page.getByRole('textbox', { name: connect.clientId }), clientId);
      await hand.fill(page.getByLabel(connect.clientSecret, { exact: true }), clientSecret);
      await expect(page.getByText(connect.addressFound.split('{{')[0] ?? '')).toBeVisible();
      await picture('2-connection');
      await hand.press(button(connect.signIn));
    },
    async signedIn({ url }) {
      const tenant = new URL(url).host;
      await expect(
        page.getByText(words.connect.connected.replace('{{tenant}}', tenant)),
      ).toBeVisible({ timeout: 15_000 });
      await picture('2-connected');
      await next();
    },
    async folders() {
      await onStep('folders');
      await expect(
        page.getByText(words.folders.good).or(page.getByText(words.folders.isNew)),
      ).toBeVisible();
      await picture('3-folders');
      await next();
    },
    async accounts(preset) {
      await onStep('accounts');
      await hand.choose(page.getByRole('radio', { name: preset }));
      const count = String(PRESET_ACCOUNTS[preset].length);
      await expect(
        page.getByText(words.setupAccounts.good_other.replace('{{count, number}}', count)),
      ).toBeVisible();
      await picture('4-accounts');
      await next();
    },
    async tried(count) {
      await onStep('test');
      const found = language === 'de' ? `${count} würden gelingen` : `${count} would succeed`;
      await expect(page.getByText(found)).toBeVisible({ timeout: 15_000 });
      await picture('5-test');
    },
    async finish() {
      await hand.press(button(words.setupTest.finish));
      await expect(page.getByRole('button', { name: /^KICK JOB/ })).toBeVisible();
    },
    async verified() {
      const state = WORDS[language].state.verified;
      await expect(page.locator('.ag-row', { hasText: state }).first()).toBeVisible({
        timeout: VERIFIED_WITHIN_MS,
      });
      await picture('6-verified');
    },
  };
}

/** A cash sale and a cash-out, as a till delivers them. */
export function deliver(inbox: string): void {
  const common = {
    version: 1,
    store: '2',
    payDesk: 'K1',
    businessDay: '2026-11-20',
    occurredAt: '2026-11-20T10:00:00+01:00',
  };
  const events = [
    {
      ...common,
      id: '1',
      type: 'order-cash',
      billNumber: '2-2026/11/0000000001',
      amountCents: 5_999,
    },
    {
      ...common,
      id: '2',
      type: 'cash-out',
      reason: 'Geldtransit',
      amountCents: -420_000,
      text: 'Abschöpfung',
    },
  ];
  fs.mkdirSync(inbox, { recursive: true });
  fs.writeFileSync(
    path.join(inbox, 'first.tmp'),
    events.map((event) => `${JSON.stringify(event)}\n`).join(''),
  );
  fs.renameSync(path.join(inbox, 'first.tmp'), path.join(inbox, 'first.jsonl'));
}

/** @returns how many postings the sandbox has. */
export async function posted(sandboxUrl: string): Promise<number> {
  const reply = await fetch(`${sandboxUrl}/sandbox/ledger`);
  const { postings } = (await reply.json()) as { postings: unknown[] };
  return postings.length;
}
