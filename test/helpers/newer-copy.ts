/** Makes a copy of the database one that a newer program has written. */
import Database from 'better-sqlite3';

const VERSION_OF_THE_FUTURE = 999_999;

export function makeNewer(copy: string): void {
  const db = new Database(copy);
  db.pragma(`user_version = ${VERSION_OF_THE_FUTURE}`);
  db.close();
}
