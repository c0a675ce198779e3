/** A day with faults: one till, one window with the list and one with what needs the manager, and the sandbox behind. */
import { once } from 'node:events';
import { expect, type Locator, type Page } from '@playwright/test';
import { en } from '../../renderer/locales/en/index.ts';
import type { Cause } from '../../shared/domain/causes.ts';
import type { Programs, Started } from './programs.ts';
import { connectShop, postings, shortenWaits, stage, startSandbox } from './shop.ts';

const REQUEST_TIMEOUT_MS = 1_000;
/** The sandbox takes up a late request sooner than this. */
const SETTLE_WINDOW_MS = 600;
const HURRIED = ['--late', '0.2', '--slow', '0.2'];
/** Time in which a retry comes, on a loaded PC. */
export const HEALED = { timeout: 90_000 };

/** One till, one window with the list, and one with what needs the manager. */
export class Day {
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

  /** @param prepare the data folder, before the program starts */
  static async open(programs: Programs, list: Page, prepare?: () => void): Promise<Day> {
    const retailSuite = await startSandbox(programs, '0', ...HURRIED);
    await connectShop(programs, retailSuite.told);
    shortenWaits(programs, REQUEST_TIMEOUT_MS, SETTLE_WINDOW_MS);
    prepare?.();
    const program = await programs.serve();
    await list.goto(program.told['url'] ?? '');
    await list.getByRole('combobox', { name: /^(Sprache|Language)$/ }).selectOption('en');
    await expect(list.getByRole('button', { name: /^KICK JOB/ })).toBeVisible();
    const attention = await list.context().newPage();
    await attention.goto(`${new URL(list.url()).origin}/#/attention`);
    await expect(attention.getByRole('heading', { level: 1, name: 'Needs me' })).toBeVisible();
    const lamps = await collect(list, '.lamp-words');
    const cards = await collect(attention, '[data-cause], [data-problem]');
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
  deliver(document = {}): Locator {
    const { complete, row } = this.stage(document);
    complete();
    return row;
  }

  /** The same, but for its last step. */
  stage({ type = 'cash-in', sign = 1, businessDay = '2026-11-20' } = {}) {
    this.lamps.clear();
    this.cards.clear();
    this.#dropped += 1;
    const id = this.#dropped;
    const complete = stage(this.#programs, String(id), [
      {
        version: 1,
        id: String(id),
        store: '2',
        payDesk: 'K1',
        type,
        ...(type.startsWith('cash-') && { reason: 'Geldtransit' }),
        text: 'Wechselgeld',
        amountCents: sign * id * 100,
        businessDay,
        occurredAt: `${businessDay}T10:00:00+01:00`,
      },
    ]);
    return { complete, row: this.list.locator(`.ag-row[row-business-key="${id}"]`) };
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
