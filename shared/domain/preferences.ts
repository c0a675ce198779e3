/** The user's arrangement of the window: kept in the database, so that it survives a restart in both hosts. */
import { z } from 'zod';
import { accountDraftSchema } from './assignment.ts';
import {
  conditionSchema,
  DEFAULT_COLUMNS,
  DEFAULT_PAGE_SIZE,
  DEFAULT_SORT,
  MAX_SEARCH_LENGTH,
  jobColumnSchema,
  sortSchema,
} from './job-list.ts';

/** Ranges that move with the calendar: "today" kept overnight means the new day. */
export const RANGE_PRESETS = [
  'today',
  'yesterday',
  'this-week',
  'last-week',
  'this-month',
  'last-month',
] as const;
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
  /** Shown columns that stay at the left while the others scroll; they come first in `columns`. */
  pinned: z.array(jobColumnSchema),
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
  columns: DEFAULT_COLUMNS,
  pinned: [],
  widths: {},
  sort: DEFAULT_SORT,
  filters: [],
  search: '',
  pageSize: DEFAULT_PAGE_SIZE,
  columnsOpen: false,
  filterOpen: false,
};

/** A view under a name of its own: what the list shows, and how. */
export const savedViewSchema = z.strictObject({
  name: z.string().trim().min(1).max(500),
  view: jobViewSchema,
});
export type SavedView = z.infer<typeof savedViewSchema>;

export const LANGUAGES = ['de', 'en'] as const;
export const languageSchema = z.enum(LANGUAGES);
export type Language = z.infer<typeof languageSchema>;

export const DATE_STYLES = ['language', 'iso'] as const;
export type DateStyle = (typeof DATE_STYLES)[number];

/** Chosen rows that are kept over a restart, at most; more are chosen by what they have in common. */
export const MOST_KEPT_CHOSEN = 10_000;

/** Where the user is in the list: found again after a reload, a restart and an update. */
export const placeSchema = z.strictObject({
  /** From 0. */
  page: z.number().int().min(0),
  /** The row that was at hand, by job number. */
  job: z.number().int().nullable(),
  /** Pixels. */
  scroll: z.strictObject({ top: z.number().min(0), left: z.number().min(0) }),
  /** Rows chosen for an action on many; `matching`: all that the list finds. */
  chosen: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('rows'),
      ids: z.array(z.number().int()).max(MOST_KEPT_CHOSEN),
    }),
    z.strictObject({ kind: z.literal('matching') }),
  ]),
});
export type Place = z.infer<typeof placeSchema>;

export const START: Place = {
  page: 0,
  job: null,
  scroll: { top: 0, left: 0 },
  chosen: { kind: 'rows', ids: [] },
};

const accountDraftsSchema = z.array(accountDraftSchema).max(1_000);

export const preferencesSchema = z.strictObject({
  /** `system`: the operating system's, German where that is neither German nor English. */
  language: z.enum(['system', ...LANGUAGES]),
  theme: z.enum(['system', 'light', 'dark']),
  /** Dates as the language writes them, or `2026-12-31 15:04`. */
  dates: z.enum(DATE_STYLES),
  /** A person is called by the system when one is needed. */
  notify: z.boolean(),
  /** CSV without marks before texts that a spreadsheet would take for numbers or dates. */
  plainCsv: z.boolean(),
  jobView: jobViewSchema,
  /** The view that `jobView` began as: one of the shipped ones, or `own:` and its name. */
  currentView: z.string().max(510),
  views: z.array(savedViewSchema).max(200),
  /** The columns as they were before a shipped view showed its own; null while none does. */
  columnsBefore: z.array(jobColumnSchema).min(1).nullable(),
  place: placeSchema,
  /** Drafts of the tab STORES: neither another tab nor a restart loses them. */
  accountDraft: accountDraftsSchema,
  /** Fields that a newer program wrote and this one cannot read: kept as it is, for the newer one. */
  unread: z.array(z.unknown()),
});
export type Preferences = z.infer<typeof preferencesSchema>;

export const DEFAULT_PREFERENCES: Preferences = {
  language: 'system',
  theme: 'system',
  dates: 'language',
  notify: true,
  plainCsv: false,
  jobView: DEFAULT_JOB_VIEW,
  currentView: 'all',
  views: [],
  columnsBefore: null,
  place: START,
  accountDraft: [],
  unread: [],
};

/** The preferences of the person, not of one window: every window follows a change of them. */
export const SHARED_PREFERENCES = [
  'language',
  'theme',
  'dates',
  'notify',
  'plainCsv',
  'views',
] as const;
export type SharedPreferences = Pick<Preferences, (typeof SHARED_PREFERENCES)[number]>;

export function sharedPreferences(preferences: Preferences): SharedPreferences {
  const { language, theme, dates, notify, plainCsv, views } = preferences;
  return { language, theme, dates, notify, plainCsv, views };
}

/**
 * Reads stored preferences field by field: what a newer or older program wrote and this one cannot read falls back to
 * its default alone. Conditions and saved views that cannot be read are kept in `unread`.
 */
export function readPreferences(stored: unknown): Preferences {
  const fields = asRecord(stored);
  const unread: unknown[] = Array.isArray(fields['unread'])
    ? [...(fields['unread'] as unknown[])]
    : [];
  const views: SavedView[] = [];
  for (const one of asArray(fields['views'])) {
    const { name, view } = asRecord(one);
    const readable = savedViewSchema.safeParse({ name, view: readView(view, []) });
    if (readable.success && hasOnlyKnown(view)) views.push(readable.data);
    else unread.push(one);
  }
  return {
    language: preferencesSchema.shape.language
      .catch(DEFAULT_PREFERENCES.language)
      .parse(fields['language']),
    theme: preferencesSchema.shape.theme.catch(DEFAULT_PREFERENCES.theme).parse(fields['theme']),
    dates: preferencesSchema.shape.dates.catch(DEFAULT_PREFERENCES.dates).parse(fields['dates']),
    notify: preferencesSchema.shape.notify
      .catch(DEFAULT_PREFERENCES.notify)
      .parse(fields['notify']),
    plainCsv: preferencesSchema.shape.plainCsv
      .catch(DEFAULT_PREFERENCES.plainCsv)
      .parse(fields['plainCsv']),
    jobView: readView(fields['jobView'], unread),
    currentView: preferencesSchema.shape.currentView.catch('all').parse(fields['currentView']),
    views,
    columnsBefore: preferencesSchema.shape.columnsBefore
      .catch(null)
      .parse(fields['columnsBefore'] ?? null),
    place: placeSchema.catch(START).parse(fields['place']),
    accountDraft: accountDraftsSchema.catch([]).parse(fields['accountDraft']),
    unread,
  };
}

/** @param unread takes the conditions that cannot be read */
function readView(stored: unknown, unread: unknown[]): JobView {
  const view = asRecord(stored);
  const filters = asArray(view['filters']).flatMap((entry) => {
    const parsed = filterEntrySchema.safeParse(entry);
    if (parsed.success) return [parsed.data];
    unread.push(entry);
    return [];
  });
  // A column that no longer exists is not shown; the others stay where they are.
  const columns = asArray(view['columns']).flatMap((column) => {
    const parsed = jobColumnSchema.safeParse(column);
    return parsed.success ? [parsed.data] : [];
  });
  const pinned = asArray(view['pinned']).filter((column) =>
    columns.includes(column as (typeof columns)[number]),
  );
  const readable = { ...view, filters, pinned, ...(columns.length > 0 && { columns }) };
  return Object.fromEntries(
    Object.entries(jobViewSchema.shape).map(([key, schema]) => {
      const parsed = schema.safeParse(readable[key as keyof typeof readable]);
      return [key, parsed.success ? parsed.data : DEFAULT_JOB_VIEW[key as keyof JobView]];
    }),
  ) as JobView;
}

/** Nothing in a saved view is of a newer program: changed and saved here, it would lose that. */
function hasOnlyKnown(view: unknown): boolean {
  const { filters, columns, pinned } = asRecord(view);
  return (
    asArray(filters).every((entry) => filterEntrySchema.safeParse(entry).success) &&
    [...asArray(columns), ...asArray(pinned)].every(
      (column) => jobColumnSchema.safeParse(column).success,
    )
  );
}

function asArray(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
