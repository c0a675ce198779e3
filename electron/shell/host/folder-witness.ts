/** This PC's knowledge of a data folder, in files of this user's configuration. */
import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { SECOND } from '../../../shared/domain/time.ts';
import { userConfigFolder } from '../../topics/connection/secret-box.ts';
import type { FolderWitness } from '../../core/db/last-run.ts';
import { DATABASE_FILE } from '../../core/db/open.ts';

const fileSchema = z.object({ inode: z.string(), bornAt: z.string().nullable() });
const schema = z.object({
  folder: z.string(),
  generations: z.array(z.string()),
  /** Absent: an earlier program noted it. */
  file: fileSchema.optional(),
});

/** Digits of the last attempt: always as many, so that each write covers the one before. */
const ATTEMPT_DIGITS = 16;

/** The same folder by another name, or through a link, has the same witness. */
export function createFolderWitness(folder: string, config = userConfigFolder()): FolderWitness {
  const noted = path.join(config, 'folders');
  let attempts: number | undefined;

  function fileFor(extension: string): string {
    const name = crypto.createHash('sha256').update(realPath(folder)).digest('hex').slice(0, 16);
    return path.join(noted, `${name}.${extension}`);
  }

  function read(): z.infer<typeof schema> | undefined {
    try {
      return schema.parse(JSON.parse(fs.readFileSync(fileFor('json'), 'utf8')));
    } catch {
      // Never written, or torn by a power cut: then nothing is known, and RS is asked.
      return undefined;
    }
  }

  return {
    bootedAt: () => Date.now() - os.uptime() * SECOND,
    known: () => read()?.generations ?? [],
    remember(generations) {
      fs.mkdirSync(noted, { recursive: true, mode: 0o700 });
      const file = identityOfDatabase(folder);
      const text = JSON.stringify({ folder: realPath(folder), generations, file });
      writeFileAtomic.sync(fileFor('json'), text, { mode: 0o600 });
    },
    isOtherFile() {
      const before = read()?.file;
      const now = identityOfDatabase(folder);
      if (!before || !now) return false;
      const isBornKnown = before.bornAt !== null && now.bornAt !== null;
      return before.inode !== now.inode || (isBornKnown && before.bornAt !== now.bornAt);
    },
    lastAttempt() {
      try {
        return Number.parseInt(fs.readFileSync(fileFor('attempt'), 'utf8'), 10) || 0;
      } catch {
        return 0;
      }
    },
    noteAttempt(id) {
      try {
        attempts ??= fs.openSync(
          fileFor('attempt'),
          fs.constants.O_RDWR | fs.constants.O_CREAT,
          0o600,
        );
        fs.writeSync(attempts, String(id).padStart(ATTEMPT_DIGITS, '0'), 0);
      } catch {
        // The generation and the file are still compared.
      }
    },
  };
}

function realPath(folder: string): string {
  try {
    return fs.realpathSync.native(folder);
  } catch {
    return path.resolve(folder);
  }
}

function identityOfDatabase(folder: string): z.infer<typeof fileSchema> | undefined {
  const stat = fs.statSync(path.join(folder, DATABASE_FILE), {
    bigint: true,
    throwIfNoEntry: false,
  });
  if (!stat) return undefined;
  // File systems that keep no time of birth tell that of the last change.
  const bornAt = stat.birthtimeNs === stat.ctimeNs ? null : String(stat.birthtimeNs);
  return { inode: String(stat.ino), bornAt };
}
