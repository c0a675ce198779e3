/** The copies in a folder: known by their names, the oldest removed. */
import fs from 'node:fs';
import path from 'node:path';

/** Behind the name of a copy that a passphrase protects (docs/backup-file.md). */
export const ENCRYPTED = '.encrypted';
/** Behind the name of a copy that is not whole, or not checked. */
export const UNFINISHED = '.unfinished';
/** Since there is a chain, its anchor stands behind the time. */
const NAME = /^venduo-\d{4}-\d{2}-\d{2}T[\d-]+Z(-\d+-[0-9a-f]{32})?\.sqlite(\.encrypted)?$/;

export interface CopyFound {
  readonly name: string;
  readonly at: number;
  readonly bytes: number;
  readonly isEncrypted: boolean;
}

/** Newest first. */
export async function copiesIn(folder: string): Promise<string[]> {
  try {
    const names = await fs.promises.readdir(folder);
    return names
      .filter((name) => NAME.test(name))
      .sort()
      .reverse();
  } catch {
    return [];
  }
}

/** Newest first; none where the folder cannot be read. */
export async function listCopies(folder: string): Promise<CopyFound[]> {
  const found = await Promise.all(
    (await copiesIn(folder)).map(async (name) => {
      const stat = await fs.promises.stat(path.join(folder, name)).catch(() => undefined);
      const at = madeAt(name);
      return stat && at !== null
        ? [{ name, at, bytes: stat.size, isEncrypted: name.endsWith(ENCRYPTED) }]
        : [];
    }),
  );
  return found.flat();
}

/** When a copy was made, by its name; null: it bears no time. */
export function madeAt(name: string): number | null {
  const [, day, hour, minute, second, ms] =
    /^venduo-(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})-(\d{3})Z/.exec(name) ?? [];
  const at = Date.parse(`${day}T${hour}:${minute}:${second}.${ms}Z`);
  return Number.isNaN(at) ? null : at;
}

export async function removeOldest(folder: string, keep: number): Promise<void> {
  for (const name of (await copiesIn(folder)).slice(keep)) {
    await fs.promises.rm(path.join(folder, name), { force: true });
  }
}

export async function removeUnfinished(folder: string): Promise<void> {
  for (const name of await fs.promises.readdir(folder)) {
    if (name.startsWith('venduo-') && name.includes(UNFINISHED)) {
      await fs.promises.rm(path.join(folder, name), { force: true });
    }
  }
}
