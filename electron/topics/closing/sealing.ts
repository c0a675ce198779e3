/**
 * Seals closings: asks RetailSuite what it has of them, compares, and keeps the seal, or that one was opened again and by
 * what. What RetailSuite has otherwise makes its job need a person; nothing is ever sent because of it.
 */
import { createHash } from 'node:crypto';
import {
  DIFFERENCE_CODES,
  isNote,
  RS_REASON_CODES,
  type ClosingLine,
  type RsPart,
} from '../../../shared/domain/closing.ts';
import type { Language } from '../../../shared/domain/preferences.ts';
import { DAY, MINUTE, type Clock } from '../../../shared/domain/time.ts';
import {
  closingKey,
  type ClosingRef,
  type Closings,
  type OpenJobs,
  type Reckoning,
} from '../../core/db/closings/index.ts';
import type { JobMoves } from '../../core/db/jobs/moves.ts';
import type { Db } from '../../core/db/open.ts';
import { isOurs } from '../../core/db/references.ts';
import { createErasedClosings } from '../../core/db/erasure/records.ts';
import { createSeals, type Seal } from '../../core/db/seals.ts';
import { createExpectations } from '../../core/engine/expectations.ts';
import { BELIEVE_MISSING_AFTER_MS } from '../../core/engine/verify.ts';
import type { Fault, RsConnector, StoredPosting } from '../../core/rs/connector.ts';
import { compare, isInRs, knownJob, postingsOf, type Compared, type KnownJob } from './compare.ts';
import { readBack, type RsReading } from './read-back.ts';
import { closingLine, type RsVerdict } from './closing-report.ts';
import { CHANGED_SINCE, keptLine, openedBy, readLine } from './kept-line.ts';
import type { Named, RsClaim } from './reasons.ts';

export const READ_AGAIN_AFTER_MS = 30 * DAY;
/** Somebody may have put it right in RetailSuite, which tells nobody. */
const UNSEALED_AGAIN_AFTER_MS = DAY;
const ASK_AGAIN_AFTER_MS = 10 * MINUTE;
const HASH_LENGTH = 64;
/** Said by a report that asks RetailSuite nothing. */
const NOT_ASKED = 'rs-not-asked';
export interface SealingOptions {
  readonly db: Db;
  readonly closings: Closings;
  readonly moves: Pick<JobMoves, 'verified' | 'verifiedAgain' | 'bookedToAttention'>;
  readonly lastPosting: (id: number) => string | null;
  /** Undefined: not connected, or RS wants to be left alone. */
  readonly connector: () => RsConnector | undefined;
  /** The journal's anchor, for the seal; null: there is none. */
  readonly anchor: () => string | null;
  readonly clock: Clock;
  /** Jobs whose state changed. */
  readonly onChange: (ids: readonly number[]) => void;
}

type LineIn = (language: Language) => ClosingLine;

/** A closing as it stands, with the history of its seal. */
export interface SealedClosing {
  readonly key: string;
  readonly line: ClosingLine;
  readonly readAt: number | null;
  readonly open: OpenJobs;
  /** Newest first. */
  readonly history: readonly Seal[];
}

/** The same in no language yet. */
export interface StandingClosing extends Omit<SealedClosing, 'line'> {
  readonly lineIn: LineIn;
}

const MOST_HISTORY = 50;

export function createSealing(options: SealingOptions) {
  const { db, closings, moves, clock } = options;
  const seals = createSeals(db);
  const erased = createErasedClosings(db);
  let before = Promise.resolve();
  const expectations = createExpectations(db, options.lastPosting);
  const ofPosting = db
    .prepare<[string, string], number>(
      'SELECT 1 FROM jobs WHERE posting_number = ? AND reference = ? LIMIT 1',
    )
    .pluck();
  const withReference = db
    .prepare<[string], string>(
      `SELECT value FROM json_each(?) WHERE EXISTS
         (SELECT 1 FROM jobs WHERE reference = value OR earlier_reference = value)`,
    )
    .pluck();

  const isUnderWay = (jobs: readonly KnownJob[]) =>
    jobs.some(({ state }) => state === 'sending' || state === 'unclear');

  /** Postings with our mark that no job of this database knows. */
  function unknownOf(reading: RsReading): StoredPosting[] {
    const read = new Set(reading.byReference.keys());
    const strange = [...reading.byDay.values()].flat().filter(({ reference, number }) => {
      if (!isOurs(reference) || read.has(reference)) return false;
      return ofPosting.get(number, reference) === undefined;
    });
    if (strange.length === 0) return [];
    const references = JSON.stringify([...new Set(strange.map(({ reference }) => reference))]);
    const ours = new Set(withReference.all(references));
    return strange.filter(({ reference }) => !ours.has(reference));
  }

  interface Part {
    readonly ref: ClosingRef;
    readonly key: string;
    readonly jobs: readonly KnownJob[];
    readonly days: readonly string[];
  }

  function partOf(ref: ClosingRef): Part {
    const now = clock();
    const jobs = Array.from(closings.sentJobsOf(ref), (job) => knownJob(job, now));
    const days = [...new Set(jobs.map((job) => job.businessDay))];
    return { ref, key: closingKey(ref), jobs, days: days.sort() };
  }

  /** An unknown posting belongs to the closing of its day that uses its accounts; to all of them where several do. */
  function unknownByPart(parts: readonly Part[], reading: RsReading) {
    const shares = new Map<Part, StoredPosting[]>();
    for (const posting of unknownOf(reading)) {
      const day = posting.businessDay.slice(0, 10);
      const ofDay = parts.filter(({ days }) => days.includes(day));
      const using = ofDay.filter(({ jobs }) =>
        jobs.some((job) => postingsOf(job, reading)[0]?.account === posting.account),
      );
      for (const part of using.length > 0 ? using : ofDay) {
        shares.set(part, [...(shares.get(part) ?? []), posting]);
      }
    }
    return shares;
  }

  /** Part of the caller's transaction. @returns ids of the jobs that changed */
  function settle({ jobs }: Part, { verdicts }: Compared, reading: RsReading): number[] {
    const now = reading.readAt;
    return jobs.flatMap((job) => {
      const verdict = verdicts.get(job.id);
      if (!verdict) return [];
      if (verdict.kind === 'same') {
        if (job.expected === null) expectations.found(job.id, verdict.posting, now);
        const isNews =
          (job.state === 'booked' && moves.verified(job.id, now)) ||
          (job.state === 'attention' && moves.verifiedAgain(job.id, now));
        return isNews ? [job.id] : [];
      }
      const answer = {
        ...{ endedAt: now, outcome: verdict.cause, httpStatus: 200, error: verdict.error },
        response: JSON.stringify(postingsOf(job, reading)),
      };
      const request = JSON.stringify({ beleg2: job.reference });
      return moves.bookedToAttention(job.id, verdict, request, answer) ? [job.id] : [];
    });
  }

  /** Part of the caller's transaction. */
  function keep(part: Part, lineIn: LineIn, language: Language, now: number): void {
    const line = lineIn(language);
    const hash = hashOf(line);
    const [last] = seals.of(part.key, 1);
    if (last?.hash === hash && last.sealed === line.sealed) return;
    const seal = { closing: part.key, at: now, hash, line: keptLine(lineIn, language) };
    if (last?.sealed) {
      const kept = line.reasons.filter(({ code }) => !isNote(code));
      // What RetailSuite said is the line; that a job needs a person is what became of it.
      const said = kept.find(({ code }) => (RS_REASON_CODES as readonly string[]).includes(code));
      const why = (said ?? kept[0])?.text ?? CHANGED_SINCE[language];
      seals.add({ ...seal, sealed: false, reopenedBy: why, anchor: null });
      if (!line.sealed) return;
    }
    const anchor = line.sealed ? options.anchor() : null;
    seals.add({ ...seal, sealed: line.sealed, reopenedBy: null, anchor });
  }

  function linesOf(ref: ClosingRef, reckoning: Reckoning, verdict: RsVerdict): LineIn {
    const local = closings.localClosing(ref, reckoning);
    return (language) => closingLine(local, verdict, language);
  }

  /**
   * Reads closings from RS now, moves their jobs and keeps their seals.
   *
   * @returns their lines, in the order in which they were given
   */
  async function read(
    refs: readonly ClosingRef[],
    language: Language,
    signal: AbortSignal,
  ): Promise<ClosingLine[]> {
    const parts = refs.map(partOf);
    const ready = parts.filter(({ jobs }) => !isUnderWay(jobs));
    const asked = ready.flatMap(({ jobs }) =>
      jobs.filter((job) => (isInRs(job) && !job.isByHand) || job.state === 'excluded'),
    );
    const days = [...new Set(ready.flatMap((part) => part.days))].sort();
    const connector = options.connector();
    const reply =
      connector && ready.length > 0
        ? await readBack(connector, asked, days, clock, signal)
        : { ok: false as const, fault: NOT_CONNECTED };
    const now = clock();
    if (!reply.ok) {
      const why = unread([{ code: 'rs-not-read', names: [faultText(reply.fault)] }]);
      return db
        .transaction(() => {
          const reckoning = closings.beginReckoning();
          return parts.map((part) => {
            plan(part, now + ASK_AGAIN_AFTER_MS, null);
            return linesOf(part.ref, reckoning, ready.includes(part) ? why : unread([]))(language);
          });
        })
        .immediate();
    }
    const { reading } = reply;
    const shares = unknownByPart(ready, reading);
    const changed: number[] = [];
    const lines = db
      .transaction(() => {
        const reckoning = closings.beginReckoning();
        return parts.map((part) => {
          // What a person or the engine did while RS was asked is judged by the next reading.
          const jobs = partOf(part.ref).jobs;
          if (isUnderWay(jobs) || !ready.includes(part)) {
            plan(part, now + ASK_AGAIN_AFTER_MS, null);
            return linesOf(part.ref, reckoning, unread([]))(language);
          }
          const unknown = shares.get(part) ?? [];
          const compared = compare({ jobs, reading, unknown });
          changed.push(...settle(part, compared, reading));
          const lineIn = linesOf(part.ref, reckoning, verdictOf(compared));
          keep(part, lineIn, language, now);
          const line = lineIn(language);
          plan(part, now + nextReadingOf(line), now);
          return line;
        });
      })
      .immediate();
    if (changed.length > 0) options.onChange(changed);
    return lines;
  }

  function plan({ key, days }: Part, dueAt: number, readAt: number | null): void {
    const [day] = days;
    if (day !== undefined) seals.plan(key, day, dueAt, readAt);
  }

  /** A closing as it stands: what is known here now, and what RS said when it was last asked. */
  function standing(ref: ClosingRef, reckoning: Reckoning): StandingClosing {
    const key = closingKey(ref);
    const history = seals.of(key, MOST_HISTORY);
    const [last] = history;
    const readAt = seals.readAt(key);
    const known = closings.localClosing(ref, reckoning);
    const { open } = known;
    const lineIn: LineIn = (language) => {
      const local = closingLine(known, null, language);
      if (!last) return local;
      const stored = readLine(last, language);
      // What would be reckoned anew is gone; the seal says what it was.
      if (erased.isErased(key)) return stored;
      const isSame = localHash(local) === last.hash.slice(0, HASH_LENGTH);
      if (!isSame) return { ...local, rs: stored.rs };
      const since = local.reasons.filter(({ code }) => code !== NOT_ASKED && !isNote(code));
      if (!stored.sealed || since.length === 0) return stored;
      // An export that says something else, a question that came up: the next reading keeps that it was opened.
      return { ...stored, sealed: false, reasons: [...since, ...stored.reasons] };
    };
    return { key, readAt, open, history, lineIn };
  }

  /** What was erased after its time stays as it was last read: RetailSuite is not asked for it. */
  async function readKept(
    refs: readonly ClosingRef[],
    language: Language,
    signal: AbortSignal,
  ): Promise<ClosingLine[]> {
    const kept = refs.filter((ref) => !erased.isErased(closingKey(ref)));
    const lines = kept.length > 0 ? await read(kept, language, signal) : [];
    const reckoning = closings.beginReckoning();
    return refs.map((ref) => lines[kept.indexOf(ref)] ?? standing(ref, reckoning).lineIn(language));
  }

  function current(ref: ClosingRef, reckoning: Reckoning, language: Language): SealedClosing {
    const { lineIn, history, ...rest } = standing(ref, reckoning);
    return {
      ...{ ...rest, line: lineIn(language) },
      history: history.map((seal) => ({ ...seal, reopenedBy: openedBy(seal, language) })),
    };
  }

  return {
    seals,
    /** One reading at a time: a second one would ask the same. */
    read: (refs: readonly ClosingRef[], language: Language, signal: AbortSignal) => {
      const reading = before.then(() => readKept(refs, language, signal));
      before = reading.then(
        () => undefined,
        () => undefined,
      );
      return reading;
    },
    current,
    standing,
    /** What RetailSuite had of a closing when it was last read; null: it was never read. */
    lastRead(key: string): RsPart | null {
      const [last] = seals.of(key, 1);
      return last ? (JSON.parse(last.line) as ClosingLine).rs : null;
    },
    /** What was last found of a closing, without reckoning it anew; undefined: it was never read. */
    lastOf(key: string) {
      const [last] = seals.of(key, 1);
      if (!last) return undefined;
      const { differenceCents, reasons } = JSON.parse(last.line) as ClosingLine;
      const hasFindings = reasons.some(({ code }) => DIFFERENCE_CODES.includes(code));
      return { at: last.at, sealed: last.sealed, differenceCents, hasFindings };
    },
  };
}

export type Sealing = ReturnType<typeof createSealing>;

const NOT_CONNECTED_DE =
  'keine Verbindung eingerichtet, oder RetailSuite will gerade nicht gefragt werden';
const NOT_CONNECTED: Fault = {
  cause: 'not-connected',
  message: 'not connected, or RetailSuite wants to be left alone for a while',
  pauses: false,
  retryAfterMs: null,
};

function faultText({ cause, message }: Fault): Named {
  return cause === NOT_CONNECTED.cause ? { de: NOT_CONNECTED_DE, en: message } : message;
}

function nextReadingOf({ sealed, reasons }: ClosingLine): number {
  if (sealed) return READ_AGAIN_AFTER_MS;
  return reasons.some(({ code }) => code === 'rs-young')
    ? BELIEVE_MISSING_AFTER_MS
    : UNSEALED_AGAIN_AFTER_MS;
}

function verdictOf({ rs, differenceCents, reasons }: Compared): RsVerdict {
  return { rs, differenceCents, reasons };
}

/** RetailSuite could not be read, or must not be yet. */
function unread(reasons: readonly RsClaim[]): RsVerdict {
  return { rs: null, differenceCents: null, reasons };
}

/** What this program knows by itself, then what RS has; each SHA-256 in hexadecimal. */
function hashOf(line: ClosingLine): string {
  return localHash(line) + sha256({ ...line.rs, readAt: null, cents: line.differenceCents });
}

function localHash({ till, jobs, cash, gaps, days }: ClosingLine): string {
  return sha256({ till, jobs, cash, gaps, days });
}

function sha256(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
