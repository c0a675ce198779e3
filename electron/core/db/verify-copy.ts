/** Is a copy of the database whole? Reads all of it, which takes its time: run it in a thread. */
import Database from 'better-sqlite3';

/**
 * Makes one file of the copy (no log beside it) and checks it.
 *
 * @returns what is wrong; undefined: nothing.
 */
export function verifyCopy(file: string): string | undefined {
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { fileMustExist: true });
    db.pragma('journal_mode = DELETE');
    const result = db.pragma('integrity_check(1)', { simple: true });
    if (result !== 'ok') return String(result);
    const broken = db.pragma('foreign_key_check') as unknown[];
    return broken.length === 0 ? undefined : `${broken.length} rows point to nothing`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    db?.close();
  }
}
