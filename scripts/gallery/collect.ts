/** Keeps the pictures of a run beside those of the run before, and tells what changed. */
import fs from 'node:fs';
import path from 'node:path';
import { parsePictureName, type PictureName } from './picture-name.ts';

export interface Shown extends PictureName {
  readonly file: string;
  /** `same` too where the last run did not draw it. */
  readonly state: 'same' | 'new' | 'changed' | 'gone';
}

/**
 * Takes the pictures of a run up into the gallery: `now` has the newest of each, `before` what a changed or vanished one
 * was.
 *
 * @param drawn folder with the pictures of the run; it is emptied
 * @param isWhole the run drew every screen: what it did not draw is gone
 */
export function collect(drawn: string, gallery: string, isWhole: boolean): Shown[] {
  const now = path.join(gallery, 'now');
  const before = path.join(gallery, 'before');
  fs.mkdirSync(now, { recursive: true });
  fs.rmSync(before, { recursive: true, force: true });
  fs.mkdirSync(before);
  const old = pictures(now);
  const drawnNow = pictures(drawn);
  const shown = new Map<string, Shown>();
  for (const [file, name] of old) {
    const isGone = isWhole && !drawnNow.has(file);
    if (isGone) fs.renameSync(path.join(now, file), path.join(before, file));
    shown.set(file, { ...name, file, state: isGone ? 'gone' : 'same' });
  }
  for (const [file, name] of drawnNow) {
    const from = path.join(drawn, file);
    const to = path.join(now, file);
    const state = !old.has(file) ? 'new' : isSame(from, to) ? 'same' : 'changed';
    if (state === 'changed') fs.renameSync(to, path.join(before, file));
    fs.copyFileSync(from, to);
    fs.rmSync(from);
    shown.set(file, { ...name, file, state });
  }
  return [...shown.values()].sort((one, other) => one.file.localeCompare(other.file, 'en'));
}

function pictures(folder: string): Map<string, PictureName> {
  const found = new Map<string, PictureName>();
  if (!fs.existsSync(folder)) return found;
  for (const file of fs.readdirSync(folder)) {
    const name = parsePictureName(file);
    if (name) found.set(file, name);
  }
  return found;
}

/** The same pixels are the same bytes: one browser draws and packs them. */
function isSame(one: string, other: string): boolean {
  return fs.readFileSync(one).equals(fs.readFileSync(other));
}
