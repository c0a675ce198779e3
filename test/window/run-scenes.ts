/** States of a run, for the pictures. */
import type { Page } from '@playwright/test';
import { expect, rows, type OpenOptions } from './window.ts';

export interface Scene {
  readonly name: string;
  readonly options?: OpenOptions;
  /** Its backend is out of reach and tells of no other language: English is another opening. */
  readonly reopens?: boolean;
  prepare(page: Page): Promise<void>;
}

const list = (page: Page) => expect(rows(page).first()).toBeVisible();

export const RUN_SCENES: readonly Scene[] = [
  {
    name: 'stopped',
    async prepare(page) {
      await list(page);
      await page.evaluate(() =>
        window.fake.setStatus({ pause: { cause: 'stopped', since: Date.now(), until: null } }),
      );
      await expect(page.getByText(/Von Hand angehalten|Stopped by hand/)).toBeVisible();
    },
  },
  {
    name: 'progress',
    async prepare(page) {
      await list(page);
      await page.evaluate(() =>
        window.fake.setStatus({
          running: true,
          run: { startedAt: Date.now(), endedAt: null, booked: 6, remaining: 6, perMinute: 36 },
          unclear: { count: 0, sums: {}, oldestAt: null },
        }),
      );
      await expect(page.getByRole('progressbar')).toBeVisible();
    },
  },
  {
    name: 'new-rows',
    async prepare(page) {
      await list(page);
      await page.locator('[row-business-key="82"] [col-id="type"]').hover();
      await page.evaluate(() =>
        window.fake.put([window.sampleJob(84), window.sampleJob(85), window.sampleJob(86)]),
      );
      await expect(page.locator('.new-rows')).toBeVisible();
    },
  },
];
