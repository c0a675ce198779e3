/** What a picture of a screen shows, as its file is called: `needs-me-de-dark-1024.png`, `needs-me-de-zoom.png`. */

export interface PictureName {
  readonly scene: string;
  readonly language: 'de' | 'en';
  /** Of a window of 1440 by 900 at 200 % there is one, in light colours. */
  readonly look: 'light' | 'dark' | 'high-contrast' | 'zoom';
  /** Pixels; null: zoomed. */
  readonly width: number | null;
}

const FILE = /^(.+)-(de|en)-(?:(light|dark|high-contrast)-(\d+)|zoom)\.png$/;

/** @returns null for a picture of another kind */
export function parsePictureName(file: string): PictureName | null {
  const [, scene, language, look, width] = FILE.exec(file) ?? [];
  if (scene === undefined) return null;
  return {
    scene,
    language: language as PictureName['language'],
    look: (look ?? 'zoom') as PictureName['look'],
    width: width === undefined ? null : Number(width),
  };
}
