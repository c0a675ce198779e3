/** Jobs of a small shop for the renderer's tests: the same numbers in every run. */
import type { JobDetails, OriginalLine, Problem } from '../../shared/contract/contract.ts';
import { isOrderType, type JobType } from '../../shared/domain/job.ts';
import type { JobRow } from '../../shared/domain/job-list.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/domain/time.ts';

/** 10 November 2021, 14:54:15 in Berlin: the moment of the reference picture. */
export const SAMPLE_NOW = Date.UTC(2021, 10, 10, 13, 54, 15);
export const SAMPLE_TIME_ZONE = 'Europe/Berlin';

const PATTERN = [
  'order-cash',
  'order-non-cash',
  'order-cash',
  'order-cash',
  'cash-out',
  'order-non-cash',
  'close-diff',
  'order-cash',
  'cash-in',
  'opening-diff',
] as const satisfies readonly JobType[];

/** Job `index` of the shop, from 0 (the oldest). */
export function sampleJob(index: number, overrides: Partial<JobRow> = {}): JobRow {
  const type = PATTERN[index % PATTERN.length] ?? 'order-cash';
  const order = isOrderType(type);
  const createdAt = SAMPLE_NOW - 20 * DAY + index * 4 * HOUR;
  const number = index + 1;
  return {
    id: number,
    createdAt,
    modifiedAt: createdAt + 3 * SECOND,
    type,
    state: 'booked',
    cause: null,
    lastCheckAt: order ? createdAt + 10 * MINUTE : null,
    dueAt: null,
    attempts: 1,
    billNumber: order ? `2-2021/11/${String(number).padStart(10, '0')}` : null,
    invoiceNumber: order ? String(202100000 + number) : null,
    amount:
      type === 'cash-out' ? -(5_000 + index) : type === 'close-diff' ? -250 : 5_999 + index * 35,
    currency: 'EUR',
    businessDay: new Date(createdAt).toISOString().slice(0, 10),
    store: 'Filiale 2',
    payDesk: 'Kasse 1',
    paymentType: type === 'order-non-cash' ? 'ECKarte' : null,
    postingNumber: String(48_000 + number),
    reference: `V1-2-${String(number).padStart(8, '0')}`,
    closing: String(14 - Math.floor((100 - number) / 10)),
    movedToPeriod: null,
    ...overrides,
  };
}

/** `count` jobs; the newest ones show every state. */
export function sampleJobs(count: number): JobRow[] {
  const jobs = Array.from({ length: count }, (_, index) => sampleJob(index));
  const open = { postingNumber: null, invoiceNumber: null } as const;
  const overrides: Partial<JobRow>[] = [
    { ...open, type: 'order-cash', state: 'sending', attempts: 1 },
    {
      ...open,
      type: 'order-cash',
      billNumber: '2-2021/11/0000000083',
      state: 'waiting-invoice',
      cause: null,
      attempts: 0,
      lastCheckAt: SAMPLE_NOW - 2 * MINUTE,
      dueAt: SAMPLE_NOW + 4 * MINUTE,
    },
    {
      ...open,
      type: 'cash-in',
      billNumber: null,
      lastCheckAt: null,
      state: 'attention',
      cause: 'account-missing',
      attempts: 0,
    },
    {
      ...open,
      type: 'order-non-cash',
      billNumber: '2-2021/11/0000000081',
      state: 'unclear',
      cause: 'no-answer',
      attempts: 1,
      dueAt: SAMPLE_NOW + 45 * SECOND,
    },
    {
      ...open,
      state: 'waiting',
      cause: 'server-error',
      attempts: 3,
      dueAt: SAMPLE_NOW + 12 * MINUTE,
    },
    { ...open, state: 'on-hold', attempts: 0 },
    { state: 'verified' },
    { attempts: 3 },
    { state: 'booked', movedToPeriod: '2021-12' },
  ];
  return jobs.map((job, index) => ({ ...job, ...overrides[count - 1 - index] }));
}

export function sampleDetails(job: JobRow, all: readonly JobRow[]): JobDetails {
  const parameter = {
    bstKey: 0,
    gegkonto: 10007,
    umsatz: job.amount / 100,
    beleg1: job.invoiceNumber ?? job.billNumber ?? '',
    konto: '1001',
    text: 'POS Barzahlung',
    currency: 'EUR',
    i_stkey: 0,
    datum: job.businessDay,
    wj_id: '2',
    wmonat: 11,
    journal: 11,
    action: 'save',
    beleg2: job.reference,
  };
  const known = job.cause !== 'account-missing';
  return {
    job,
    parameter: known ? JSON.stringify(parameter) : null,
    parameterIsPreview: job.attempts === 0,
    businessCase: null,
    businessName: null,
    error: job.cause === null ? null : `Simulated: ${job.cause}`,
    text: known ? 'POS Barzahlung' : null,
    booking: known
      ? {
          ...(job.amount > 0
            ? { debit: '1001', credit: '10007' }
            : { debit: '10007', credit: '1001' }),
          amount: Math.abs(job.amount),
          currency: job.currency,
        }
      : null,
    attempts: Array.from({ length: job.attempts }, (_, index) => {
      const last = index === job.attempts - 1;
      const fails = !last || job.cause !== null;
      return {
        id: job.id * 10 + index,
        kind: 'post' as const,
        startedAt: job.createdAt + index * MINUTE,
        endedAt: job.state === 'sending' ? null : job.createdAt + index * MINUTE + 420,
        request: JSON.stringify({ posting: parameter }),
        response: fails
          ? null
          : JSON.stringify({ posting: { ...parameter, id: 48_000 + job.id }, success: true }),
        httpStatus: fails ? 500 : 200,
        outcome: fails ? 'not-sent' : 'booked',
        error: fails ? 'RetailSuite answered 500 to Postings.save' : null,
      };
    }),
    event: {
      naturalKey: `dsfinvk|2|14|${job.billNumber ?? job.id}`,
      origin: `transactions.csv:${16 + job.id}`,
      source: 'dsfinvk-2021-11-10.zip',
      sourceSha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      receivedAt: job.createdAt,
      occurredAt: job.createdAt - 2 * HOUR,
      closing: job.closing,
      erasedAt: null,
      payload: JSON.stringify({ BON_ID: job.billNumber, BON_TYP: 'Beleg', UMS_BRUTTO: '59,99' }),
    },
    decisions: [],
    siblings: all.filter((other) => other.id === job.id - 1),
  };
}

/** The row of a till's table that job `id` was read from. */
export function sampleOriginal(id: number): OriginalLine {
  const fields = [
    { name: 'Z_KASSE_ID', value: '2' },
    { name: 'Z_ERSTELLUNG', value: '2021-11-10T13:40:00+01:00' },
    { name: 'Z_NR', value: '14' },
    { name: 'BON_ID', value: `2-2021/11/${String(id).padStart(10, '0')}` },
    { name: 'BON_NR', value: String(id) },
    { name: 'BON_TYP', value: 'Beleg' },
    { name: 'BON_NAME', value: '' },
    { name: 'UMS_BRUTTO', value: '59,99' },
  ];
  return {
    file: 'transactions.csv',
    line: 16 + id,
    text: null,
    fields,
    problem: null,
  };
}

export const SAMPLE_PROBLEMS: readonly Problem[] = [
  {
    id: 1,
    source: 'dsfinvk-2021-11-09.zip',
    receivedAt: SAMPLE_NOW - DAY,
    decisions: ['discard', 'release'],
    problem: {
      kind: 'blocked-closing',
      closing: {
        payDesk: 'K-0001',
        closing: '13',
        businessDay: '2021-11-09',
        reasons: [
          {
            file: 'cash_per_currency.csv',
            line: 2,
            column: 'Z_SE_BARZAHLUNGEN',
            code: 'closing-sum',
            message: 'Z_SE_BARZAHLUNGEN is 1284.50 EUR, the cash payments make 1248.50 EUR.',
            values: {
              what: 'Z_SE_BARZAHLUNGEN',
              claimed: { amount: 128_450, currency: 'EUR' },
              summed: { amount: 124_850, currency: 'EUR' },
            },
          },
        ],
      },
    },
  },
  {
    id: 2,
    source: 'till-7.jsonl',
    receivedAt: SAMPLE_NOW - 2 * HOUR,
    decisions: ['acknowledge'],
    problem: {
      kind: 'rejected',
      problem: {
        file: 'till-7.jsonl',
        line: 17,
        column: 42,
        code: 'schema',
        message: 'amount must be an integer number of cents, found "12,50".',
      },
    },
  },
  {
    id: 3,
    source: 'dsfinvk-2021-11-10.zip',
    receivedAt: SAMPLE_NOW - HOUR,
    decisions: ['keep', 'take-new'],
    problem: {
      kind: 'conflict',
      conflict: {
        naturalKey: 'dsfinvk|2|14|25',
        origin: 'transactions.csv:41',
        code: 'other-content',
        message: '25 is stored already with other content.',
        values: { bill: '2-2021/11/0000000025' },
      },
    },
  },
  {
    id: 4,
    source: 'dsfinvk-2021-11-11.zip',
    receivedAt: SAMPLE_NOW - HOUR / 2,
    decisions: ['post', 'explain'],
    problem: {
      kind: 'conflict',
      conflict: {
        naturalKey: 'dsfinvk|K-0001|15|1|opening-difference',
        origin: 'transactions.csv:2',
        code: 'opening-difference',
        message: 'The drawer opened with 250.00 EUR, the closing before left 400.00 EUR.',
        values: {
          payDesk: 'K-0001',
          closing: '15',
          counted: { amount: 25_000, currency: 'EUR' },
          expected: { amount: 40_000, currency: 'EUR' },
        },
      },
    },
  },
  {
    id: 5,
    source: 'dsfinvk-2021-11-12.zip',
    receivedAt: SAMPLE_NOW - HOUR / 3,
    decisions: ['same-receipt', 'take-both'],
    problem: {
      kind: 'conflict',
      conflict: {
        naturalKey: 'dsfinvk|K-0001|16|25',
        origin: 'transactions.csv:41',
        code: 'same-receipt',
        message: 'Receipt 25 is stored under closing 14.',
        values: {
          bill: '25',
          payDesk: 'K-0001',
          closing: '16',
          knownClosing: '14',
          knownPayDesk: 'K-0001',
        },
      },
    },
  },
  {
    id: 6,
    source: 'dsfinvk-2021-11-13.zip',
    receivedAt: SAMPLE_NOW - HOUR / 4,
    decisions: ['acknowledge', 'release'],
    problem: {
      kind: 'source-failed',
      problem: {
        file: 'dsfinvk-2021-11-13.zip',
        code: 'unreadable',
        message: 'EIO: i/o error, read',
      },
    },
  },
];
