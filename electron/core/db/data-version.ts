/** A number that changes when another connection, of this program or another one, has written to the database. */
import type { Db } from './open.ts';

export function dataVersion(db: Db): number {
  return db.pragma('data_version', { simple: true }) as number;
}
