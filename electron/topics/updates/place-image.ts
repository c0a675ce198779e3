/**
 * Puts the new version of a program that is one file (an AppImage) in the place of the old one. At every moment the place holds a
 * whole program, the old or the new: electron-updater's own way removes the old one first.
 */
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { codeOf, isDiskFull } from '../../core/db/disk-fault.ts';
import { UpdateError, type StagedUpdate } from './update-host.ts';

/** Beside the program: not whole yet. */
const UNFINISHED = '.new';
/** Beside the program: the version of before. */
const PREVIOUS = '.previous';
const SLICE_BYTES = 1 << 20;

export interface PlaceOptions {
  /** The program's file; absolute. */
  readonly image: string;
  readonly update: StagedUpdate;
  /** The version of before lies beside, in this file; the program's place still holds it, too. */
  readonly onKept: (previous: string) => void;
}

/** @throws UpdateError: the old version is in its place */
export async function placeImage({ image, update, onKept }: PlaceOptions): Promise<void> {
  const fresh = image + UNFINISHED;
  try {
    const { mode } = await fs.promises.stat(image);
    await copyWhole(update, fresh, mode & 0o777);
    const previous = image + PREVIOUS;
    await keep(image, previous);
    onKept(previous);
    await fs.promises.rename(fresh, image);
    await flushFolder(path.dirname(image));
  } catch (error) {
    await fs.promises.rm(fresh, { force: true }).catch(() => undefined);
    if (error instanceof UpdateError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new UpdateError(isDiskFull(codeOf(error)) ? 'no-room' : 'not-placed', message, {
      cause: error,
    });
  }
}

/** The version of before takes its place back. @throws when it cannot be moved */
export async function placeBack(image: string, previous: string): Promise<void> {
  await fs.promises.rename(previous, image);
  await flushFolder(path.dirname(image));
}

/** What was loaded hours ago is believed by its bytes alone. @throws UpdateError */
async function copyWhole(update: StagedUpdate, target: string, mode: number): Promise<void> {
  await fs.promises.rm(target, { force: true });
  const hash = crypto.createHash('sha512');
  const file = await fs.promises.open(target, 'wx', mode);
  try {
    for await (const chunk of fs.createReadStream(update.file, { highWaterMark: SLICE_BYTES })) {
      hash.update(chunk as Buffer);
      await file.appendFile(chunk as Buffer);
    }
    const found = hash.digest('base64');
    if (found !== update.sha512)
      throw new UpdateError('damaged', `sha512 is ${found} instead of ${update.sha512}.`);
    // A umask takes rights away from a new file, among them the right to be started.
    await file.chmod(mode);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The same bytes under a second name; copied where the drive knows no second names. */
async function keep(image: string, previous: string): Promise<void> {
  const unfinished = previous + UNFINISHED;
  await fs.promises.rm(unfinished, { force: true });
  await fs.promises
    .link(image, unfinished)
    .catch(() => fs.promises.copyFile(image, unfinished, fs.constants.COPYFILE_EXCL));
  await fs.promises.rename(unfinished, previous);
}

/** A new name is on the disk once its folder is. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await fs.promises.open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
