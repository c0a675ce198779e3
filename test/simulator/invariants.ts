/** The invariants that must hold when everything has come to rest, whatever happened before. */
import type { Db } from '../../electron/core/db/open.ts';
import type { Ledger } from '../../sandbox/ledger.ts';
import { TRANSIT_ACCOUNTS } from './program.ts';
import type { ExpectedPosting } from './tills.ts';

export interface Verdict {
  /** Expected and not in the books. */
  readonly lost: readonly string[];
  /** In the books and not expected: booked twice, or wrongly. */
  readonly tooMany: readonly string[];
  /** Not at rest, or at rest without a person being asked. */
  readonly stuck: readonly string[];
  /** The program's own words against the books. */
  readonly untrue: readonly string[];
}

export function isGood(verdict: Verdict): boolean {
  return Object.values(verdict).every((list: readonly string[]) => list.length === 0);
}

export function judge(db: Db, ledger: Ledger, expected: readonly ExpectedPosting[]): Verdict {
  const postings = ledger.postings();
  const booked = counted(
    postings.map(({ konto, gegkonto, umsatz, datum }) =>
      nameOf({ account: konto, contra: String(gegkonto), cents: umsatz * 100, day: datum }),
    ),
  );
  const wanted = counted(expected.map(nameOf));
  const numbers = new Map(postings.map((posting) => [posting.beleg2, posting]));
  const jobs = db
    .prepare<
      [],
      {
        id: number;
        state: string;
        reference: string;
        posting_number: string | null;
        amount: number;
        pay_desk: string;
        type: string;
        payment_type: string | null;
      }
    >('SELECT id, state, reference, posting_number, amount, pay_desk, type, payment_type FROM jobs')
    .all();
  const jobOf = new Map(jobs.map((job) => [job.reference, job]));
  return {
    lost: missingIn(booked, wanted),
    tooMany: [
      ...missingIn(wanted, booked),
      ...[...counted(postings.map(({ beleg2 }) => beleg2))]
        .filter(([, count]) => count > 1)
        .map(([reference, count]) => `${count} × ${reference}`),
    ],
    stuck: jobs
      .filter(({ state }) => state !== 'verified' && state !== 'booked')
      .map(({ id, state }) => `job ${id} is ${state}`),
    untrue: [
      // Per day, pay desk, type and payment type, to the cent; what RS has is told apart by the program's own jobs.
      ...differences(
        summed(expected.map((part) => [placeOf(part), part.cents])),
        summed(
          postings.map(({ beleg2, datum, umsatz }) => {
            const job = jobOf.get(beleg2);
            if (!job) return [`${datum} of no job`, Math.round(umsatz * 100)];
            const { pay_desk: payDesk, type, payment_type: paymentType } = job;
            return [placeOf({ day: datum, payDesk, type, paymentType }), Math.round(umsatz * 100)];
          }),
        ),
      ),
      ...jobs.flatMap(({ id, state, reference, posting_number, amount }) => {
        if (state !== 'verified' && state !== 'booked') return [];
        const posting = numbers.get(reference);
        if (!posting) return [`job ${id} says booked, RS knows nothing of ${reference}`];
        if (Math.round(posting.umsatz * 100) !== amount) {
          return [`job ${id}: ${amount} here, ${posting.umsatz} in RS`];
        }
        const isKnown = posting_number === posting.id || posting_number === String(posting.lfdNr);
        return isKnown ? [] : [`job ${id} says number ${posting_number}, RS ${posting.id}`];
      }),
      ...without(
        db,
        'a job without its event',
        'SELECT id FROM jobs WHERE event_id NOT IN (SELECT id FROM pos_events)',
      ),
      ...without(
        db,
        'an event without its jobs',
        'SELECT id FROM pos_events WHERE not_booked IS NULL AND id NOT IN (SELECT event_id FROM jobs)',
      ),
      ...without(db, 'a lease at rest', 'SELECT id FROM jobs WHERE lease_token IS NOT NULL'),
      ...without(
        db,
        'a request not made with the accounts of its version',
        `SELECT attempts.id FROM attempts JOIN jobs ON jobs.id = job_id
         WHERE kind = 'post' AND jobs.type IN ('cash-in', 'cash-out') AND ${CONTRA_SENT} <>
           (SELECT json_extract(details, '$.new') FROM journal
            WHERE topic = 'account' AND journal.id <= accounts_version
              AND json_extract(details, '$.place.type') = 'contra-' || jobs.type
              AND json_extract(details, '$.place.businessCase') = 'Geldtransit' ORDER BY journal.id DESC LIMIT 1)`,
      ),
      ...db
        .prepare<[], { id: number; reference: string; contras: string }>(
          `SELECT jobs.id, reference, json_group_array(${CONTRA_SENT}) AS contras
           FROM jobs JOIN attempts ON job_id = jobs.id AND kind = 'post'
           WHERE state IN ('booked', 'verified') GROUP BY jobs.id`,
        )
        .all()
        .flatMap(({ id, reference, contras }) => {
          const contra = String(numbers.get(reference)?.gegkonto);
          return (JSON.parse(contras) as string[]).includes(contra)
            ? []
            : [`job ${id} is booked against ${contra}, and was never sent so`];
        }),
      ...without(
        db,
        'counters beside the truth',
        `SELECT type AS id FROM job_totals AS t WHERE count <>
           (SELECT count(*) FROM jobs WHERE type = t.type AND state = t.state AND currency = t.currency)`,
      ),
    ],
  };
}

function without(db: Db, what: string, sql: string): string[] {
  return db
    .prepare<[], number | string>(sql)
    .pluck()
    .all()
    .map((id) => `${what}: ${id}`);
}

const CONTRA_SENT = `CAST(json_extract(request, '$.gegkonto') AS TEXT)`;

function placeOf(part: Pick<ExpectedPosting, 'day' | 'payDesk' | 'type' | 'paymentType'>): string {
  return `${part.day} ${part.payDesk} ${part.type} ${part.paymentType ?? ''}`;
}

function summed(amounts: readonly (readonly [string, number])[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [name, cents] of amounts) sums.set(name, (sums.get(name) ?? 0) + cents);
  return sums;
}

function differences(wanted: Map<string, number>, have: Map<string, number>): string[] {
  return [...new Set([...wanted.keys(), ...have.keys()])]
    .filter((name) => wanted.get(name) !== have.get(name))
    .map((name) => `${name}: ${have.get(name)} booked, ${wanted.get(name)} sold`);
}

function nameOf({
  account,
  contra,
  cents,
  day,
}: Pick<ExpectedPosting, 'account' | 'contra' | 'cents' | 'day'>): string {
  const [transit, other] = TRANSIT_ACCOUNTS;
  return `${day} ${account}/${contra === other ? transit : contra} ${(Math.round(cents) / 100).toFixed(2)}`;
}

function counted(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function missingIn(have: Map<string, number>, wanted: Map<string, number>): string[] {
  return [...wanted].flatMap(([name, count]) => {
    const short = count - (have.get(name) ?? 0);
    return short > 0 ? [`${short} × ${name}`] : [];
  });
}
