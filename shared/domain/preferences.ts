/** What the user arranged: kept in the database, so that it survives a restart in both hosts. */
import { z } from 'zod';
import {
  conditionSchema,
  DEFAULT_PAGE_SIZE,
  DEFAULT_SORT,
  MAX_SEARCH_LENGTH,
  jobColumnSchema,
  sortSchema,
  STANDARD_COLUMNS,
} from './job-list.ts';

/** Ranges that move with the calendar: "today" kept overnight means the new day. */
export const RANGE_PRESETS = ['today', 'yesterday', 'this-week', 'last-month'] as const;
export type RangePreset = (typeof RANGE_PRESETS)[number];

/** A condition of the filter bar with its switch: off, it is kept but not applied. */
export const filterEntrySchema = z.strictObject({
  id: z.string().min(1).max(40),
  active: z.boolean(),
  condition: conditionSchema,
  /** Ranges of instants and days: the ends are computed from now at each question, in the store's time zone. */
  preset: z.enum(RANGE_PRESETS).optional(),
});
export type FilterEntry = z.infer<typeof filterEntrySchema>;

export const jobViewSchema = z.strictObject({
  /** Shown columns in their order. */
  columns: z.array(jobColumnSchema).min(1),
  /** Pixels by column, where the user changed them. */
  widths: z.partialRecord(jobColumnSchema, z.number().int().min(40).max(2000)),
  sort: sortSchema,
  filters: z.array(filterEntrySchema).max(50),
  /** Empty: the list is not searched. */
  search: z.string().max(MAX_SEARCH_LENGTH),
  pageSize: z.number().int().min(1).max(1000),
  columnsOpen: z.boolean(),
  filterOpen: z.boolean(),
});
export type JobView = z.infer<typeof jobViewSchema>;

export const DEFAULT_JOB_VIEW: JobView = {
  columns: STANDARD_COLUMNS,
  widths: {},
  sort: DEFAULT_SORT,
  filters: [],
  search: '',
  pageSize: DEFAULT_PAGE_SIZE,
  columnsOpen: false,
  filterOpen: false,
};

export const LANGUAGES = ['de', 'en'] as const;
export const languageSchema = z.enum(LANGUAGES);
export type Language = z.infer<typeof languageSchema>;

export const DATE_STYLES = ['language', 'iso'] as const;
export type DateStyle = (typeof DATE_STYLES)[number];

export const preferencesSchema = z.strictObject({
  /** `system`: the operating system's, German where that is neither German nor English. */
  language: z.enum(['system', ...LANGUAGES]),
  theme: z.enum(['system', 'light', 'dark']),
  /** As the language writes them, or `2026-12-31 15:04`. */
  dates: z.enum(DATE_STYLES),
  jobView: jobViewSchema,
});
export type Preferences = z.infer<typeof preferencesSchema>;

export const DEFAULT_PREFERENCES: Preferences = {
  language: 'system',
  theme: 'system',
  dates: 'language',
  jobView: DEFAULT_JOB_VIEW,
};

/**
 * Reads stored preferences field by field: what a newer or older program wrote and this one cannot read
 * falls back to its default alone.
 */
export function readPreferences(stored: unknown): Preferences {
  const fields = asRecord(stored);
  const view = asRecord(fields['jobView']);
  const jobView = Object.fromEntries(
    Object.entries(jobViewSchema.shape).map(([key, schema]) => {
      const parsed = schema.safeParse(view[key]);
      return [key, parsed.success ? parsed.data : DEFAULT_JOB_VIEW[key as keyof JobView]];
    }),
  ) as JobView;
  const language = preferencesSchema.shape.language.safeParse(fields['language']);
  const theme = preferencesSchema.shape.theme.safeParse(fields['theme']);
  const dates = preferencesSchema.shape.dates.safeParse(fields['dates']);
  return {
    language: language.success ? language.data : DEFAULT_PREFERENCES.language,
    theme: theme.success ? theme.data : DEFAULT_PREFERENCES.theme,
    dates: dates.success ? dates.data : DEFAULT_PREFERENCES.dates,
    jobView,
  };
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
