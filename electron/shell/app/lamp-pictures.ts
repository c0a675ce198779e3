/**
 * The tray's lamp: a blue circle while a run is active, a red rounded square while none is.
 *
 * The pictures are made of the SVG files beside them and bundled as text, so that the package needs no files for them.
 */
/// <reference types="vite/client" />
import blue from '../../../resources/lamp-blue.png?inline';
import blueDouble from '../../../resources/lamp-blue@2x.png?inline';
import red from '../../../resources/lamp-red.png?inline';
import redDouble from '../../../resources/lamp-red@2x.png?inline';

export type LampColour = 'blue' | 'red';

interface Picture {
  readonly scaleFactor: number;
  /** The bytes of a PNG. */
  readonly dataURL: string;
}

/** One for each density of a screen. */
export const LAMP_PICTURES: Readonly<Record<LampColour, readonly Picture[]>> = {
  blue: [
    { scaleFactor: 1, dataURL: blue },
    { scaleFactor: 2, dataURL: blueDouble },
  ],
  red: [
    { scaleFactor: 1, dataURL: red },
    { scaleFactor: 2, dataURL: redDouble },
  ],
};
