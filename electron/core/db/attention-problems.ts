/** Problems: what the import held back for a person; found again, one stays the same row. */
import type { Problem } from '../../../shared/contract/contract.ts';
import type { PosEvent } from '../../../shared/domain/pos-event.ts';
import { GIVEN } from './given-limit.ts';
import type { Db } from './open.ts';

/** A problem as it is kept: with what a decision needs beyond what the window shows. */
export type ProblemDetail = Problem['problem'] & {
  /** A conflict's version that was not stored. */
  readonly incoming?: PosEvent;
  /** A blocked closing's Z_ERSTELLUNG as it stands in the file. */
  readonly madeAt?: string;
};

interface ProblemRow {
  readonly id: number;
  readonly source: string;
  readonly foundAt: number;
  readonly detail: string;
}

export function problemList(db: Db) {
  const open = db.prepare<[number], ProblemRow>(
    `SELECT attention_problems.id, sources.name AS source, found_at AS foundAt, detail
     FROM attention_problems JOIN sources ON sources.id = attention_problems.source_id
     WHERE resolved_at IS NULL ORDER BY attention_problems.id DESC LIMIT ${GIVEN}`,
  );
  const count = db
    .prepare<[], number>('SELECT count(*) FROM attention_problems WHERE resolved_at IS NULL')
    .pluck();

  return {
    open: (limit: number): Problem[] =>
      open.all(limit).map((row) => ({
        id: row.id,
        source: row.source,
        receivedAt: row.foundAt,
        problem: JSON.parse(row.detail) as Problem['problem'],
      })),
    count: () => count.get() ?? 0,
  };
}

export type ProblemList = ReturnType<typeof problemList>;
