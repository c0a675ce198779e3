/**
 * A month of booked payments as a batch for DATEV, and the protocol of it.
 *
 * RetailSuite hands over its books, too, revenue included: whoever imports both counts the money twice. Therefore nothing
 * is exported by itself, and file name and protocol say what is in it.
 */
import fs from 'node:fs';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { anchorOf } from '../../core/db/chain/anchor.ts';
import { sha256 } from '../../core/db/chain/digests.ts';
import { createDatevExports, type MonthJob } from '../../core/db/datev-exports.ts';
import type { Journal } from '../../core/db/journal.ts';
import type { Db } from '../../core/db/open.ts';
import type { SettingsStore } from '../../core/db/settings.ts';
import {
  makeBatch,
  MOST_LINES,
  type Batch,
  type BatchOptions,
  type BatchPosting,
  type Left,
} from '../../core/export/datev/batch.ts';
import { bookedAs } from '../../core/export/booked-as.ts';
import { DATEV_PLAN, datevPlanSchema, type DatevPlan } from './plan.ts';
import { protocolOf } from './protocol.ts';

/** The smallest that DATEV takes; the protocol says that they are none of the shop's. */
const NO_CONSULTANT = 1_001;
const NO_CLIENT = 1;
const SHORTEST_ACCOUNT = 4;

export interface DatevOptions {
  readonly db: Db;
  readonly settings: SettingsStore;
  readonly journal: Journal;
  /** Who is signed in to this PC. */
  readonly user: string;
  readonly timeZone: string;
  readonly now: number;
}

export interface DatevExport {
  readonly month: string;
  /** Absolute; none where there was nothing to export. */
  readonly files: readonly string[];
  /** Absolute; null where nothing was written. */
  readonly protocol: string | null;
  readonly rows: number;
  readonly debitCents: number;
  readonly creditCents: number;
  readonly left: readonly Left[];
  /** Exported before, and not again. */
  readonly known: number;
}

/** Stores what was given, with an entry in the journal. */
export function saveDatevPlan({ settings, journal, now }: DatevOptions, plan: DatevPlan): void {
  const before = settings.get(DATEV_PLAN) ?? null;
  if (JSON.stringify(before) === JSON.stringify(plan)) return;
  settings.transact(() => {
    settings.set(DATEV_PLAN, plan);
    journal.append({
      ...{ at: now, topic: 'setting', subject: DATEV_PLAN.key, action: 'change', reason: null },
      details: { before, after: plan },
    });
  });
}

/**
 * @param month YYYY-MM
 * @param again what was exported before goes once more
 * @throws errors of the file system; nothing counts as exported then
 */
export function exportMonth(
  options: DatevOptions,
  month: string,
  folder: string,
  again: boolean,
): DatevExport {
  const { db, settings, user, now, timeZone } = options;
  const plan = settings.get(DATEV_PLAN) ?? datevPlanSchema.parse({});
  const exports = createDatevExports(db);
  const earlier = exports.earlierOf(month);
  const isKnown = (id: number) => !again && earlier.jobs.has(id);
  const all = exports.jobsOf(month);
  const jobs = all.filter(({ id }) => !isKnown(id));
  const left: Left[] = [];
  const postings = jobs.flatMap((job) => {
    const posting = postingOf(job);
    if (typeof posting !== 'string') return [posting];
    left.push({ jobId: job.id, reason: posting });
    return [];
  });
  const batchOptions = optionsOf(plan, postings);
  const stamp = stampOf(now, timeZone);
  const batches: Batch[] = [];
  for (let from = 0; from < postings.length; from += MOST_LINES) {
    const batch = makeBatch(postings.slice(from, from + MOST_LINES), month, stamp, batchOptions);
    left.push(...batch.left);
    if (batch.jobs.length > 0) batches.push(batch);
  }
  const known = all.length - jobs.length;
  const sum = (of: (batch: Batch) => number) =>
    batches.reduce((total, each) => total + of(each), 0);
  const totals = {
    month,
    rows: sum(({ jobs: { length } }) => length),
    debitCents: sum(({ debit }) => debit),
    creditCents: sum(({ credit }) => credit),
    left,
    known,
  };
  if (batches.length === 0) return { ...totals, files: [], protocol: null };

  fs.mkdirSync(folder, { recursive: true });
  const named = batches.map((batch, index) => {
    const name = `EXTF_Buchungsstapel_${month}-${earlier.exports + index + 1}_Zahlungen-ohne-Erloese.csv`;
    return { batch, file: path.join(folder, name), sha256: sha256(batch.bytes) };
  });
  const protocol = path.join(
    folder,
    `EXTF_Buchungsstapel_${month}-${earlier.exports + 1}_Zahlungen-ohne-Erloese_Protokoll.txt`,
  );
  // Written and on the disk before the database says that they left; a crash in between exports the same once more.
  for (const { batch, file } of named) writeFileAtomic.sync(file, batch.bytes);
  db.transaction(() => {
    for (const { batch, file, sha256 } of named) {
      exports.add({ month, at: now, who: user, file, sha256, jobs: batch.jobs });
    }
  }).immediate();
  const files = named.map(({ file, sha256, batch }) => ({
    name: path.basename(file),
    sha256,
    rows: batch.jobs.length,
  }));
  const text = protocolOf({
    ...{ totals, files, plan, batchOptions, user, again },
    changed: batches.flatMap(({ changed }) => changed),
    earlier: earlier.exports,
    madeAt: new Date(now).toLocaleString('de-DE', { timeZone }),
    anchor: anchorOf(db),
  });
  writeFileAtomic.sync(protocol, text);
  return { ...totals, files: named.map(({ file }) => file), protocol };
}

/** @returns what goes to DATEV, or why it does not */
function postingOf(job: MonthJob): BatchPosting | string {
  if (job.state === 'excluded') return 'von einer Person ausgenommen';
  if (job.state !== 'booked' && job.state !== 'verified')
    return 'noch nicht in RetailSuite gebucht';
  const booked = bookedAs(job);
  if (!booked) return 'was in RetailSuite gebucht ist, ist hier nicht bekannt';
  const info: (readonly [string, string])[] = [
    ['Kasse', job.payDesk],
    ['Filiale', job.store],
    ['Z-Abschluss', job.closing ?? ''],
    ['Beleg', job.billNumber ?? ''],
    ['RetailSuite-Buchung', job.postingNumber ?? ''],
    ['Referenz', job.reference],
  ];
  return {
    ...booked,
    jobId: job.id,
    guid: guidOf(job.reference),
    day: job.day,
    info: info.filter(([, value]) => value !== ''),
  };
}

/** The same job has the same GUID in every export: version 8 of RFC 9562, from the SHA-256 of its reference. */
export function guidOf(reference: string): string {
  const hex = sha256(`venduo-job|${reference}`);
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) & 3);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function optionsOf(plan: DatevPlan, postings: readonly BatchPosting[]): BatchOptions {
  // Accounts of money are no persons: their length is the chart's.
  const longest = postings.reduce(
    (length, { account, contraAccount }) =>
      Math.max(length, account.length, contraAccount.length - 1),
    SHORTEST_ACCOUNT,
  );
  return {
    consultant: plan.consultant ?? NO_CONSULTANT,
    client: plan.client ?? NO_CLIENT,
    accountLength: plan.accountLength ?? Math.min(longest, 8),
    fiscalYearMonth: plan.fiscalYearMonth,
    isFixed: plan.fixed,
    chart: plan.chart ?? '',
  };
}

/** `yyyyMMddHHmmssSSS` in the store's time zone. */
function stampOf(now: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 },
  }).formatToParts(now);
  return parts
    .filter(({ type }) => type !== 'literal')
    .map(({ value }) => value)
    .join('');
}
