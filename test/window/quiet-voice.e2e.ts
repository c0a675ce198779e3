/** What a screen reader says by itself: what matters, once, and not each figure of a busy hour. */
import type { Page } from '@playwright/test';
import { cell, expect, openList, test } from './window.ts';

const SECONDS = 45;
/** The first word that something needs a person, and how far it is now and then. */
const MOST_ANNOUNCEMENTS = 3;

/** Notes what each live region says from now on, as a screen reader does: its words whenever they have changed. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    const regions =
      '[aria-live="polite"], [aria-live="assertive"], [role="status"], [role="alert"], [role="log"]';
    const before = new Map<Element, string>();
    const wordsOf = (region: Element) => (region.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
    for (const region of document.querySelectorAll(regions)) before.set(region, wordsOf(region));
    new MutationObserver(() => {
      for (const region of document.querySelectorAll(regions)) {
        const isOff = region.getAttribute('aria-live') === 'off' || region.closest('[inert]');
        const words = wordsOf(region);
        if (!isOff && words !== '' && words !== before.get(region)) said.push(words);
        before.set(region, words);
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  return () => page.evaluate(() => Reflect.get(window, 'said') as string[]);
}

/** Documents come in and are booked, runs begin and end, and one document needs a person at half-time. */
async function busy(page: Page): Promise<void> {
  for (let second = 0; second < SECONDS; second += 1) {
    await page.evaluate((now) => {
      const { fake } = window;
      const id = 85 + now;
      fake.put([{ ...window.sampleJob(id - 1), state: 'waiting', createdAt: Date.now() }]);
      if (now > 1) fake.patch(id - 1, { state: 'booked' });
      if (now === 20) fake.patch(id - 2, { state: 'attention', cause: 'refused' });
      const isRunning = now % 12 < 9;
      const run = {
        startedAt: Date.now() - 1_000,
        booked: now,
        remaining: 50 - now,
        perMinute: 60,
      };
      fake.setStatus({
        running: isRunning,
        run: { ...run, endedAt: isRunning ? null : Date.now() },
        lastBookedAt: Date.now(),
      });
    }, second);
    await page.clock.runFor(1_000);
  }
}

test(`${SECONDS} seconds of a busy hour are at most ${MOST_ANNOUNCEMENTS} announcements, and what needs a person is one`, async ({
  page,
}) => {
  await openList(page, { quiet: true });
  const said = await listen(page);
  await busy(page);
  const all = await said();
  expect(all.filter((words) => words.includes('need')).length).toBeGreaterThanOrEqual(1);
  expect(all.length).toBeLessThanOrEqual(MOST_ANNOUNCEMENTS);
});

test('twin: what a person did, a stop, and that all is well again are said at once', async ({
  page,
}) => {
  await openList(page, { quiet: true });
  const said = await listen(page);
  await page.getByRole('button', { name: 'Next page' }).click();
  await expect.poll(said).toEqual(['26-50 of 84']);
  await page.evaluate(() =>
    window.fake.setStatus({ pause: { cause: 'disk-full', since: Date.now(), until: null } }),
  );
  await expect.poll(said).toHaveLength(2);
  expect((await said())[1]).toMatch(/drive is full/);
  await page.evaluate(() => window.fake.setStatus({ pause: null }));
  await expect.poll(said).toHaveLength(3);
  expect((await said())[2]).toMatch(/^Everything is in RS/);
});

test('what the grid says of itself is said in the language of the window, and no text of its own is left', async ({
  page,
}) => {
  await openList(page, { language: 'de' });
  const described = page.locator('.ag-aria-description-container');
  await cell(page, 83, 'type').click();
  await page.keyboard.press('ArrowDown');
  await expect(described).toHaveText(/^Die Leertaste setzt oder entfernt/);
  await page.getByRole('columnheader', { name: 'Erstellt' }).click();
  await expect(described).toHaveText(/Die Eingabetaste sortiert/);
  await expect(described).not.toHaveText(/Press|SPACE|ENTER/);
});
