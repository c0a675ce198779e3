/** A till that tells absurd amounts: their sum is no exact number any more, and the window opens all the same. */
import { expect, it } from 'vitest';
import { contract, changesSchema, type Changes } from '../../../shared/contract/contract.ts';
import { openBackend } from '../../helpers/backend.ts';
import { insertJobs } from '../../helpers/jobs.ts';

/** 90 trillion in cents: the largest whole number that a float holds for sure. */
const LARGEST = Number.MAX_SAFE_INTEGER;

it('snapshot, changes and causes are what the contract says, whatever the sum', async () => {
  const backend = openBackend({ inbox: null });
  const heard: Changes[] = [];
  backend.changes.subscribe((changes) => heard.push(changes));
  insertJobs(
    backend.store.db,
    [1, 2, 3].map(() => ({
      type: 'cash-in' as const,
      amount: LARGEST,
      state: 'attention' as const,
    })),
  );
  const snapshot = contract['app.snapshot'].reply.parse(await backend.handlers['app.snapshot']());
  expect(snapshot.status.pending.sums['EUR']).toBeGreaterThan(LARGEST);
  contract['attention.list'].reply.parse(await backend.handlers['attention.list']());
  for (const changes of heard) changesSchema.parse(changes);
});
