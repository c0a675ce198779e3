import type { Changes, Tally } from '../../../shared/contract/contract.ts';

const NOTHING: Tally = { count: 0, sums: {}, oldestAt: null };

/** A batch of changes that the contract allows. */
export function sampleChanges(revision: number): Changes {
  return {
    revision,
    status: {
      running: false,
      pause: null,
      run: null,
      pending: NOTHING,
      waiting: NOTHING,
      waitingInvoice: NOTHING,
      sending: NOTHING,
      unclear: NOTHING,
      attention: NOTHING,
      aside: NOTHING,
      total: 0,
      nextDueAt: null,
      lastBookedAt: null,
      connected: true,
    },
    jobs: [revision],
    openProblems: 0,
    folderProblems: [],
    settingsRevision: 0,
  };
}
