/** Calls about new versions of the program: found, told, and put in place. */
import { z } from 'zod';

/**
 * Who puts a new version in place: the program itself, or a person, because a package of the system did (`package`), this user may
 * not write where the program lies (`locked-folder`), or this system is not prepared for it (`by-hand`).
 */
export const UPDATE_WAYS = ['self', 'package', 'locked-folder', 'by-hand'] as const;
export type UpdateWay = (typeof UPDATE_WAYS)[number];

export const UPDATE_PROBLEMS = [
  /** Nobody answers at the address. */
  'unreachable',
  /** What is there tells of no version that this program understands. */
  'unreadable',
  /** The bytes are not those that were promised. */
  'damaged',
  'no-room',
  /** It could not be put in place; the version of before runs on. */
  'not-placed',
  /** It did not start twice; the version of before was put back. */
  'taken-back',
  /** It was put in place before, and the program that runs is not that version. */
  'tried-before',
  'unknown',
] as const;
export type UpdateProblem = (typeof UPDATE_PROBLEMS)[number];

export const UPDATE_WAITS = ['quiet', 'sending', 'unclear'] as const;
export type UpdateWait = (typeof UPDATE_WAITS)[number];

export const updateStateSchema = z.object({
  way: z.enum(UPDATE_WAYS),
  /** Of the running program. */
  version: z.string(),
  phase: z.enum(['off', 'idle', 'looking', 'current', 'loading', 'told', 'ready', 'installing']),
  /** The newer version, from its finding on. `download`: where a person gets it. */
  found: z.object({ version: z.string(), download: z.string() }).nullable(),
  /** Ready, and not put in place yet because of this; null: it is not ready. */
  waitsFor: z.enum(UPDATE_WAITS).nullable(),
  /** When the address last answered; null: not since the start. */
  lookedAt: z.number().int().nullable(),
  /** Why the newest look or installation failed. `detail`: the original text, perhaps empty. */
  problem: z
    .object({ code: z.enum(UPDATE_PROBLEMS), version: z.string().nullable(), detail: z.string() })
    .nullable(),
  /** The newest change of the version on this PC. */
  updated: z.object({ from: z.string(), to: z.string(), at: z.number().int() }).nullable(),
});
export type UpdateState = z.infer<typeof updateStateSchema>;

/** For the quiet line of the window. */
export const updateNoteSchema = z.object({
  version: z.string(),
  kind: z.enum(['ready', 'told']),
});
export type UpdateNote = z.infer<typeof updateNoteSchema>;

export const updateCalls = {
  /** Null: this program is not installed (a browser's window, or sources), and nobody looks for versions. */
  'updates.state': { args: z.tuple([]), reply: updateStateSchema.nullable() },
  /** Looks now; answers once it is known what is there, not when that has been loaded. */
  'updates.look': { args: z.tuple([]), reply: updateStateSchema.nullable() },
  /** A person wants it now; refused while a posting is on its way or in doubt. */
  'updates.install': {
    args: z.tuple([]),
    reply: z.object({ installing: z.boolean(), state: updateStateSchema.nullable() }),
  },
  /** Opens the download in the system's browser. */
  'updates.openDownload': { args: z.tuple([]), reply: z.null() },
} as const;
