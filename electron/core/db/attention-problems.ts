/** Problems: what the import held back for a person; found again, one stays the same row. */
import type { Problem } from '../../../shared/contract/contract.ts';
import type { PosEvent } from '../../../shared/domain/pos-event.ts';
import type { Db } from './open.ts';

/** A problem as it is kept: with what a decision needs beyond what the window shows. */
export type ProblemDetail = Problem['problem'] & {
  /** A conflict's version that was not stored. */
  readonly incoming?: PosEvent;
  /** Z_ERSTELLUNG of a closing that was not stored, as it stands in the file. */
  readonly madeAt?: string;
};

/** Natural key of the stored event that a conflict is about. */
export function knownKeyOf(detail: ProblemDetail): string | undefined {
  if (detail.kind !== 'conflict') return undefined;
  const { code, naturalKey, values } = detail.conflict;
  if (code === 'other-source' && typeof values?.['known'] === 'string') return values['known'];
  return detail.incoming?.question?.knownKey ?? naturalKey;
}

export function createProblemCounter(db: Db) {
  const count = db
    .prepare<[], number>('SELECT count(*) FROM attention_problems WHERE resolved_at IS NULL')
    .pluck();
  return { count: () => count.get() ?? 0 };
}

export type ProblemCounter = ReturnType<typeof createProblemCounter>;
