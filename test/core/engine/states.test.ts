import { describe, expect, it } from 'vitest';
import {
  isLegalMove,
  JOB_STATES,
  PICKED_STATES,
  STATES,
  statusOf,
} from '../../../shared/domain/states.ts';

describe('the table of states', () => {
  it('shows the two words of the seed page', () => {
    expect(JOB_STATES.filter((state) => statusOf(state) === 'synced')).toEqual([
      'booked',
      'verified',
    ]);
  });

  it('never leads from a request that is out back to another request', () => {
    expect(isLegalMove('sending', 'sending')).toBe(false);
    expect(isLegalMove('unclear', 'sending')).toBe(false);
  });

  it('never leads a booked job back to where it could be sent', () => {
    expect(STATES.booked.next).toEqual(['verified', 'attention']);
    expect(STATES.verified.next).toEqual(['attention']);
  });

  it('has a way out of every pending state', () => {
    for (const state of JOB_STATES.filter((one) => statusOf(one) === 'pending')) {
      expect(STATES[state].next.length, state).toBeGreaterThan(0);
    }
  });

  it('the engine picks what waits by itself, and nothing that a person decided', () => {
    expect(PICKED_STATES).toEqual(['waiting', 'waiting-invoice', 'unclear']);
  });
});
