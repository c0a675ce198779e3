/** What the charts of a month draw: every day has its column, and no receipt is lost on the way from the counters. */
import { describe, expect, it } from 'vitest';
import {
  STANDINGS,
  columnsByStanding,
  columnsByType,
  topOfAxis,
  totalOf,
  totalsOf,
} from '../../renderer/features/glance/figures.ts';
import { JOB_STATES } from '../../shared/domain/states.ts';
import { sampleGlance } from './fake-glance.ts';

it('every state has one standing', () => {
  expect(Object.values(STANDINGS).flat().sort()).toEqual([...JOB_STATES].sort());
});

describe('a month', () => {
  const { counts } = sampleGlance('2021-11', 'usual');
  const all = totalOf(counts.map(({ count }) => count));

  it('has a column for each of its days, with or without receipts', () => {
    expect(columnsByStanding('2021-11', counts).map(({ day }) => day)).toEqual(
      Array.from({ length: 30 }, (_, index) => `2021-11-${String(index + 1).padStart(2, '0')}`),
    );
    expect(columnsByStanding('2024-02', [])).toHaveLength(29);
  });

  it('has the same documents however it is divided', () => {
    expect(totalOf(totalsOf(columnsByStanding('2021-11', counts)))).toBe(all);
    expect(totalOf(totalsOf(columnsByType('2021-11', counts)))).toBe(all);
  });
});

it.each([
  [0, 1],
  [1, 1],
  [2, 2],
  [3, 4],
  [7, 8],
  [9, 10],
  [10, 10],
  [11, 20],
  [41, 60],
  [99, 100],
  [101, 200],
  [4_321_000, 6_000_000],
])('an axis for %i documents ends at %i', (most, top) => {
  expect(topOfAxis(most)).toBe(top);
});
