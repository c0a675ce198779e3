/**
 * What is known of versions on this data folder, in a file beside the database: a start that fails has no database to ask, and a
 * copy that is put back must not change it.
 */
import fs from 'node:fs';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { UPDATE_PROBLEMS } from '../../../shared/contract/contract.ts';

const FILE = 'updates.json';

const versionSchema = z.string().min(1).max(100);
const recordSchema = z.object({
  /** The newest version that started well, and the newest migration that it knows. */
  proven: z.object({ version: versionSchema, database: z.number().int() }).nullable(),
  /** A version that was started and not proven yet, and how often. */
  trial: z.object({ version: versionSchema, starts: z.number().int().min(1) }).nullable(),
  /** Loaded and whole, not in place yet. */
  staged: z
    .object({ version: versionSchema, file: z.string().min(1), sha512: z.string().min(1) })
    .nullable(),
  /** Lies beside the program, as it was before the last update. */
  previous: z.object({ version: versionSchema, file: z.string().min(1) }).nullable(),
  /** Was put in place and has not been proven since: not put in place by itself again. */
  tried: versionSchema.nullable(),
  problem: z
    .object({
      code: z.enum(UPDATE_PROBLEMS),
      version: versionSchema.nullable(),
      detail: z.string(),
    })
    .nullable(),
  updated: z.object({ from: versionSchema, to: versionSchema, at: z.number().int() }).nullable(),
});
export type UpdateRecord = Readonly<z.infer<typeof recordSchema>>;

const EMPTY: UpdateRecord = {
  proven: null,
  trial: null,
  staged: null,
  previous: null,
  tried: null,
  problem: null,
  updated: null,
};

export interface UpdateRecords {
  read(): UpdateRecord;
  /** @throws when the folder cannot be written */
  change(change: Partial<UpdateRecord>): UpdateRecord;
}

/** A part that cannot be read falls back alone. */
export function createUpdateRecords(dataFolder: string): UpdateRecords {
  const file = path.join(dataFolder, FILE);

  function read(): UpdateRecord {
    let stored: unknown;
    try {
      stored = JSON.parse(fs.readFileSync(file, 'utf8'));
    } catch {
      return EMPTY;
    }
    if (typeof stored !== 'object' || stored === null) return EMPTY;
    const parts = Object.entries(recordSchema.shape).flatMap(([name, schema]) => {
      const parsed = schema.safeParse((stored as Record<string, unknown>)[name]);
      return parsed.success ? [[name, parsed.data]] : [];
    });
    return { ...EMPTY, ...(Object.fromEntries(parts) as Partial<UpdateRecord>) };
  }

  return {
    read,
    change(change) {
      const record = { ...read(), ...change };
      fs.mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
      writeFileAtomic.sync(file, JSON.stringify(record), { mode: 0o600 });
      return record;
    },
  };
}
