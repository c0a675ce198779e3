/** Why numbers are missing, repeated or of another year: of some numbers, or of a till as a rule. */
import type { GAP_KINDS } from '../../../../shared/domain/closing.ts';
import type { Journal } from '../journal.ts';
import type { Db } from '../open.ts';
import { numberIn } from './number-runs.ts';

export type GapKind = (typeof GAP_KINDS)[number];

export interface NewExplanation {
  /** Null: all kinds. */
  readonly kind: GapKind | null;
  /** Null: of whatever store. */
  readonly store: string | null;
  readonly payDesk: string;
  /** First and last number; null: whatever the till leaves out from now on and left out before. */
  readonly numbers: { readonly first: string; readonly last: string } | null;
  readonly reason: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

export interface Explanation extends NewExplanation {
  readonly id: number;
  readonly who: string;
}

interface Row extends Omit<NewExplanation, 'numbers'> {
  readonly id: number;
  readonly who: string;
  readonly first: string | null;
  readonly last: string | null;
}

export function createExplanations(db: Db) {
  const ofTill = db.prepare<object, Row>(
    `SELECT id, kind, store, pay_desk AS payDesk, first, last, reason, who, at FROM gap_explanations
     WHERE pay_desk = @payDesk AND (store IS NULL OR store = @store) AND takes_back IS NULL
       AND NOT EXISTS (SELECT 1 FROM gap_explanations AS later WHERE later.takes_back = gap_explanations.id)`,
  );
  return {
    of: (till: { readonly store: string; readonly payDesk: string }): Explanation[] =>
      ofTill.all(till).map(explanationOf),
  };
}

export type Explanations = ReturnType<typeof createExplanations>;

function explanationOf({ first, last, ...row }: Row): Explanation {
  return { ...row, numbers: first === null || last === null ? null : { first, last } };
}

/** Whether an explanation covers numbers of a range whole. */
export function covers(
  { kind, numbers }: Explanation,
  gap: {
    readonly kind: GapKind;
    readonly prefix: string;
    readonly first: number;
    readonly last: number;
  },
): boolean {
  if (kind !== null && kind !== gap.kind) return false;
  if (numbers === null) return true;
  const first = numberIn(gap.prefix, numbers.first);
  const last = numberIn(gap.prefix, numbers.last);
  return first !== undefined && last !== undefined && first <= gap.first && last >= gap.last;
}

/** Keeps what a person explains, with an entry in the journal. */
export function createExplaining(db: Db, journal: Journal, who: string) {
  const insert = db.prepare<object>(
    `INSERT INTO gap_explanations (kind, store, pay_desk, first, last, reason, who, at, takes_back)
     VALUES (@kind, @store, @payDesk, @first, @last, @reason, @who, @at, @takesBack)`,
  );
  const standing = db
    .prepare<[number], string>(
      `SELECT pay_desk FROM gap_explanations WHERE id = ? AND takes_back IS NULL
         AND NOT EXISTS (SELECT 1 FROM gap_explanations AS later WHERE later.takes_back = gap_explanations.id)`,
    )
    .pluck();

  function keep(explanation: NewExplanation, takesBack: number | null): number {
    const { numbers, ...plain } = explanation;
    const { first = null, last = null } = numbers ?? {};
    const { lastInsertRowid } = insert.run({ ...plain, first, last, who, takesBack });
    const { at, payDesk, reason, kind, store } = explanation;
    journal.append({
      at,
      topic: 'pay-desk',
      subject: payDesk,
      action: takesBack === null ? 'explain-gap' : 'unexplain-gap',
      reason,
      details: { kind, store, first, last, ...(takesBack !== null && { takesBack }) },
    });
    return Number(lastInsertRowid);
  }

  return {
    /** @returns its number, by which it can be taken back */
    explain: (explanation: NewExplanation): number =>
      db.transaction(() => keep(explanation, null)).immediate(),
    /** @returns false: there is no such explanation (any more) */
    takeBack: (id: number, reason: string, at: number): boolean =>
      db
        .transaction(() => {
          const payDesk = standing.get(id);
          if (payDesk === undefined) return false;
          keep({ kind: null, store: null, payDesk, numbers: null, reason, at }, id);
          return true;
        })
        .immediate(),
  };
}
