/**
 * What goes wrong, as a manager meets it: the lamp and the card of the real window, with the real backend and the sandbox;
 * and once it is over, booked, once. What the backend tells of each fault: `test/system/faults.test.ts`.
 */
import { once } from 'node:events';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { en } from '../../renderer/locales/en/index.ts';
import { FAULTS } from '../../sandbox/faults.ts';
import type { Cause } from '../../shared/domain/causes.ts';
import { obstacles, WHAT_IS_TOLD } from '../helpers/told-faults.ts';
import { newPrograms, type Programs, type Started } from './programs.ts';
import { connectShop, control, drop, postings, shortenWaits, startSandbox } from './shop.ts';

test.describe.configure({ mode: 'parallel' });

/** Accounts of the preset, as the sandbox has them. */
const account = (number: string) => ({ number, description: '', currency: 'EUR', locked: false });
const [CASH, SURPLUS, SHORTAGE] = [account('1600'), account('4830'), account('6300')];
const [YEAR, LAST_YEAR] = ['12', '11'];
const REQUEST_TIMEOUT_MS = 1_000;
/** The sandbox takes up a late request sooner than this. */
const SETTLE_WINDOW_MS = 600;
const HURRIED = ['--late', '0.2', '--slow', '0.2'];
const HEALED = { timeout: 30_000 };

/** One till, one window with the list, and one with what needs the manager. */
class Day {
  readonly url: string;
  readonly list: Page;
  readonly attention: Page;
  /** Whatever was shown, however short. */
  readonly lamps: Set<string>;
  readonly cards: Set<string>;
  readonly #programs: Programs;
  #retailSuite: Started;
  #dropped = 0;

  private constructor(
    programs: Programs,
    retailSuite: Started,
    list: Page,
    attention: Page,
    seen: { readonly lamps: Set<string>; readonly cards: Set<string> },
  ) {
    this.#programs = programs;
    this.#retailSuite = retailSuite;
    this.url = retailSuite.told['url'] ?? '';
    this.list = list;
    this.attention = attention;
    this.lamps = seen.lamps;
    this.cards = seen.cards;
  }

  static async open(programs: Programs, list: Page): Promise<Day> {
    const retailSuite = await startSandbox(programs, '0', ...HURRIED);
    await connectShop(programs, retailSuite.told);
    shortenWaits(programs, REQUEST_TIMEOUT_MS, SETTLE_WINDOW_MS);
    const program = await programs.serve();
    await list.goto(program.told['url'] ?? '');
    await list.getByRole('combobox', { name: /^(Sprache|Language)$/ }).selectOption('en');
    await expect(list.getByRole('button', { name: /^KICK JOB/ })).toBeVisible();
    const attention = await list.context().newPage();
    await attention.goto(`${new URL(list.url()).origin}/#/attention`);
    await expect(attention.getByRole('heading', { level: 1, name: 'Needs me' })).toBeVisible();
    const lamps = await collect(list, '.lamp-words');
    const cards = await collect(attention, '[data-cause]');
    return new Day(programs, retailSuite, list, attention, { lamps, cards });
  }

  async stopRetailSuite(): Promise<void> {
    const { child } = this.#retailSuite;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  /** On the same books, at the same address. */
  async startRetailSuite(): Promise<void> {
    this.#retailSuite = await startSandbox(this.#programs, new URL(this.url).port, ...HURRIED);
  }

  /** A till delivers one more document. @returns its row */
  deliver({ type = 'cash-in', sign = 1, businessDay = '2026-11-20' } = {}): Locator {
    this.lamps.clear();
    this.cards.clear();
    this.#dropped += 1;
    const id = this.#dropped;
    drop(this.#programs, String(id), [
      {
        version: 1,
        id: String(id),
        store: '2',
        payDesk: 'K1',
        type,
        text: 'Wechselgeld',
        amountCents: sign * id * 100,
        businessDay,
        occurredAt: `${businessDay}T10:00:00+01:00`,
      },
    ]);
    return this.list.locator(`.ag-row[row-id="${id}"]`);
  }

  /** The lamp says it in a word, the card answers the four questions. */
  async expectTold(cause: Cause, lamp: string, headline: string = en.cause[cause].what) {
    await expect.poll(() => find(this.lamps, [lamp]), `the lamp about ${cause}`).toBeDefined();
    const { money, todo, who } = en.cause[cause];
    const { cardMoney, cardTodo, cardWho } = en.details;
    await expect
      .poll(
        () => find(this.cards, [headline, cardMoney, money, cardTodo, todo, cardWho, who]),
        `the card about ${cause}`,
      )
      .toBeDefined();
  }

  card(cause: Cause): Locator {
    return this.attention.locator(`[data-cause="${cause}"]`);
  }

  async expectHealed(row: Locator): Promise<void> {
    await expect(row).toContainText('Sync successful', HEALED);
    await expect(this.list.locator('.lamp-words')).toContainText('Everything is in RS', HEALED);
    await expect(this.attention.locator('[data-cause]')).toHaveCount(0, HEALED);
    await this.expectBookedOnce();
  }

  /** Each document has another amount, so that the amounts say which of them are booked. */
  async expectBookedOnce(): Promise<void> {
    const booked = (await postings(this.url)).map(({ umsatz }) => Math.abs(umsatz));
    expect(booked.sort((one, other) => one - other)).toEqual(
      Array.from({ length: this.#dropped }, (_, index) => index + 1),
    );
  }
}

/** The texts that an element of the page shows, from now on. */
async function collect(page: Page, selector: string): Promise<Set<string>> {
  const texts = new Set<string>();
  await page.exposeFunction('shown', (text: string) => void texts.add(text));
  await page.evaluate((what) => {
    const { shown } = window as unknown as { shown(text: string): void };
    const tell = () => {
      for (const element of document.querySelectorAll<HTMLElement>(what)) shown(element.innerText);
    };
    const whole = { subtree: true, childList: true, characterData: true };
    new MutationObserver(tell).observe(document.body, whole);
    tell();
  }, selector);
  return texts;
}

const find = (texts: ReadonlySet<string>, parts: readonly string[]) =>
  [...texts].find((text) => parts.every((part) => text.includes(part)));

let programs: Programs;

test.beforeEach(() => {
  programs = newPrograms();
});

test.afterEach(() => programs.end());

test('each fault of the sandbox: lamp and card, and booked once by itself when it is over', async ({
  page,
}) => {
  const day = await Day.open(programs, page);
  for (const name of FAULTS) {
    await test.step(name, async () => {
      const { everything, signedIn, posting } = WHAT_IS_TOLD[name];
      await control(day.url, 'faults', { rates: { [name]: 1 } });
      const row = day.deliver();
      const cause = signedIn ?? everything;
      if (cause !== null) await day.expectTold(cause, en.pause[cause]);
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
}) => {
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
      await attention.evaluate(() => {
        window.location.hash = '#/attention';
      });
      for (const row of [shortage, surplus, old]) {
        await expect(row).toContainText('Sync successful', { timeout: 8_000 });
      }
    }).toPass({ timeout: 60_000 });
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
    await day.expectTold('sign-in-expired', en.pause['sign-in-expired']);
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
    await day.expectTold('offline', en.pause.offline);
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
