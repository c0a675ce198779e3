/**
 * Stores what is read from one source, in transactions short enough that the window does not feel them.
 *
 * A closing's invariants hold before its first event arrives here, and an event commits with its jobs: a crash between
 * two transactions leaves nothing half done. The source is read again at the next start, and what is stored counts as known.
 */
import type { CrashHook } from '../../../shared/domain/crash-points.ts';
import type { LocatedProblem } from '../../../shared/domain/ingest-report.ts';
import type { PosEvent, SourceKind } from '../../../shared/domain/pos-event.ts';
import type { Clock } from '../../../shared/domain/time.ts';
import type { EventStore, Stored } from '../db/events.ts';
import type { HeldVersions } from '../db/jobs/held-versions.ts';
import type { Db } from '../db/open.ts';
import type { RepeatedClosings } from '../db/repeated-closings.ts';
import type { SourceStore, StoredSource } from '../db/sources.ts';
import {
  blockedClosing,
  blockedFingerprint,
  reusedClosingNumber,
  uncomparedOpening,
} from './closing-problems.ts';
import { ClosingSequence } from './closing-sequence.ts';
import {
  conflictingEvent,
  failedSource,
  moreRejectedLines,
  openingQuestion,
  rejectedLine,
  sharedBill,
  twinEvent,
  type ImportProblem,
} from './import-problems.ts';
import { isOpeningDifference, isSameMoment, OpenClosing, suspectsOf } from './open-closing.ts';
import { EVENTS_PER_BATCH, type ReadClosing, type ReaderMessage } from './reader.ts';
import type { ReportBuilder } from './report.ts';

export interface WriterParts {
  readonly db: Db;
  readonly sources: SourceStore;
  readonly events: EventStore;
  readonly repeated: RepeatedClosings;
  readonly versions: HeldVersions;
  /** Whether a person said that a closing (`<pay desk>|<number>|<made at>`) is another one than the stored one. */
  readonly isTakenBoth: (closing: string) => boolean;
  /** Epoch milliseconds of a time as tills write it; undefined: it is none. */
  readonly instantOf: (text: string) => number | undefined;
  /** Up to this many minor units a calculated opening difference of the store is booked unasked. */
  readonly openingLimit: (store: string) => number;
  readonly clock: Clock;
  readonly onStored: () => void;
  /** The program is about to end: no further transaction begins, the source is finished at the next start. */
  readonly isStopping: () => boolean;
  /** Gives the event loop its turn between two transactions. */
  readonly yieldTurn: () => Promise<void>;
  /** A transaction takes no further event after this time; its commit comes on top. A slow PC stores fewer at a time. */
  readonly sliceMs: number;
  readonly crash?: CrashHook;
}

type BlockedMessage = Extract<ReaderMessage, { kind: 'blocked' }>;

/** The program ends in the middle of a source. */
export class ImportStopped extends Error {}

/** Bad lines that a report names; a file of nothing else is one fault, not a hundred thousand. */
const MAX_REJECTED_REPORTED = 1_000;
/** Bad lines of one source that are a problem each; the others share one. */
const MAX_REJECTED_PROBLEMS = 20;

/** An event, and the closing that it came with. */
interface Waiting {
  readonly event: PosEvent;
  readonly closing: OpenClosing | undefined;
}

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
  #closing: OpenClosing | undefined;
  #isSkipping = false;
  /** Read and not stored yet: small closings share a transaction, because each commit is a disk flush. */
  #events: Waiting[] = [];
  /** Of the open closing: what is stored after all of it was read. */
  #deferred: Waiting[] = [];
  /** Bad lines that are not stored yet. */
  #rejections: ImportProblem[] = [];
  #rejected = 0;
  #hasProgress = false;
  /** Closings all of whose events are among those or stored. */
  #finished: OpenClosing[] = [];
  readonly #sequence: ClosingSequence;

  constructor(parts: WriterParts, source: StoredSource, report: ReportBuilder) {
    this.#parts = parts;
    this.#source = source;
    this.#report = report;
    this.#sequence = new ClosingSequence(parts.events, parts.sources);
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

  block({ closing, madeAt, store, currency }: BlockedMessage): void {
    this.finishClosing();
    this.#sequence.note(closing.payDesk, closing.closing);
    this.#hold(blockedClosing(closing, madeAt), () => {
      const { payDesk, closing: number, businessDay = null } = closing;
      // A released closing stays released: its events are booked or will be, whatever a later file says.
      if (this.#parts.events.closing(payDesk, number)?.status === 'released') return;
      this.#parts.events.saveClosing({
        ...{ payDesk, number, madeAt, businessDay, store, currency },
        sourceId: this.#source.id,
        status: 'blocked',
        closingCash: null,
      });
    });
  }

  openClosing(closing: ReadClosing): void {
    this.finishClosing();
    const { events, instantOf } = this.#parts;
    const { payDesk, number, madeAt } = closing;
    const known = events.closing(payDesk, number);
    const isReleased = known?.status === 'released';
    const isSame = isReleased && isSameMoment(known.made_at, madeAt, instantOf);
    const isTakenBoth = this.#parts.isTakenBoth(`${payDesk}|${number}|${madeAt}`);
    if (isReleased && !isSame && !isTakenBoth) {
      this.#isSkipping = true;
      this.#sequence.note(payDesk, number);
      const knownStore = events.storeOf(payDesk);
      this.#hold(reusedClosingNumber(closing, known.made_at, knownStore, this.#source.name));
      return;
    }
    // A closing of its own under a number that is taken: its receipts are others, whatever their numbers are.
    const isNumberTaken = isReleased && !isSame;
    const suspects = isReleased || isTakenBoth ? [] : suspectsOf(closing, this.#parts);
    const followsBroken = () => this.#sequence.isBrokenBefore(payDesk, number);
    const place = { isStored: isSame, isTakenBoth, isNumberTaken, suspects, followsBroken };
    this.#closing = new OpenClosing(closing, place, events);
    this.#sequence.note(payDesk, number, this.#closing);
    const gap = isNumberTaken ? undefined : this.#sequence.gapBefore(payDesk, number);
    if (gap) this.warn(gap);
    this.#sequence.noteRead(payDesk, number);
  }

  finishClosing(): void {
    if (this.#closing) {
      this.#closing.compare(this.#deferred, this.#parts.repeated);
      this.#events = [...this.#events, ...this.#deferred];
      this.#finished.push(this.#closing);
    }
    this.#deferred = [];
    this.#closing = undefined;
    this.#isSkipping = false;
  }

  async storeEvents(events: readonly PosEvent[]): Promise<void> {
    if (this.#isSkipping) return;
    const closing = this.#closing;
    for (const event of events) {
      const queue = closing?.isDeferred(event) ? this.#deferred : this.#events;
      queue.push({ event: closing?.keyed(event) ?? event, closing });
    }
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
    try {
      return this.#parts.db.transaction(work).immediate();
    } catch (error) {
      this.#parts.events.forget();
      throw error;
    }
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

  /**
   * One transaction: as many events from `at` on as the window does not feel, and with the last of them the closings.
   *
   * @returns the number of events that it stored
   */
  #storeSlice(events: readonly Waiting[], at: number, finished: OpenClosing[]): number {
    const { clock } = this.#parts;
    const now = clock();
    const found: ImportProblem[] = [];
    const outcomes = this.#inTransaction(() => {
      const stored: Outcome[] = [];
      for (let next = at; next < events.length; next++) {
        if (stored.length > 0 && clock() - now >= this.#parts.sliceMs) {
          this.#noteProgress(stored);
          return stored;
        }
        stored.push(this.#storeEvent(events[next] as Waiting, now));
      }
      for (const closing of finished) found.push(...this.#release(closing, now));
      this.#noteProgress(stored);
      return stored;
    });
    if (at + outcomes.length === events.length) finished.length = 0;
    for (const problem of found) this.#report.add(problem);
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
      if (stored.kind === 'duplicate') this.#report.duplicates += 1;
      else if (stored.kind === 'new') {
        this.#report.events += 1;
        this.#report.addJobs(stored.jobs, event.currency);
        jobs += stored.jobs.length;
      }
    }
    if (jobs > 0) this.#parts.onStored();
  }

  #storeEvent({ event, closing }: Waiting, now: number): Outcome {
    const { events } = this.#parts;
    const asked = this.#asked(event, closing);
    const plain = { crossCheck: this.#crossCheck };
    const options = closing?.storeOptions(event, plain) ?? plain;
    const judged = events.judge(asked, options);
    if (judged.kind === 'twin' && !closing)
      return this.#kept(event, judged, twinEvent(event, judged));
    if (closing?.isFurther(event, judged.kind !== 'new') || closing?.isTwin(event, judged)) {
      return { event, stored: NOT_STORED, problem: undefined };
    }
    if (judged.kind === 'other-content') closing?.noteConflict();
    if (judged.kind !== 'new') return this.#kept(event, judged, conflictingEvent(asked, judged));
    const stored = events.add(this.#source.id, event, judged, now);
    const sharedWith = events.sharesBill(event);
    if (sharedWith === undefined) return { event, stored, problem: undefined };
    const problem = sharedBill(event, sharedWith);
    this.#keep(problem);
    // Neither asks for the invoice before a person has decided.
    for (const key of [sharedWith, event.naturalKey]) {
      const version = this.#parts.versions.stored(key);
      if (version) this.#parts.versions.hold(version, { problem: null, reason: null, now });
    }
    return { event, stored, problem };
  }

  /** A difference that the program calculated is booked unasked only where nothing else can explain it. */
  #asked(event: PosEvent, closing: OpenClosing | undefined): PosEvent {
    if (!closing) return event;
    if (!isOpeningDifference(event)) return closing.asked(event);
    const limit = this.#parts.openingLimit(event.store);
    const isSmall = event.jobs.every(({ amount }) => Math.abs(amount) <= limit);
    if (isSmall && !closing.isChanged && !closing.followsBroken) return event;
    return { ...event, question: openingQuestion(event) };
  }

  #kept(event: PosEvent, stored: Stored, problem: ImportProblem | undefined): Outcome {
    // What a person has decided is no hold any more, in whatever export it comes again.
    if (problem && this.#parts.sources.isDecided(problem.fingerprint)) {
      return { event, stored: { kind: 'duplicate' }, problem: undefined };
    }
    if (problem) this.#keep(problem);
    return { event, stored, problem };
  }

  /** @returns what is found of the closing as a whole */
  #release(closing: OpenClosing, now: number): ImportProblem[] {
    const { sources, events } = this.#parts;
    const { payDesk, number, closingCash, store } = closing.read;
    const problems = closing
      .problems(this.#source.name)
      .filter(({ fingerprint }) => !sources.isDecided(fingerprint));
    for (const problem of problems) this.#keep(problem);
    const breaksChain = this.#sequence.settle(payDesk, number, closing);
    if (!closing.isSecond) {
      events.saveClosing({
        ...closing.read,
        sourceId: this.#source.id,
        status: 'released',
        closingCash: breaksChain ? null : closingCash,
        store,
        currency: closing.read.till?.currency,
      });
    }
    if (closing.isComparedWithNothing) this.warn(uncomparedOpening(payDesk, number));
    if (closing.till) events.saveTillClosing(this.#source.id, closing.till);
    sources.resolveProblem(blockedFingerprint(payDesk, number), now);
    return problems;
  }
}

/** A problem of its closing names the event. */
const NOT_STORED: Stored = { kind: 'duplicate' };
