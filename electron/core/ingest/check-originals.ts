/** Whether the originals of a data folder are, byte by byte, what was delivered. */
import fs from 'node:fs';
import path from 'node:path';
import type { Db } from '../db/open.ts';
import { hashOf } from './originals.ts';

export interface OriginalFault {
  readonly code: 'original-missing' | 'original-changed';
  /** Relative to the data folder. */
  readonly place: string;
  readonly detail: string;
}

/** One that was erased after its time may be gone. @returns how many were read */
export async function checkOriginals(
  db: Db,
  dataFolder: string,
  onFault: (fault: OriginalFault) => void,
): Promise<number> {
  const kept = db
    .prepare<[], { place: string; sha256: string; isErased: 0 | 1 }>(
      `SELECT original_path AS place, sha256, count(*) = count(erasure) AS isErased FROM sources
       WHERE original_path IS NOT NULL AND sha256 IS NOT NULL GROUP BY original_path, sha256 ORDER BY original_path`,
    )
    .all();
  let read = 0;
  for (const { place, sha256, isErased } of kept) {
    if (isErased === 1 && !fs.existsSync(path.join(dataFolder, place))) continue;
    read += 1;
    try {
      const found = await hashOf(path.join(dataFolder, place));
      if (found === sha256) continue;
      const detail = `its SHA-256 is ${found}, it was delivered with ${sha256}`;
      onFault({ code: 'original-changed', place, detail });
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      onFault({ code: 'original-missing', place, detail });
    }
  }
  return read;
}
