/** The posting that RetailSuite has of a job, as it was sent or accepted. */
import { z } from 'zod';
import { fromWireNumber } from '../../../shared/domain/money.ts';

export interface BookedPosting {
  readonly account: string;
  readonly contraAccount: string;
  /** Minor units; positive: `account` is debited. */
  readonly amount: number;
  readonly currency: string;
  readonly receipt: string;
  readonly text: string;
}

const requestSchema = z.object({
  konto: z.string(),
  gegkonto: z.number(),
  umsatz: z.number(),
  beleg1: z.string(),
  text: z.string(),
  currency: z.string(),
});
const expectedSchema = z.object({
  account: z.string(),
  contraAccount: z.string(),
  amount: z.number().int(),
  currency: z.string(),
  receipt: z.string().catch(''),
  text: z.string().catch(''),
});

/**
 * @param job `request`: the last one that was sent, JSON; `expected`: the posting that it had already or that a person
 *   made or accepted, JSON, which wins over the request
 * @returns undefined: what is booked is not known here
 */
export function bookedAs(job: {
  readonly request: string | null;
  readonly expected: string | null;
}): BookedPosting | undefined {
  if (job.expected !== null) return parsed(expectedSchema, job.expected);
  const request = job.request === null ? undefined : parsed(requestSchema, job.request);
  const amount = request && fromWireNumber(request.umsatz, request.currency);
  if (!request || amount === undefined) return undefined;
  const { konto, gegkonto, beleg1, text, currency } = request;
  return {
    account: konto,
    contraAccount: String(gegkonto),
    amount,
    currency,
    receipt: beleg1,
    text,
  };
}

function parsed<T>(schema: z.ZodType<T>, json: string): T | undefined {
  const result = schema.safeParse(JSON.parse(json));
  return result.success ? result.data : undefined;
}
