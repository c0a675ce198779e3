/** Erases the versions of receipts that decided problems of the import carry; the problem and its decision stay. */
import { instantOfLimit } from '../../../../shared/domain/retention.ts';
import type { Clock } from '../../../../shared/domain/time.ts';
import type { Journal } from '../journal.ts';
import type { Db } from '../open.ts';

const SLICE_PROBLEMS = 50;

export function createProblemErasure(options: {
  readonly db: Db;
  readonly journal: Journal;
  readonly clock: Clock;
}) {
  const { db, journal, clock } = options;
  const due = db
    .prepare<[number], number>(
      `SELECT id FROM attention_problems WHERE resolved_at < ? AND json_type(detail, '$.incoming') IS NOT NULL
       ORDER BY id LIMIT ${SLICE_PROBLEMS}`,
    )
    .pluck();
  const erase = db.prepare<[number]>(
    `UPDATE attention_problems SET detail = json_remove(detail, '$.incoming') WHERE id = ?`,
  );
  return {
    /** The next slice, in one transaction with its entry in the journal. @returns whether it was the last */
    slice: (limit: string): boolean =>
      db
        .transaction(() => {
          const problems = due.all(instantOfLimit(limit));
          if (problems.length === 0) return true;
          for (const id of problems) erase.run(id);
          journal.append({
            at: clock(),
            topic: 'erasure',
            subject: 'problems',
            action: 'problems',
            reason: null,
            details: { before: limit, problems },
          });
          return problems.length < SLICE_PROBLEMS;
        })
        .immediate(),
  };
}
