/**
 * How long a job has been in doubt. "Not there" is believed only after the time in which its request could still land,
 * so a clock that somebody sets in between must not make that time look over.
 */
export interface Doubts {
  /** A request of this run was given up now. */
  begin(jobId: number): void;
  /** Milliseconds since bytes of the job may last have left. */
  age(jobId: number, inDoubtSince: number, now: number): number;
  /** The job is in doubt no longer. */
  end(jobId: number): void;
}

/** @param uptime never goes back and never jumps */
export function createDoubts(uptime: () => number): Doubts {
  const begun = uptime();
  const givenUp = new Map<number, number>();
  return {
    begin: (jobId) => void givenUp.set(jobId, uptime()),
    age(jobId, inDoubtSince, now) {
      const at = givenUp.get(jobId);
      if (at !== undefined) return uptime() - at;
      // Of an earlier run only the clock can tell; where it has gone back since, this run alone counts.
      return now >= inDoubtSince ? now - inDoubtSince : uptime() - begun;
    },
    end: (jobId) => void givenUp.delete(jobId),
  };
}
