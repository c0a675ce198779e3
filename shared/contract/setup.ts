/** Calls of the first start and of the tab SETTINGS: connection, folders, accounts of the beginning, backup. */
import { z } from 'zod';
import { firstContactSchema } from './first-contact.ts';
import { ACCOUNT_PRESETS } from '../domain/accounts.ts';
import { accountDraftSchema } from '../domain/assignment.ts';
import {
  FOLDER_USES,
  MIN_PASSPHRASE_LENGTH,
  programSettingsSchema,
} from '../domain/program-settings.ts';
import { setupProblemSchema } from '../domain/setup-problems.ts';

/** The steps of the first start, in their order. */
export const SETUP_STEPS = ['language', 'connection', 'folders', 'accounts', 'test'] as const;
export type SetupStep = (typeof SETUP_STEPS)[number];

const text = z.string().max(2_000);

export const connectionStateSchema = z.object({
  connected: z.boolean(),
  /** Null while nothing is stored. */
  baseUrl: z.string().nullable(),
  clientId: z.string().nullable(),
  /** Stored, but this PC or user cannot read the secrets. */
  unreadable: z.boolean(),
  /** How secrets are kept: by the operating system, or by a key file that this user alone can read. */
  secretStore: z.enum(['system', 'key-file']),
  /** The proxy on the way to RetailSuite as the system has it; null: none. */
  proxy: z.string().nullable(),
});
export type ConnectionState = z.infer<typeof connectionStateSchema>;

export const connectionReportSchema = z.object({
  baseUrl: z.string(),
  /** Fiscal years of the workspace that are no plans; `open`: holds today. */
  years: z.array(z.object({ from: z.string(), to: z.string(), open: z.boolean() })),
  /** This PC's clock minus RetailSuite's; null: not told. */
  clockOffMs: z.number().nullable(),
  /** Problems that do not hinder now, and should be mended. */
  warnings: z.array(setupProblemSchema),
});
export type ConnectionReport = z.infer<typeof connectionReportSchema>;

const refusal = z.object({ ok: z.literal(false), problem: setupProblemSchema });
export const connectionResultSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), report: connectionReportSchema }),
  refusal,
]);
export type ConnectionResult = z.infer<typeof connectionResultSchema>;

const clientSchema = z.strictObject({
  address: text,
  clientId: text,
  /** Empty: the stored one, where address and client are the stored ones. */
  clientSecret: text,
});
export type ClientInput = z.infer<typeof clientSchema>;

export const signInStateSchema = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('none') }),
  z.object({ phase: z.literal('waiting'), url: z.string(), until: z.number().int() }),
  z.object({ phase: z.literal('done'), report: connectionReportSchema }),
  z.object({ phase: z.literal('failed'), problem: setupProblemSchema }),
]);
export type SignInState = z.infer<typeof signInStateSchema>;

export const folderFoundSchema = z.object({
  /** The address as it was understood; empty where it was not. */
  path: z.string(),
  problem: setupProblemSchema.nullable(),
  /** It is not there yet, and will be made. */
  isNew: z.boolean(),
  /** Files and exports in it that would be read. */
  deliveries: z.number().int(),
});
export type FolderFound = z.infer<typeof folderFoundSchema>;

export const backupStateSchema = z.object({
  /** Where copies go now. */
  folder: z.string(),
  running: z.boolean(),
  last: z.object({ at: z.number().int(), file: z.string(), bytes: z.number().int() }).nullable(),
  /** Why the newest attempt failed; null when it did not. */
  problem: setupProblemSchema.nullable(),
  copies: z.number().int(),
  /** The copies that can be put back, newest first. */
  all: z.array(z.object({ name: z.string(), at: z.number().int(), bytes: z.number().int() })),
  /** Put back at the next start. */
  wished: z.object({ at: z.number().int().nullable(), askedAt: z.number().int() }).nullable(),
  /** When a copy was last put back; null: never. */
  restoredAt: z.number().int().nullable(),
});
export type BackupState = z.infer<typeof backupStateSchema>;

export const secondFolderSchema = z.object({
  folder: z.string(),
  /** New copies are encrypted. */
  isEncrypted: z.boolean(),
  running: z.boolean(),
  last: z.object({ at: z.number().int(), file: z.string(), bytes: z.number().int() }).nullable(),
  /** Why the newest copy is not there; null: it is, or is on its way. */
  problem: setupProblemSchema.nullable(),
  /** The copies that can be put back, newest first; none while the drive is not there. */
  all: z.array(
    z.object({
      name: z.string(),
      at: z.number().int(),
      bytes: z.number().int(),
      isEncrypted: z.boolean(),
    }),
  ),
});
export type SecondFolderState = z.infer<typeof secondFolderSchema>;

const passphraseSchema = z.string().min(MIN_PASSPHRASE_LENGTH).max(200);

/** Input of the first start that is not saved yet; never a secret. */
export const setupDraftSchema = z.strictObject({
  address: text.optional(),
  clientId: text.optional(),
  way: z.enum(['browser', 'token']).optional(),
  inboxFolder: text.optional(),
  exportFolder: text.optional(),
  chart: z.enum([...ACCOUNT_PRESETS, 'own']).optional(),
  accounts: z.array(accountDraftSchema).max(500).optional(),
});
export type SetupDraft = z.infer<typeof setupDraftSchema>;

export const setupStateSchema = z.object({
  open: z.boolean(),
  step: z.enum(SETUP_STEPS),
  draft: setupDraftSchema,
  connection: connectionStateSchema,
  settings: programSettingsSchema,
  /** The folders that stand behind null. */
  defaults: z.object({ inboxFolder: z.string(), backupFolder: z.string() }),
  accounts: z.object({
    count: z.number().int(),
    /** The preset that all global accounts are of; null: other ones, or none. */
    preset: z.enum(ACCOUNT_PRESETS).nullable(),
  }),
  host: z.object({
    /** The host has a dialog for folders. */
    picksFolders: z.boolean(),
    /** The host opens pages in the system's browser; otherwise the page itself has a link. */
    opensBrowser: z.boolean(),
    /** A demo shop can be started from here. */
    hasDemo: z.boolean(),
  }),
});
export type SetupState = z.infer<typeof setupStateSchema>;

export const setupCalls = {
  'setup.state': { args: z.tuple([]), reply: setupStateSchema },
  'setup.go': { args: z.tuple([z.enum(SETUP_STEPS)]), reply: z.null() },
  /** Typed and not saved yet: found again after the program was closed half-way. */
  'setup.keep': { args: z.tuple([setupDraftSchema]), reply: z.null() },
  'setup.close': { args: z.tuple([z.enum(['finished', 'skipped'])]), reply: z.null() },
  'setup.startDemo': { args: z.tuple([]), reply: z.object({ url: z.string() }) },

  'connection.probe': {
    args: z.tuple([text]),
    reply: z.discriminatedUnion('ok', [
      z.object({
        ok: z.literal(true),
        baseUrl: z.string(),
        warnings: z.array(setupProblemSchema),
      }),
      refusal,
    ]),
  },
  'connection.signIn': { args: z.tuple([clientSchema]), reply: signInStateSchema },
  'connection.signInState': { args: z.tuple([]), reply: signInStateSchema },
  'connection.cancelSignIn': { args: z.tuple([]), reply: z.null() },
  'connection.useToken': {
    args: z.tuple([clientSchema.extend({ refreshToken: text.min(1) })]),
    reply: connectionResultSchema,
  },
  'connection.test': { args: z.tuple([]), reply: connectionResultSchema },
  /** Asks each call of RetailSuite once, read-only, with a bill number that it has an invoice for (null: the newest here). */
  'connection.firstContact': {
    args: z.tuple([text.max(100).nullable()]),
    /** Null while nobody is signed in. */
    reply: firstContactSchema.nullable(),
  },
  /** Removes the stored tokens and the client's secret; nothing is sent until the next sign-in. */
  'connection.signOut': { args: z.tuple([]), reply: connectionStateSchema },

  'folders.check': {
    args: z.tuple([z.enum(FOLDER_USES), text]),
    reply: folderFoundSchema,
  },
  'folders.choose': {
    args: z.tuple([text]),
    /** Null: the person chose none. */
    reply: z.object({ path: z.string().nullable() }),
  },

  /** Shows the inbox in the system's file manager. */
  'folders.open': { args: z.tuple([]), reply: z.null() },

  'settings.save': {
    args: z.tuple([programSettingsSchema.partial()]),
    reply: z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), settings: programSettingsSchema }),
      refusal.extend({ field: z.string() }),
    ]),
  },
  'backup.state': { args: z.tuple([]), reply: backupStateSchema },
  /** The second folder and what is in it; null: none is set. */
  'backup.secondFolder': { args: z.tuple([]), reply: secondFolderSchema.nullable() },
  /** New copies in the second folder are encrypted; null: they no longer are. */
  'backup.encrypt': { args: z.tuple([passphraseSchema.nullable()]), reply: z.null() },
  /** Like `backup.restore`, from the second folder; the passphrase is null for a copy that is not encrypted. */
  'backup.restoreSecond': {
    args: z.tuple([z.string().max(200), z.string().max(200).nullable()]),
    reply: z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), state: backupStateSchema }),
      refusal,
    ]),
  },
  'backup.make': { args: z.tuple([]), reply: backupStateSchema },
  /** Checks the copy, and notes that it is put back at the next start; null: it is not, after all. */
  'backup.restore': {
    args: z.tuple([z.string().max(200).nullable()]),
    reply: z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), state: backupStateSchema }),
      refusal,
    ]),
  },
} as const;
