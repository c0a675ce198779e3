/** The program as a whole, as the window knows it: status, snapshot, changes, preferences. */
import { z } from 'zod';
import { causeSchema } from '../domain/causes.ts';
import { preferencesSchema } from '../domain/preferences.ts';
import { setupProblemSchema } from '../domain/setup-problems.ts';
import { updateNoteSchema } from './updates.ts';

/** Count and money of a group of jobs, per currency. */
export const tallySchema = z.object({
  count: z.number().int(),
  /** Sums in minor units by currency; signed, and above 2^53 rounded: a till's nonsense must not close the window. */
  sums: z.record(z.string(), z.number().refine(Number.isInteger)),
  /** When the oldest was created; null when there is none. */
  oldestAt: z.number().int().nullable(),
});
export type Tally = z.infer<typeof tallySchema>;

/** The engine's work, and where the money stands: all that the lamp and its sentence need. */
export const engineStatusSchema = z.object({
  /** A run is active. */
  running: z.boolean(),
  /** Why nothing is sent although something is due. */
  pause: z
    .object({
      cause: causeSchema,
      since: z.number().int(),
      /** When it is tried again by itself; null: a person must act first. */
      until: z.number().int().nullable(),
      /** The original text, in English; absent where the cause is all there is to say. */
      message: z.string().optional(),
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
      /** Jobs booked per minute, measured over the last seconds; null while it cannot be known. */
      perMinute: z.number().nullable(),
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

/** A watched folder, or deliveries in it, that cannot be used at the moment: they stay where they are, unread. */
export const folderProblemSchema = z.object({
  use: z.enum(['inbox', 'exports']),
  folder: z.string(),
  since: z.number().int(),
  problem: setupProblemSchema,
  /** The deliveries concerned, the first ten; empty: the folder itself. */
  names: z.array(z.string()),
  /** How many more deliveries there are. */
  more: z.number().int(),
});
export type FolderProblem = z.infer<typeof folderProblemSchema>;

export const snapshotSchema = z.object({
  /** Number of the last change that this snapshot contains. */
  revision: z.number().int(),
  version: z.string(),
  /** Runs on the demo folder: shown, so that nobody takes it for the store's books. */
  demo: z.boolean(),
  dataFolder: z.string(),
  /** Where the tills deliver; null: no folder is watched. */
  inbox: z
    .object({
      folder: z.string(),
      /** The host shows it in the system's file manager. */
      opens: z.boolean(),
    })
    .nullable(),
  timeZone: z.string(),
  status: engineStatusSchema,
  preferences: preferencesSchema,
  /** Blocked closings, conflicts and rejected lines that nobody has decided yet. */
  openProblems: z.number().int(),
  folderProblems: z.array(folderProblemSchema),
  /** Rises when settings, or the preferences that all windows share, may have changed. */
  settingsRevision: z.number().int(),
  /** The first start is not through: its steps are shown instead of the tabs. */
  setupOpen: z.boolean(),
  /** A newer version of the program; null: there is none. */
  update: updateNoteSchema.nullable(),
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
  folderProblems: z.array(folderProblemSchema),
  /** Another one than in the snapshot means: take the snapshot again. */
  settingsRevision: z.number().int(),
});
export type Changes = z.infer<typeof changesSchema>;

export const appCalls = {
  'app.snapshot': { args: z.tuple([]), reply: snapshotSchema },
  'preferences.save': { args: z.tuple([preferencesSchema]), reply: z.null() },
  /** Starts a run over everything that is not booked; ends a stop. */
  'engine.kick': {
    args: z.tuple([]),
    reply: z.object({
      /** A run was active already; it takes the new work with it. */
      alreadyRunning: z.boolean(),
      /** Jobs that the run covers. */
      jobs: z.number().int(),
    }),
  },
  /** No further job is taken, until a person starts it again; also after a restart. The second time changes nothing. */
  'engine.stop': {
    args: z.tuple([]),
    reply: z.object({
      /** Jobs that are out and still get their answer. */
      out: z.number().int(),
    }),
  },
} as const;
