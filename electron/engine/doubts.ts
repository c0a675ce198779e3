/**
 * How long a job has been in doubt. "Not there" is believed only after the time in which its request could still land,
 * so neither a clock that somebody sets in between nor a PC that sleeps must make that time look over.
 */
export interface Doubts {
  /**
   * A request was given up.
   *
   * @param inMs so much later its bytes may still leave: another program sent it, and may be running
   */
  begin(jobId: number, inMs?: number): void;
  /** Milliseconds for which the job has certainly been in doubt: the least that any clock says. */
  age(jobId: number, inDoubtSince: number, now: number): number;
  /** Milliseconds for which a person has seen it in doubt, through restarts. */
  waited(jobId: number, inDoubtSince: number, now: number): number;
  /** The job is in doubt no longer. */
  end(jobId: number): void;
}

/** @param uptime never goes back and never jumps; while the PC sleeps it may stand still */
export function createDoubts(uptime: () => number): Doubts {
  const begun = uptime();
  const givenUp = new Map<number, number>();
  const ofThisRun = (jobId: number) => uptime() - (givenUp.get(jobId) ?? begun);
  return {
    begin: (jobId, inMs = 0) => void givenUp.set(jobId, uptime() + inMs),
    age(jobId, inDoubtSince, now) {
      const counted = ofThisRun(jobId);
      // A clock that has gone back since says nothing; one that was put forward says too much. And another program on
      // the folder may have sent the job after this one gave it up.
      return now >= inDoubtSince ? Math.min(counted, now - inDoubtSince) : counted;
    },
    waited(jobId, inDoubtSince, now) {
      return givenUp.has(jobId) || now < inDoubtSince ? ofThisRun(jobId) : now - inDoubtSince;
    },
    end: (jobId) => void givenUp.delete(jobId),
  };
}
