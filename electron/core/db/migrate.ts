/**
 * Brings a database file to this program's version: numbered steps, each with its number in one transaction.
 */
import type Database from 'better-sqlite3';
import type { CrashHook } from '../../../shared/domain/crash-points.ts';
import { chainedNames, takeUp } from './chain/pending.ts';
import { defineFoldText } from './fold-text.ts';
import type { Migration } from './migration.ts';
import { MIGRATIONS } from './migrations/index.ts';

/** The file was written by a newer program. Nothing was changed. */
export class DatabaseFromFutureError extends Error {
  constructor(fileVersion: number, programVersion: number) {
    super(
      `This data folder was written by a newer version of the program (database ${fileVersion}, this program knows ` +
        `${programVersion}). Nothing was changed and no booking is lost. Install the newer program and start it again.`,
    );
    this.name = 'DatabaseFromFutureError';
  }
}

/**
 * Applies what is missing.
 *
 * @param backup called once before the first change of a file that holds data already.
 * @throws DatabaseFromFutureError
 */
export function migrate(
  db: Database.Database,
  backup: (fileVersion: number) => void,
  migrations: readonly Migration[] = MIGRATIONS,
  crash?: CrashHook,
): void {
  assertOrder(migrations);
  defineFoldText(db);
  const newest = migrations.at(-1)?.version ?? 0;
  const fileVersion = db.pragma('user_version', { simple: true }) as number;
  if (fileVersion > newest) throw new DatabaseFromFutureError(fileVersion, newest);
  if (fileVersion === newest) return;
  if (fileVersion > 0) {
    backup(fileVersion);
    crash?.('migration-copied');
  }
  for (const migration of migrations) {
    if (migration.version <= fileVersion) continue;
    db.unsafeMode(migration.editsDefinitions ?? false);
    db.transaction(() => {
      const before = chainedNames(db);
      db.exec(migration.sql);
      takeUp(db, before, migration.changesRowsOf ?? []);
      db.pragma(`user_version = ${migration.version}`);
      crash?.('migrating');
    }).immediate();
    db.unsafeMode(false);
  }
}

function assertOrder(migrations: readonly Migration[]): void {
  migrations.forEach((migration, index) => {
    const previous = migrations[index - 1]?.version ?? 0;
    if (migration.version <= previous) {
      throw new Error(`Migration ${migration.version} (${migration.name}) is out of order.`);
    }
  });
}
