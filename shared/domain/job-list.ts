/**
 * The job list: its columns, what each can be filtered and sorted by, and the shape of a row.
 *
 * The grid, the filter bar, the contract and the SQL of the list derive from this one table.
 */
import { z } from 'zod';
import { causeSchema } from './causes.ts';
import { jobTypeSchema } from './job.ts';
import { jobStateSchema, statusOfJob, type JobState } from './states.ts';

/** How a column can be filtered: decides its operators. */
export type FilterKind = 'number' | 'instant' | 'day' | 'text' | 'choice' | 'amount' | 'none';

interface ColumnFacts {
  readonly filter: FilterKind;
  /** An index keeps its order: only such sorts stay instant with ten years in the list. */
  readonly sortable: boolean;
  /** One of the eleven of the seed page. */
  readonly standard: boolean;
}

/** In the screenshot's order: the eleven of the seed page, then further ones. */
export const JOB_COLUMNS = {
  id: { filter: 'number', sortable: true, standard: true },
  createdAt: { filter: 'instant', sortable: true, standard: true },
  modifiedAt: { filter: 'instant', sortable: true, standard: true },
  type: { filter: 'choice', sortable: false, standard: true },
  status: { filter: 'choice', sortable: false, standard: true },
  message: { filter: 'text', sortable: false, standard: true },
  lastCheckAt: { filter: 'instant', sortable: false, standard: true },
  details: { filter: 'none', sortable: false, standard: true },
  retry: { filter: 'none', sortable: false, standard: true },
  billNumber: { filter: 'text', sortable: true, standard: true },
  invoiceNumber: { filter: 'text', sortable: false, standard: true },
  state: { filter: 'choice', sortable: false, standard: false },
  amount: { filter: 'amount', sortable: true, standard: false },
  currency: { filter: 'choice', sortable: false, standard: false },
  businessDay: { filter: 'day', sortable: true, standard: false },
  store: { filter: 'text', sortable: false, standard: false },
  payDesk: { filter: 'text', sortable: false, standard: false },
  paymentType: { filter: 'text', sortable: false, standard: false },
  cause: { filter: 'choice', sortable: false, standard: false },
  postingNumber: { filter: 'text', sortable: false, standard: false },
  dueAt: { filter: 'instant', sortable: false, standard: false },
  reference: { filter: 'text', sortable: false, standard: false },
  closing: { filter: 'text', sortable: false, standard: false },
} as const satisfies Record<string, ColumnFacts>;

export type JobColumn = keyof typeof JOB_COLUMNS;
export const JOB_COLUMN_NAMES = Object.keys(JOB_COLUMNS) as [JobColumn, ...JobColumn[]];
const STANDARD_COLUMNS = JOB_COLUMN_NAMES.filter((name) => JOB_COLUMNS[name].standard);
/** Shown until the user arranges them: the eleven of the seed page, and how much each job is about. */
export const DEFAULT_COLUMNS = STANDARD_COLUMNS.flatMap((name): readonly JobColumn[] =>
  name === 'type' ? [name, 'amount'] : [name],
);
export const jobColumnSchema = z.enum(JOB_COLUMN_NAMES);

type ColumnWith<K extends FilterKind> = {
  [C in JobColumn]: (typeof JOB_COLUMNS)[C]['filter'] extends K ? C : never;
}[JobColumn];

function columnsWith<K extends FilterKind>(...kinds: K[]) {
  const names = JOB_COLUMN_NAMES.filter((name) =>
    (kinds as FilterKind[]).includes(JOB_COLUMNS[name].filter),
  );
  return z.enum(names as [ColumnWith<K>, ...ColumnWith<K>[]]);
}

const range = { from: z.number().int().optional(), to: z.number().int().optional() };
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/**
 * One condition of the filter bar; a column of texts can be chosen from its values, too. Instants are epoch ms, both
 * ends included; amounts are minor units.
 */
export const conditionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('choice'),
    column: columnsWith('choice', 'text'),
    values: z.array(z.string().max(200)).max(100),
  }),
  z.strictObject({
    kind: z.literal('text'),
    column: columnsWith('text'),
    operator: z.enum(['contains', 'starts', 'equals', 'empty']),
    text: z.string().max(200),
  }),
  z.strictObject({
    kind: z.literal('range'),
    column: columnsWith('number', 'instant', 'amount'),
    ...range,
  }),
  z.strictObject({
    kind: z.literal('day'),
    column: columnsWith('day'),
    from: day.optional(),
    to: day.optional(),
  }),
]);
export type Condition = z.infer<typeof conditionSchema>;

/** A range whose ends are the wrong way round: no row can be in it, so it is a slip and not a question. */
export function isBackwards(condition: Condition): boolean {
  if (condition.kind !== 'range' && condition.kind !== 'day') return false;
  const { from, to } = condition;
  return from !== undefined && to !== undefined && from > to;
}

export const sortSchema = z.strictObject({
  column: jobColumnSchema,
  direction: z.enum(['asc', 'desc']),
});
export type JobSort = z.infer<typeof sortSchema>;
/** Newest first. */
export const DEFAULT_SORT: JobSort = { column: 'id', direction: 'desc' };

export const PAGE_SIZES = [10, 25, 50, 100, 250] as const;
export const DEFAULT_PAGE_SIZE = 25;

/** Longest text that the list can be searched for, in characters. */
export const MAX_SEARCH_LENGTH = 200;

export const pageRequestSchema = z.strictObject({
  /** Those of one column are alternatives; every column must hold. */
  conditions: z.array(conditionSchema).max(50),
  /** Part of a bill number, invoice, reference or text; an amount, a posting number, a job's number. */
  search: z.string().max(MAX_SEARCH_LENGTH).optional(),
  sort: sortSchema,
  offset: z.number().int().min(0),
  limit: z.number().int().min(1).max(1000),
});
export type PageRequest = z.infer<typeof pageRequestSchema>;

/** The money of jobs, in minor units by currency; not known yet, or too much for an exact number. */
export const pageSumsSchema = z.union([
  z.record(z.string(), z.number().int()),
  z.enum(['counting', 'too-large']),
]);
export type PageSums = z.infer<typeof pageSumsSchema>;

/** Columns whose values can be listed. */
export const VALUE_COLUMNS = [
  'type',
  'status',
  'state',
  'cause',
  'currency',
  'store',
  'payDesk',
  'paymentType',
] as const satisfies readonly JobColumn[];
export type ValueColumn = (typeof VALUE_COLUMNS)[number];

/** One row of the list. Instants are epoch ms. */
export const jobRowSchema = z.object({
  id: z.number().int(),
  createdAt: z.number().int(),
  modifiedAt: z.number().int(),
  type: jobTypeSchema,
  state: jobStateSchema,
  cause: causeSchema.nullable(),
  /** When the job last asked RS for the invoice of its order; order jobs only. */
  lastCheckAt: z.number().int().nullable(),
  /** When the engine takes the job up again by itself. */
  dueAt: z.number().int().nullable(),
  /** Requests to RS so far that were to book it. */
  attempts: z.number().int(),
  billNumber: z.string().nullable(),
  invoiceNumber: z.string().nullable(),
  /** Minor units. */
  amount: z.number().int(),
  currency: z.string(),
  businessDay: z.string(),
  store: z.string(),
  payDesk: z.string(),
  paymentType: z.string().nullable(),
  postingNumber: z.string().nullable(),
  reference: z.string(),
  /** Number of the Z closing, as far as the till says it. */
  closing: z.string().nullable(),
  /** The period RS moved the posting to, `YYYY-MM`, where that is not the one that was asked for. */
  movedToPeriod: z.string().nullable(),
});
export type JobRow = z.infer<typeof jobRowSchema>;

/** Message of the column: for orders only, as the seed page documents it. */
export type JobMessage = 'order-synced' | 'order-not-synced' | null;

/**
 * "Order synced to RS" and "Order NOT synced to RS" speak of orders; a job that has not been looked at yet says nothing.
 */
export function messageOf(
  row: Pick<JobRow, 'type' | 'state' | 'lastCheckAt' | 'cause' | 'postingNumber'>,
): JobMessage {
  if (row.type !== 'order-cash' && row.type !== 'order-non-cash') return null;
  if (statusOfJob(row) === 'synced') return 'order-synced';
  return row.lastCheckAt === null ? null : 'order-not-synced';
}

/** States from which a job can still be sent, so that a dry run says something about it. */
export const DRY_RUN_STATES: readonly JobState[] = [
  'waiting',
  'waiting-invoice',
  'attention',
  'on-hold',
  'unclear',
];

/** A person can start the job again: it is not booked, and not being booked right now. */
export function canRetry(row: Pick<JobRow, 'state' | 'attempts' | 'cause'>): boolean {
  if (row.state === 'attention') return true;
  return (
    (row.state === 'waiting' || row.state === 'waiting-invoice' || row.state === 'unclear') &&
    (row.attempts > 0 || row.cause !== null)
  );
}
