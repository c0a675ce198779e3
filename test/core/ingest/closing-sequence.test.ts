/** A till may close for twenty years without telling an opening balance: each closing asks about the one before it alone. */
import { expect, it } from 'vitest';
import { ClosingSequence } from '../../../electron/core/ingest/closing-sequence.ts';

const CLOSINGS = 20_000;

function tellAll(isSettled: boolean): number {
  let asked = 0;
  const sequence = new ClosingSequence(
    { closing: () => undefined, lastClosingBefore: () => null },
    {
      isOpen() {
        asked += 1;
        return false;
      },
      isConflictOpen: () => false,
    },
  );
  for (let number = 1; number <= CLOSINGS; number++) {
    const name = String(number);
    const closing = {
      get breaksChain() {
        return sequence.isBrokenBefore('K1', name);
      },
    };
    sequence.note('K1', name, closing);
    if (isSettled) expect(sequence.settle('K1', name, closing)).toBe(false);
  }
  expect(sequence.isBrokenBefore('K1', String(CLOSINGS + 1))).toBe(false);
  return asked;
}

it('the chain of a till is followed in as many questions as it has closings', () => {
  expect(tellAll(true)).toBe(CLOSINGS + 1);
});

it('twin: unsettled, one question leads back through all of them', () => {
  expect(() => tellAll(false)).toThrow(RangeError);
});

it('what was settled as broken stays so', () => {
  const sequence = new ClosingSequence(
    { closing: () => undefined, lastClosingBefore: () => null },
    { isOpen: () => false, isConflictOpen: () => false },
  );
  sequence.note('K1', '7');
  sequence.settle('K1', '7', { breaksChain: true });
  expect(sequence.isBrokenBefore('K1', '8')).toBe(true);
  expect(sequence.isBrokenBefore('K2', '8')).toBe(false);
});
