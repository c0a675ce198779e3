/**
 * What nobody sees at first: texts of a till that are long, run from right to left, are empty, hold emoji or HTML; amounts
 * of 90 trillion; ten thousand causes; a window of 800 by 600 at 200 %; a font that fails; larger text; less motion. Each
 * on the screens that people see all day.
 */
import { chromium, type Page } from '@playwright/test';
import { findBrowser } from '../helpers/browser.ts';
import { violations } from './axe.ts';
import { button, cell, expect, openList, openWindow, restyle, rows, test } from './window.ts';

const SCREENS = ['#/jobs', '#/jobs/86', '#/attention', '#/closing/2021-11-05', '#/settings'];
const SHOP = { language: 'de', theme: 'light', problems: 2, closing: 'month' } as const;
/** The largest amount that is a whole number of cents for sure: 90 trillion. */
const TRILLIONS = 9_007_199_254_740_000;
const ENLARGED = { width: 400, height: 300 };
const LARGER_TEXT_PX = 24;

const TEXTS = {
  long: 'Donaudampfschifffahrtsgesellschaftskapitänsmützenfiliale',
  'right to left': 'متجر القهوة المركزي 12',
  turned: '\u202eKasse eins\u202d hinten',
  emoji: '👨‍👩‍👧‍👦🏪🎄 Kasse ☕️',
  HTML: '<img src=x onerror="window.ran=1"><b>Kasse</b>',
  empty: '',
};

async function go(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => {
    window.location.hash = to;
  }, hash);
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  await page.clock.runFor(1_000);
  // The screen of before is gone, and that of now has read what it shows.
  await expect(page.locator('.skeleton, [aria-busy="true"]')).toHaveCount(0);
}

/** The page scrolls sideways, or a button shows less than its words. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wide = document.documentElement.scrollWidth - window.innerWidth;
    const found = wide > 0 ? [`the page is ${wide} pixels too wide`] : [];
    for (const each of document.querySelectorAll('button')) {
      if (each.closest('.visually-hidden, .views') || each.clientWidth === 0) continue;
      if (each.scrollWidth > each.clientWidth + 1) found.push(`cut off: ${each.textContent}`);
    }
    return found;
  });
}

/** Store, pay desk, numbers, ways of paying, causes and what RetailSuite said of them. */
async function tell(page: Page, text: string): Promise<void> {
  await page.evaluate(
    ([said, amount]) => {
      const states = ['booked', 'attention', 'waiting'] as const;
      window.fake.put(
        states.map((state, index) => ({
          ...window.sampleJob(84 + index),
          ...{ state, store: said, payDesk: said, paymentType: said.slice(0, 60) || null },
          ...{ billNumber: said.slice(0, 40) || null, invoiceNumber: said.slice(0, 40) || null },
          // Together they are none: a sum beyond is said to be too large, as the list says.
          ...{ amount: [amount, -amount, 250][index] ?? 0, createdAt: Date.now() },
          cause: state === 'attention' ? ('account-missing' as const) : null,
        })),
      );
      const { places } = window.fake.places;
      const named = <Place extends object>(all: readonly Place[]) =>
        all.map((place) => (said === '' ? place : { ...place, name: said.slice(0, 60) }));
      window.fake.places.places = {
        ...places,
        stores: named(places.stores),
        payDesks: named(places.payDesks),
      };
      window.fake.places.causes = window.fake.places.causes.map((card) => ({
        ...card,
        key: { ...card.key, ...(said !== '' && { businessName: said }) },
        tally: { ...card.tally, sums: { EUR: amount, CHF: -amount } },
        places: [{ store: said, payDesk: said, count: 3 }],
        example: { job: 86, error: `${said} ${said}` },
      }));
    },
    [text, TRILLIONS] as const,
  );
  // The list is read again a moment after a change.
  await page.clock.runFor(2_000);
}

for (const [name, text] of Object.entries(TEXTS)) {
  test(`a till whose texts are ${name}: shown as texts, nothing cut off, axe finds nothing`, async ({
    page,
  }) => {
    await openWindow(page, SHOP);
    await expect(rows(page).first()).toBeVisible();
    await tell(page, text);
    for (const hash of SCREENS) {
      await go(page, hash);
      expect(await cutOff(page), hash).toEqual([]);
      expect(await violations(page), hash).toEqual([]);
      expect(await page.locator('main img, main b').count(), hash).toBe(0);
    }
    expect(await page.evaluate(() => Reflect.get(window, 'ran') as unknown)).toBeUndefined();
  });
}

test('amounts of 90 trillion are whole: one that ends in dots would be another amount', async ({
  page,
}) => {
  await openList(page);
  await tell(page, 'Kasse');
  const amount = cell(page, 86, 'amount');
  await expect(amount).toHaveText('-€90,071,992,547,400.00');
  const isWhole = () =>
    amount.evaluate((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      return range.getBoundingClientRect().width <= element.clientWidth;
    });
  await expect.poll(isWhole).toBe(true);
  await restyle(page, '[col-id="amount"].ag-cell { width: 105px !important; }');
  // The twin: in the usual width it would not be.
  expect(await isWhole()).toBe(false);
});

test('a number that runs from right to left is never put together from two halves', async ({
  page,
}) => {
  await openList(page);
  await tell(page, TEXTS['right to left']);
  const number = cell(page, 86, 'billNumber').locator('.number-cell > *');
  await expect(number).toHaveText([TEXTS['right to left']]);
  await expect(cell(page, 84, 'billNumber').locator('.number-cell > *')).toHaveCount(2);
});

test('ten thousand causes: the first fifty are there at once, the others on request', async ({
  page,
}) => {
  await openList(page);
  await page.evaluate(() => {
    const [card] = window.fake.places.causes;
    if (!card) throw new Error('The fake has no cause.');
    window.fake.places.causes = Array.from({ length: 10_000 }, (_, index) => ({
      ...card,
      key: { ...card.key, businessName: `Reason ${index}` },
    }));
  });
  await go(page, '#/attention');
  const cards = page.getByRole('heading', { name: /Reason \d+/ });
  await expect(cards).toHaveCount(50);
  await button(page, /^Show more causes \(50 of 10,000/).click();
  await expect(cards).toHaveCount(100);
  expect(await cutOff(page)).toEqual([]);
});

test('800 by 600 at 200 %: nothing lies on another thing, rows can be scrolled to, the open tab is in sight', async ({
  page,
}) => {
  await page.setViewportSize(ENLARGED);
  await openWindow(page, SHOP);
  await expect(rows(page).first()).toBeAttached();
  const overlaps = await page.evaluate(() => {
    const boxes = [...document.querySelectorAll('.toolbar button, .toolbar a, .toolbar input')].map(
      (element) => element.getBoundingClientRect(),
    );
    return boxes.flatMap((one, index) =>
      boxes
        .slice(index + 1)
        .filter(
          (other) =>
            Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1 &&
            Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 1,
        ),
    );
  });
  expect(overlaps).toEqual([]);
  await rows(page).first().scrollIntoViewIfNeeded();
  // It is as wide as all columns; its first cells are those of a narrow window.
  await expect(cell(page, 84, 'createdAt')).toBeInViewport({ ratio: 1 });
  for (const hash of SCREENS) {
    await go(page, hash);
    expect(await cutOff(page), hash).toEqual([]);
    await expect(page.locator('.tab[aria-current]')).toBeInViewport({ ratio: 0.9 });
    expect(await violations(page), hash).toEqual([]);
  }
});

test('a font that does not load: another one is taken, nothing is cut off', async ({
  page,
  errors,
}) => {
  const refused: string[] = [];
  await page.route(/\.woff2/, (route) => {
    refused.push(route.request().url());
    return route.abort();
  });
  await openWindow(page, SHOP);
  await expect(rows(page).first()).toBeVisible();
  await expect.poll(() => refused.length).toBeGreaterThan(0);
  for (const hash of SCREENS) {
    await go(page, hash);
    expect(await cutOff(page), hash).toEqual([]);
  }
  // Nothing but the font is missing.
  expect(errors.filter((error) => !error.includes('ERR_FAILED'))).toEqual([]);
  errors.length = 0;
});

test('larger text: the list grows with everything else', async ({ baseURL }) => {
  const found = await findBrowser();
  if (!found) throw new Error('No browser.');
  const browser = await chromium.launch({
    executablePath: found.executablePath,
    args: [...found.args, `--blink-settings=defaultFontSize=${LARGER_TEXT_PX}`],
    env: { ...(process.env as Record<string, string>), ...found.env },
  });
  try {
    const page = await browser.newPage({
      baseURL: baseURL ?? '',
      viewport: { width: 1440, height: 900 },
    });
    await openWindow(page, SHOP);
    await expect(rows(page).first()).toBeVisible();
    const sizes = await page.evaluate(() => {
      const sizeOf = (selector: string) => {
        const element = document.querySelector(selector);
        return element ? getComputedStyle(element).fontSize : '';
      };
      return [sizeOf('body'), sizeOf('.ag-cell'), sizeOf('.ag-header-cell')];
    });
    expect(new Set(sizes)).toEqual(new Set(['19.5px']));
    const details = cell(page, 84, 'details');
    const [place, pressed] = await Promise.all([
      details.boundingBox(),
      details.getByRole('button').boundingBox(),
    ]);
    if (!place || !pressed) throw new Error('The cell is not shown.');
    expect(pressed.x + pressed.width).toBeLessThanOrEqual(place.x + place.width);
    expect(pressed.y + pressed.height).toBeLessThanOrEqual(place.y + place.height);
    for (const hash of SCREENS) {
      await go(page, hash);
      expect(await cutOff(page), hash).toEqual([]);
    }
  } finally {
    await browser.close();
  }
});

test('who wants less motion sees none, also while it works; the twin does', async ({ page }) => {
  const moving = () =>
    page
      .evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running'))
      .then(({ length }) => length);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await openList(page, { quiet: true });
  await button(page, /KICK JOB/).click();
  await expect.poll(moving).toBeGreaterThan(0);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect.poll(moving).toBe(0);
});
