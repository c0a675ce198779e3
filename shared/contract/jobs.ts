/** Calls of the list of jobs and of a job's details. */
import { z } from 'zod';
import { businessCaseSchema } from '../domain/business-cases.ts';
import {
  VALUE_COLUMNS,
  jobRowSchema,
  pageRequestSchema,
  pageSumsSchema,
} from '../domain/job-list.ts';
import { MOST_KEPT_CHOSEN } from '../domain/preferences.ts';

export const attemptSchema = z.object({
  id: z.number().int(),
  kind: z.enum(['post', 'look-up', 'invoice']),
  startedAt: z.number().int(),
  endedAt: z.number().int().nullable(),
  /** JSON text. */
  request: z.string(),
  /** RS's answer, as it came; null: no answer, or none yet. */
  response: z.string().nullable(),
  httpStatus: z.number().int().nullable(),
  outcome: z.string().nullable(),
  error: z.string().nullable(),
});
export type Attempt = z.infer<typeof attemptSchema>;

export const jobDetailsSchema = z.object({
  job: jobRowSchema,
  /** The posting as JSON text: the one last sent, or the one that would be sent now; null while it cannot be made. */
  parameter: z.string().nullable(),
  /** Not sent yet: `parameter` is a preview. */
  parameterIsPreview: z.boolean(),
  /** The error as RS or the line gave it; null for none. */
  error: z.string().nullable(),
  text: z.string().nullable(),
  /** What the money was moved for (`GV_TYP`), and its name; null: none is known, or it belongs to an invoice. */
  businessCase: businessCaseSchema.nullable(),
  businessName: z.string().nullable(),
  /** Debit and credit account with the amount that both get (always positive); null while unknown. */
  booking: z
    .object({
      debit: z.string(),
      credit: z.string(),
      amount: z.number().int(),
      currency: z.string(),
    })
    .nullable(),
  attempts: z.array(attemptSchema),
  event: z.object({
    naturalKey: z.string(),
    origin: z.string(),
    source: z.string(),
    sourceSha256: z.string().nullable(),
    receivedAt: z.number().int(),
    occurredAt: z.number().int(),
    closing: z.string().nullable(),
    payload: z.string(),
    /** When the contents of the receipt and its jobs were erased after their time; null: they are there. */
    erasedAt: z.number().int().nullable(),
  }),
  /** People's decisions about the job, oldest first. */
  decisions: z.array(
    z.object({
      at: z.number().int(),
      who: z.string(),
      /** One word: `hold`, `exclude`, `release`, `retry`, … */
      action: z.string(),
      reason: z.string().nullable(),
    }),
  ),
  /** Other jobs of the same event. */
  siblings: z.array(jobRowSchema),
});
export type JobDetails = z.infer<typeof jobDetailsSchema>;

export const jobCalls = {
  'jobs.page': {
    args: z.tuple([pageRequestSchema]),
    reply: z.object({
      rows: z.array(jobRowSchema),
      /** Jobs that match the question. */
      total: z.number().int(),
      /** False: at least `total`, and still counting; ask again. */
      exact: z.boolean(),
      /** The money of these `total` jobs; `counting`: ask again. */
      sums: pageSumsSchema,
      /** All jobs. */
      all: z.number().int(),
      /** When the rows were read. */
      asOf: z.number().int(),
      /** Jobs with a higher id came after the rows were asked for; 0: there is none. */
      newestId: z.number().int(),
    }),
  },
  /** Changes of rows that stay on screen while the list goes on. */
  'jobs.news': {
    args: z.tuple([
      z.strictObject({
        ids: z.array(z.number().int().positive()).max(1000),
        /** The `newestId` of the page. */
        after: z.number().int().min(0),
        question: pageRequestSchema.pick({ conditions: true, search: true }),
      }),
    ]),
    reply: z.object({
      /** The rows of these ids as they are now, in no order. */
      rows: z.array(jobRowSchema),
      /** New jobs that match the question; 1000: that many at least. */
      count: z.number().int(),
    }),
  },
  /** The money of these jobs, those that there are. */
  'jobs.sums': {
    args: z.tuple([z.array(z.number().int().positive()).min(1).max(MOST_KEPT_CHOSEN)]),
    reply: pageSumsSchema,
  },
  'jobs.values': {
    args: z.tuple([z.enum(VALUE_COLUMNS)]),
    /** Most frequent first; the count is null where it is not kept. */
    reply: z.array(z.object({ value: z.string(), count: z.number().int().nullable() })),
  },
  'jobs.details': { args: z.tuple([z.number().int().positive()]), reply: jobDetailsSchema },
  'jobs.retry': {
    args: z.tuple([z.array(z.number().int().positive()).min(1).max(1000)]),
    reply: z.object({
      /** Jobs that start again. */
      started: z.number().int(),
      /** Jobs that are booked already, or just being sent: nothing was done with them. */
      refused: z.number().int(),
    }),
  },
} as const;
