/** The page "Needs me": the most money first, then the oldest. */
import { expect, it } from 'vitest';
import type { AttentionCard, Problem } from '../../shared/contract/contract.ts';
import type { ProblemValues } from '../../shared/domain/problem-codes.ts';
import { orderNeeds, type Need } from '../../renderer/features/attention/needs.ts';

function card(job: number, sums: Record<string, number>, oldestAt: number): AttentionCard {
  return {
    key: { cause: 'refused' },
    tally: { count: 1, sums, oldestAt },
    places: [],
    isMended: false,
    types: [],
    example: { job, error: null },
  };
}

function rejected(id: number, values: ProblemValues, receivedAt: number): Problem {
  const problem = { file: 'a.jsonl', code: 'schema' as const, message: '', values };
  return {
    id,
    source: 'a.jsonl',
    receivedAt,
    decisions: [],
    problem: { kind: 'rejected', problem },
  };
}

function blocked(id: number, values: ProblemValues): Problem {
  const reasons = [{ file: 'z.csv', code: 'closing-sum' as const, message: '', values }];
  const closing = { payDesk: 'K1', closing: '1', reasons };
  return {
    id,
    source: 'a.zip',
    receivedAt: 1,
    decisions: [],
    problem: { kind: 'blocked-closing', closing },
  };
}

const euros = (amount: number) => ({ amount, currency: 'EUR' });
const idsOf = (needs: readonly Need[]) =>
  needs.map((need) => (need.kind === 'cause' ? `job ${need.card.example.job}` : need.problem.id));

it('the most money is first, whether documents or notices have it, and money paid out counts as much', () => {
  const cards = [card(1, { EUR: 500 }, 1), card(2, { EUR: -9_000 }, 2), card(3, { CHF: 700 }, 3)];
  const problems = [rejected(4, { paid: euros(8_000) }, 4), blocked(5, { claimed: euros(-600) })];
  expect(idsOf(orderNeeds(cards, problems))).toEqual(['job 2', 4, 'job 3', 5, 'job 1']);
});

it('of as much money the oldest is first; a line of which nothing is known comes last', () => {
  const cards = [card(1, { EUR: 500 }, 30), card(2, { EUR: 500 }, 10)];
  const problems = [rejected(3, {}, 40), rejected(4, { paid: euros(500) }, 20), rejected(5, {}, 5)];
  expect(idsOf(orderNeeds(cards, problems))).toEqual(['job 2', 4, 'job 1', 5, 3]);
});

it('a whole day of unknown worth comes before all that is known', () => {
  const problems = [blocked(2, { found: 'x' }), blocked(3, {})];
  expect(idsOf(orderNeeds([card(1, { EUR: 99_999_999 }, 1)], problems))).toEqual([2, 3, 'job 1']);
});
