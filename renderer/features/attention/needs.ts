/** What needs a person in the order of its money and its age. Pure. */
import type { AttentionCard, Problem } from '../../../shared/contract/contract.ts';
import type { ProblemValues } from '../../../shared/domain/problem-codes.ts';

export type Need =
  | { readonly kind: 'cause'; readonly card: AttentionCard }
  | { readonly kind: 'problem'; readonly problem: Problem };

/**
 * The most money first, then the oldest. No rates are known: an amount in another currency counts as if it were euros,
 * which decides nothing but the order.
 */
export function orderNeeds(
  cards: readonly AttentionCard[],
  problems: readonly Problem[],
): readonly Need[] {
  const needs: Need[] = [
    ...cards.map((card) => ({ kind: 'cause' as const, card })),
    ...problems.map((problem) => ({ kind: 'problem' as const, problem })),
  ];
  return needs.sort(
    (one, other) => compare(moneyOf(other), moneyOf(one)) || compare(ageOf(one), ageOf(other)),
  );
}

/** Also of two that are infinite, whose difference is no number. */
function compare(one: number, other: number): number {
  return one === other ? 0 : one - other;
}

/** In minor units. */
function moneyOf(need: Need): number {
  if (need.kind === 'cause') return largest(Object.values(need.card.tally.sums));
  const { problem } = need.problem;
  switch (problem.kind) {
    case 'conflict':
      return amountIn(problem.conflict.values);
    case 'blocked-closing':
    case 'source-failed': {
      // A day of which nothing was read may be worth more than all that is known.
      const reasons =
        problem.kind === 'source-failed' ? [problem.problem] : problem.closing.reasons;
      return Math.max(...reasons.map(({ values }) => amountIn(values))) || Number.POSITIVE_INFINITY;
    }
    case 'rejected':
      return amountIn(problem.problem.values);
  }
}

/** The largest amount that a problem names; 0: none. */
function amountIn(values: ProblemValues = {}): number {
  return largest(
    Object.values(values).flatMap((value) => (typeof value === 'object' ? [value.amount] : [])),
  );
}

function largest(amounts: readonly number[]): number {
  return Math.max(0, ...amounts.map(Math.abs));
}

function ageOf(need: Need): number {
  return need.kind === 'cause'
    ? (need.card.tally.oldestAt ?? Number.POSITIVE_INFINITY)
    : need.problem.receivedAt;
}
