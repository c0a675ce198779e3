/** The control plane of tests and demo, under `/sandbox/`; RetailSuite itself has nothing of the kind. */
import { z } from 'zod';
import { SECOND, type Clock } from '../shared/domain/time.ts';
import type { Answer } from './answer.ts';
import { isFaultName, type Faults } from './faults.ts';
import type { Ledger, NewInvoice } from './ledger.ts';

const invoiceSchema = z.object({
  posBillNumber: z.string().min(1),
  documentNumber: z.string().optional(),
  type: z.string().optional(),
  documentDate: z.iso.date().optional(),
  customerSupplierId: z.number().int().optional(),
  paymentType: z.string().optional(),
  currency: z.string().length(3).optional(),
  brutto: z.number().optional(),
  /** Seconds from now until RS has it. */
  availableAfterSeconds: z.number().min(0).optional(),
});

/** Invoices of a file or a request: an array, or one a line. @throws with the place */
export function parseInvoices(text: string, now: number): NewInvoice[] {
  const values: unknown[] = text.trimStart().startsWith('[')
    ? (JSON.parse(text) as unknown[])
    : text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => JSON.parse(line) as unknown);
  return values.map((value, index) => {
    const parsed = invoiceSchema.safeParse(value);
    if (!parsed.success) throw new Error(`Invoice ${index + 1}: ${z.prettifyError(parsed.error)}`);
    const { availableAfterSeconds, ...invoice } = parsed.data;
    return { ...invoice, availableAt: now + (availableAfterSeconds ?? 0) * SECOND };
  });
}

const faultsSchema = z.object({
  /** Share of requests by name; names that are not given keep theirs. */
  rates: z.record(z.string(), z.number().min(0).max(1)).optional(),
  /** Faults of the next requests. */
  next: z
    .array(
      z.object({
        name: z.string(),
        count: z.number().int().min(1).default(1),
        path: z.string().optional(),
      }),
    )
    .optional(),
  clear: z.boolean().optional(),
});
const lockSchema = z.object({ year: z.string(), months: z.array(z.number().int()) });
const yearSchema = z.object({ year: z.string(), planning: z.boolean() });
/** How far RS claims that its clock is ahead of this PC's; negative: behind. */
const clockSchema = z.object({ aheadSeconds: z.number().int() });
const accountSchema = z.object({
  number: z.string(),
  description: z.string().default(''),
  currency: z.string().length(3).default('EUR'),
  locked: z.boolean().default(false),
});

/** Fields that a person may change in RetailSuite's input line. */
const changeSchema = z.strictObject({
  umsatz: z.number().optional(),
  konto: z.string().optional(),
  gegkonto: z.number().int().optional(),
  datum: z.iso.date().optional(),
  beleg1: z.string().optional(),
  beleg2: z.string().optional(),
  text: z.string().optional(),
  currency: z.string().length(3).optional(),
  wj_id: z.string().optional(),
  wmonat: z.number().int().optional(),
});
/** What a person does in RetailSuite, behind the program's back. */
const personSchema = z.discriminatedUnion('does', [
  z.strictObject({ does: z.literal('change'), posting: z.string(), to: changeSchema }),
  z.strictObject({ does: z.literal('delete'), posting: z.string() }),
  z.strictObject({ does: z.literal('double'), posting: z.string() }),
  z.strictObject({ does: z.literal('add'), posting: changeSchema }),
]);
export type PersonInRs = z.infer<typeof personSchema>;

/**
 * A person in RetailSuite moves, changes, deletes, doubles or adds a posting. Accounts, currency and period are not
 * checked: what a person can bring about there is not documented.
 *
 * @param posting `id` or `beleg2` of the posting
 */
export function actInRs(ledger: Ledger, act: PersonInRs): { readonly postings: readonly string[] } {
  if (act.does === 'add') {
    const wmonat = act.posting.wmonat ?? Number(act.posting.datum?.slice(5, 7) ?? 1);
    const added = ledger.save({
      ...{ bstKey: 0, i_stkey: 0, action: 'save', umsatz: 1, konto: '1000', gegkonto: 1360 },
      ...{ datum: '2026-01-01', beleg1: '', beleg2: '', text: '', currency: 'EUR' },
      ...{ wj_id: yearOf(ledger, act.posting.datum ?? '2026-01-01') },
      ...withoutUndefined(act.posting),
      ...{ wmonat, journal: wmonat },
    });
    return { postings: [added.id] };
  }
  const found = ledger
    .postings()
    .find(({ id, beleg2 }) => id === act.posting || beleg2 === act.posting);
  if (!found) throw new Error(`There is no posting ${act.posting}.`);
  if (act.does === 'delete') ledger.delete(found.id);
  if (act.does === 'change') {
    const to = withoutUndefined(act.to);
    ledger.change(found.id, act.to.wmonat === undefined ? to : { ...to, journal: act.to.wmonat });
  }
  if (act.does === 'double') {
    const { id: _id, lfdNr: _number, ...posting } = found;
    return { postings: [found.id, ledger.save(posting).id] };
  }
  return { postings: [found.id] };
}

function yearOf(ledger: Ledger, day: string): string {
  return ledger.years.find(({ from, to }) => from <= day && day <= to)?.id ?? '1';
}

function withoutUndefined<T extends object>(given: T): { [K in keyof T]: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: NonNullable<T[K]>;
  };
}

export function control(
  path: string,
  method: string,
  body: string,
  parts: {
    readonly ledger: Ledger;
    readonly faults: Faults;
    readonly clock: Clock;
    readonly tellTime: (aheadMs: number) => void;
  },
): Answer {
  const { ledger, faults } = parts;
  try {
    switch (`${method} ${path}`) {
      case 'GET /sandbox/ledger':
        return { status: 200, json: { postings: ledger.postings() } };
      case 'GET /sandbox/summary':
        return { status: 200, json: { ...ledger.summary(), faults: faults.rates } };
      case 'POST /sandbox/faults':
        setFaults(faults, faultsSchema.parse(JSON.parse(body)));
        return { status: 200, json: { rates: faults.rates } };
      case 'POST /sandbox/invoices': {
        const invoices = parseInvoices(body, parts.clock());
        for (const invoice of invoices) ledger.addInvoice(invoice);
        return { status: 200, json: { added: invoices.length } };
      }
      case 'POST /sandbox/locks': {
        const { year, months } = lockSchema.parse(JSON.parse(body));
        ledger.lockMonths(year, months);
        return { status: 200, json: { year, months } };
      }
      case 'POST /sandbox/clock': {
        const { aheadSeconds } = clockSchema.parse(JSON.parse(body));
        parts.tellTime(aheadSeconds * SECOND);
        return { status: 200, json: { aheadSeconds } };
      }
      case 'POST /sandbox/years': {
        const { year, planning } = yearSchema.parse(JSON.parse(body));
        ledger.planYear(year, planning);
        return { status: 200, json: { year, planning } };
      }
      case 'POST /sandbox/person':
        return { status: 200, json: actInRs(ledger, personSchema.parse(JSON.parse(body))) };
      case 'POST /sandbox/accounts': {
        const account = accountSchema.parse(JSON.parse(body));
        ledger.setAccount(account);
        return { status: 200, json: { account } };
      }
      default:
        return { status: 404, json: { error: `There is no ${method} ${path}` } };
    }
  } catch (error) {
    return { status: 400, json: { error: error instanceof Error ? error.message : String(error) } };
  }
}

function setFaults(faults: Faults, given: z.infer<typeof faultsSchema>): void {
  const known = (name: string) => {
    if (isFaultName(name)) return name;
    throw new Error(`There is no fault "${name}".`);
  };
  if (given.clear) faults.clear();
  for (const [name, rate] of Object.entries(given.rates ?? {})) faults.setRate(known(name), rate);
  for (const { name, count, path } of given.next ?? []) faults.next(known(name), count, path);
}
