/** The way back to the version of before, for a version that did not start twice. */
import fs from 'node:fs';
import path from 'node:path';
import type { VerifyCopy } from '../backup/backups.ts';
import { wishRestore } from '../backup/restore.ts';
import { placeBack } from './place-image.ts';
import type { StartTrial } from './start-trial.ts';
import type { UpdateRecords } from './update-record.ts';

/** A version that fails once may have met a moment; twice, it is the version. */
const FAILED_STARTS = 2;

export interface WayBackOptions {
  readonly dataFolder: string;
  readonly records: UpdateRecords;
  /** Of the running program. */
  readonly version: string;
  /** The program's file; undefined: it is none that can be replaced. */
  readonly image: string | undefined;
  /** The newest migration of the database as it lies there; undefined: it cannot be read. */
  readonly databaseVersion: number | undefined;
  readonly now: number;
  readonly verify: VerifyCopy;
}

export interface WayBack {
  /** The version of before. */
  readonly version: string;
  /**
   * Puts it back, and the copy of before the migration with it, where the newer version has changed the database.
   * Undefined: a person has to install it.
   *
   * @throws when the copy is damaged or the file cannot be moved: this version is in its place
   */
  readonly go: (() => Promise<void>) | undefined;
}

/** @returns undefined: this version is proven, or has not failed often enough */
export function wayBackOf(trial: StartTrial, options: WayBackOptions): WayBack | undefined {
  const { from, failed } = trial;
  if (from === undefined || failed < FAILED_STARTS) return undefined;
  const { dataFolder, records, image, databaseVersion, now } = options;
  const { previous } = records.read();
  const isKept = previous?.version === from.version && fs.existsSync(previous.file);
  if (image === undefined || !isKept || databaseVersion === undefined)
    return { version: from.version, go: undefined };
  const copy = databaseVersion > from.database ? copyBefore(dataFolder, from.database) : null;
  // The version of before would refuse the database.
  if (copy === undefined) return { version: from.version, go: undefined };
  return {
    version: from.version,
    async go() {
      const wrong = copy === null ? undefined : await options.verify(copy);
      if (wrong !== undefined) throw new Error(`${copy}: ${wrong}`);
      // First: a copy that is put back under the newer version is only brought up again, a newer database under the older one is refused.
      if (copy !== null) wishRestore(dataFolder, copy, now);
      records.change({
        tried: options.version,
        trial: null,
        staged: null,
        problem: { code: 'taken-back', version: options.version, detail: '' },
      });
      await placeBack(image, previous.file);
    },
  };
}

/** The newest copy that was made before a migration from that version on. */
function copyBefore(dataFolder: string, version: number): string | undefined {
  const folder = path.join(dataFolder, 'backups');
  const start = `before-migration-from-${version}-`;
  const names = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
  const name = names
    .filter((each) => each.startsWith(start) && each.endsWith('.sqlite'))
    .sort()
    .at(-1);
  return name === undefined ? undefined : path.join(folder, name);
}
