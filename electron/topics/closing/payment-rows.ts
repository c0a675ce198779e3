/** Ways of paying of a closing: till, jobs and RetailSuite beside each other. Pure. */
import { CASH_PAYMENT } from '../../../shared/domain/accounts.ts';
import type { PaymentRow } from '../../../shared/contract/till.ts';
import type { RsPart, TillPart } from '../../../shared/domain/closing.ts';
import type { ClosingJob, PaymentDifference } from '../../core/db/closings/index.ts';

type Job = Pick<ClosingJob, 'id' | 'type' | 'amount' | 'paymentType' | 'postingNumber'>;

export function paymentRows(closing: {
  readonly till: TillPart | null;
  /** Ways on which till and jobs disagree; null: the till's sums are not known. */
  readonly differences: readonly PaymentDifference[] | null;
  readonly jobs: readonly Job[];
  readonly rs: RsPart | null;
}): PaymentRow[] {
  const { till, differences, jobs, rs } = closing;
  const said = new Map<string, number>();
  for (const { type, cents } of till?.payments ?? []) said.set(type, (said.get(type) ?? 0) + cents);
  const made = sumsBy(jobs, ({ amount }) => amount);
  const short = rs ? sumsBy(jobs, (job) => inRs(job, rs) - job.amount) : null;
  const known = new Map(differences?.map((one) => [one.type, one]));
  const types = new Set([...said.keys(), ...made.keys(), ...known.keys()]);
  return [...types].map((type) => {
    const difference = known.get(type);
    // Where they agree, the till's own sum stands for both: tills count opening balances in different places.
    const agreed = differences ? said.get(type) : undefined;
    const jobsCents = difference?.jobsCents ?? agreed ?? made.get(type) ?? 0;
    return {
      type,
      tillCents: differences ? (difference?.tillCents ?? said.get(type) ?? jobsCents) : null,
      jobsCents,
      rsCents: short && jobsCents + (short.get(type) ?? 0),
    };
  });
}

function sumsBy(jobs: readonly Job[], centsOf: (job: Job) => number): Map<string, number> {
  const sums = new Map<string, number>();
  for (const job of jobs) {
    const type = job.type === 'order-non-cash' ? (job.paymentType ?? '') : CASH_PAYMENT;
    sums.set(type, (sums.get(type) ?? 0) + centsOf(job));
  }
  return sums;
}

/** What RetailSuite has of a job, as far as it was read. */
function inRs(job: Job, rs: RsPart): number {
  const isOf = (finding: { readonly job: number | null }) => finding.job === job.id;
  if (rs.missing.some(isOf)) return 0;
  const changed = rs.different.find(isOf);
  if (changed) return changed.cents ?? 0;
  const surplus = rs.twice.filter(isOf).reduce((sum, { cents }) => sum + (cents ?? 0), 0);
  return (job.postingNumber === null ? 0 : job.amount) + surplus;
}
