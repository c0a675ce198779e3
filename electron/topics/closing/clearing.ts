/** Clearing accounts: what went in and out by day, and what is open since when. Read only. */
import { CallError } from '../../../shared/contract/result.ts';
import type { Clearing } from '../../../shared/contract/closing.ts';
import { MINUTE } from '../../../shared/domain/time.ts';
import type { Db } from '../../core/db/open.ts';
import { isOurs } from '../../core/db/references.ts';
import type { RsConnector, StoredPosting } from '../../core/rs/connector.ts';

/** Days that one call asks for; RetailSuite is asked once for each. */
const MOST_DAYS = 100;
const TIMEOUT_MS = 5 * MINUTE;
const DAY_LENGTH = 10;

type Account = Clearing['accounts'][number];

/** @throws CallError where RetailSuite cannot be asked */
export async function clearingOf(
  db: Db,
  connector: RsConnector | undefined,
  from: string,
  to: string,
): Promise<Clearing> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const accounts = assignedAccounts(db);
  const postings: StoredPosting[] = [];
  for (const day of daysWithBusiness(db, from, to)) {
    const reply = await connector?.postingsOfDay(day, signal, 'to-compare');
    if (!reply?.ok) {
      const why = reply?.fault.message ?? 'not connected.';
      throw new CallError('refused', `RetailSuite could not be asked: ${why}`);
    }
    postings.push(...reply.value);
  }
  const found = [...accounts].map((account) => accountOf(account, postings));
  return { from, to, accounts: found.filter(({ days }) => days.length > 0) };
}

function accountOf(account: string, postings: readonly StoredPosting[]): Account {
  const byDay = new Map<string, { inCents: number; outCents: number; oursCents: number }>();
  let currency = 'EUR';
  for (const posting of postings) {
    const amount = posting.amount ?? 0;
    const net =
      (posting.account === account ? amount : 0) - (posting.contraAccount === account ? amount : 0);
    if (net === 0) continue;
    currency = posting.currency;
    const day = posting.businessDay.slice(0, DAY_LENGTH);
    const sums = byDay.get(day) ?? { inCents: 0, outCents: 0, oursCents: 0 };
    if (net > 0) sums.inCents += net;
    else sums.outCents -= net;
    if (isOurs(posting.reference)) sums.oursCents += net;
    byDay.set(day, sums);
  }
  let balanceCents = 0;
  let openSince: string | null = null;
  const days = [...byDay]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([day, sums]) => {
      const before = balanceCents;
      balanceCents += sums.inCents - sums.outCents;
      if (balanceCents === 0) openSince = null;
      else if (before === 0) openSince = day;
      return { account, day, ...sums, balanceCents };
    });
  return { account, currency, days, openSince, openCents: balanceCents };
}

/** All but the customers: what a person has assigned. */
function assignedAccounts(db: Db): Set<string> {
  const rows = db.prepare<[], string>('SELECT DISTINCT account FROM accounts').pluck().all();
  return new Set(rows.sort());
}

function daysWithBusiness(db: Db, from: string, to: string): string[] {
  return db
    .prepare<[string, string, number], string>(
      'SELECT DISTINCT day FROM closing_days WHERE day BETWEEN ? AND ? ORDER BY day LIMIT ?',
    )
    .pluck()
    .all(from, to, MOST_DAYS);
}
