import { expect, test } from 'vitest';
import { drawLamp } from '../../../electron/shell/app/lamp-icon.ts';

const SIZE = 32;
const at = (pixels: Buffer, x: number, y: number) => [
  ...pixels.subarray((y * SIZE + x) * 4, (y * SIZE + x) * 4 + 4),
];

test('the lamp differs by shape, not by colour alone', () => {
  const blue = drawLamp('blue', SIZE);
  const red = drawLamp('red', SIZE);
  expect(at(blue, 16, 16)).toEqual([0xd1, 0x74, 0x1f, 255]);
  expect(at(red, 16, 16)).toEqual([0x47, 0x4b, 0xd2, 255]);
  // In the corner the circle is empty and the square is not.
  expect(at(blue, 5, 5)[3]).toBe(0);
  expect(at(red, 5, 5)[3]).toBe(255);
});
