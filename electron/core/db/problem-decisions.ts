/**
 * What people decide about problems of the import. Each decision, its entry in the journal and what it does are one
 * transaction; a problem is decided once.
 */
import type { JobType } from '../../../shared/domain/job.ts';
import type { JobState } from '../../../shared/domain/states.ts';
import { canRelease } from '../../../shared/domain/ingest-report.ts';
import type { ProblemDecision, ProblemDetails } from '../../../shared/contract/contract.ts';
import { GIVEN } from './given-limit.ts';
import { differencesOf } from './differences.ts';
import type { EventStore } from './events.ts';
import { createReplacement } from './jobs/decisions.ts';
import type { Journal } from './journal.ts';
import type { Db } from './open.ts';
import type { ProblemDetail } from './attention-problems.ts';

interface ProblemRow {
  readonly id: number;
  readonly source_id: number;
  readonly source: string;
  readonly detail: string;
  readonly found_at: number;
  readonly resolved_at: number | null;
}

interface StoredEvent {
  readonly id: number;
  readonly source: string;
  readonly payload: string;
  readonly origin: string;
  readonly received_at: number;
}

interface StoredJob {
  readonly id: number;
  readonly type: JobType;
  readonly amount: number;
  readonly currency: string;
  readonly state: JobState;
  readonly in_doubt_since: number | null;
  readonly lease_token: number | null;
}

/** Nothing of these is in RS, and nothing is on its way there. */
const UNSENT: readonly JobState[] = [
  'waiting',
  'waiting-invoice',
  'attention',
  'on-hold',
  'excluded',
];

export type Decided =
  | { readonly kind: 'decided'; readonly readsAgain: boolean; readonly hasNewJobs: boolean }
  | { readonly kind: 'already' }
  | { readonly kind: 'refused'; readonly message: string };

/** `<pay desk>|<closing number>|<made at>` of the closings that people released. */
export function releasedClosings(db: Db) {
  const released = db
    .prepare<[], string>(
      `SELECT json_extract(details, '$.closing') FROM journal WHERE topic = 'problem' AND action = 'release' ORDER BY id`,
    )
    .pluck();
  return { released: () => released.all() };
}

export function problemDecisions(db: Db, journal: Journal, events: EventStore) {
  const byId = db.prepare<[number], ProblemRow>(
    `SELECT attention_problems.id, source_id, sources.name AS source, detail, found_at, resolved_at
     FROM attention_problems JOIN sources ON sources.id = attention_problems.source_id WHERE attention_problems.id = ?`,
  );
  const storedEvent = db.prepare<[string], StoredEvent>(
    `SELECT pos_events.id, sources.name AS source, payload, origin, pos_events.received_at
     FROM pos_events JOIN sources ON sources.id = pos_events.source_id WHERE natural_key = ?`,
  );
  const jobsOf = db.prepare<[number], StoredJob>(
    'SELECT id, type, amount, currency, state, in_doubt_since, lease_token FROM jobs WHERE event_id = ? ORDER BY id',
  );
  const resolve = db.prepare<[number, number]>(
    'UPDATE attention_problems SET resolved_at = ? WHERE id = ? AND resolved_at IS NULL',
  );
  const exclude = createReplacement(db);
  const readAgain = db.prepare<[number]>(
    `UPDATE sources SET status = 'importing', finished_at = NULL WHERE id = ? AND original_path IS NOT NULL`,
  );
  const history = db.prepare<[number], ProblemRow & { resolved_at: number }>(
    `SELECT attention_problems.id, source_id, sources.name AS source, detail, found_at, resolved_at
     FROM attention_problems JOIN sources ON sources.id = attention_problems.source_id
     WHERE resolved_at IS NOT NULL ORDER BY resolved_at DESC, attention_problems.id DESC LIMIT ${GIVEN}`,
  );

  const detailOf = (row: ProblemRow) => JSON.parse(row.detail) as ProblemDetail;

  function conflictOf(detail: ProblemDetail) {
    if (detail.kind !== 'conflict') return null;
    const stored = storedEvent.get(detail.conflict.naturalKey);
    const jobs = stored ? jobsOf.all(stored.id) : [];
    // A lease: the engine is about to send it.
    const isUnsent = jobs.every(
      ({ state, in_doubt_since, lease_token }) =>
        UNSENT.includes(state) && in_doubt_since === null && lease_token === null,
    );
    return { stored, jobs, isUnsent, incoming: detail.incoming };
  }

  function decisionsOf(detail: ProblemDetail): ProblemDecision[] {
    switch (detail.kind) {
      case 'conflict': {
        const conflict = conflictOf(detail);
        const canTakeNew =
          detail.conflict.code === 'other-content' &&
          conflict?.incoming !== undefined &&
          conflict.stored !== undefined &&
          conflict.isUnsent;
        return canTakeNew ? ['keep', 'take-new'] : ['keep'];
      }
      case 'blocked-closing':
        return detail.madeAt !== undefined && canRelease(detail.closing.reasons)
          ? ['discard', 'release']
          : ['discard'];
      case 'rejected':
      case 'source-failed':
        return ['acknowledge'];
    }
  }

  /** The stored jobs are put aside, the new version is stored as an event of its own. */
  function takeNew(row: ProblemRow, detail: ProblemDetail, reason: string, now: number): void {
    const conflict = conflictOf(detail);
    if (!conflict?.incoming || !conflict.stored) throw new Error('A conflict without versions.');
    for (const job of conflict.jobs) {
      if (!exclude(job.id, now)) continue;
      journal.append({
        at: now,
        topic: 'job',
        subject: String(job.id),
        action: 'exclude',
        reason,
        details: { problem: row.id },
      });
    }
    const { naturalKey } = conflict.incoming;
    const correction = { ...conflict.incoming, naturalKey: `${naturalKey}|correction-${row.id}` };
    events.store(row.source_id, correction, now, false);
  }

  return {
    details(id: number): ProblemDetails | undefined {
      const row = byId.get(id);
      if (!row) return undefined;
      const detail = detailOf(row);
      const conflict = conflictOf(detail);
      const { stored, incoming, jobs } = conflict ?? {
        stored: undefined,
        incoming: undefined,
        jobs: [],
      };
      return {
        stored: stored
          ? {
              payload: stored.payload,
              source: stored.source,
              origin: stored.origin,
              receivedAt: stored.received_at,
              jobs: jobs.map(({ id, type, amount, currency, state }) => ({
                id,
                type,
                amount,
                currency,
                state,
              })),
            }
          : null,
        incoming: incoming
          ? {
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
            }
          : null,
        differences: stored && incoming ? differencesOf(stored.payload, incoming.payload) : [],
        decisions: row.resolved_at === null ? decisionsOf(detail) : [],
      };
    },

    /** In one transaction of its own. */
    decide: (
      id: number,
      decision: ProblemDecision,
      reason: string,
      now: number,
    ): Decided | undefined =>
      db
        .transaction((): Decided | undefined => {
          const row = byId.get(id);
          if (!row) return undefined;
          if (row.resolved_at !== null) return { kind: 'already' };
          const detail = detailOf(row);
          if (!decisionsOf(detail).includes(decision)) {
            return {
              kind: 'refused',
              message:
                'This cannot be decided so any more: something of it is booked or on its way, or cannot be read. ' +
                'Nothing was changed. Correct it in RetailSuite and keep what is stored here.',
            };
          }
          resolve.run(now, id);
          const closing =
            detail.kind === 'blocked-closing'
              ? `${detail.closing.payDesk}|${detail.closing.closing}|${detail.madeAt ?? ''}`
              : undefined;
          journal.append({
            at: now,
            topic: 'problem',
            subject: String(id),
            action: decision,
            reason,
            details: closing === undefined ? null : { closing },
          });
          if (decision === 'take-new') takeNew(row, detail, reason, now);
          if (decision === 'release') readAgain.run(row.source_id);
          return {
            kind: 'decided',
            readsAgain: decision === 'release',
            hasNewJobs: decision === 'take-new',
          };
        })
        .immediate(),

    history: (limit: number) =>
      history.all(limit).map((row) => {
        const [entry] = journal.about('problem', String(row.id)).slice(-1);
        return {
          id: row.id,
          source: row.source,
          receivedAt: row.found_at,
          problem: detailOf(row),
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

export type ProblemDecisions = ReturnType<typeof problemDecisions>;
