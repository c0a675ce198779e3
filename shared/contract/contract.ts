/**
 * The contract between window and backend: every call with its arguments and reply, and the one event.
 *
 * Handlers, preload object, loopback client and the fake of the renderer's tests are derived from this constant, which
 * joins one file per topic. Nothing crosses unparsed; see `electron/shell/transport/serve.ts`.
 */
import type { z } from 'zod';
import { appCalls, type Changes } from './app.ts';
import { attentionCalls } from './attention.ts';
import { bulkCalls } from './bulk.ts';
import { closingCalls } from './closing.ts';
import { desktopCalls } from './desktop.ts';
import { detailsCalls } from './details.ts';
import { dryRunCalls } from './dry-run.ts';
import { glanceCalls } from './glance.ts';
import { handOverCalls } from './hand-over.ts';
import { jobCalls } from './jobs.ts';
import { exportCalls } from './export.ts';
import type { CallName } from './names.ts';
import { placeCalls } from './places.ts';
import type { Result } from './result.ts';
import { retentionCalls } from './retention.ts';
import { setupCalls } from './setup.ts';
import { supportCalls } from './support.ts';
import { taxFolderCalls } from './tax-folder.ts';
import { tillCalls } from './till.ts';
import { updateCalls } from './updates.ts';

export * from './app.ts';
export * from './attention.ts';
export * from './bulk.ts';
export * from './closing.ts';
export * from './desktop.ts';
export * from './details.ts';
export * from './dry-run.ts';
export * from './export.ts';
export * from './hand-over.ts';
export * from './glance.ts';
export * from './jobs.ts';
export * from './places.ts';
export * from './first-contact.ts';
export * from './retention.ts';
export * from './setup.ts';
export * from './support.ts';
export * from './tax-folder.ts';
export * from './till.ts';
export * from './updates.ts';

export const contract = {
  ...appCalls,
  ...jobCalls,
  ...bulkCalls,
  ...exportCalls,
  ...detailsCalls,
  ...desktopCalls,
  ...attentionCalls,
  ...placeCalls,
  ...dryRunCalls,
  ...closingCalls,
  ...glanceCalls,
  ...setupCalls,
  ...retentionCalls,
  ...handOverCalls,
  ...supportCalls,
  ...taxFolderCalls,
  ...tillCalls,
  ...updateCalls,
} as const satisfies Record<CallName, { args: z.ZodTuple; reply: z.ZodType }>;

export type Contract = typeof contract;
export type CallArgs<C extends CallName> = z.infer<Contract[C]['args']>;
export type CallReply<C extends CallName> = z.infer<Contract[C]['reply']>;

/** The backend's side: one function per call; throws `CallError` to answer with its code. */
export type Handlers = {
  readonly [C in CallName]: (...args: CallArgs<C>) => CallReply<C> | Promise<CallReply<C>>;
};

/** The handlers whose calls begin with `Topic.`. */
export type HandlersOf<Topic extends string> = Pick<
  Handlers,
  Extract<CallName, `${Topic}.${string}`>
>;

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
