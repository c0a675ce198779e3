/** STOP beside KICK JOB: a switch at any time, seen as long as it lasts, told when it is forgotten. */
import { button, expect, openList, test } from './window.ts';

const stopButton = /^STOP$/;
const resumeButton = /^CONTINUE$/;

test('STOP during a run says what is still out, and KICK JOB goes on', async ({ page }) => {
  await openList(page);
  await page.evaluate(() => window.fake.setStatus({ running: true }));
  await button(page, stopButton).click();
  await expect(page.getByText(/^Stop(ped|ping)\. /)).toBeVisible();

  await page.evaluate(() => window.fake.setStatus({ running: false }));
  const lamp = page.getByRole('status').filter({ hasText: 'Stopped by hand' });
  await expect(lamp).toContainText('Resume with KICK JOB.');
  await expect(lamp).toHaveAttribute('data-colour', 'red');
  await expect(page).toHaveTitle(/^Stopped by hand/);
  await expect(button(page, stopButton)).toHaveCount(0);

  await button(page, 'KICK JOB').click();
  await expect(lamp).toHaveCount(0);
  await expect(button(page, stopButton)).toHaveAttribute('aria-disabled', 'false');
});

test('without a run it stops in one press, and CONTINUE ends the stop', async ({ page }) => {
  await openList(page, { quiet: true });
  await button(page, stopButton).click();
  const lamp = page.getByRole('status').filter({ hasText: 'Stopped by hand' });
  await expect(lamp).toBeVisible();
  await button(page, resumeButton).click();
  await expect(lamp).toHaveCount(0);
  await expect(button(page, stopButton)).toBeVisible();
});

test('the keyboard stops, and keeps its place', async ({ page }) => {
  await openList(page);
  await page.evaluate(() => window.fake.setStatus({ running: true }));
  await button(page, 'KICK JOB').focus();
  await page.keyboard.press('Tab');
  await expect(button(page, stopButton)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(button(page, resumeButton)).toBeFocused();
});

test('a stop that did not get through says that sending goes on', async ({ page }) => {
  await openList(page);
  await page.evaluate(() => {
    window.fake.setStatus({ running: true });
    window.fake.failing.set('engine.stop', 'the line is busy');
  });
  await button(page, stopButton).click();
  await expect(page.getByText(/Sending goes on; please press it again/)).toBeVisible();
  await expect(button(page, stopButton)).toHaveAttribute('aria-disabled', 'false');
});

test('Retry while it is stopped does not promise to send', async ({ page }) => {
  await openList(page);
  await page.evaluate(() => {
    window.fake.patch(84, { state: 'attention', cause: 'refused' });
    window.fake.setStatus({ pause: { cause: 'stopped', since: Date.now(), until: null } });
  });
  await page
    .locator('[row-business-key="84"]')
    .getByRole('button', { name: /retry|again/i })
    .click();
  await expect(
    page.getByText('Job 84 is noted. It is sent once you resume with KICK JOB.'),
  ).toBeVisible();
});

test('a stop that is forgotten is told once, after some hours', async ({ page }) => {
  await page.addInitScript(() => {
    document.hasFocus = () => false;
  });
  await openList(page);
  const told = () =>
    page.evaluate(() =>
      window.fake.notifications.map(({ body }) => body).filter((body) => /stopped/.test(body)),
    );
  await page.evaluate(() =>
    window.fake.setStatus({ pause: { cause: 'stopped', since: Date.now(), until: null } }),
  );
  await page.clock.fastForward('02:58:00');
  await expect(page.getByRole('status').filter({ hasText: 'Stopped by hand' })).toBeVisible();
  expect(await told()).toEqual([]);
  await page.clock.fastForward('00:03:00');
  await expect(page.getByRole('status').filter({ hasText: 'This needs you' })).toBeVisible();
  await expect.poll(told).toEqual([expect.stringContaining('Resume with KICK JOB')]);
  await page.clock.fastForward('05:00:00');
  await page.evaluate(() => window.fake.patch(80, { state: 'attention', cause: 'refused' }));
  await expect.poll(told).toHaveLength(1);
});
