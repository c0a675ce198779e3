/** Deliveries that were archived lately: a program that holds one open can still write to it. */
import type { Db } from './open.ts';

export interface ArchivedDelivery {
  readonly path: string;
  /** SHA-256 of the bytes that were read. */
  readonly sha256: string;
  /** Names, sizes and times of its files when they were hashed. */
  readonly signature: string;
  /** Until when it is looked at, epoch milliseconds. */
  readonly until: number;
}

export function createArchivedDeliveries(db: Db) {
  const all = db.prepare<[], ArchivedDelivery>(
    'SELECT path, sha256, signature, until FROM archived_deliveries ORDER BY path',
  );
  const save = db.prepare<[ArchivedDelivery]>(
    `INSERT INTO archived_deliveries (path, sha256, signature, until) VALUES (@path, @sha256, @signature, @until)
     ON CONFLICT (path) DO UPDATE SET sha256 = excluded.sha256, signature = excluded.signature, until = excluded.until`,
  );
  const remove = db.prepare<[string]>('DELETE FROM archived_deliveries WHERE path = ?');

  return {
    all: (): ArchivedDelivery[] => all.all(),
    save: (delivery: ArchivedDelivery): void => void save.run(delivery),
    remove: (path: string): void => void remove.run(path),
  };
}
