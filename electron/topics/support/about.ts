/** What the program is and what it stands on, for the page *About*. */
import fs from 'node:fs';
import path from 'node:path';
import type { About } from '../../../shared/contract/contract.ts';
import { DATABASE_FILE } from '../../core/db/open.ts';

export interface AboutParts {
  readonly version: string;
  readonly dataFolder: string;
  readonly databaseVersions: () => { readonly sqlite: string; readonly schema: number };
}

/** Read anew at each call: what is free on a drive changes. */
export function about({ version, dataFolder, databaseVersions }: AboutParts): About {
  const { sqlite, schema } = databaseVersions();
  const { electron, chrome, node } = process.versions as Readonly<
    Record<string, string | undefined>
  >;
  const runtime = [
    { name: 'Electron', version: electron },
    { name: 'Chromium', version: chrome },
    { name: 'Node.js', version: node },
    { name: 'SQLite', version: sqlite },
  ];
  return {
    version,
    system: `${process.platform} ${process.arch}`,
    runtime: runtime.flatMap(({ name, version: of }) =>
      of === undefined ? [] : [{ name, version: of }],
    ),
    databaseVersion: schema,
    dataFolder,
    databaseBytes: sizeOf(path.join(dataFolder, DATABASE_FILE)),
    freeBytes: freeOn(dataFolder),
  };
}

/** A folder that is gone is told elsewhere, and louder. */
function sizeOf(file: string): number {
  return fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function freeOn(folder: string): number | null {
  try {
    const { bavail, bsize } = fs.statfsSync(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}
