/** What RetailSuite has of a closing beside what it is expected to have. Pure. */
import {
  isNote,
  type RsFinding,
  type RsPart,
  type RsReasonCode,
} from '../../../shared/domain/closing.ts';
import { formatPlain } from '../../../shared/domain/money.ts';
import { isChangedInRs } from '../../../shared/domain/states.ts';
import type { ClosingJob, SentJob } from '../../core/db/closings/index.ts';
import type { ExpectedPosting } from '../../core/db/expected-postings.ts';
import type { Expected } from '../../core/engine/differences.ts';
import { expectedOf } from '../../core/engine/expectations.ts';
import { BELIEVE_MISSING_AFTER_MS, judge, type Verdict } from '../../core/engine/verify.ts';
import type { Invoice, StoredPosting } from '../../core/rs/connector.ts';
import { differencesText, type Named, type RsClaim } from './reasons.ts';
import type { RsReading } from './read-back.ts';

/** A job with what is known of its posting. */
export interface KnownJob extends ClosingJob, Pick<SentJob, 'cause'> {
  /** RS may not list it yet. */
  readonly isYoung: boolean;
  readonly expected: Expected | null;
  /** Marked as a posting that a person made: read by its number, on its day. */
  readonly isByHand: boolean;
}

type ExpectedKind = ExpectedPosting['kind'];

export interface Compared {
  readonly rs: RsPart;
  readonly reasons: readonly RsClaim[];
  /** Minor units; never negative. */
  readonly differenceCents: number;
  /** What the reading says of each booked job. */
  readonly verdicts: ReadonlyMap<number, Verdict>;
}

interface Comparison {
  readonly jobs: readonly KnownJob[];
  readonly reading: RsReading;
  /** Postings with our mark that no job knows, as far as they belong to this closing. */
  readonly unknown: readonly StoredPosting[];
}

/** @param now epoch milliseconds */
export function knownJob(given: SentJob, now: number): KnownJob {
  const { told: _told, sent: _sent, ...job } = given;
  const { state, inDoubtSince, modifiedAt } = job;
  const isRecent = now - modifiedAt < BELIEVE_MISSING_AFTER_MS;
  return {
    ...job,
    isYoung: state === 'booked' && inDoubtSince === null && isRecent,
    expected: expectedOfSentJob(given),
    isByHand: toldOf(given)?.kind === 'by-hand',
  };
}

/** Null: nothing of its posting is known, since another database sent it. */
export function expectedOfSentJob(job: SentJob): Expected | null {
  return expectedOf(toldOf(job), job.sent, job.movedToPeriod);
}

function toldOf({ told }: SentJob): ExpectedPosting | undefined {
  if (told === null) return undefined;
  const [kind, posting] = JSON.parse(told) as [ExpectedKind, string];
  return { kind, posting };
}

/** RS has booked it, as far as this program knows. */
export function isInRs(job: Pick<KnownJob, 'state' | 'cause' | 'postingNumber'>): boolean {
  return job.state === 'booked' || job.state === 'verified' || isChangedInRs(job);
}

export function postingsOf(job: KnownJob, { byReference, byDay }: RsReading) {
  if (!job.isByHand) {
    return [job.reference, job.earlierReference].flatMap((reference) =>
      reference === null ? [] : (byReference.get(reference) ?? []),
    );
  }
  return [...byDay.values()].flat().filter(({ number }) => number === job.postingNumber);
}

export function compare({ jobs, reading, unknown }: Comparison): Compared {
  const said = new Map<RsReasonCode, Named[]>();
  const say = (code: RsReasonCode, what: Named) =>
    void said.set(code, [...(said.get(code) ?? []), what]);
  const verdicts = new Map<number, Verdict>();
  const byType: RsPart['byType'] = {};
  const byAccount = new Map<string, number>();
  const found = { missing: [], twice: [], different: [], unknown: [] } as Record<
    'missing' | 'twice' | 'different' | 'unknown',
    RsFinding[]
  >;
  let differenceCents = 0;

  for (const job of jobs) {
    const postings = postingsOf(job, reading);
    const name = job.billNumber ?? job.invoiceNumber ?? job.reference;
    if (!isInRs(job)) {
      if (job.state !== 'excluded') {
        // The till has this money, and RetailSuite does not.
        differenceCents += Math.abs(job.amount);
        continue;
      }
      for (const posting of postings) {
        differenceCents += Math.abs(posting.amount ?? 0);
        found.different.push(finding(job, posting, `excluded, but posting ${posting.number}`));
        say('rs-excluded-booked', `${name} (${posting.number})`);
      }
      continue;
    }
    for (const posting of postings) {
      const amount = posting.amount ?? 0;
      const sums = (byType[job.type] ??= { count: 0, cents: 0 });
      sums.count += 1;
      sums.cents += amount;
      byAccount.set(posting.account, (byAccount.get(posting.account) ?? 0) + amount);
      byAccount.set(posting.contraAccount, (byAccount.get(posting.contraAccount) ?? 0) - amount);
    }
    const [posting] = postings;
    if (posting === undefined && job.isYoung) {
      differenceCents += Math.abs(job.amount);
      say('rs-young', name);
      continue;
    }
    const verdict = judge(
      { reference: job.reference, posting_number: job.postingNumber ?? '' },
      postings,
      job.expected ?? expectedOfJob(job),
    );
    verdicts.set(job.id, verdict);
    if (verdict.kind === 'same') {
      if (job.movedToPeriod !== null) say('rs-moved-when-booked', `${name} (${job.movedToPeriod})`);
      continue;
    }
    const amount = formatPlain(job.amount, job.currency);
    switch (verdict.cause) {
      case 'booked-missing':
        differenceCents += Math.abs(job.amount);
        found.missing.push(finding(job, undefined, verdict.error));
        say('rs-missing', `${name} (${amount} ${job.currency})`);
        break;
      case 'booked-twice':
        for (const surplus of postings.slice(1)) {
          differenceCents += Math.abs(surplus.amount ?? 0);
          found.twice.push(finding(job, surplus, verdict.error));
        }
        say('rs-twice', `${name} (${postings.map(({ number }) => number).join(', ')})`);
        break;
      case 'booked-differently':
        differenceCents += Math.abs((posting?.amount ?? 0) - job.amount);
        found.different.push(finding(job, posting, verdict.error));
        say('rs-different', differencesText(name, verdict.differences, job.currency));
        break;
    }
  }
  for (const posting of unknown) {
    differenceCents += Math.abs(posting.amount ?? 0);
    const amount = formatPlain(posting.amount ?? 0, posting.currency);
    const text = `posting ${posting.number} of ${posting.businessDay}`;
    found.unknown.push({
      ...{ job: null, reference: posting.reference, postingNumber: posting.number },
      ...{ billNumber: posting.receipt ?? null, cents: posting.amount, text },
    });
    say('rs-unknown', `${posting.number} (${amount} ${posting.currency})`);
  }
  const billed = compareInvoices(jobs, reading, say);
  differenceCents += billed.differenceCents;
  const reasons = [...said].map(([code, names]) => ({ code, names }));
  const readAt = new Date(reading.readAt).toISOString();
  return {
    rs: {
      ...{ readAt, byType, byAccount: Object.fromEntries([...byAccount].sort()) },
      ...found,
      ...(billed.invoices.count > 0 && { invoices: billed.invoices }),
    },
    reasons: reasons.sort((a, b) => Number(isNote(a.code)) - Number(isNote(b.code))),
    differenceCents,
    verdicts,
  };
}

/** Nothing that was sent is known: another database sent it. */
function expectedOfJob(job: KnownJob): Expected {
  const { amount, currency, businessDay } = job;
  return { amount, currency, businessDay };
}

function finding(job: KnownJob, posting: StoredPosting | undefined, text: string): RsFinding {
  return {
    job: job.id,
    reference: job.reference,
    postingNumber: posting?.number ?? job.postingNumber,
    billNumber: job.billNumber,
    cents: posting?.amount ?? job.amount,
    text,
  };
}

/**
 * Gross of each bill's invoice against the payments that were booked for it; what a customer owes is the sum of these.
 *
 * @returns the sum of the differences, and both sides of what was compared; minor units
 */
function compareInvoices(
  jobs: readonly KnownJob[],
  reading: RsReading,
  say: (code: RsReasonCode, what: string) => void,
): { differenceCents: number; invoices: NonNullable<RsPart['invoices']> } {
  const bills = new Map<
    string,
    { invoice: string; paid: number; currency: string; debtors: Set<string> }
  >();
  for (const job of jobs) {
    if (job.billNumber === null || job.invoiceNumber === null || !isInRs(job)) continue;
    const bill = bills.get(job.billNumber) ?? {
      ...{
        invoice: job.invoiceNumber,
        paid: 0,
        currency: job.currency,
        debtors: new Set<string>(),
      },
    };
    bill.paid += job.amount;
    const contra = postingsOf(job, reading)[0]?.contraAccount;
    if (contra !== undefined) bill.debtors.add(contra);
    bills.set(job.billNumber, bill);
  }
  let differenceCents = 0;
  const invoices = { count: 0, paidCents: 0, grossCents: 0 };
  const byDebtor = new Map<string, typeof invoices>();
  for (const [number, { invoice, paid, currency, debtors }] of bills) {
    const document = (reading.byBill.get(number) ?? []).find(
      ({ documentNumber }) => documentNumber === invoice,
    );
    if (!document) {
      say('invoice-missing', `${number} (${invoice})`);
      continue;
    }
    const gross = signedGross(document);
    if (gross === undefined) say('invoice-untold', `${number} (${invoice})`);
    else if (document.currency !== currency) {
      differenceCents += Math.abs(paid);
      const asked = `${formatPlain(gross, document.currency)} ${document.currency}`;
      say(
        'invoice-differs',
        `${number} (${invoice}): ${asked} ≠ ${formatPlain(paid, currency)} ${currency}`,
      );
    } else {
      const ofDebtor = byDebtor.get(document.debtor) ?? { count: 0, paidCents: 0, grossCents: 0 };
      byDebtor.set(document.debtor, ofDebtor);
      for (const sums of [invoices, ofDebtor]) {
        sums.count += 1;
        sums.paidCents += paid;
        sums.grossCents += gross;
      }
      if (gross !== paid) {
        differenceCents += Math.abs(gross - paid);
        const [asked, given] = [gross, paid].map((cents) => formatPlain(cents, currency));
        say('invoice-differs', `${number} (${invoice}): ${asked} ≠ ${given}`);
      }
    }
    if (![...debtors].every((debtor) => debtor === document.debtor)) {
      say('invoice-debtor', `${number} (${invoice}): ${[...debtors].join(', ')}`);
    }
  }
  const debtors = [...byDebtor]
    .map(([debtor, sums]) => ({ debtor, ...sums }))
    .sort((a, b) => a.debtor.localeCompare(b.debtor));
  return { differenceCents, invoices: { ...invoices, byDebtor: debtors } };
}

/** A document of a return (GU) may stand with either sign. */
function signedGross({ type, gross }: Invoice): number | undefined {
  return gross === undefined || type !== 'GU' ? gross : -Math.abs(gross);
}
