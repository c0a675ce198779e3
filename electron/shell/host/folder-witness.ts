/** Remembers the generations of a data folder on this PC, in a file of this user's configuration. */
import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { SECOND } from '../../../shared/domain/time.ts';
import { userConfigFolder } from '../../topics/connection/secret-box.ts';
import type { FolderWitness } from '../../core/db/last-run.ts';

const schema = z.object({ folder: z.string(), generations: z.array(z.string()) });

export function createFolderWitness(folder: string, config = userConfigFolder()): FolderWitness {
  const name = crypto.createHash('sha256').update(path.resolve(folder)).digest('hex').slice(0, 16);
  const file = path.join(config, 'folders', `${name}.json`);
  return {
    bootedAt: () => Date.now() - os.uptime() * SECOND,
    known() {
      try {
        return schema.parse(JSON.parse(fs.readFileSync(file, 'utf8'))).generations;
      } catch {
        // Never written, or torn by a power cut: then nothing is known, and RS is asked.
        return [];
      }
    },
    remember(generations) {
      fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
      const text = JSON.stringify({ folder: path.resolve(folder), generations });
      writeFileAtomic.sync(file, text, { mode: 0o600 });
    },
  };
}
