/** After the database may have forgotten what left this PC. */
import type { Db } from '../open.ts';
import { IS_OPEN } from '../list/conditions.ts';
import { move } from './move.ts';

/**
 * Whatever is not booked is looked up before it is sent; part of the caller's transaction.
 *
 * @param since when a request that this database does not know may last have left
 */
export function doubtOpenJobs(db: Db, since: number, now: number): void {
  const doubted = 'in_doubt_since = max(coalesce(in_doubt_since, 0), @since), lease_token = NULL';
  db.prepare(
    move(['waiting', 'sending'], 'unclear', {
      set: `${doubted}, due_at = @now`,
      where: 'needs_invoice = 0',
    }),
  ).run({ since, now });
  // An order goes on waiting for its invoice, which asks before anything else.
  db.prepare(
    `UPDATE jobs SET ${doubted},
       due_at = CASE WHEN state IN ('waiting', 'unclear') THEN @now ELSE due_at END
     WHERE ${IS_OPEN}`,
  ).run({ since, now });
}
