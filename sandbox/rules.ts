/** RetailSuite's checks before it books, and the period that it books in; texts are invented, the shape is documented. */
import { z } from 'zod';
import type { FiscalYear, Ledger, WirePosting } from './ledger.ts';

/** RS reads the request and says no. */
export class Refusal extends Error {
  readonly errno: number;

  constructor(errno: number, message: string) {
    super(message);
    this.errno = errno;
  }
}

/** Types exactly as in the documented sample: `konto` and `wj_id` are strings, `gegkonto`, `wmonat`, `journal` numbers. */
const postingSchema = z.strictObject({
  bstKey: z.literal(0),
  gegkonto: z.number().int(),
  umsatz: z.number(),
  beleg1: z.string(),
  beleg2: z.string().regex(/^[A-Za-z0-9_$&%*+/-]{0,36}$/),
  konto: z.string(),
  text: z.string(),
  currency: z.string().length(3),
  i_stkey: z.literal(0),
  datum: z.iso.date(),
  wj_id: z.string(),
  wmonat: z.number().int(),
  journal: z.number().int(),
  action: z.literal('save'),
});
export const saveSchema = z.object({ posting: postingSchema });

const MAX_TEXT_LENGTH = 30;
const FIRST_DEBTOR = 10_000;
const LAST_CREDITOR = 99_999;
const GENERAL_MONTHS = 12;

/**
 * @returns the posting as it is booked: a locked month moves it to the next open one.
 * @throws Refusal
 */
export function check(posting: WirePosting, ledger: Ledger): WirePosting {
  if (posting.umsatz === 0) throw new Refusal(20_001, 'The turnover must not be zero');
  if (Math.round(posting.umsatz * 100) / 100 !== posting.umsatz) {
    throw new Refusal(20_002, 'The turnover has more than two decimals');
  }
  if (posting.text.length > MAX_TEXT_LENGTH) {
    throw new Refusal(20_003, `The posting text is longer than ${MAX_TEXT_LENGTH} characters`);
  }
  checkAccount(posting.konto, posting.currency, ledger);
  checkAccount(String(posting.gegkonto), posting.currency, ledger);
  const year = ledger.years.find(({ id }) => id === posting.wj_id);
  if (!year || year.planning || posting.datum < year.from) {
    throw new Refusal(20_010, `No fiscal year for the date ${posting.datum}`);
  }
  if (posting.wmonat < 1 || posting.wmonat > GENERAL_MONTHS) {
    throw new Refusal(20_011, `There is no month ${posting.wmonat}`);
  }
  if (posting.datum > endOfMonth(year, posting.wmonat)) {
    throw new Refusal(
      20_012,
      `The date ${posting.datum} is after the end of the posting month ${posting.wmonat}`,
    );
  }
  return inOpenMonth(posting, year, ledger.years);
}

function checkAccount(number: string, currency: string, ledger: Ledger): void {
  const digits = Number(number);
  const account = ledger.account(number);
  if (!account) {
    // Personal accounts are made with their customer.
    if (digits >= FIRST_DEBTOR && digits <= LAST_CREDITOR) {
      if (currency === 'EUR') return;
      throw new Refusal(20_022, `The account ${number} has another currency than ${currency}`);
    }
    throw new Refusal(20_020, `The account ${number} does not exist`);
  }
  if (account.locked) throw new Refusal(20_021, `The account ${number} is locked`);
  if (account.currency !== currency) {
    throw new Refusal(20_022, `The account ${number} has another currency than ${currency}`);
  }
}

function monthStart(year: FiscalYear, month: number): Date {
  const start = new Date(`${year.from}T00:00:00Z`);
  start.setUTCMonth(start.getUTCMonth() + month - 1);
  return start;
}

function endOfMonth(year: FiscalYear, month: number): string {
  const next = monthStart(year, month + 1);
  next.setUTCDate(next.getUTCDate() - 1);
  return next.toISOString().slice(0, 10);
}

function inOpenMonth(
  posting: WirePosting,
  year: FiscalYear,
  years: readonly FiscalYear[],
): WirePosting {
  let at = { year, month: posting.wmonat };
  while (at.year.lockedMonths.includes(at.month)) {
    if (at.month < GENERAL_MONTHS) {
      at = { ...at, month: at.month + 1 };
      continue;
    }
    const next = years.find(({ from, planning }) => from > at.year.to && !planning);
    if (!next) throw new Refusal(20_010, `No open fiscal year after ${posting.datum}`);
    at = { year: next, month: 1 };
  }
  if (at.year === year && at.month === posting.wmonat) return posting;
  return { ...posting, wj_id: at.year.id, wmonat: at.month, journal: at.month };
}
