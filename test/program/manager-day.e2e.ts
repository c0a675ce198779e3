import { once } from 'node:events';
import { expect } from '@playwright/test';
import {
  ALL,
  arrange,
  CARDS,
  eventsOfTwoDays,
  expectAsArranged,
  findFilterAndSend,
  invoicesOfTheCards,
  widthOfCreated,
} from '../helpers/manager-day.ts';
import { test } from './programs.ts';
import { addInvoices, drop, openShop, postings } from './shop.ts';

test('a bill is found, yesterday’s cards are sent again, and the list is as it was after a restart', async ({
  page,
  programs,
}) => {
  const url = await openShop(programs);
  const now = Date.now();
  drop(programs, 'two-days', eventsOfTwoDays(now));
  const first = await programs.serve();
  await page.goto(first.told['url'] ?? '');
  await findFilterAndSend(page, () => addInvoices(url, invoicesOfTheCards(now)));
  expect(await postings(url)).toHaveLength(ALL - 20 + CARDS);

  await arrange(page);
  const width = await widthOfCreated(page);
  // The view is stored a moment after the last change.
  await page.waitForFunction(() => document.hasFocus());
  await page.reload();
  await expectAsArranged(page, width);

  first.child.kill('SIGTERM');
  await once(first.child, 'exit');
  const second = await programs.serve();
  await page.goto(second.told['url'] ?? '');
  await expectAsArranged(page, width);
});
