/**
 * The pictures of the manual are the screens of these tests. Beside each lies what stood on it: a screen that says
 * something else since then fails, until `npm run manual` has drawn it anew.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { PICTURE_SIZE, pictureFile, picturesOf, wordsFile } from '../../scripts/manual/sources.ts';
import { expect } from './window.ts';

const ROOT = path.resolve('.');
const LANGUAGES = ['de', 'en'] as const;
type Language = (typeof LANGUAGES)[number];

/** Lossy: half the size, and nobody sees it. */
const QUALITY = 74;

/** The languages whose manual shows a scene. */
export function picturedIn(scene: string): Language[] {
  return LANGUAGES.filter((language) => picturesOf(ROOT, language).has(scene));
}

export function picturesWithoutScene(scenes: readonly string[]): string[] {
  return LANGUAGES.flatMap((language) => [...picturesOf(ROOT, language)]).filter(
    (picture) => !scenes.includes(picture),
  );
}

/** Compares, or with `MANUAL=1` draws; for a page that was opened in the language in light colours. */
export async function manualPicture(page: Page, scene: string, language: Language): Promise<void> {
  if (!picturedIn(scene).includes(language)) return;
  await page.setViewportSize(PICTURE_SIZE);
  // What has less room is told in the next frame, and has moved in the one after.
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
      }),
  );
  const file = wordsFile(ROOT, language, scene);
  if (process.env['MANUAL'] === undefined) {
    const kept = fs.readFileSync(file, 'utf8');
    await expect
      .poll(() => wordsOn(page), {
        message: `The manual shows ${scene} as it was: npm run manual -- ${scene}`,
      })
      .toBe(kept);
    return;
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, await wordsOn(page));
  const browser = await page.context().newCDPSession(page);
  const { data } = await browser.send('Page.captureScreenshot', {
    format: 'webp',
    quality: QUALITY,
  });
  await browser.detach();
  fs.writeFileSync(pictureFile(ROOT, language, scene), Buffer.from(data, 'base64'));
}

/** A line a text, sorted, because the grid keeps its rows in no order; digits change with the hour. */
async function wordsOn(page: Page): Promise<string> {
  const text = await page.evaluate(() => document.body.innerText);
  const lines = text
    .split('\n')
    .map((line) => line.replaceAll(/\s+/g, ' ').replaceAll(/\d+/g, '#').trim())
    .filter(Boolean);
  return `${[...new Set(lines)].sort().join('\n')}\n`;
}
