/**
 * What people decide about problems of the import. Each decision, its entry in the journal and what it does are one
 * transaction; a problem is decided once.
 */
import type {
  PostAs,
  Problem,
  ProblemDecision,
  ProblemDetails,
  ProblemVersion,
} from '../../../shared/contract/contract.ts';
import type { PosEvent } from '../../../shared/domain/pos-event.ts';
import { knownKeyOf, type ProblemDetail } from './attention-problems.ts';
import { differencesOf } from './differences.ts';
import type { EventStore } from './events.ts';
import { GIVEN } from './given-limit.ts';
import type { Journal } from './journal.ts';
import { createHeldVersions } from './jobs/held-versions.ts';
import type { Db } from './open.ts';
import { choicesOf, jobsAs, typesOf } from './problem-choices.ts';

interface ProblemRow {
  readonly id: number;
  readonly source_id: number;
  readonly source: string;
  readonly original_path: string | null;
  readonly detail: string;
  readonly found_at: number;
  readonly resolved_at: number | null;
}

export type Decided =
  | { readonly kind: 'decided'; readonly readsAgain: boolean; readonly hasNewJobs: boolean }
  | { readonly kind: 'already' }
  | { readonly kind: 'refused'; readonly message: string };

/** A decision that concerns a closing: `<pay desk>|<closing number>|<made at>`. */
const CLOSINGS_DECIDED = (action: 'release' | 'take-both') =>
  `SELECT json_extract(details, '$.closing') FROM journal
   WHERE topic = 'problem' AND action = '${action}' AND json_extract(details, '$.closing') IS NOT NULL ORDER BY id`;

/** Closings, each as `<pay desk>|<closing number>|<made at>`. */
export function createDecidedClosings(db: Db) {
  const released = db.prepare<[], string>(CLOSINGS_DECIDED('release')).pluck();
  const taken = db.prepare<[], string>(CLOSINGS_DECIDED('take-both')).pluck();
  return {
    /** Booked although their numbers disagree. */
    released: () => released.all(),
    /** Closings of their own, although a stored one has their number. */
    takenBoth: () => taken.all(),
  };
}

const REFUSED =
  'This cannot be decided so, or not any more: something of it is booked or on its way, or cannot be read. ' +
  'Nothing was changed, no money is moved. What is booked already is corrected in RetailSuite.';
const NOT_POSTABLE =
  'It cannot be booked as this type or against this account. Nothing was changed. Choose one of the types that the ' +
  'problem lists; an account is only for postings that are no order.';

export function createProblemDecisions(db: Db, journal: Journal, events: EventStore) {
  const select = `SELECT attention_problems.id, source_id, sources.name AS source, original_path, detail, found_at, resolved_at
     FROM attention_problems JOIN sources ON sources.id = attention_problems.source_id`;
  const byId = db.prepare<[number], ProblemRow>(`${select} WHERE attention_problems.id = ?`);
  const open = db.prepare<[number], ProblemRow>(
    `${select} WHERE resolved_at IS NULL ORDER BY attention_problems.id DESC LIMIT ${GIVEN}`,
  );
  const history = db.prepare<[number], ProblemRow & { resolved_at: number }>(
    `${select} WHERE resolved_at IS NOT NULL ORDER BY resolved_at DESC, attention_problems.id DESC LIMIT ${GIVEN}`,
  );
  const resolve = db.prepare<[number, number]>(
    'UPDATE attention_problems SET resolved_at = ? WHERE id = ? AND resolved_at IS NULL',
  );
  const readAgain = db.prepare<[number]>(
    `UPDATE sources SET status = 'importing', finished_at = NULL, starts = 0, set_aside_at = NULL
     WHERE id = ? AND original_path IS NOT NULL`,
  );
  const versions = createHeldVersions(db, journal);

  const detailOf = (row: ProblemRow) => JSON.parse(row.detail) as ProblemDetail;
  const storedOf = (detail: ProblemDetail) => {
    const key = knownKeyOf(detail);
    return key === undefined ? undefined : versions.stored(key);
  };

  function decisionsOf(row: ProblemRow, detail: ProblemDetail): ProblemDecision[] {
    if (row.resolved_at !== null) return [];
    return choicesOf(detail, {
      canReplace: storedOf(detail)?.isUnsent ?? false,
      canReadAgain: row.original_path !== null,
    });
  }

  function problemOf(row: ProblemRow): Problem {
    const detail = detailOf(row);
    return {
      id: row.id,
      source: row.source,
      receivedAt: row.found_at,
      problem: detail,
      decisions: decisionsOf(row, detail),
    };
  }

  /** Stores the version that waited; where its key is taken, under one of its own. */
  function store(row: ProblemRow, event: PosEvent, role: string, now: number): void {
    const { question: _question, ...plain } = event;
    const isTaken = versions.stored(event.naturalKey) !== undefined;
    const naturalKey = isTaken ? `${event.naturalKey}|${role}-${row.id}` : event.naturalKey;
    events.storeDecided(row.source_id, { ...plain, naturalKey }, now);
  }

  /** @returns whether there are jobs to send now */
  function carryOut(
    row: ProblemRow,
    detail: ProblemDetail,
    decision: ProblemDecision,
    { as, reason, now }: Asked,
  ): boolean {
    const stored = storedOf(detail);
    const note = { problem: row.id, reason, now };
    // Two receipts with one bill number are both stored, and both wait.
    const shared =
      detail.kind === 'conflict' && detail.conflict.code === 'bill-number-shared'
        ? versions.stored(detail.conflict.naturalKey)
        : undefined;
    switch (decision) {
      case 'take-new':
        if (!detail.incoming || !stored) throw new Error('A conflict without versions.');
        versions.exclude(stored, note);
        if (shared) versions.release(shared, note);
        else store(row, detail.incoming, 'correction', now);
        return true;
      case 'take-both':
        if (stored) versions.release(stored, note);
        if (shared) {
          versions.release(shared, note);
          return true;
        }
        if (!detail.incoming) {
          readAgain.run(row.source_id);
          return false;
        }
        store(row, detail.incoming, 'also', now);
        return true;
      case 'keep':
      case 'same-receipt':
        if (stored) versions.release(stored, note);
        if (shared) versions.exclude(shared, note);
        return stored !== undefined;
      case 'post': {
        const jobs = detail.incoming && jobsAs(detail.incoming, as);
        if (!detail.incoming || !jobs) throw new Error('Checked before.');
        store(row, { ...detail.incoming, jobs }, 'posted', now);
        return true;
      }
      case 'release':
        readAgain.run(row.source_id);
        return false;
      case 'explain':
      case 'discard':
      case 'acknowledge':
        return false;
    }
  }

  return {
    /** The newest ones that nobody has decided. */
    open: (limit: number): Problem[] => open.all(limit).map(problemOf),

    details(id: number): ProblemDetails | undefined {
      const row = byId.get(id);
      if (!row) return undefined;
      const detail = detailOf(row);
      const stored = storedOf(detail);
      const { incoming } = detail;
      return {
        stored: stored
          ? {
              payload: stored.payload,
              source: stored.source,
              origin: stored.origin,
              receivedAt: stored.received_at,
              jobs: stored.jobs.map(({ id: job, type, amount, currency, state }) => ({
                id: job,
                type,
                amount,
                currency,
                state,
              })),
            }
          : null,
        incoming: incoming ? incomingVersion(row, incoming) : null,
        differences: stored && incoming ? differencesOf(stored.payload, incoming.payload) : [],
        decisions: decisionsOf(row, detail),
        types: incoming ? [...typesOf(incoming)] : [],
      };
    },

    /** In one transaction of its own. @returns undefined: there is no such problem */
    decide: (id: number, decision: ProblemDecision, asked: Asked): Decided | undefined =>
      db
        .transaction((): Decided | undefined => {
          const row = byId.get(id);
          if (!row) return undefined;
          if (row.resolved_at !== null) return { kind: 'already' };
          const detail = detailOf(row);
          if (!decisionsOf(row, detail).includes(decision)) {
            return { kind: 'refused', message: REFUSED };
          }
          if (decision === 'post' && detail.incoming && !jobsAs(detail.incoming, asked.as)) {
            return { kind: 'refused', message: NOT_POSTABLE };
          }
          resolve.run(asked.now, id);
          const closing = closingOf(detail);
          const details = {
            ...(closing !== undefined && { closing }),
            ...(decision === 'post' && { as: asked.as }),
          };
          journal.append({
            at: asked.now,
            topic: 'problem',
            subject: String(id),
            action: decision,
            reason: asked.reason,
            details: Object.keys(details).length > 0 ? details : null,
          });
          const hasNewJobs = carryOut(row, detail, decision, asked);
          const readsAgain =
            decision === 'release' || (decision === 'take-both' && !detail.incoming);
          return { kind: 'decided', readsAgain, hasNewJobs };
        })
        .immediate(),

    history: (limit: number) =>
      history.all(limit).map((row) => {
        const [entry] = journal.about('problem', String(row.id)).slice(-1);
        return {
          ...problemOf(row),
          decision: {
            at: row.resolved_at,
            who: entry?.who ?? null,
            how: entry?.action ?? null,
            reason: entry?.reason ?? null,
          },
        };
      }),
  };
}

export interface Asked {
  readonly reason: string;
  /** Only of `post`. */
  readonly as: PostAs;
  readonly now: number;
}

export type ProblemDecisions = ReturnType<typeof createProblemDecisions>;

function incomingVersion(row: ProblemRow, incoming: PosEvent): ProblemVersion {
  return {
    payload: incoming.payload,
    source: row.source,
    origin: incoming.origin,
    receivedAt: row.found_at,
    jobs: incoming.jobs.map(({ type, amount }) => ({
      id: null,
      type,
      amount,
      currency: incoming.currency,
      state: null,
    })),
  };
}

function closingOf(detail: ProblemDetail): string | undefined {
  if (detail.kind === 'blocked-closing') {
    const { payDesk, closing } = detail.closing;
    return `${payDesk}|${closing}|${detail.madeAt ?? ''}`;
  }
  if (detail.kind !== 'conflict' || detail.madeAt === undefined) return undefined;
  const [, payDesk, number] = detail.conflict.naturalKey.split('|');
  return `${payDesk}|${number}|${detail.madeAt}`;
}
