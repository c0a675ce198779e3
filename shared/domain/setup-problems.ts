/**
 * Problems of what a person enters or of what the PC gives us, in a word that an error card is tied to.
 *
 * Jobs have causes (`causes.ts`); these are about connection, folders and backup. Every word has a card in
 * `renderer/locales`; one without is a type error there.
 */
import { z } from 'zod';

export const SETUP_PROBLEMS = [
  // The address and the way to it.
  'address-invalid',
  /** `http:` leads over a network that everyone could read. */
  'address-not-secure',
  'address-unknown',
  'unreachable',
  'no-answer-in-time',
  'tls-missing',
  'certificate-untrusted',
  'certificate-expired',
  'certificate-name',
  'proxy-refused',
  'clock-off',
  'answers-html',
  'not-retailsuite',
  'throttled',
  'frozen',
  'server-error',
  // The sign-in.
  'client-refused',
  'consent-refused',
  'sign-in-refused',
  'sign-in-timeout',
  'browser-not-opened',
  'token-used',
  'not-connected',
  'secrets-unreadable',
  'no-open-year',
  // Folders.
  'folder-relative',
  'folder-missing',
  'folder-is-file',
  'folder-unreadable',
  'folder-unwritable',
  'folder-overlaps',
  'delivery-unreadable',
  /** Events under another ending than `.jsonl`. */
  'delivery-ending',
  /** A link, or a special file. */
  'delivery-link',
  /** Begun under a name of writing, and left. */
  'delivery-unfinished',
  /** An export's files without their folder, or a folder around deliveries. */
  'delivery-misplaced',
  'delivery-too-large',
  /** Imported, and cannot be moved into the archive. */
  'delivery-stuck',
  'drive-full',
  // Backup.
  'backup-failed',
  'backup-damaged',
  'restore-failed',
  /** A newer program made it: this one could not start with it. */
  'backup-newer',
  'backup-passphrase-wrong',
  /** The drive of the second folder is not there, or another one is. */
  'second-backup-missing',
  'second-backup-failed',
  'backup-key-unreadable',
  'unexpected',
] as const;
export type SetupProblemCode = (typeof SETUP_PROBLEMS)[number];

export const setupProblemSchema = z.object({
  code: z.enum(SETUP_PROBLEMS),
  /** The original text, for whoever helps; may be empty. */
  detail: z.string(),
});
export type SetupProblem = z.infer<typeof setupProblemSchema>;
