/** The work that every contestant gets. */

/** One round: a number of jobs at a concurrency, in a folder of its own. @returns jobs per second */
export interface Round {
  readonly jobs: number;
  readonly concurrency: number;
  readonly folder: string;
  /** Books job `n`. @returns RS's number */
  readonly book: (n: number) => Promise<string>;
  /** The request of job `n`, as it has to be durable before it leaves. */
  readonly request: (n: number) => string;
}

/** Runs `work` for every number below `jobs`, at the given concurrency. @returns jobs per second */
export async function atOnce(
  { jobs, concurrency }: Pick<Round, 'jobs' | 'concurrency'>,
  work: (n: number) => Promise<unknown>,
): Promise<number> {
  const startedAt = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (next < jobs) await work(next++);
    }),
  );
  return perSecond(jobs, startedAt);
}

export function perSecond(jobs: number, startedAt: number): number {
  return (jobs / (performance.now() - startedAt)) * 1_000;
}
