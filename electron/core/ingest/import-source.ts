/**
 * Imports one source: its original is kept, then read, and what it holds is stored in chunks, each a transaction.
 *
 * A closing's invariants are checked by the reader before its first event is told, and an event commits with its jobs,
 * so that a crash between two chunks leaves nothing half: the source is read again at the next start, and what is
 * stored already counts as known.
 */
import path from 'node:path';
import type {
  BlockedClosing,
  Conflict,
  IngestReport,
  LocatedProblem,
} from '../../../shared/domain/ingest-report.ts';
import type { CrashHook } from '../../../shared/domain/crash-points.ts';
import type { PosEvent, SourceKind } from '../../../shared/domain/pos-event.ts';
import type { Clock } from '../../../shared/domain/time.ts';
import type { EventStore, Stored } from '../db/events.ts';
import type { Db } from '../db/open.ts';
import type { SourceStatus, SourceStore, StoredSource } from '../db/sources.ts';
import { readInboxFile } from './inbox-file.ts';
import {
  EVENTS_PER_BATCH,
  type ReadClosing,
  type ReaderMessage,
  type ReadOptions,
} from './reader.ts';
import { ReportBuilder } from './report.ts';

export interface ImportParts {
  readonly db: Db;
  readonly sources: SourceStore;
  readonly events: EventStore;
  readonly dataFolder: string;
  readonly clock: Clock;
  /** @param size of the source in bytes */
  readonly readExport: (
    path: string,
    size: number,
    options: ReadOptions,
  ) => AsyncIterable<ReaderMessage>;
  readonly readOptions: () => ReadOptions;
  readonly onStored: () => void;
  /** The program is to end: no further chunk is taken, the source is finished at the next start. */
  readonly isStopping: () => boolean;
  /** Gives the event loop its turn between two chunks. */
  readonly yieldTurn: () => Promise<void>;
  readonly crash?: CrashHook;
}

/** The bad lines of an inbox file as they stood, for the file beside the archived one. */
export interface RejectedLine extends LocatedProblem {
  readonly text: string;
}

export interface Imported {
  readonly report: IngestReport;
  readonly rejectedLines: readonly RejectedLine[];
  /** False: the program ended in between, and the source is finished at the next start. */
  readonly isFinished: boolean;
  /** Why it could not be read at all; it stays where it is. */
  readonly failure?: unknown;
}

/** Reads a stored source (new, or left unfinished by an earlier run) to its end. */
export async function importSource(parts: ImportParts, source: StoredSource): Promise<Imported> {
  const report = new ReportBuilder(source.name, source.kind, source.sha256);
  const rejectedLines: RejectedLine[] = [];
  const original = path.join(parts.dataFolder, source.originalPath ?? '');
  const keeper = new Keeper(parts, source, report);
  try {
    if (source.kind === 'inbox') {
      await importInbox(keeper, original, source.name, rejectedLines);
    } else {
      await importExport(parts, keeper, original, source.size);
    }
  } catch (error) {
    if (error instanceof Stopped)
      return { report: report.build(), rejectedLines, isFinished: false };
    await keeper.fail({
      file: source.name,
      code: 'unreadable',
      message:
        `${error instanceof Error ? error.message : String(error)}. What was stored before is safe and is not stored ` +
        `twice; correct the cause and import it again.`,
      values: { source: source.name },
    });
  }
  const built = report.build();
  parts.db
    .transaction(() =>
      parts.sources.finish(source.id, built.status as SourceStatus, parts.clock(), built),
    )
    .immediate();
  parts.crash?.('source-finished');
  return { report: built, rejectedLines, isFinished: true };
}

/** A transaction takes no further event after so long; its commit comes on top. A slow PC stores fewer at a time. */
const SLICE_MS = 5;

class Stopped extends Error {}

async function importInbox(
  keeper: Keeper,
  file: string,
  name: string,
  rejectedLines: RejectedLine[],
): Promise<void> {
  for await (const line of readInboxFile(file, name)) {
    if (line.ok) await keeper.storeEvents([line.event]);
    else {
      keeper.reject(line.problem);
      rejectedLines.push({ ...line.problem, text: line.text });
    }
  }
  await keeper.flush();
}

async function importExport(
  parts: ImportParts,
  keeper: Keeper,
  file: string,
  size: number,
): Promise<void> {
  for await (const message of parts.readExport(file, size, parts.readOptions())) {
    switch (message.kind) {
      case 'warning':
        keeper.warn(message.problem);
        break;
      case 'failed':
        await keeper.fail(message.problem);
        break;
      case 'blocked':
        keeper.block(message.closing, message.madeAt);
        break;
      case 'closing':
        keeper.openClosing(message.closing);
        break;
      case 'events':
        await keeper.storeEvents(message.events);
        break;
    }
    await keeper.pause();
  }
  keeper.finishClosing();
  await keeper.flush();
}

interface Outcome {
  readonly event: PosEvent;
  readonly stored: Stored;
  readonly conflict: Conflict | undefined;
}

/** Stores what is told, and writes it into the report. */
class Keeper {
  readonly #parts: ImportParts;
  readonly #source: StoredSource;
  readonly #report: ReportBuilder;
  readonly #crossCheck: boolean;
  /** The closing whose events come; undefined while they are passed over. */
  #closing: ReadClosing | undefined;
  #skipping = false;
  /** Told and not stored yet: small closings share a transaction, because each commit is a disk flush. */
  #events: PosEvent[] = [];
  /** Closings all of whose events are among those or stored. */
  #finished: ReadClosing[] = [];

  constructor(parts: ImportParts, source: StoredSource, report: ReportBuilder) {
    this.#parts = parts;
    this.#source = source;
    this.#report = report;
    this.#crossCheck =
      source.kind !== 'unknown' && parts.events.hasOtherKind(source.kind as SourceKind);
  }

  async pause(): Promise<void> {
    if (this.#parts.isStopping()) throw new Stopped();
    await this.#parts.yieldTurn();
  }

  #inTransaction<T>(work: () => T): T {
    return this.#parts.db.transaction(work).immediate();
  }

  #problem(fingerprint: string, detail: unknown): void {
    this.#parts.sources.addProblem(this.#source.id, fingerprint, detail, this.#parts.clock());
  }

  warn(problem: LocatedProblem): void {
    this.#report.warnings.push(problem);
  }

  reject(problem: LocatedProblem): void {
    this.#report.rejected.push(problem);
    this.#inTransaction(() =>
      this.#problem(`rejected|${this.#source.sha256}|${problem.line}`, {
        kind: 'rejected',
        problem,
      }),
    );
  }

  async fail(problem: LocatedProblem): Promise<void> {
    // Of the closing that was being told not all events came: it is not released.
    this.#closing = undefined;
    await this.flush();
    this.#report.failed = true;
    this.#report.rejected.push(problem);
    this.#inTransaction(() =>
      this.#problem(`failed|${this.#source.sha256}|${problem.code}`, {
        kind: 'source-failed',
        problem,
      }),
    );
  }

  block(closing: BlockedClosing, madeAt: string): void {
    this.finishClosing();
    this.#report.blocked.push(closing);
    this.#inTransaction(() => {
      const known = this.#parts.events.closing(closing.payDesk, closing.closing);
      // What is released stays so: its events are booked or will be, whatever a later file says.
      if (known?.status !== 'released') {
        this.#parts.events.saveClosing({
          sourceId: this.#source.id,
          payDesk: closing.payDesk,
          number: closing.closing,
          madeAt,
          businessDay: closing.businessDay ?? null,
          status: 'blocked',
          closingCash: null,
        });
      }
      this.#problem(blockedFingerprint(closing.payDesk, closing.closing), {
        kind: 'blocked-closing',
        closing,
        madeAt,
      });
    });
  }

  openClosing(closing: ReadClosing): void {
    this.finishClosing();
    const known = this.#parts.events.closing(closing.payDesk, closing.number);
    if (known?.status === 'released' && known.made_at !== closing.madeAt) {
      this.#skipping = true;
      const knownStore = this.#parts.events.storeOf(closing.payDesk);
      const conflict = reusedNumber(closing, known.made_at, knownStore, this.#source.name);
      this.#report.conflicts.push(conflict);
      this.#inTransaction(() =>
        this.#problem(`conflict|${conflict.naturalKey}|${closing.madeAt}`, {
          kind: 'conflict',
          conflict,
        }),
      );
      return;
    }
    this.#closing = closing;
    this.#warnOfGap(closing);
  }

  /** Closings are numbered without gaps: what is missing is money that nobody has seen yet. */
  #warnOfGap({ payDesk, number }: ReadClosing): void {
    const wanted = Number(number) - 1;
    const isTold = this.#finished.some(
      (closing) => closing.payDesk === payDesk && Number(closing.number) === wanted,
    );
    if (isTold || this.#parts.events.closing(payDesk, String(wanted))) return;
    const last = this.#parts.events.lastClosingBefore(payDesk, Number(number));
    if (last === null || last >= wanted) return;
    const missing = last + 1 === wanted ? `Closing ${wanted}` : `Closings ${last + 1} to ${wanted}`;
    this.warn({
      file: 'cashpointclosing.csv',
      column: 'Z_NR',
      code: 'closing-gap',
      message:
        `${missing} of pay desk ${payDesk} came with no export yet, closing ${number} did. ` +
        `Export the missing days at the till and import them too.`,
      values: { payDesk, closing: number, from: last + 1, to: wanted },
    });
  }

  finishClosing(): void {
    if (this.#closing) this.#finished.push(this.#closing);
    this.#closing = undefined;
    this.#skipping = false;
  }

  async storeEvents(events: readonly PosEvent[]): Promise<void> {
    if (this.#skipping) return;
    this.#events.push(...events);
    if (this.#events.length >= EVENTS_PER_BATCH) await this.flush();
  }

  /** Stores what waits, in slices; a closing counts as released in the transaction of its last events, not before. */
  async flush(): Promise<void> {
    const events = this.#events;
    const finished = this.#finished;
    this.#events = [];
    this.#finished = [];
    for (let at = 0; at < events.length || finished.length > 0;) {
      at += this.#storeSlice(events, at, finished);
      await this.pause();
    }
  }

  /**
   * One transaction: as many events from `at` on as the window does not feel, and with the last of them the closings.
   *
   * @returns how many events it stored
   */
  #storeSlice(events: readonly PosEvent[], at: number, finished: ReadClosing[]): number {
    const { clock } = this.#parts;
    const now = clock();
    const outcomes = this.#inTransaction(() => {
      const stored: Outcome[] = [];
      for (let next = at; next < events.length; next++) {
        if (stored.length > 0 && clock() - now >= SLICE_MS) return stored;
        stored.push(this.#storeEvent(events[next] as PosEvent, now));
      }
      for (const closing of finished) this.#release(closing, now);
      return stored;
    });
    if (at + outcomes.length === events.length) finished.length = 0;
    this.#parts.crash?.('events-stored');
    let jobs = 0;
    for (const { event, stored, conflict } of outcomes) {
      if (conflict) this.#report.conflicts.push(conflict);
      else if (stored.kind === 'duplicate') this.#report.duplicates += 1;
      else if (stored.kind === 'new') {
        this.#report.events += 1;
        this.#report.addJobs(stored.jobs, event.currency);
        jobs += stored.jobs.length;
      }
    }
    if (jobs > 0) this.#parts.onStored();
    return outcomes.length;
  }

  #storeEvent(event: PosEvent, now: number): Outcome {
    const stored = this.#parts.events.store(this.#source.id, event, now, this.#crossCheck);
    const conflict = conflictOf(event, stored);
    if (conflict) {
      // The same other version in the next overlapping export is the same problem.
      const version = stored.kind === 'other-content' ? stored.contentHash : 'other-source';
      this.#problem(`conflict|${event.naturalKey}|${version}`, {
        kind: 'conflict',
        conflict,
        incoming: event,
      });
    }
    return { event, stored, conflict };
  }

  #release(closing: ReadClosing, now: number): void {
    this.#parts.events.saveClosing({
      sourceId: this.#source.id,
      payDesk: closing.payDesk,
      number: closing.number,
      madeAt: closing.madeAt,
      businessDay: closing.businessDay,
      status: 'released',
      closingCash: closing.closingCash,
    });
    this.#parts.sources.resolveProblem(blockedFingerprint(closing.payDesk, closing.number), now);
  }
}

/** @param knownStore of the till that had the number first; undefined where its exports name none. */
function reusedNumber(
  { payDesk, number, madeAt, store }: ReadClosing,
  known: string,
  knownStore: string | undefined,
  origin: string,
): Conflict {
  const isElsewhere = store !== undefined && knownStore !== undefined && store !== knownStore;
  const shared = { naturalKey: `dsfinvk|${payDesk}|${number}`, origin };
  const values = { closing: number, payDesk, known, found: madeAt };
  if (isElsewhere) {
    return {
      ...shared,
      code: 'pay-desk-shared',
      message:
        `Closing ${number} of pay desk ${payDesk} is stored already from store "${knownStore}", made at ${known}; ` +
        `this file is from store "${store}" and says ${madeAt}. Nothing of it was stored or booked. ` +
        `If both stores have a till ${payDesk}, its dealer gives one of them a number (Z_KASSE_ID) of its own.`,
      values: { ...values, knownStore, foundStore: store },
    };
  }
  return {
    ...shared,
    code: 'closing-number-reused',
    message:
      `Closing ${number} of pay desk ${payDesk} is stored already as made at ${known}; ` +
      `this file says ${madeAt}. Nothing of it was stored or booked a second time. ` +
      `Ask the till's maker which of the two is right.`,
    values,
  };
}

function blockedFingerprint(payDesk: string, closing: string): string {
  return `blocked|${payDesk}|${closing}`;
}

function conflictOf(event: PosEvent, stored: Stored): Conflict | undefined {
  const bill = event.billNumber ?? event.naturalKey;
  if (stored.kind === 'other-content') {
    return {
      naturalKey: event.naturalKey,
      origin: event.origin,
      code: 'other-content',
      message:
        `${bill} is stored already with other content. What is stored was not changed, and nothing was booked a second ` +
        `time. Compare both versions and decide.`,
      values: { bill },
    };
  }
  if (stored.kind === 'other-source') {
    return {
      naturalKey: event.naturalKey,
      origin: event.origin,
      code: 'other-source',
      message:
        `${bill} of pay desk ${event.payDesk} is stored already from another input (${stored.knownKey}). ` +
        `It was not booked a second time. Let a till deliver by one way only: inbox or export.`,
      values: { bill, payDesk: event.payDesk, known: stored.knownKey },
    };
  }
  return undefined;
}
