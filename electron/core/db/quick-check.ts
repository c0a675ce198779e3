/**
 * Is the database that the program works on damaged? Reads all of it, which takes minutes for a large one: run it in a thread.
 *
 * `quick_check` leaves out what `integrity_check` costs most time for, whether each index says what its table says.
 */
import Database from 'better-sqlite3';

/**
 * @returns what is damaged; undefined: nothing
 * @throws what kept it from looking: that says nothing about the file
 */
export function quickCheck(file: string): string | undefined {
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { readonly: true, fileMustExist: true, timeout: 5_000 });
    const result = db.pragma('quick_check(1)', { simple: true });
    return result === 'ok' ? undefined : String(result);
  } catch (error) {
    if (error instanceof Database.SqliteError && isDamage(error.code)) return error.message;
    throw error;
  } finally {
    db?.close();
  }
}

const isDamage = (code: string) => code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB';
