/**
 * A database that was put back from a copy knows nothing of what was booked after the copy was made, and RS books twice
 * what is sent twice. Every copy says of itself that it is one; the program that opens it asks RS about every job before
 * it sends it (docs/adr/0013-restored-copies.md).
 */
import { z } from 'zod';
import { COPY_ANCHOR, COPY_MADE_AT } from '../../core/db/copy-mark.ts';
import { LAST_RUN, noteRestored } from '../../core/db/gaps.ts';
import { doubtOpenJobs } from '../../core/db/jobs/doubt.ts';
import type { Journal } from '../../core/db/journal.ts';
import type { Db } from '../../core/db/open.ts';
import type { Setting, SettingsStore } from '../../core/db/settings.ts';

const COPY_OF = { key: COPY_MADE_AT, schema: z.number() } satisfies Setting<number>;
const ANCHOR = { key: COPY_ANCHOR, schema: z.string() } satisfies Setting<string>;

/**
 * If this database is a copy that was put back: whatever is not booked is in doubt from now on.
 *
 * Safe to run twice, and cut off anywhere: the mark goes in the same transaction.
 *
 * @returns when the copy had been made; undefined: it is no copy.
 */
export function takeOverCopy(
  db: Db,
  settings: SettingsStore,
  journal: Journal,
  now: number,
): number | undefined {
  const madeAt = settings.get(COPY_OF);
  if (madeAt === undefined) return undefined;
  const anchor = settings.get(ANCHOR);
  settings.transact(() => {
    doubtOpenJobs(db, now, now);
    // The generation of a copy is no news.
    settings.remove(COPY_OF);
    settings.remove(ANCHOR);
    settings.remove(LAST_RUN);
    noteRestored(settings, now);
    journal.append({
      at: now,
      topic: 'setting',
      subject: 'database',
      action: 'restored',
      reason: null,
      details: { copyMadeAt: madeAt, ...(anchor !== undefined && { anchor }) },
    });
  });
  return madeAt;
}
