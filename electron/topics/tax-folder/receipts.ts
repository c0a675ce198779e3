/** Deliveries with their originals, events, jobs and what was booked of them, written into a folder. */
import fs from 'node:fs';
import path from 'node:path';
import { createJobList } from '../../core/db/job-list.ts';
import type { FolderJob, FolderSource } from '../../core/db/tax-folder.ts';
import { createExpectations, type Expectations } from '../../core/engine/expectations.ts';
import { copyWithHash, serialNumbersOf } from '../../core/ingest/index.ts';
import {
  ATTEMPTS,
  EVENTS,
  JOBS,
  SOURCES,
  TOTALS,
  type BookedPosting,
  type SourceRow,
  type TotalRow,
} from './tables/receipts.ts';
import { SERIALS, type SerialRow } from './tables/standing.ts';
import { ORIGINALS_FOLDER, type FolderWork } from './work.ts';

/** The originals byte by byte. @returns the serial numbers that stand in them */
export async function writeDeliveries(work: FolderWork): Promise<SerialRow[]> {
  const sources = work.rows.sources({ ...work.period, since: work.since, until: work.until });
  await fs.promises.mkdir(path.join(work.folder, ORIGINALS_FOLDER));
  const copied = new Set<string>();
  const serials: SerialRow[] = [];
  await work.fill(SOURCES, async (file) => {
    for (const source of sources) {
      if (source.status === 'importing') work.note('import-unfinished', source.name);
      const place = await copyOriginal(work, source, copied);
      await file.write({ ...source, place } satisfies SourceRow);
      if (place !== null && source.kind === 'dsfinvk') {
        serials.push(...(await serialsOf(work, source, place)));
      }
      await work.pace();
    }
  });
  await work.fillAll(SERIALS, serials);
  const waiting = work.rows.openProblems();
  if (waiting > 0) work.note('problem-open', String(waiting));
  return serials;
}

/** @returns its place in the folder; null: there is none */
async function copyOriginal(
  work: FolderWork,
  { name, originalPath, sha256, isErased }: FolderSource,
  copied: Set<string>,
): Promise<string | null> {
  if (originalPath === null) {
    work.note('original-not-kept', name);
    return null;
  }
  const place = `${ORIGINALS_FOLDER}/${path.posix.basename(originalPath)}`;
  // The same bytes, delivered twice.
  if (copied.has(place)) return place;
  const target = path.join(work.folder, place);
  try {
    const found = await copyWithHash(path.join(work.dataFolder, originalPath), target);
    copied.add(place);
    if (found.sha256 !== sha256) work.note('original-changed', name);
    return place;
  } catch (error) {
    // A full target is no fault of the original.
    if (!fs.existsSync(path.join(work.dataFolder, originalPath))) {
      work.note(isErased === 1 ? 'original-erased' : 'original-missing', name);
      return null;
    }
    throw error;
  }
}

async function serialsOf(work: FolderWork, { id }: FolderSource, place: string) {
  try {
    const found = await serialNumbersOf(path.join(work.folder, place));
    return found.map((serial) => ({ ...serial, source: id }));
  } catch {
    // No export that can be read; the delivery itself says what came of it.
    return [];
  }
}

export async function writeEvents(work: FolderWork): Promise<void> {
  await work.fillAll(EVENTS, work.rows.events(work.period));
}

/** Jobs, their requests, and the sums by account and day. @returns the sums */
export async function writeJobs(work: FolderWork): Promise<TotalRow[]> {
  const { lastPosting } = createJobList(work.db);
  const expectations = createExpectations(work.db, lastPosting);
  const totals = createTotals();
  await work.fill(JOBS, async (jobs) => {
    await work.fill(ATTEMPTS, async (attempts) => {
      for (const job of work.rows.jobs(work.period)) {
        const posting = postingOf(job, expectations);
        work.seen(job.currency);
        if (posting && isBooked(job)) totals.add(posting);
        await jobs.write({ ...job, posting });
        for (const attempt of work.rows.attemptsOf(job.id)) await attempts.write(attempt);
      }
    });
  });
  const sums = totals.all();
  await work.fillAll(TOTALS, sums);
  return sums;
}

const isBooked = ({ state }: FolderJob) => state === 'booked' || state === 'verified';

function postingOf(job: FolderJob, expectations: Expectations): BookedPosting | null {
  if (job.postingNumber === null) return null;
  const expected = expectations.of({ id: job.id, moved_to_period: job.movedToPeriod });
  if (!expected) return null;
  const { amount, account = null, contraAccount = null, currency } = expected;
  const isReversed = amount !== null && amount < 0;
  return {
    // A positive amount debits the account and credits the contra account.
    debit: isReversed ? contraAccount : account,
    credit: isReversed ? account : contraAccount,
    cents: amount === null ? null : Math.abs(amount),
    currency,
    day: expected.businessDay.slice(0, 10),
    receipt: expected.receipt ?? null,
    text: expected.text ?? null,
    period: expected.period ?? null,
  };
}

function createTotals() {
  const sums = new Map<string, { -readonly [K in keyof TotalRow]: TotalRow[K] }>();
  function side(account: string | null, posting: BookedPosting, which: 'debit' | 'credit'): void {
    if (account === null || posting.cents === null) return;
    const { currency, day } = posting;
    const key = JSON.stringify([account, currency, day]);
    const known = sums.get(key) ?? { account, currency, day, debit: 0, credit: 0, count: 0 };
    known[which] += posting.cents;
    known.count += 1;
    sums.set(key, known);
  }
  return {
    add(posting: BookedPosting): void {
      side(posting.debit, posting, 'debit');
      side(posting.credit, posting, 'credit');
    },
    /** By account, currency and day. */
    all: (): TotalRow[] =>
      [...sums.values()].sort(
        (a, b) =>
          a.account.localeCompare(b.account) ||
          a.currency.localeCompare(b.currency) ||
          a.day.localeCompare(b.day),
      ),
  };
}
