/**
 * The contract between window and backend: every call with its arguments and reply, and the one event.
 *
 * Handlers, preload object, loopback client and the fake of the renderer's tests are derived from this constant.
 * Nothing crosses unparsed; see `electron/transport/serve.ts`.
 */
import { z } from 'zod';
import {
  blockedClosingSchema,
  conflictSchema,
  locatedProblemSchema,
} from '../domain/ingest-report.ts';
import { causeSchema } from '../domain/causes.ts';
import { jobRowSchema, pageRequestSchema } from '../domain/job-list.ts';
import { preferencesSchema } from '../domain/preferences.ts';
import type { CallName } from './names.ts';
import type { Result } from './result.ts';

/** Count and money of a group of jobs, per currency. */
export const tallySchema = z.object({
  count: z.number().int(),
  /** Sums in minor units by currency; signed. */
  sums: z.record(z.string(), z.number().int()),
  /** When the oldest was created; null when there is none. */
  oldestAt: z.number().int().nullable(),
});
export type Tally = z.infer<typeof tallySchema>;

/** What the engine does, and where the money stands: all that the lamp and its sentence need. */
export const engineStatusSchema = z.object({
  /** A run is active: the lamp is blue. */
  running: z.boolean(),
  /** Why nothing is sent although something is due. */
  pause: z
    .object({
      cause: causeSchema,
      since: z.number().int(),
      /** When it is tried again by itself; null: a person must act first. */
      until: z.number().int().nullable(),
    })
    .nullable(),
  /** The run that is active, or the last one. */
  run: z
    .object({
      startedAt: z.number().int(),
      endedAt: z.number().int().nullable(),
      /** Jobs booked in this run. */
      booked: z.number().int(),
      /** Jobs of this run that are not settled yet. */
      remaining: z.number().int(),
    })
    .nullable(),
  /** Everything that is not booked. */
  pending: tallySchema,
  waiting: tallySchema,
  waitingInvoice: tallySchema,
  sending: tallySchema,
  unclear: tallySchema,
  attention: tallySchema,
  /** On hold or excluded by a person. */
  aside: tallySchema,
  total: z.number().int(),
  /** When the next job comes due by itself. */
  nextDueAt: z.number().int().nullable(),
  lastBookedAt: z.number().int().nullable(),
  connected: z.boolean(),
});
export type EngineStatus = z.infer<typeof engineStatusSchema>;

export const snapshotSchema = z.object({
  /** Number of the last change that this snapshot contains. */
  revision: z.number().int(),
  version: z.string(),
  /** Runs on the demo folder: shown, so that nobody takes it for the store's books. */
  demo: z.boolean(),
  dataFolder: z.string(),
  timeZone: z.string(),
  status: engineStatusSchema,
  preferences: preferencesSchema,
  /** Blocked closings, conflicts and rejected lines that nobody has decided yet. */
  openProblems: z.number().int(),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

/** One coalesced batch of changes. A gap in `revision` means: take the snapshot again. */
export const changesSchema = z.object({
  /** Number of the batch; the one before was `revision - 1`. */
  revision: z.number().int(),
  status: engineStatusSchema,
  /** Jobs that changed or appeared; `all` when they are too many to name. */
  jobs: z.union([z.literal('all'), z.array(z.number().int())]),
  openProblems: z.number().int(),
});
export type Changes = z.infer<typeof changesSchema>;

export const attemptSchema = z.object({
  id: z.number().int(),
  kind: z.enum(['post', 'look-up', 'invoice']),
  startedAt: z.number().int(),
  endedAt: z.number().int().nullable(),
  /** JSON text. */
  request: z.string(),
  /** What RS answered, as it came; null: no answer, or none yet. */
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
  }),
  /** Other jobs of the same event. */
  siblings: z.array(jobRowSchema),
});
export type JobDetails = z.infer<typeof jobDetailsSchema>;

export const problemSchema = z.object({
  id: z.number().int(),
  source: z.string(),
  receivedAt: z.number().int(),
  problem: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('blocked-closing'), closing: blockedClosingSchema }),
    z.object({ kind: z.literal('conflict'), conflict: conflictSchema }),
    z.object({ kind: z.literal('rejected'), problem: locatedProblemSchema }),
    z.object({ kind: z.literal('source-failed'), problem: locatedProblemSchema }),
  ]),
});
export type Problem = z.infer<typeof problemSchema>;

export const contract = {
  'app.snapshot': { args: z.tuple([]), reply: snapshotSchema },
  'jobs.page': {
    args: z.tuple([pageRequestSchema]),
    reply: z.object({
      rows: z.array(jobRowSchema),
      /** Jobs that match the conditions. */
      total: z.number().int(),
      /** All jobs. */
      all: z.number().int(),
      /** When the rows were read. */
      asOf: z.number().int(),
    }),
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
  'engine.kick': {
    args: z.tuple([]),
    reply: z.object({
      /** A run was active already; it takes the new work with it. */
      alreadyRunning: z.boolean(),
      /** Jobs that the run covers. */
      jobs: z.number().int(),
    }),
  },
  'problems.list': {
    args: z.tuple([]),
    reply: z.object({ problems: z.array(problemSchema), total: z.number().int() }),
  },
  'preferences.save': { args: z.tuple([preferencesSchema]), reply: z.null() },
} as const satisfies Record<CallName, { args: z.ZodTuple; reply: z.ZodType }>;

export type Contract = typeof contract;
export type CallArgs<C extends CallName> = z.infer<Contract[C]['args']>;
export type CallReply<C extends CallName> = z.infer<Contract[C]['reply']>;

/** The backend's side: one function per call; throws `CallError` to answer with its code. */
export type Handlers = {
  readonly [C in CallName]: (...args: CallArgs<C>) => CallReply<C> | Promise<CallReply<C>>;
};

/** The window's side: what `window.api` and the loopback client both are. */
export interface Api {
  call<C extends CallName>(name: C, ...args: CallArgs<C>): Promise<Result<CallReply<C>>>;
  /**
   * Hears of changes.
   *
   * @param onGap the line was interrupted and numbers may be missing: take the snapshot again.
   * @returns the function that ends the subscription.
   */
  subscribe(onChanges: (changes: Changes) => void, onGap: () => void): () => void;
}

/** Where a backend's changes come from; the transports pass them on. */
export interface ChangesSource {
  subscribe(listener: (changes: Changes) => void): () => void;
}
