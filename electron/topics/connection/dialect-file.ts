/** The file `rs-dialect.json` of the data folder, read anew when it changes: people mend it while the program runs. */
import fs from 'node:fs';
import path from 'node:path';
import { SECOND, type Clock } from '../../../shared/domain/time.ts';
import { decodeText } from '../../core/decode-text.ts';
import {
  ASSUMED_DIALECT,
  DIALECT_FILE,
  parseDialect,
  type ReadDialect,
} from '../../core/rs/index.ts';

const CHECK_INTERVAL_MS = 2 * SECOND;
/** A file of names is small; anything larger is something else. */
const MAX_FILE_BYTES = 1024 * 1024;

export type FoundDialect = ReadDialect & {
  /** The content of the file; null: there is none. */
  readonly content: string | null;
};

export interface DialectFile {
  /** The same object until the file changes. */
  current(): FoundDialect;
}

export function createDialectFile(folder: string, clock: Clock): DialectFile {
  const file = path.join(folder, DIALECT_FILE);
  let found: FoundDialect | undefined;
  let mark = '';
  let lookedAt = 0;

  function read(size: number | undefined): FoundDialect {
    if (size === undefined) return { ok: true, dialect: ASSUMED_DIALECT, content: null };
    const refused = (reason: string): FoundDialect => ({
      ok: false,
      problem: `${DIALECT_FILE}: ${reason}. Nothing is sent until it is mended.`,
      content: null,
    });
    if (size > MAX_FILE_BYTES) return refused('it is too large to be one');
    try {
      const content = decodeText(fs.readFileSync(file));
      return { ...parseDialect(content), content };
    } catch (error) {
      return refused(
        `it cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }

  return {
    current() {
      const now = clock();
      // A clock that went back must not keep the file unread.
      if (found && now >= lookedAt && now < lookedAt + CHECK_INTERVAL_MS) return found;
      lookedAt = now;
      const stat = fs.statSync(file, { throwIfNoEntry: false });
      const seen = stat ? `${stat.ino} ${stat.size} ${stat.mtimeMs}` : 'none';
      if (found && seen === mark) return found;
      mark = seen;
      found = read(stat?.size);
      return found;
    },
  };
}
