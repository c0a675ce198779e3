/** By which references RS is asked for a job: its own, and one that an earlier program may have booked it under. */
import type { StoredPosting } from '../rs/connector.ts';

interface Referenced {
  readonly reference: string;
  readonly earlier_reference: string | null;
}

export function referencesOf({ reference, earlier_reference: earlier }: Referenced): string[] {
  return earlier === null ? [reference] : [reference, earlier];
}

/** The jobs that one question has room for; at least one. */
export function firstBatch<T extends Referenced>(jobs: readonly T[], batchSize: number): T[] {
  let references = 0;
  return jobs.filter((job, index) => {
    references += referencesOf(job).length;
    return index === 0 || references <= batchSize;
  });
}

export function postingsOf(
  job: Referenced,
  found: ReadonlyMap<string, readonly StoredPosting[]>,
): readonly StoredPosting[] {
  return referencesOf(job).flatMap((reference) => found.get(reference) ?? []);
}
