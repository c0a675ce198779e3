/**
 * The inbox: where tills drop what is imported and then archived.
 *
 * A delivery is claimed first: renamed into a folder of our own, so that the next one under the same name cannot replace
 * it. It is put away when its bytes are the ones that were read; what grew meanwhile is read on, also for a while after it
 * was put away, because a program that holds a file open writes to it under any name.
 *
 *     inbox/NAME ── claim ──▶ archive/.claimed/N/NAME ── import, compare ──▶ archive/YYYY-MM/NAME
 *                                     ▲                        │ grew
 *                                     └────────────────────────┘
 */
import fs from 'node:fs';
import path from 'node:path';
import type { SetupProblemCode } from '../../../shared/domain/setup-problems.ts';
import { MINUTE, SECOND, type Clock } from '../../../shared/domain/time.ts';
import type { ArchivedDelivery } from '../db/archived-deliveries.ts';
import { makeFolder, putAway, writeRejected } from './archive.ts';
import {
  ARCHIVE,
  classify,
  COPY_PAUSE_MS,
  endsInsideLine,
  holdsDeliveries,
  isRenamedIn,
  isLeftUnfinished,
  MAX_DELIVERY_BYTES,
  signatureOf,
} from './deliveries.ts';
import { FolderFindings, type Sweep } from './folder-findings.ts';
import { createInboxPresence } from './inbox-presence.ts';
import { looksLikeExport } from './formats/dsfinvk/index.ts';
import type { Imported } from './report.ts';
import { hashOf } from './originals.ts';
import { createStillness, SETTLE_MS } from './stillness.ts';

const CLAIMED = '.claimed';
/** A delivery that grows all the time lets the others pass. */
const MAX_READS = 3;
/** Programs that write slower than this over a network are not known. */
const WATCHED_AFTER_MS = 10 * MINUTE;
const FIRST_RETRY_MS = 15 * SECOND;
/** With the wait for the next look the ten minutes that the card promises. */
const MAX_RETRY_MS = 10 * MINUTE - 30 * SECOND;

/** Deliveries that were archived lately; durable, because a program may end between two looks. */
export interface RecentDeliveries {
  all(): ArchivedDelivery[];
  save(delivery: ArchivedDelivery): void;
  remove(path: string): void;
}

/** Folders that were read and are no export. */
export interface ReadFolders {
  isTaken(folder: string, signature: string): boolean;
  taken(folder: string, signature: string): void;
}

export type EarlierReading = Pick<Imported, 'rejectedLines'>;

export interface InboxOptions {
  readonly folder: string;
  readonly clock: Clock;
  readonly uptime: () => number;
  /** @param earlier a reading of the same delivery when it was shorter. Never throws for input. */
  readonly importFile: (file: string, earlier?: EarlierReading) => Promise<Imported>;
  readonly recent?: RecentDeliveries;
  readonly readFolders?: ReadFolders;
  readonly isClosed: () => boolean;
}

/** A delivery that could not be read at all. */
class Unreadable extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

interface Waiting {
  readonly signature: string;
  readonly nextAt: number;
  readonly delay: number;
  readonly error: unknown;
}

/** @returns one look at the inbox, called again and again */
export function createInboxSweep(options: InboxOptions): () => Promise<Sweep> {
  const { folder, clock, importFile, isClosed } = options;
  const recent = options.recent ?? recentInMemory();
  const readFolders = options.readFolders ?? readFoldersInMemory();
  const claims = path.join(folder, ARCHIVE, CLAIMED);
  const ensurePresent = createInboxPresence(folder);
  const stillness = createStillness(options.uptime);
  /** Deliveries that failed, by path. */
  const waiting = new Map<string, Waiting>();
  /** Imported, compared, and not in the archive yet. */
  const imports = new Map<string, Imported>();

  async function sweep(): Promise<Sweep> {
    await ensurePresent();
    const findings = new FolderFindings();
    stillness.beginLook();
    for (const file of waiting.keys()) if (!fs.existsSync(file)) waiting.delete(file);
    await readOnArchived(findings);
    for (const claimed of await claimedDeliveries()) {
      if (isClosed()) break;
      await trying(claimed, findings, () => processClaimed(claimed));
    }
    const entries = await fs.promises.readdir(folder, { withFileTypes: true });
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      if (isClosed()) break;
      const file = path.join(folder, entry.name);
      await trying(file, findings, () => consider(entry, file, findings));
    }
    return { findings: findings.all(), nextLookMs: stillness.nextLookMs() };
  }

  /** Does something with a delivery; after a failure again at the next look, then ever more rarely, or when it changed. */
  async function trying(
    file: string,
    findings: FolderFindings,
    work: () => Promise<void>,
  ): Promise<void> {
    const failed = waiting.get(file);
    if (failed && clock() < failed.nextAt && (await isUnchanged(file, failed.signature))) {
      note(findings, failed.error, file);
      return;
    }
    try {
      await work();
      waiting.delete(file);
    } catch (error) {
      const delay = failed ? Math.min(failed.delay * 2, MAX_RETRY_MS) : FIRST_RETRY_MS;
      waiting.set(file, {
        signature: await signatureOf(file).then(
          ({ text }) => text,
          () => '',
        ),
        nextAt: failed ? clock() + delay : clock(),
        delay,
        error,
      });
      note(findings, error, file);
    }
  }

  function note(findings: FolderFindings, error: unknown, file: string): void {
    const doing = error instanceof Unreadable ? 'delivery' : 'archiving';
    findings.addError(error, doing, path.basename(file));
  }

  async function consider(entry: fs.Dirent, file: string, findings: FolderFindings): Promise<void> {
    const { name } = entry;
    const found = classify(entry);
    const refuse = (code: SetupProblemCode) => findings.add(code, name, name);
    if (found.kind === 'other') return;
    if (found.kind === 'refused') return refuse(found.code);
    if (found.kind === 'unfinished') {
      if (await isLeftUnfinished(file, clock())) refuse('delivery-unfinished');
      return;
    }
    if (found.kind === 'folder' && !(await looksLikeExport(file))) {
      if (await holdsDeliveries(file)) refuse('delivery-misplaced');
      return;
    }
    const { text: signature, size } = await signatureOf(file);
    if (size > MAX_DELIVERY_BYTES) return refuse('delivery-too-large');
    if (found.kind === 'folder' && readFolders.isTaken(file, signature)) {
      return refuse('delivery-misplaced');
    }
    const wait = found.kind === 'events' ? await readable(() => stillFor(file)) : SETTLE_MS;
    if (stillness.isStill(file, signature, wait)) await processClaimed(await claim(file));
  }

  async function claim(file: string): Promise<string> {
    await makeFolder(path.join(folder, ARCHIVE));
    await makeFolder(claims);
    const numbers = (await fs.promises.readdir(claims)).map(Number).filter(Number.isInteger);
    const own = path.join(claims, String(Math.max(0, ...numbers) + 1));
    await makeFolder(own);
    const place = path.join(own, path.basename(file));
    try {
      await fs.promises.rename(file, place);
    } catch (error) {
      await removeClaim(place);
      throw error;
    }
    return place;
  }

  /** Deliveries that an earlier look, or an earlier run of the program, claimed and did not put away; in that order. */
  async function claimedDeliveries(): Promise<string[]> {
    const numbers = await fs.promises.readdir(claims).catch(() => []);
    const places: string[] = [];
    for (const number of numbers.sort((a, b) => Number(a) - Number(b))) {
      const names = await fs.promises.readdir(path.join(claims, number)).catch(() => []);
      if (names.length === 0) await removeClaim(path.join(claims, number, 'x'));
      places.push(...names.map((name) => path.join(claims, number, name)));
    }
    return places;
  }

  async function processClaimed(place: string): Promise<void> {
    let imported = imports.get(place) ?? (await importFile(place));
    for (let reads = 1; ; reads++) {
      // The program ends: the claim is taken up at its next start.
      if (!imported.isFinished) return;
      const { sha256 } = imported.report;
      if (imported.failure !== undefined || sha256 === null) {
        await giveBack(place);
        throw new Unreadable(imported.failure ?? 'It could not be read.');
      }
      const { text: signature } = await signatureOf(place);
      if ((await hashOf(place)) === sha256) {
        imports.set(place, imported);
        if (await isOtherFolder(place, imported)) return giveBackFolder(place, signature);
        return finish(place, imported, sha256, signature);
      }
      imports.delete(place);
      if (reads === MAX_READS || isClosed()) {
        stillness.lookAgainIn(SETTLE_MS);
        return;
      }
      imported = await importFile(place, imported);
    }
  }

  async function finish(
    place: string,
    imported: Imported,
    sha256: string,
    signature: string,
  ): Promise<void> {
    const archived = await putAway(place, folder, imported.rejectedLines, clock());
    imports.delete(place);
    recent.save({ path: archived, sha256, signature, until: clock() + WATCHED_AFTER_MS });
    await removeClaim(place);
  }

  /** It stays where it was put, unless its name is taken by now. */
  async function giveBack(place: string): Promise<void> {
    const home = path.join(folder, path.basename(place));
    imports.delete(place);
    if (fs.existsSync(home)) return;
    await fs.promises.rename(place, home);
    await removeClaim(place);
  }

  async function giveBackFolder(place: string, signature: string): Promise<void> {
    await giveBack(place);
    readFolders.taken(path.join(folder, path.basename(place)), signature);
    stillness.lookAgainIn(SETTLE_MS);
  }

  async function removeClaim(place: string): Promise<void> {
    await fs.promises.rmdir(path.dirname(place)).catch(() => undefined);
    await fs.promises.rmdir(claims).catch(() => undefined);
  }

  async function readOnArchived(findings: FolderFindings): Promise<void> {
    for (const delivery of recent.all()) {
      if (isClosed() || !delivery.path.startsWith(folder + path.sep)) continue;
      try {
        await readOn(delivery);
        if (clock() >= delivery.until) recent.remove(delivery.path);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') recent.remove(delivery.path);
        else note(findings, error, delivery.path);
      }
    }
  }

  async function readOn(delivery: ArchivedDelivery): Promise<void> {
    const { text: signature } = await signatureOf(delivery.path);
    if (signature === delivery.signature) return;
    const imported =
      (await hashOf(delivery.path)) === delivery.sha256
        ? undefined
        : await importFile(delivery.path, READ_BEFORE);
    if (imported && (!imported.isFinished || imported.report.sha256 === null)) return;
    if (imported) await writeRejected(delivery.path, imported.rejectedLines);
    const sha256 = imported?.report.sha256 ?? delivery.sha256;
    recent.save({
      path: delivery.path,
      sha256,
      signature,
      until: clock() + WATCHED_AFTER_MS,
    });
  }

  return sweep;
}

/** How long events under their final name must hold still: a till renames them into place, a person copies them. */
async function stillFor(file: string): Promise<number> {
  if (await endsInsideLine(file)) return SETTLE_MS;
  return (await isRenamedIn(file)) ? 0 : COPY_PAUSE_MS;
}

/** A reading whose bad lines are not known any more. */
const READ_BEFORE: EarlierReading = { rejectedLines: [] };

/** A folder with an index.xml of something else, for example: it is left alone. */
async function isOtherFolder(place: string, { report }: Imported): Promise<boolean> {
  if (report.status !== 'failed' || !(await fs.promises.stat(place)).isDirectory()) return false;
  return report.rejected.every(({ code }) => code === 'not-an-export' || code === 'file-missing');
}

async function isUnchanged(file: string, signature: string): Promise<boolean> {
  const now = await signatureOf(file).catch(() => undefined);
  return (now?.text ?? '') === signature;
}

/** @throws Unreadable */
async function readable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new Unreadable(error);
  }
}

function recentInMemory(): RecentDeliveries {
  const deliveries = new Map<string, ArchivedDelivery>();
  return {
    all: () => [...deliveries.values()],
    save: (delivery) => void deliveries.set(delivery.path, delivery),
    remove: (place) => void deliveries.delete(place),
  };
}

function readFoldersInMemory(): ReadFolders {
  const folders = new Map<string, string>();
  return {
    isTaken: (folder, signature) => folders.get(folder) === signature,
    taken: (folder, signature) => void folders.set(folder, signature),
  };
}
