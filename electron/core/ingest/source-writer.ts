/**
 * Stores what is read from one source, in transactions short enough that the window does not feel them.
 *
 * A closing's invariants hold before its first event arrives here, and an event commits with its jobs: a crash between
 * two transactions leaves nothing half done. The source is read again at the next start, and what is stored counts as known.
 */
import type { CrashHook } from '../../../shared/domain/crash-points.ts';
import type { BlockedClosing, LocatedProblem } from '../../../shared/domain/ingest-report.ts';
import type { EventQuestion, PosEvent, SourceKind } from '../../../shared/domain/pos-event.ts';
import type { Clock } from '../../../shared/domain/time.ts';
import type { EventStore, Stored } from '../db/events.ts';
import type { HeldVersions } from '../db/jobs/held-versions.ts';
import type { Db } from '../db/open.ts';
import type { SourceStore, StoredSource } from '../db/sources.ts';
import {
  blockedClosing,
  blockedFingerprint,
  conflictingEvent,
  failedSource,
  moreRejectedLines,
  rejectedLine,
  reusedClosingNumber,
  type ImportProblem,
} from './import-problems.ts';
import { EVENTS_PER_BATCH, type ReadClosing } from './reader.ts';
import type { ReportBuilder } from './report.ts';

export interface WriterParts {
  readonly db: Db;
  readonly sources: SourceStore;
  readonly events: EventStore;
  readonly versions: HeldVersions;
  /** Whether a person said that a closing (`<pay desk>|<number>|<made at>`) is another one than the stored one. */
  readonly isTakenBoth: (closing: string) => boolean;
  readonly clock: Clock;
  readonly onStored: () => void;
  /** The program is about to end: no further transaction begins, the source is finished at the next start. */
  readonly isStopping: () => boolean;
  /** Gives the event loop its turn between two transactions. */
  readonly yieldTurn: () => Promise<void>;
  readonly crash?: CrashHook;
}

/** The program ends in the middle of a source. */
export class ImportStopped extends Error {}

/** Bad lines that a report names; a file of nothing else is one fault, not a hundred thousand. */
const MAX_REJECTED_REPORTED = 1_000;
/** Bad lines of one source that are a problem each; the others share one. */
const MAX_REJECTED_PROBLEMS = 20;

/** A transaction takes no further event after this time; its commit comes on top. A slow PC stores fewer at a time. */
const SLICE_MS = 5;

interface Outcome {
  readonly event: PosEvent;
  readonly stored: Stored;
  readonly problem: ImportProblem | undefined;
}

export class SourceWriter {
  readonly #parts: WriterParts;
  readonly #source: StoredSource;
  readonly #report: ReportBuilder;
  readonly #crossCheck: boolean;
  /** The closing whose events arrive; undefined while they are passed over. */
  #closing: ReadClosing | undefined;
  #isSkipping = false;
  /** Behind the natural keys of the open closing's events. */
  #keySuffix = '';
  /** Read and not stored yet: small closings share a transaction, because each commit is a disk flush. */
  #events: PosEvent[] = [];
  /** Bad lines that are not stored yet. */
  #rejections: ImportProblem[] = [];
  #rejected = 0;
  #hasProgress = false;
  /** Closings all of whose events are among those or stored. */
  #finished: ReadClosing[] = [];

  constructor(parts: WriterParts, source: StoredSource, report: ReportBuilder) {
    this.#parts = parts;
    this.#source = source;
    this.#report = report;
    this.#crossCheck =
      source.kind !== 'unknown' && parts.events.hasOtherKind(source.kind as SourceKind);
  }

  /** @throws ImportStopped when the program is about to end */
  async pause(): Promise<void> {
    if (this.#parts.isStopping()) throw new ImportStopped();
    await this.#parts.yieldTurn();
  }

  warn(problem: LocatedProblem): void {
    this.#report.warnings.push(problem);
  }

  /**
   * @param text the bad line as it stands in the file
   * @returns whether the report names it
   */
  async reject(problem: LocatedProblem, text: string): Promise<boolean> {
    this.#rejected += 1;
    if (this.#rejected % EVENTS_PER_BATCH === 0) {
      await this.flush();
      await this.pause();
    }
    // The last place is for the line that says how many there are.
    if (this.#rejected >= MAX_REJECTED_REPORTED) return false;
    const line = rejectedLine(problem, text);
    if (this.#rejected <= MAX_REJECTED_PROBLEMS) this.#rejections.push(line);
    this.#report.add(line);
    return true;
  }

  /** After the last line. */
  finishLines(): void {
    const total = this.#rejected;
    const { sha256, name } = this.#source;
    const rest = (named: number) => moreRejectedLines(sha256, name, total - named, total);
    if (total > MAX_REJECTED_PROBLEMS) this.#rejections.push(rest(MAX_REJECTED_PROBLEMS));
    if (total >= MAX_REJECTED_REPORTED) this.#report.add(rest(MAX_REJECTED_REPORTED - 1));
  }

  /** The source as a whole cannot be read on. */
  async fail(problem: LocatedProblem): Promise<void> {
    // Not all events of the open closing arrived: it is not released.
    this.#closing = undefined;
    await this.flush();
    this.#hold(failedSource(this.#source.sha256, problem));
  }

  block(closing: BlockedClosing, madeAt: string): void {
    this.finishClosing();
    this.#hold(blockedClosing(closing, madeAt), () => {
      const { payDesk, closing: number, businessDay = null } = closing;
      // A released closing stays released: its events are booked or will be, whatever a later file says.
      if (this.#parts.events.closing(payDesk, number)?.status === 'released') return;
      this.#parts.events.saveClosing({
        sourceId: this.#source.id,
        payDesk,
        number,
        madeAt,
        businessDay,
        status: 'blocked',
        closingCash: null,
      });
    });
  }

  openClosing(closing: ReadClosing): void {
    this.finishClosing();
    const { events } = this.#parts;
    const known = events.closing(closing.payDesk, closing.number);
    this.#keySuffix = '';
    if (known?.status === 'released' && known.made_at !== closing.madeAt) {
      const { payDesk, number, madeAt } = closing;
      if (this.#parts.isTakenBoth(`${payDesk}|${number}|${madeAt}`)) {
        // A closing of its own under a number that is taken: its receipts are others, whatever their numbers are.
        this.#keySuffix = `|${madeAt}`;
        return;
      }
      this.#isSkipping = true;
      const knownStore = events.storeOf(closing.payDesk);
      this.#hold(reusedClosingNumber(closing, known.made_at, knownStore, this.#source.name));
      return;
    }
    this.#closing = closing;
    this.#warnOfGap(closing);
  }

  finishClosing(): void {
    if (this.#closing) this.#finished.push(this.#closing);
    this.#closing = undefined;
    this.#isSkipping = false;
    this.#keySuffix = '';
  }

  async storeEvents(events: readonly PosEvent[]): Promise<void> {
    if (this.#isSkipping) return;
    const suffix = this.#keySuffix;
    this.#events.push(
      ...(suffix === ''
        ? events
        : events.map((event) => ({ ...event, naturalKey: event.naturalKey + suffix }))),
    );
    if (this.#events.length >= EVENTS_PER_BATCH) await this.flush();
  }

  /** Stores what waits, in slices; a closing is released in the transaction of its last events, not before. */
  async flush(): Promise<void> {
    const events = this.#events;
    const finished = this.#finished;
    this.#events = [];
    this.#finished = [];
    this.#storeRejections();
    for (let at = 0; at < events.length || finished.length > 0;) {
      at += this.#storeSlice(events, at, finished);
      await this.pause();
    }
  }

  #storeRejections(): void {
    if (this.#rejections.length === 0) return;
    const rejections = this.#rejections;
    this.#rejections = [];
    this.#inTransaction(() => {
      for (const problem of rejections) this.#keep(problem);
    });
  }

  #inTransaction<T>(work: () => T): T {
    return this.#parts.db.transaction(work).immediate();
  }

  /** Reports a problem and keeps it for a decision; `alsoStore` commits with it. */
  #hold(problem: ImportProblem, alsoStore?: () => void): void {
    this.#report.add(problem);
    this.#inTransaction(() => {
      alsoStore?.();
      this.#keep(problem);
    });
  }

  #keep({ fingerprint, detail }: ImportProblem): void {
    this.#parts.sources.addProblem(this.#source.id, fingerprint, detail, this.#parts.clock());
  }

  /** Closings are numbered without gaps: a missing one is money that nobody has seen yet. */
  #warnOfGap({ payDesk, number }: ReadClosing): void {
    const wanted = Number(number) - 1;
    const isRead = this.#finished.some(
      (closing) => closing.payDesk === payDesk && Number(closing.number) === wanted,
    );
    if (isRead || this.#parts.events.closing(payDesk, String(wanted))) return;
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

  /**
   * One transaction: as many events from `at` on as the window does not feel, and with the last of them the closings.
   *
   * @returns the number of events that it stored
   */
  #storeSlice(events: readonly PosEvent[], at: number, finished: ReadClosing[]): number {
    const { clock } = this.#parts;
    const now = clock();
    const outcomes = this.#inTransaction(() => {
      const stored: Outcome[] = [];
      for (let next = at; next < events.length; next++) {
        if (stored.length > 0 && clock() - now >= SLICE_MS) {
          this.#noteProgress(stored);
          return stored;
        }
        stored.push(this.#storeEvent(events[next] as PosEvent, now));
      }
      for (const closing of finished) this.#release(closing, now);
      this.#noteProgress(stored);
      return stored;
    });
    if (at + outcomes.length === events.length) finished.length = 0;
    this.#parts.crash?.('events-stored');
    this.#reportOutcomes(outcomes);
    return outcomes.length;
  }

  /** A source that goes forward does not end the program by itself, however often the PC is switched off. */
  #noteProgress(outcomes: readonly Outcome[]): void {
    if (this.#hasProgress || !outcomes.some(({ stored }) => stored.kind === 'new')) return;
    this.#hasProgress = true;
    this.#parts.sources.progress(this.#source.id);
  }

  #reportOutcomes(outcomes: readonly Outcome[]): void {
    let jobs = 0;
    for (const { event, stored, problem } of outcomes) {
      if (problem) this.#report.add(problem);
      else if (stored.kind === 'duplicate') this.#report.duplicates += 1;
      else if (stored.kind === 'new') {
        this.#report.events += 1;
        this.#report.addJobs(stored.jobs, event.currency);
        jobs += stored.jobs.length;
      }
    }
    if (jobs > 0) this.#parts.onStored();
  }

  #storeEvent(event: PosEvent, now: number): Outcome {
    const stored = this.#parts.events.store(this.#source.id, event, now, this.#crossCheck);
    const problem = conflictingEvent(event, stored);
    if (!problem) return { event, stored, problem };
    // What a person has decided is no hold any more, in whatever export it comes again.
    if (this.#parts.sources.isDecided(problem.fingerprint)) {
      return { event, stored: { kind: 'duplicate' }, problem: undefined };
    }
    this.#keep(problem);
    if (stored.kind === 'question') this.#holdKnown(stored.question, now);
    return { event, stored, problem };
  }

  /** Two receipts with one bill number: neither asks for the invoice before a person has decided. */
  #holdKnown({ code, knownKey }: EventQuestion, now: number): void {
    if (code !== 'bill-number-shared' || knownKey === undefined) return;
    const { versions } = this.#parts;
    const version = versions.stored(knownKey);
    if (version) versions.hold(version, { problem: null, reason: null, now });
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
