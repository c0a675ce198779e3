/**
 * Copies of the database: made online in slices, checked, put in place under their final name, the oldest removed.
 *
 * A copy that bears its final name is whole and was found sound; everything else is left over from a power cut.
 */
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { DAY, HOUR, MINUTE, SECOND, type Clock, type Timers } from '../../../shared/domain/time.ts';
import type { CrashHook } from '../../../shared/domain/crash-points.ts';
import type { BackupPlan } from '../../../shared/domain/program-settings.ts';
import type { SetupProblem } from '../../../shared/domain/setup-problems.ts';
import type { Db } from '../../core/db/open.ts';
import { newerCopy } from '../../core/db/database-version.ts';
import { markAsCopy } from '../../core/db/copy-mark.ts';
import {
  copiesIn,
  listCopies,
  madeAt,
  removeOldest,
  removeUnfinished,
  UNFINISHED,
  type CopyFound,
} from './copies.ts';
import { noteCopyFolder } from './copy-folder.ts';
import { failedRestore, forgetWish, wishedRestore, wishRestore } from './restore.ts';
import { gapsOf } from '../../core/db/gaps.ts';
import type { Setting, SettingsStore } from '../../core/db/settings.ts';

const SLICE_PAGES = 64;
/** The start has other things to do. */
const FIRST_CHECK_DELAY_MS = 90 * SECOND;
const CHECK_INTERVAL_MS = 10 * MINUTE;
const RETRY_DELAY_MS = HOUR;

const lastSchema = z.object({ at: z.number(), file: z.string(), bytes: z.number() });
export type LastCopy = Readonly<z.infer<typeof lastSchema>>;
const LAST = { key: 'backup.last', schema: lastSchema } satisfies Setting<unknown>;
const FAILURE = {
  key: 'backup.failure',
  schema: z
    .object({
      at: z.number(),
      code: z.enum(['backup-failed', 'backup-damaged']),
      detail: z.string(),
    })
    .nullable(),
} satisfies Setting<unknown>;

/** Looks at a copy away from the main loop. @returns what is wrong with it; undefined: nothing. */
export type VerifyCopy = (file: string) => Promise<string | undefined>;

export interface BackupOptions {
  readonly db: Db;
  readonly dataFolder: string;
  readonly settings: SettingsStore;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly plan: () => BackupPlan;
  /** Where copies go when the plan names no folder. */
  readonly defaultFolder: string;
  readonly verify: VerifyCopy;
  readonly onFailure: (problem: SetupProblem) => void;
  /** A copy bears its final name. */
  readonly onMade?: () => void;
  readonly crash?: CrashHook;
}

export interface BackupStatus {
  readonly folder: string;
  readonly running: boolean;
  readonly last: LastCopy | null;
  readonly problem: SetupProblem | null;
  readonly copies: number;
  /** Newest first. */
  readonly all: CopyFound[];
  /** Put back at the next start; `at`: when that copy was made. */
  readonly wished: { readonly at: number | null; readonly askedAt: number } | null;
  readonly restoredAt: number | null;
}

export interface Backups {
  /** The newest copy that was found sound; undefined: none was made. */
  last(): LastCopy | undefined;
  state(): Promise<BackupStatus>;
  /** Makes a copy now; a second call while one is made waits for that one. Never throws: the state tells. */
  make(): Promise<BackupStatus>;
  /**
   * Checks a copy and notes that it is put back at the next start.
   *
   * @param name of a copy in the folder; null: nothing is put back, after all.
   */
  restore(
    name: string | null,
  ): Promise<{ ok: true; state: BackupStatus } | { ok: false; problem: SetupProblem }>;
  /** Makes one a day by itself. */
  start(): void;
  stop(): Promise<void>;
}

export function createBackups(options: BackupOptions): Backups {
  const { db, settings, clock, timers } = options;
  const folder = () => options.plan().folder ?? options.defaultFolder;
  let making: Promise<void> | undefined;
  let cancel: (() => void) | undefined;
  let isStopped = false;

  async function copy(): Promise<void> {
    const target = folder();
    const stamp = new Date(clock()).toISOString().replaceAll(/[:.]/g, '-');
    const stem = path.join(target, `venduo-${stamp}`);
    const unfinished = `${stem}.sqlite${UNFINISHED}`;
    let code: 'backup-failed' | 'backup-damaged' = 'backup-failed';
    try {
      await fs.promises.mkdir(target, { recursive: true });
      await removeUnfinished(target);
      await db.backup(unfinished, {
        progress() {
          if (isStopped) throw new Error('The program ends.');
          return SLICE_PAGES;
        },
      });
      options.crash?.('backup-copied');
      const anchor = markAsCopy(unfinished, clock());
      const file = `${stem}${anchor === null ? '' : `-${anchor}`}.sqlite`;
      const wrong = await options.verify(unfinished);
      if (wrong !== undefined) {
        code = 'backup-damaged';
        throw new Error(wrong);
      }
      await flush(unfinished);
      await fs.promises.rename(unfinished, file);
      options.crash?.('backup-named');
      noteCopyFolder(options.dataFolder, target);
      const { size } = await fs.promises.stat(file);
      settings.transact(() => {
        settings.set(LAST, { at: clock(), file, bytes: size });
        settings.set(FAILURE, null);
      });
      options.onMade?.();
      await removeOldest(target, options.plan().keep);
    } catch (error) {
      await fs.promises.rm(unfinished, { force: true }).catch(() => undefined);
      if (isStopped) return;
      const detail = error instanceof Error ? error.message : String(error);
      settings.set(FAILURE, { at: clock(), code, detail });
      options.onFailure({ code, detail });
    }
  }

  async function state(): Promise<BackupStatus> {
    const failure = settings.get(FAILURE) ?? null;
    const failed = failedRestore(options.dataFolder);
    const wished = wishedRestore(options.dataFolder);
    // One that is encrypted was made for the second folder, which asks for its passphrase.
    const all = (await listCopies(folder())).filter((copy) => !copy.isEncrypted);
    return {
      folder: folder(),
      running: making !== undefined,
      last: settings.get(LAST) ?? null,
      problem:
        failed === undefined
          ? failure && { code: failure.code, detail: failure.detail }
          : { code: 'restore-failed', detail: failed },
      copies: all.length,
      all,
      wished: wished ? { at: madeAt(path.basename(wished.copy)), askedAt: wished.askedAt } : null,
      restoredAt: gapsOf(settings).restoredAt ?? null,
    };
  }

  async function make(): Promise<BackupStatus> {
    making ??= copy().finally(() => {
      making = undefined;
    });
    await making;
    return state();
  }

  async function restore(name: string | null): ReturnType<Backups['restore']> {
    if (name === null) {
      forgetWish(options.dataFolder);
      return { ok: true, state: await state() };
    }
    // A name, never a path: nothing outside of the folder is put back.
    const file = (await copiesIn(folder())).includes(name) ? path.join(folder(), name) : undefined;
    const wrong = file === undefined ? `There is no ${name}.` : await options.verify(file);
    if (file === undefined || wrong !== undefined) {
      return { ok: false, problem: { code: 'restore-failed', detail: wrong ?? '' } };
    }
    const newer = newerCopy(file);
    if (newer) return { ok: false, problem: { code: 'backup-newer', detail: newer.message } };
    wishRestore(options.dataFolder, file, clock());
    return { ok: true, state: await state() };
  }

  function isDue(): boolean {
    if (!options.plan().daily) return false;
    const now = clock();
    const last = settings.get(LAST)?.at;
    const failedAt = settings.get(FAILURE)?.at;
    // A clock that was set back must not stop the copies for years.
    const isOld = last === undefined || now - last >= DAY || last > now + DAY;
    return isOld && (failedAt === undefined || Math.abs(now - failedAt) >= RETRY_DELAY_MS);
  }

  function lookIn(ms: number): void {
    if (isStopped) return;
    cancel = timers.after(ms, () => {
      if (isDue()) void make().then(() => lookIn(CHECK_INTERVAL_MS));
      else lookIn(CHECK_INTERVAL_MS);
    });
  }

  return {
    last: () => settings.get(LAST),
    state,
    make,
    restore,
    start: () => lookIn(FIRST_CHECK_DELAY_MS),
    async stop() {
      isStopped = true;
      cancel?.();
      await making;
    },
  };
}

/** On the disk before it bears its name. */
async function flush(file: string): Promise<void> {
  const handle = await fs.promises.open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
