/** Versions of the procedure description: the facts of this installation at a time, and what changed since the ones before. */
import { z } from 'zod';
import type { Db } from './open.ts';

/** By a key such as `setting.backup.keep`; in the order in which they are told. */
export type Facts = Readonly<Record<string, string>>;

/** Null: the key was not there. */
const changeSchema = z.tuple([z.string(), z.string().nullable(), z.string().nullable()]);
export type FactChange = z.infer<typeof changeSchema>;

export interface ProcedureVersion {
  /** 1 is the first. */
  readonly number: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly facts: Facts;
  readonly changes: readonly FactChange[];
}

interface Row {
  readonly number: number;
  readonly at: number;
  readonly facts: string;
  readonly changes: string;
}

export function createProcedureVersions(db: Db) {
  const all = db.prepare<[], Row>(
    'SELECT number, at, facts, changes FROM procedure_versions ORDER BY number',
  );
  const last = db.prepare<[], Row>(
    'SELECT number, at, facts, changes FROM procedure_versions ORDER BY number DESC LIMIT 1',
  );
  const insert = db.prepare<[number, number, string, string]>(
    'INSERT INTO procedure_versions (number, at, facts, changes) VALUES (?, ?, ?, ?)',
  );

  return {
    /** The oldest first. */
    all: (): ProcedureVersion[] => all.all().map(versionOf),
    /**
     * Keeps the facts where they are not those of the newest version; part of the caller's transaction.
     *
     * @returns the new version; undefined: nothing changed
     */
    add(facts: Facts, now: number): ProcedureVersion | undefined {
      const row = last.get();
      const before = row && versionOf(row);
      const changes = changesOf(before?.facts ?? {}, facts);
      if (before && changes.length === 0) return undefined;
      // Of the first one everything is new: nothing to tell.
      const told = before ? changes : [];
      const version = { number: (before?.number ?? 0) + 1, at: now, facts, changes: told };
      insert.run(version.number, now, JSON.stringify(facts), JSON.stringify(told));
      return version;
    },
  };
}

function versionOf({ number, at, facts, changes }: Row): ProcedureVersion {
  return {
    ...{ number, at },
    facts: z.record(z.string(), z.string()).parse(JSON.parse(facts)),
    changes: z.array(changeSchema).parse(JSON.parse(changes)),
  };
}

function changesOf(before: Facts, after: Facts): FactChange[] {
  const keys = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return keys.flatMap((key): FactChange[] => {
    const [old, now] = [before[key] ?? null, after[key] ?? null];
    return old === now ? [] : [[key, old, now]];
  });
}
