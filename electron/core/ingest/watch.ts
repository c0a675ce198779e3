/**
 * Watched folders: the inbox, where tills drop what is imported and then moved into its archive; and a folder of others,
 * from which exports are read and in which nothing is ever changed.
 *
 * A till writes under another name and renames into place, so a file with its final name is complete. A notice of the
 * operating system only hastens the look; the slow sweep finds everything, also after the drive was gone.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { SetupProblem } from '../../../shared/domain/setup-problems.ts';
import { SECOND, type Clock, type Timers } from '../../../shared/domain/time.ts';
import { codeOf, isDiskFull } from '../db/disk-fault.ts';
import { looksLikeExport } from './formats/dsfinvk/index.ts';
import type { Imported } from './import-source.ts';

const SWEEP_MS = 15 * SECOND;
const NOTICE_MS = 50;
/** What is copied in by hand has its final name from the start: it is taken when it did not change for so long. */
const SETTLE_MS = 2 * SECOND;
const ARCHIVE = 'archive';

export interface FolderWatch {
  close(): Promise<void>;
}

/** What was taken from a folder of others: files that stay where they are must not be read again at each look. */
export interface TakenExports {
  isTaken(file: string, looks: string): boolean;
  taken(file: string, looks: string): void;
}

export function watchFolder(options: {
  readonly folder: string;
  /** Absent: it is our inbox. */
  readonly ofOthers?: TakenExports;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Never throws for input. */
  readonly importFile: (file: string) => Promise<Imported>;
  /** What keeps the folder from being used, when that changes; null: nothing any more. */
  readonly onProblem?: (problem: SetupProblem | null) => void;
}): FolderWatch {
  const { folder, timers } = options;
  let closed = false;
  let cancel: (() => void) | undefined;
  let watcher: fs.FSWatcher | undefined;
  /** Of the folder that the watcher listens to: a folder that came back is another one. */
  let watched: number | undefined;
  let sweeping: Promise<void> = Promise.resolve();
  let noticed = false;
  /** How exports by hand looked at the last look. */
  let seen = new Map<string, string>();
  let isSettling = false;
  let told: SetupProblem['code'] | null = null;

  function lookIn(ms: number): void {
    if (closed) return;
    cancel?.();
    cancel = timers.after(ms, () => {
      cancel = undefined;
      noticed = false;
      sweeping = sweep()
        .catch((error: unknown) => problemOf(error, 'reading'))
        .then(tell)
        .then(() => lookIn(isSettling ? SETTLE_MS : noticed ? NOTICE_MS : SWEEP_MS));
    });
  }

  function tell(problem: SetupProblem | null): void {
    if (closed || told === (problem?.code ?? null)) return;
    told = problem?.code ?? null;
    options.onProblem?.(problem);
  }

  function listen(): void {
    try {
      const { ino } = fs.statSync(folder);
      if (watcher && ino === watched) return;
      watcher?.close();
      watched = ino;
      watcher = fs.watch(folder, () => {
        noticed = true;
        // While a sweep runs it is started again at its end.
        if (cancel && !isSettling) lookIn(NOTICE_MS);
      });
      const own = watcher;
      own.on('error', () => {
        own.close();
        if (watcher === own) watcher = undefined;
      });
    } catch {
      // No notices on this drive: the sweep finds everything, later.
      watcher = undefined;
    }
  }

  /** @returns why what was taken could not be put away; it is tried again */
  async function sweep(): Promise<SetupProblem | null> {
    // A folder of others that is not there is a drive that is away: made here, it would hide the drive.
    if (!options.ofOthers) await fs.promises.mkdir(folder, { recursive: true });
    listen();
    const entries = await fs.promises.readdir(folder, { withFileTypes: true });
    const before = seen;
    seen = new Map();
    isSettling = false;
    const deliveries = entries.filter(isDelivery).sort((a, b) => (a.name < b.name ? -1 : 1));
    let problem: SetupProblem | null = null;
    for (const entry of deliveries) {
      if (closed) break;
      try {
        await take(entry, before);
      } catch (error) {
        // It went away, or another program holds it: the next sweep looks again; the others do not wait for it.
        problem ??= problemOf(error, error instanceof Unreadable ? 'delivery' : 'archiving');
      }
    }
    return problem;
  }

  async function take(entry: fs.Dirent, before: ReadonlyMap<string, string>): Promise<void> {
    const file = path.join(folder, entry.name);
    const { ofOthers } = options;
    if (ofOthers || !isEventFile(entry)) {
      const looks = await looksOf(file, entry.isDirectory());
      if (ofOthers?.isTaken(file, looks)) return;
      if (before.get(file) !== looks) {
        seen.set(file, looks);
        isSettling = true;
        return;
      }
      if (ofOthers) return takeFromOthers(file, looks, ofOthers);
    }
    const imported = await options.importFile(file);
    if (imported.failure !== undefined) throw new Unreadable(imported.failure);
    if (imported.isFinished) await archive(file, imported);
  }

  /** Noted after the commit: a crash in between only has it imported again, and everything in it is known then. */
  async function takeFromOthers(file: string, looks: string, known: TakenExports): Promise<void> {
    // Other people's folders hold other things too.
    if (!(await looksLikeExport(file))) return;
    const { isFinished, report, failure } = await options.importFile(file);
    if (failure !== undefined) throw new Unreadable(failure);
    if (isFinished && report.sha256 !== null) known.taken(file, looks);
  }

  /** After the commit: a crash in between only has the file imported again, and everything in it is known then. */
  async function archive(file: string, { report, rejectedLines }: Imported): Promise<void> {
    if (report.sha256 === null) return; // It could not be read at all: it stays, and is tried again.
    const month = new Date(options.clock()).toISOString().slice(0, 7);
    const target = path.join(folder, ARCHIVE, month);
    for (const made of [path.dirname(target), target]) await makeFolder(made);
    const place = freeName(target, path.basename(file));
    if (rejectedLines.length > 0) {
      const lines = rejectedLines.map((line) => `${JSON.stringify(line)}\n`);
      await fs.promises.writeFile(`${place}.rejected.jsonl.txt`, lines.join(''));
    }
    // Last: were the program to end before it, both would be done again.
    await fs.promises.rename(file, place);
  }

  lookIn(0);
  return {
    async close() {
      closed = true;
      cancel?.();
      watcher?.close();
      await sweeping;
    },
  };
}

/** Not the recursive one of Node.js: on a drive that cannot be written it says ENOENT, as if something were missing. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await fs.promises.mkdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

const NO_RIGHT: readonly string[] = ['EACCES', 'EPERM', 'EROFS'];

/** A delivery that could not be read at all. */
class Unreadable extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** What a person can mend; null: it passes by itself. */
function problemOf(
  error: unknown,
  doing: 'reading' | 'delivery' | 'archiving',
): SetupProblem | null {
  const code = codeOf(error);
  const as = (problem: SetupProblem['code']): SetupProblem => ({
    code: problem,
    detail: error instanceof Error ? error.message : String(error),
  });
  if (isDiskFull(code)) return as('drive-full');
  switch (doing) {
    case 'delivery':
      return NO_RIGHT.includes(code) || code === 'EIO' ? as('delivery-unreadable') : null;
    case 'archiving':
      return NO_RIGHT.includes(code) ? as('folder-unwritable') : null;
    case 'reading':
      if (code === 'ENOENT') return as('folder-missing');
      return as(code === 'ENOTDIR' || code === 'EEXIST' ? 'folder-is-file' : 'folder-unreadable');
  }
}

/** Events, a ZIP, or the folder of an export; a dot or another ending says that it is not complete. */
function isDelivery(entry: fs.Dirent): boolean {
  if (entry.name.startsWith('.') || entry.name === ARCHIVE) return false;
  if (entry.isDirectory()) return !/\.(tmp|part)$/i.test(entry.name);
  return entry.isFile() && /\.(jsonl|zip)$/i.test(entry.name);
}

function isEventFile(entry: fs.Dirent): boolean {
  return entry.isFile() && /\.jsonl$/i.test(entry.name);
}

/** Names, sizes and times: what grows while it is copied. */
async function looksOf(file: string, isFolder: boolean): Promise<string> {
  const names = isFolder ? (await fs.promises.readdir(file)).sort() : [''];
  const looks = names.map(async (name) => {
    const { size, mtimeMs } = await fs.promises.stat(path.join(file, name));
    return `${name} ${size} ${mtimeMs}`;
  });
  return (await Promise.all(looks)).join('\n');
}

function freeName(folder: string, name: string): string {
  const { name: stem, ext } = path.parse(name);
  for (let number = 1; ; number++) {
    const candidate = path.join(folder, number === 1 ? name : `${stem} (${number})${ext}`);
    if (!fs.existsSync(candidate)) return candidate;
  }
}
