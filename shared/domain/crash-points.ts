/**
 * Places at which a crash matters, by name. In the product the hook does nothing; the torture of the real process ends
 * it there (`test/torture/`), and a point without its test fails the build.
 */
export const CRASH_POINTS = [
  /** The copy before a migration is on the disk, nothing is changed. */
  'migration-copied',
  /** A step of a migration has run, its transaction is open. */
  'migrating',
  /** The PC knows of the next generation of the database, the database does not. */
  'run-witnessed',
  /** The database bears its new generation, the PC still knows the last one, too. */
  'run-begun',
  /** A source's original is kept, no row tells of it. */
  'original-kept',
  /** A source's row is committed, nothing of it is read. */
  'source-noted',
  /** Some of a source's events and jobs are committed; it is not finished. */
  'events-stored',
  /** A source's report is committed; its file still lies in the inbox. */
  'source-finished',
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
  /** RS has taken the refresh token and given a new one that is not stored: a person has to sign in again. */
  'tokens-answered',
  /** The new tokens are stored, nobody has used them. */
  'tokens-stored',
  /** A copy of the database is whole, but not checked and without its final name. */
  'backup-copied',
  /** A copy bears its final name, and no setting tells of it. */
  'backup-named',
  /** A copy that is to be put back lies ready; the wish still says that it is to be fetched. */
  'restore-fetched',
  /** Noted that the copy takes the database's place; it has not. */
  'restore-noted',
  /** The database of before is kept beside: there is none in its place. */
  'restore-emptied',
  /** The copy is the database; the note still says that it is to become it. */
  'restore-placed',
] as const;
export type CrashPoint = (typeof CRASH_POINTS)[number];
export type CrashHook = (point: CrashPoint) => void;
