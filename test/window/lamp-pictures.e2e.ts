/** The pictures of the tray's lamp, as a browser decodes them. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';

const RESOURCES = path.join(import.meta.dirname, '..', '..', 'resources');

interface Picture {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, and how opaque, each to 255. */
  readonly middle: readonly number[];
  readonly nearCorner: readonly number[];
}

async function look(page: Page, name: string): Promise<Picture> {
  const bytes = fs.readFileSync(path.join(RESOURCES, name)).toString('base64');
  return page.evaluate(async (text) => {
    const image = new Image();
    image.src = `data:image/png;base64,${text}`;
    await image.decode();
    const { width, height } = image;
    const canvas = new OffscreenCanvas(width, height);
    const drawing = canvas.getContext('2d');
    if (!drawing) throw new Error('This browser has no canvas.');
    drawing.drawImage(image, 0, 0);
    // A part of the width, from the left and from the top.
    const at = (part: number) => [
      ...drawing.getImageData(Math.floor(width * part), Math.floor(height * part), 1, 1).data,
    ];
    return { width, height, middle: at(0.5), nearCorner: at(0.16) };
  }, bytes);
}

for (const [suffix, size] of [
  ['', 16],
  ['@2x', 32],
] as const) {
  test(`the lamp of ${size} pixels differs by shape, not by colour alone`, async ({ page }) => {
    const blue = await look(page, `lamp-blue${suffix}.png`);
    const red = await look(page, `lamp-red${suffix}.png`);

    expect(blue).toMatchObject({ width: size, height: size, middle: [0x1f, 0x74, 0xd1, 255] });
    expect(red).toMatchObject({ width: size, height: size, middle: [0xd2, 0x4b, 0x47, 255] });
    // There the circle is empty and the square is not; its edge may be softened.
    expect(blue.nearCorner[3]).toBe(0);
    expect(red.nearCorner[3]).toBeGreaterThan(200);
  });
}
