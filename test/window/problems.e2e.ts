/** Everything that the import held back is decided by a person with a reason; afterwards it stands in the history. */
import type { Page } from '@playwright/test';
import { expect, openWindow, test } from './window.ts';

/** The decisions that the backend was sent. */
function sentDecisions(page: Page) {
  return page.evaluate(() =>
    window.fake.calls
      .filter(({ name }) => name === 'attention.decide')
      .map(({ args }) => (args as readonly unknown[])[0]),
  );
}

test.beforeEach(async ({ page }) => {
  await openWindow(page, { language: 'en', problems: 3, hash: '#/attention' });
});

test('causes and notices of the import stand on one page, the most money on top', async ({
  page,
}) => {
  await expect(page.getByRole('heading', { level: 2 })).toHaveText([
    // €1,284.50 each; the oldest document of the cause is older.
    /^No account for/,
    /^Closing 13 of pay desk K-0001 is blocked/,
    /^A line could not be read/,
    /^The same receipt came with other content/,
  ]);
  await expect(page.getByRole('status').filter({ hasText: /Show$/ })).toHaveCount(0);
  await page.getByRole('link', { name: 'BACK' }).click();
  await page.getByRole('link', { name: 'Show', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Needs me');
});

test('a disagreeing sum is said in words; the name of its field is folded', async ({ page }) => {
  const card = page.locator('section').filter({
    has: page.getByRole('heading', { name: /^Closing 13/ }),
  });
  await expect(card).toContainText('Cash payments: the closing says €1,284.50');
  await expect(card.getByText('Z_SE_BARZAHLUNGEN')).toBeHidden();
  await card.getByText('Original text').click();
  await expect(card.getByText('Z_SE_BARZAHLUNGEN').first()).toBeVisible();
});

test('a conflict shows both versions, and asks for a reason before anything is decided', async ({
  page,
}) => {
  await page
    .getByRole('button', { name: /compare and decide/i })
    .last()
    .click();
  const differences = page.getByRole('table');
  await expect(differences.getByRole('row')).not.toHaveCount(1);
  const decisions = page.getByRole('button', { name: /^(keep|take)/i });
  await expect(decisions.first()).toBeDisabled();
  await page.getByRole('textbox').fill('  a ');
  await expect(decisions.first()).toBeDisabled();
  await page.getByRole('textbox').fill('counted by hand');
  await decisions.first().click();
  await expect(page.getByText(/The history shows it/)).toBeVisible();
});

test('a blocked closing can be released or left out, and says what each does', async ({ page }) => {
  await page.getByRole('button', { name: 'Decide', exact: true }).click();
  await expect(page.getByRole('button', { name: /book nothing/i })).toBeVisible();
  const release = page.getByRole('button', { name: /book it anyway/i });
  await expect(release).toBeHidden();
  await page.getByText('Other decisions').click();
  await expect(release).toHaveAccessibleDescription(/although/);
});

test('a line that could not be read has nothing to compare, and its button says so', async ({
  page,
}) => {
  await expect(page.getByRole('button', { name: /compare and decide/i })).toHaveCount(1);
  await page.getByRole('button', { name: 'Mark as seen' }).click();
  await expect(page.getByRole('table')).toHaveCount(0);
  await page.getByRole('textbox').fill('told the dealer');
  await page.getByRole('button', { name: /^seen/i }).click();
  await expect(page.getByText(/The history shows it/)).toBeVisible();
});

test('the history says who decided, when and why', async ({ page }) => {
  await page.getByText('What is decided already').click();
  await expect(page.getByText(/schmidt: Zeile war ein Test/)).toBeVisible();
});

test.describe('questions that only a person can answer', () => {
  test.beforeEach(async ({ page }) => {
    await openWindow(page, { language: 'en', problems: 6, hash: '#/attention' });
  });

  test('a calculated difference is booked as what a person says it was, with an account of its own', async ({
    page,
  }) => {
    const card = page.locator('section').filter({
      has: page.getByRole('heading', { name: /opening balance does not match/ }),
    });
    await expect(card).toContainText('€250.00');
    await expect(card).toContainText('Nothing of it is booked yet');
    await card.getByRole('button', { name: 'Decide', exact: true }).click();
    await card.getByRole('textbox', { name: /^Why/ }).fill('taken to the bank');
    const post = card.getByRole('button', { name: 'Book it like this' });
    await card.getByRole('combobox', { name: 'Contra account' }).fill('12a');
    await expect(post).toBeDisabled();
    await card.getByRole('combobox', { name: 'Type' }).selectOption('cash-out');
    await card.getByRole('combobox', { name: 'Contra account' }).fill('1360');
    await post.click();
    await expect(page.getByText(/The history shows it/)).toBeVisible();
    expect(await sentDecisions(page)).toEqual([
      {
        id: 4,
        decision: 'post',
        reason: 'taken to the bank',
        as: { type: 'cash-out', account: '1360' },
      },
    ]);
  });

  test('what a person leaves as it is, is booked as the job says', async ({ page }) => {
    await page
      .locator('section')
      .filter({ has: page.getByRole('heading', { name: /opening balance does not match/ }) })
      .getByRole('button', { name: 'Decide', exact: true })
      .click();
    await page.getByRole('textbox', { name: /^Why/ }).fill('counted wrongly');
    await page.getByRole('button', { name: 'Book it like this' }).click();
    await expect(page.getByText(/The history shows it/)).toBeVisible();
    expect(await sentDecisions(page)).toEqual([
      { id: 4, decision: 'post', reason: 'counted wrongly', as: {} },
    ]);
  });

  test('a receipt under another closing is compared, and is one receipt or two as a person says', async ({
    page,
  }) => {
    const card = page.locator('section').filter({
      has: page.getByRole('heading', { name: /under another closing/ }),
    });
    await card.getByRole('button', { name: /compare and decide/i }).click();
    await card.getByRole('textbox', { name: /^Why/ }).fill('renumbered by the dealer');
    await expect(card.locator('.button-primary')).toHaveText(['It is the same receipt']);
    await card.getByText('Other decisions').click();
    await expect(card.getByRole('button', { name: 'Both happened' })).toBeEnabled();
    await card.getByRole('button', { name: 'It is the same receipt' }).click();
    await expect(page.getByText(/The history shows it/)).toBeVisible();
    expect(await sentDecisions(page)).toEqual([
      { id: 5, decision: 'same-receipt', reason: 'renumbered by the dealer' },
    ]);
  });

  test('a source that could not be read is read again on demand', async ({ page }) => {
    const card = page.locator('section').filter({
      has: page.getByRole('heading', { name: /source could not be read/ }),
    });
    await card.getByRole('button', { name: 'Decide', exact: true }).click();
    await card.getByRole('textbox', { name: /^Why/ }).fill('the drive is back');
    await card.getByText('Other decisions').click();
    await card.getByRole('button', { name: 'Read it again' }).click();
    expect(await sentDecisions(page)).toEqual([
      { id: 6, decision: 'release', reason: 'the drive is back' },
    ]);
  });
});
