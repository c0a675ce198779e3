/** Folders that a person names: understood, and their rights tried out. */
import fs from 'node:fs';
import path from 'node:path';
import crypto from 'node:crypto';
import type { FolderFound } from '../../../shared/contract/contract.ts';
import type { FolderUse } from '../../../shared/domain/program-settings.ts';
import type { SetupProblem, SetupProblemCode } from '../../../shared/domain/setup-problems.ts';

export interface OtherFolders {
  readonly dataFolder: string;
  readonly inbox: string;
  readonly exports: string | null;
  readonly backup: string;
  readonly secondBackup: string | null;
}

/**
 * Looks at a folder, changing nothing but for a trial file that is removed at once.
 *
 * A folder that is not there counts as good where the one above it can be written: it is made when it is saved.
 */
export async function checkFolder(
  use: FolderUse,
  text: string,
  others: OtherFolders,
): Promise<FolderFound> {
  const given = text.trim();
  const found = (problem: SetupProblem | null, more: Partial<FolderFound> = {}): FolderFound => ({
    path: path.isAbsolute(given) ? path.normalize(given) : '',
    problem,
    isNew: false,
    deliveries: 0,
    ...more,
  });
  const refuse = (code: SetupProblemCode, detail: string) => found({ code, detail });
  if (!path.isAbsolute(given)) return refuse('folder-relative', given);
  const folder = path.normalize(given);
  if (overlaps(use, folder, others)) return refuse('folder-overlaps', folder);
  let entries: fs.Dirent[];
  try {
    entries = await fs.promises.readdir(folder, { withFileTypes: true });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOTDIR') return refuse('folder-is-file', message);
    if (code !== 'ENOENT') return refuse('folder-unreadable', message);
    if (use === 'exports') return refuse('folder-missing', message);
    const above = path.dirname(folder);
    const problem = await tryWriting(above);
    // Only one level is made: a wrong letter in a long path must not become a new tree.
    return problem
      ? refuse(fs.existsSync(above) ? 'folder-unwritable' : 'folder-missing', problem)
      : found(null, { isNew: true });
  }
  const problem = use === 'exports' ? undefined : await tryWriting(folder);
  if (problem !== undefined) return refuse('folder-unwritable', problem);
  return found(null, { deliveries: isForCopies(use) ? 0 : entries.filter(isDelivery).length });
}

/** @throws what the file system says */
export async function makeFolder(folder: string): Promise<void> {
  await fs.promises.mkdir(folder, { recursive: true });
}

async function tryWriting(folder: string): Promise<string | undefined> {
  const trial = path.join(folder, `.venduo-trial-${crypto.randomUUID()}.tmp`);
  try {
    await fs.promises.writeFile(trial, 'trial', { flag: 'wx' });
    await fs.promises.rm(trial);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Files that the program puts away in one folder must not be read as news from another. */
function overlaps(use: FolderUse, folder: string, others: OtherFolders): boolean {
  const { dataFolder, inbox, exports, backup, secondBackup } = others;
  const same = (a: string | null, b: string) => a !== null && path.relative(a, b) === '';
  const inside = (inner: string, outer: string) => {
    const way = path.relative(outer, inner);
    return way === '' || (!way.startsWith('..') && !path.isAbsolute(way));
  };
  switch (use) {
    case 'inbox':
      // The program's own inbox lies in the data folder; the rest of that is nobody's.
      if (same(path.join(dataFolder, 'inbox'), folder)) return same(exports, folder);
      return inside(folder, dataFolder) || inside(dataFolder, folder) || same(exports, folder);
    case 'exports':
      return inside(folder, dataFolder) || inside(dataFolder, folder) || same(inbox, folder);
    case 'backup':
    case 'second-backup': {
      // The same folder twice is one copy that counts as two.
      const other = use === 'backup' ? secondBackup : backup;
      if (same(other, folder)) return true;
      return same(dataFolder, folder) || inside(folder, inbox) || same(exports, folder);
    }
  }
}

function isForCopies(use: FolderUse): boolean {
  return use === 'backup' || use === 'second-backup';
}

function isDelivery(entry: fs.Dirent): boolean {
  if (entry.name.startsWith('.') || entry.name === 'archive') return false;
  return entry.isDirectory() || /\.(jsonl|zip)$/i.test(entry.name);
}
