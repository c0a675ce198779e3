/**
 * The way out of a damaged database: the newest sound copies are offered, one of them is put back at the next start.
 *
 * Nothing is read from the database, the setting that names the folder of the copies included: the folder of the last copy
 * is noted beside it.
 */
import path from 'node:path';
import type { Clock } from '../../../shared/domain/time.ts';
import { newerCopy } from '../../core/db/database-version.ts';
import type { VerifyCopy } from './backups.ts';
import { listCopies, type CopyFound } from './copies.ts';
import { notedFolder } from './copy-folder.ts';
import { wishRestore } from './restore.ts';

/** More would not fit into a dialog. */
const MAX_OFFERED = 3;

export interface RefusedCopy extends CopyFound {
  /** A newer program made it, and this one could not start with it. */
  readonly isNewer: boolean;
}

export interface RescueOptions {
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly verify: VerifyCopy;
  /**
   * A person chooses.
   *
   * @param copies newest first; may be none
   * @param refused a copy that was chosen and cannot be put back
   * @returns index into `copies`; null: none of them
   */
  readonly ask: (
    copies: readonly CopyFound[],
    refused: RefusedCopy | null,
  ) => Promise<number | null>;
}

/** @returns whether a copy is put back at the next start */
export async function rescue(options: RescueOptions): Promise<boolean> {
  const { dataFolder, ask } = options;
  let copies = await copiesFor(dataFolder);
  let refused: RefusedCopy | null = null;
  for (;;) {
    const offered = copies.slice(0, MAX_OFFERED);
    const chosen = await ask(offered, refused);
    const copy = chosen === null ? undefined : offered[chosen];
    if (!copy) return false;
    const file = path.join(copy.folder, copy.name);
    const isSound = (await options.verify(file)) === undefined;
    const isNewer = isSound && newerCopy(file) !== undefined;
    if (isSound && !isNewer) {
      wishRestore(dataFolder, file, options.clock());
      return true;
    }
    refused = { ...copy, isNewer };
    copies = copies.filter((one) => one !== copy);
  }
}

/** Newest first. */
async function copiesFor(dataFolder: string): Promise<(CopyFound & { folder: string })[]> {
  const folders = new Set([path.join(dataFolder, 'backups')]);
  const noted = notedFolder(dataFolder);
  if (noted !== undefined) folders.add(noted);
  const found = await Promise.all(
    [...folders].map(async (folder) =>
      (await listCopies(folder)).flatMap((copy) =>
        // Before there is a window nobody can be asked for a passphrase.
        copy.isEncrypted ? [] : [{ ...copy, folder }],
      ),
    ),
  );
  return found.flat().sort((a, b) => b.at - a.at);
}
