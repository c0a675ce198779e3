/** Calls that export the list into a file: where it goes is decided by the host, never by the page. */
import { z } from 'zod';
import { jobColumnSchema, sortSchema } from '../domain/job-list.ts';
import { bulkTargetSchema } from './bulk.ts';

export const EXPORT_FORMATS = ['csv', 'xlsx'] as const;
export const exportFormatSchema = z.enum(EXPORT_FORMATS);
export type ExportFormat = z.infer<typeof exportFormatSchema>;

/** `shown`: the table as it is on screen; `tax`: debit and credit of each job with totals, for whoever keeps the books. */
export const EXPORT_FORMS = ['shown', 'tax'] as const;
export const exportFormSchema = z.enum(EXPORT_FORMS);
export type ExportForm = z.infer<typeof exportFormSchema>;

export const exportRequestSchema = z.strictObject({
  form: exportFormSchema,
  format: exportFormatSchema,
  /** CSV: texts that a spreadsheet would take for numbers or dates stay as they are. */
  isPlain: z.boolean(),
  language: z.enum(['de', 'en']),
  /** Shown columns in their order; the tax form has its own. */
  columns: z.array(jobColumnSchema).min(1).max(100),
  target: bulkTargetSchema,
  /** The tax form is sorted by business day. */
  sort: sortSchema,
});
export type ExportRequest = z.infer<typeof exportRequestSchema>;

export const exportProgressSchema = z.object({
  status: z.enum(['running', 'done', 'failed', 'cancelled']),
  /** Rows written so far. */
  rows: z.number().int(),
  /** The file's name without its folder. */
  name: z.string(),
  /** Where it was saved; null: it is to be fetched from `download`. */
  savedAs: z.string().nullable(),
  /** Path on this page's own host; null until it is done, and where it was saved already. */
  download: z.string().nullable(),
  /** Why it failed, in the words of the system. */
  error: z.string().nullable(),
});
export type ExportProgress = z.infer<typeof exportProgressSchema>;

const exportIdSchema = z.string().min(1).max(100);

export const exportCalls = {
  'export.start': {
    args: z.tuple([exportRequestSchema]),
    /** Null: the person chose no file. `refused`: another export is running. */
    reply: z.object({ id: z.string().nullable() }),
  },
  'export.progress': { args: z.tuple([exportIdSchema]), reply: exportProgressSchema },
  'export.cancel': { args: z.tuple([exportIdSchema]), reply: exportProgressSchema },
} as const;
