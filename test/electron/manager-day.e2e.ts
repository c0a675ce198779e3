import { expect } from '@playwright/test';
import { test } from '../program/programs.ts';
import { addInvoices, drop, openShop, postings } from '../program/shop.ts';
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
import { startProgram } from './program.ts';

test('a bill is found, yesterday’s cards are sent again, and the list is as it was after a restart', async ({
  programs,
}) => {
  test.setTimeout(400_000);
  const url = await openShop(programs);
  const now = Date.now();
  drop(programs, 'two-days', eventsOfTwoDays(now));
  const first = await startProgram(programs.data);
  await findFilterAndSend(first.page, () => addInvoices(url, invoicesOfTheCards(now)));
  expect(await postings(url)).toHaveLength(ALL - 20 + CARDS);
  await arrange(first.page);
  const width = await widthOfCreated(first.page);
  await first.page.reload();
  await expectAsArranged(first.page, width);
  await first.close();

  const second = await startProgram(programs.data);
  await expectAsArranged(second.page, width);
  await second.close();
});
