/**
 * Places at which a crash matters, by name. In the product the hook does nothing; the crash tests let it end the
 * program there, and enumerate this list.
 */
export const CRASH_POINTS = [
  /** Request and lease are committed, no byte has left. */
  'prepared',
  /** RS has answered, nothing of it is committed. */
  'answered',
  /** The answer is committed. */
  'settled',
  /** The look-up was answered, nothing of it is committed. */
  'looked-up',
  /** The invoices were answered, nothing of it is committed. */
  'invoices-answered',
  /** Booked postings were read back, nothing of it is committed. */
  'read-back',
] as const;
export type CrashPoint = (typeof CRASH_POINTS)[number];
export type CrashHook = (point: CrashPoint) => void;
