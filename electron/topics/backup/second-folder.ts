/**
 * Each copy goes to a second folder, on another drive at best, encrypted where a passphrase is set.
 *
 * The drive may be unplugged for days, or not answer at all: nothing waits for it. It is told, looked for again, and gets
 * the newest copy when it is back.
 */
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { SetupProblem } from '../../../shared/domain/setup-problems.ts';
import { HOUR, MINUTE, SECOND, type Clock, type Timers } from '../../../shared/domain/time.ts';
import { newerCopy } from '../../core/db/database-version.ts';
import { DatabaseFromFutureError } from '../../core/db/migrate.ts';
import type { Setting, SettingsStore } from '../../core/db/settings.ts';
import { BackupKeyUnreadableError, type BackupKeys } from './backup-key.ts';
import type { LastCopy, VerifyCopy } from './backups.ts';
import {
  ENCRYPTED,
  listCopies,
  removeOldest,
  removeUnfinished,
  UNFINISHED,
  type CopyFound,
} from './copies.ts';
import {
  copyFile,
  decryptFile,
  decryptInto,
  encryptFile,
  readInto,
  WrongPassphraseError,
  type BackupKey,
} from './encrypted-file.ts';
import { findMark } from './folder-mark.ts';
import { makeFetchedFolder, removeFetched, wishedRestore, wishRestore } from './restore.ts';

/** Behind the first copy of a start. */
const FIRST_LOOK_DELAY_MS = 2 * MINUTE;
const LOOK_INTERVAL_MS = 10 * MINUTE;
const RETRY_DELAY_MS = HOUR;
/** A drive that sleeps answers within that; a share whose PC is off may take minutes. */
const ANSWER_TIMEOUT_MS = 10 * SECOND;
const NO_ANSWER = 'The drive does not answer.';
/** The end of the program waits no longer for a drive. */
const STOP_TIMEOUT_MS = 2 * SECOND;

const LAST = {
  key: 'backup.secondLast',
  schema: z.object({
    folder: z.string(),
    /** The copy in the first folder. */
    source: z.string(),
    isEncrypted: z.boolean(),
    at: z.number(),
    file: z.string(),
    bytes: z.number(),
  }),
} satisfies Setting<unknown>;

interface Failure extends SetupProblem {
  readonly folder: string;
  readonly at: number;
}

export interface SecondFolderOptions {
  readonly dataFolder: string;
  readonly settings: SettingsStore;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Null: there is none. */
  readonly folder: () => string | null;
  /** The number of copies that stay. */
  readonly keep: () => number;
  readonly newest: () => LastCopy | undefined;
  readonly keys: BackupKeys;
  readonly verify: VerifyCopy;
  readonly onFailure: (problem: SetupProblem) => void;
}

export interface SecondFolderState {
  readonly folder: string;
  /** New copies are. */
  readonly isEncrypted: boolean;
  readonly running: boolean;
  readonly last: LastCopy | null;
  readonly problem: SetupProblem | null;
  /** Newest first; none while the drive is not there. */
  readonly all: CopyFound[];
}

export interface SecondFolder {
  /** Null where no second folder is set. */
  state(): Promise<SecondFolderState | null>;
  /** Puts the newest copy there unless it is there already; returns at once, the state tells. */
  update(): void;
  /**
   * Fetches a copy, checks it, and notes that it is put back at the next start.
   *
   * @param passphrase null for a copy that is not encrypted
   * @returns what kept it from that: nothing has changed then
   */
  restore(name: string, passphrase: string | null): Promise<SetupProblem | undefined>;
  start(): void;
  stop(): Promise<void>;
}

export function createSecondFolder(options: SecondFolderOptions): SecondFolder {
  const { settings, clock, timers, keys } = options;
  let putting: Promise<void> | undefined;
  let failure: Failure | undefined;
  let cancel: (() => void) | undefined;
  let isStopped = false;
  /** Each question to a dead drive takes one of the few threads of the file system until the drive answers. */
  let isUnanswered = false;

  const goOn = () => {
    if (isStopped) throw new Error('The program ends.');
  };

  async function put(folder: string, source: string): Promise<void> {
    let code: SetupProblem['code'] = 'second-backup-missing';
    let unfinished: string | undefined;
    try {
      await answering(() => findMark(folder));
      goOn();
      code = 'second-backup-failed';
      const key = keys.current();
      const file = path.join(folder, `${path.basename(source)}${key ? ENCRYPTED : ''}`);
      await removeUnfinished(folder);
      unfinished = `${file}${UNFINISHED}`;
      if (key) await encryptFile(source, unfinished, key, goOn);
      else await copyFile(source, unfinished, goOn);
      goOn();
      await compare(source, unfinished, key);
      await fs.promises.rename(unfinished, file);
      const { size } = await fs.promises.stat(file);
      goOn();
      const isEncrypted = key !== undefined;
      settings.set(LAST, { folder, source, isEncrypted, at: clock(), file, bytes: size });
      failure = undefined;
      await removeOldest(folder, options.keep());
    } catch (error) {
      if (unfinished) await fs.promises.rm(unfinished, { force: true }).catch(() => undefined);
      if (isStopped) return;
      if (error instanceof BackupKeyUnreadableError) code = 'backup-key-unreadable';
      const detail = error instanceof Error ? error.message : String(error);
      const isNews = failure?.folder !== folder || failure.code !== code;
      failure = { folder, at: clock(), code, detail };
      // A drive that is away for a week is one line of the log, not a thousand.
      if (isNews) options.onFailure({ code, detail });
    }
  }

  /** What lies on the drive is read back: a stick that lies about what it wrote is found now. */
  async function compare(source: string, file: string, key: BackupKey | undefined): Promise<void> {
    const before = crypto.createHash('sha256');
    const after = crypto.createHash('sha256');
    const takeAfter = (plain: Buffer) => void after.update(plain);
    await readInto((plain) => void before.update(plain), source, goOn);
    if (key) await decryptInto(takeAfter, file, key, goOn);
    else await readInto(takeAfter, file, goOn);
    if (!before.digest().equals(after.digest())) {
      throw new Error('The drive gives back other bytes than were written.');
    }
  }

  function isDue(folder: string, source: string): boolean {
    const last = settings.get(LAST);
    const isThere =
      last?.folder === folder && last.source === source && last.isEncrypted === keys.isSet();
    if (isThere) return false;
    // Looking for a drive costs nothing; writing what failed costs minutes of it.
    if (failure?.folder !== folder || failure.code === 'second-backup-missing') return true;
    return Math.abs(clock() - failure.at) >= RETRY_DELAY_MS;
  }

  function update(): void {
    const folder = options.folder();
    const source = options.newest()?.file;
    if (isStopped || putting || folder === null || source === undefined) return;
    if (!isDue(folder, source)) return;
    putting = put(folder, source).finally(() => {
      putting = undefined;
      // Another folder, another passphrase or a newer copy may have come meanwhile.
      if (failure === undefined) update();
    });
  }

  /** @throws what `ask` throws, and when the drive does not answer in time */
  async function answering<T>(ask: () => Promise<T>): Promise<T> {
    if (isUnanswered) throw new Error(NO_ANSWER);
    let cancelLimit: (() => void) | undefined;
    const answer = ask().finally(() => {
      cancelLimit?.();
      isUnanswered = false;
    });
    const late = new Promise<never>((_, reject) => {
      cancelLimit = timers.after(ANSWER_TIMEOUT_MS, () => {
        isUnanswered = true;
        reject(new Error(NO_ANSWER));
      });
    });
    return Promise.race([answer, late]);
  }

  /**
   * What was put there is believed only while nobody can look: a copy that is gone from the drive, or has another size, is
   * forgotten, and the newest is due again.
   */
  async function forgetIfGone(): Promise<void> {
    const last = settings.get(LAST);
    if (last === undefined || putting !== undefined) return;
    const isGone = await answering(async () => {
      await findMark(last.folder);
      const found = await fs.promises.stat(last.file).catch(() => undefined);
      return found?.size !== last.bytes;
    }).catch(() => false);
    if (!isGone || isStopped || settings.get(LAST)?.file !== last.file) return;
    settings.remove(LAST);
    update();
  }

  async function state(): Promise<SecondFolderState | null> {
    const folder = options.folder();
    if (folder === null) return null;
    await forgetIfGone();
    const all = await answering(() => listCopies(folder)).catch(() => []);
    const last = settings.get(LAST);
    return {
      folder,
      isEncrypted: keys.isSet(),
      running: putting !== undefined,
      last: last?.folder === folder ? { at: last.at, file: last.file, bytes: last.bytes } : null,
      problem: problemOf(folder),
      all,
    };
  }

  function problemOf(folder: string): SetupProblem | null {
    if (failure?.folder === folder) return { code: failure.code, detail: failure.detail };
    return isUnanswered ? { code: 'second-backup-missing', detail: NO_ANSWER } : null;
  }

  async function restore(
    name: string,
    passphrase: string | null,
  ): Promise<SetupProblem | undefined> {
    const folder = options.folder();
    // A name, never a path: nothing outside of the folder is put back.
    const copy = (await state())?.all.find((found) => found.name === name);
    if (folder === null || !copy) return { code: 'restore-failed', detail: `There is no ${name}.` };
    if (copy.isEncrypted && passphrase === null) {
      return { code: 'backup-passphrase-wrong', detail: '' };
    }
    const { dataFolder } = options;
    const fetched = makeFetchedFolder(dataFolder);
    try {
      const file = path.join(fetched, name.replace(ENCRYPTED, ''));
      const from = path.join(folder, name);
      if (copy.isEncrypted) await decryptFile(from, file, passphrase ?? '', goOn);
      else await copyFile(from, file, goOn);
      const wrong = await options.verify(file);
      if (wrong !== undefined) throw new Error(wrong);
      const newer = newerCopy(file);
      if (newer) throw newer;
      wishRestore(dataFolder, file, clock());
      return undefined;
    } catch (error) {
      await fs.promises.rm(fetched, { recursive: true, force: true });
      if (error instanceof WrongPassphraseError) {
        return { code: 'backup-passphrase-wrong', detail: '' };
      }
      const detail = error instanceof Error ? error.message : String(error);
      const isNewer = error instanceof DatabaseFromFutureError;
      return { code: isNewer ? 'backup-newer' : 'restore-failed', detail };
    }
  }

  function lookIn(ms: number): void {
    if (isStopped) return;
    cancel = timers.after(ms, () => {
      void forgetIfGone().then(update);
      lookIn(LOOK_INTERVAL_MS);
    });
  }

  return {
    state,
    update,
    restore,
    start() {
      // What a power cut left of a restore that nobody waits for.
      if (!wishedRestore(options.dataFolder)) removeFetched(options.dataFolder);
      lookIn(FIRST_LOOK_DELAY_MS);
    },
    async stop() {
      isStopped = true;
      cancel?.();
      if (!putting) return;
      const ended = putting;
      await new Promise<void>((resolve) => {
        const cancelLimit = timers.after(STOP_TIMEOUT_MS, resolve);
        void ended.finally(() => {
          cancelLimit();
          resolve();
        });
      });
    },
  };
}
