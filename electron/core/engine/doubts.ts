/**
 * How long a job has been in doubt. "Not there" is believed only after the time in which its request could still land,
 * so neither a clock that somebody sets in between nor a PC that sleeps must make that time look over, nor another
 * program on the folder that gave the same job up a moment ago.
 */
export interface Doubts {
  /**
   * A request was given up by this run.
   *
   * @param inDoubtSince what the job's row says from now on, epoch ms: it tells this doubt from any other of the job
   * @param inMs so much later its bytes may still leave: another program sent it, and may be running
   */
  begin(jobId: number, inDoubtSince: number, inMs?: number): void;
  /** Milliseconds for which the job has certainly been in doubt: the least that any clock says. */
  age(jobId: number, inDoubtSince: number, now: number): number;
  /** Milliseconds for which a person has seen it in doubt, through restarts. */
  waited(jobId: number, inDoubtSince: number, now: number): number;
  /** The job is in doubt no longer. */
  end(jobId: number): void;
}

interface Doubt {
  readonly inDoubtSince: number;
  /** By `uptime`. */
  readonly at: number;
}

/**
 * @param uptime never goes back and never jumps; while the PC sleeps it may stand still
 * @param begunAt what the clock said when this run began
 */
export function createDoubts(uptime: () => number, begunAt: number): Doubts {
  const begun = uptime();
  const givenUp = new Map<number, Doubt>();
  /** Doubts of other programs, from when this run first heard of them. */
  const heardOf = new Map<number, Doubt>();

  /** When this doubt began, at the latest. */
  function beginOf(jobId: number, inDoubtSince: number): number {
    for (const doubts of [givenUp, heardOf]) {
      const doubt = doubts.get(jobId);
      if (doubt?.inDoubtSince === inDoubtSince) return doubt.at;
    }
    if (inDoubtSince <= begunAt) return begun;
    const at = uptime();
    heardOf.set(jobId, { inDoubtSince, at });
    return at;
  }

  return {
    begin: (jobId, inDoubtSince, inMs = 0) =>
      void givenUp.set(jobId, { inDoubtSince, at: uptime() + inMs }),
    age(jobId, inDoubtSince, now) {
      const counted = uptime() - beginOf(jobId, inDoubtSince);
      // A clock that has gone back since says nothing; one that was put forward says too much.
      return now >= inDoubtSince ? Math.min(counted, now - inDoubtSince) : counted;
    },
    waited(jobId, inDoubtSince, now) {
      const isOurs = givenUp.get(jobId)?.inDoubtSince === inDoubtSince;
      return isOurs || now < inDoubtSince
        ? uptime() - beginOf(jobId, inDoubtSince)
        : now - inDoubtSince;
    },
    end(jobId) {
      givenUp.delete(jobId);
      heardOf.delete(jobId);
    },
  };
}
