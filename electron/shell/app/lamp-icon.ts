/** The lamp as a small picture: a blue circle while a run is active, a red rounded square while none is. */

const COLOURS = { blue: [0x1f, 0x74, 0xd1], red: [0xd2, 0x4b, 0x47] } as const;
export type LampColour = keyof typeof COLOURS;

const MARGIN = 0.06;
const ROUNDING = 0.26;
/** Points per pixel and direction that decide how much of it is covered. */
const SAMPLES = 4;

/** @returns pixels in the order blue, green, red, alpha, row by row, premultiplied: as Electron takes them */
export function drawLamp(colour: LampColour, size: number): Buffer {
  const [red, green, blue] = COLOURS[colour];
  const pixels = Buffer.alloc(size * size * 4);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      let covered = 0;
      for (let sample = 0; sample < SAMPLES * SAMPLES; sample++) {
        const dx = (x + ((sample % SAMPLES) + 0.5) / SAMPLES) / size - 0.5;
        const dy = (y + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES) / size - 0.5;
        if (isInside(colour, Math.abs(dx), Math.abs(dy))) covered += 1;
      }
      const alpha = covered / (SAMPLES * SAMPLES);
      pixels.set([blue * alpha, green * alpha, red * alpha, 255 * alpha], (y * size + x) * 4);
    }
  }
  return pixels;
}

/** @param x distance from the middle, of a picture one wide */
function isInside(colour: LampColour, x: number, y: number): boolean {
  const reach = 0.5 - MARGIN;
  if (colour === 'blue') return Math.hypot(x, y) <= reach;
  const straight = reach - ROUNDING;
  if (x > reach || y > reach) return false;
  return Math.hypot(Math.max(0, x - straight), Math.max(0, y - straight)) <= ROUNDING;
}
