/** How long deliveries have held still: a copy that is still running changes its size or its time. */

/** A copied file has its final name from the start: one that may still grow must hold still for so long. */
export const SETTLE_MS = 2_000;

export interface Stillness {
  /** Begins a look; deliveries that it does not ask about are forgotten. */
  beginLook(): void;
  /**
   * Whether a delivery has had this signature for `ms`; if not, the next look comes when it may have.
   *
   * Held against the looks themselves, never against times of the file: those are another clock's on a network drive.
   */
  isStill(file: string, signature: string, ms: number): boolean;
  /** Has the next look come within `ms`. */
  lookAgainIn(ms: number): void;
  /** When the next look is due after this one; undefined: nothing is waited for. */
  nextLookMs(): number | undefined;
}

interface Sighting {
  readonly signature: string;
  readonly since: number;
}

/** @param uptime in ms; it never jumps: a clock that is set would cut a wait short */
export function createStillness(uptime: () => number): Stillness {
  let before: ReadonlyMap<string, Sighting> = new Map();
  let seen = new Map<string, Sighting>();
  let nextLookAt: number | undefined;

  function lookAgainIn(ms: number): void {
    nextLookAt = Math.min(nextLookAt ?? Infinity, uptime() + ms);
  }

  return {
    beginLook() {
      before = seen;
      seen = new Map();
      nextLookAt = undefined;
    },
    isStill(file, signature, ms) {
      const known = before.get(file);
      const since = known?.signature === signature ? known.since : uptime();
      const left = since + ms - uptime();
      if (left <= 0) return true;
      seen.set(file, { signature, since });
      lookAgainIn(left);
      return false;
    },
    lookAgainIn,
    nextLookMs: () => (nextLookAt === undefined ? undefined : Math.max(0, nextLookAt - uptime())),
  };
}
