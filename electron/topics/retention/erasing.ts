/**
 * Looks for what is past its time, and erases it: closing by closing, then originals, then their files. In slices that the
 * window does not feel; ended at any point, the next run goes on.
 */
import {
  retentionLimits,
  type ErasureAmount,
  type HeldReason,
  type RetentionLimits,
  type RetentionPlan,
  type RetentionReport,
} from '../../../shared/domain/retention.ts';
import type { Clock } from '../../../shared/domain/time.ts';
import { closingKey, createClosings, type ClosingRef } from '../../core/db/closings/index.ts';
import { createErasureDue } from '../../core/db/erasure/due.ts';
import { createOriginalErasure, type DueOriginal } from '../../core/db/erasure/originals.ts';
import { createProblemErasure } from '../../core/db/erasure/problems.ts';
import { createRecordErasure } from '../../core/db/erasure/records.ts';
import type { Journal } from '../../core/db/journal.ts';
import type { Db } from '../../core/db/open.ts';
import type { Ingest } from '../../core/ingest/index.ts';
import type { CredibleDate } from './credible-date.ts';

export interface ErasingOptions {
  readonly db: Db;
  readonly journal: Journal;
  readonly ingest: Pick<Ingest, 'removeErased'>;
  /** Its archive holds deliveries once more; null: none. */
  readonly inbox: () => string | null;
  readonly date: () => CredibleDate;
  readonly clock: Clock;
  readonly endOfTurn: (run: () => void) => void;
}

export interface ErasingRequest {
  readonly plan: RetentionPlan;
  /** A day that is earlier than the law's; absent: all that is past its time. */
  readonly before?: string;
  readonly isStopped: () => boolean;
}

interface Survey {
  readonly closings: readonly ClosingRef[];
  readonly originals: readonly DueOriginal[];
  readonly amount: ErasureAmount;
  readonly held: RetentionReport['held'];
}

type Ended = RetentionReport['ended'];

const NOTHING: ErasureAmount = { closings: 0, receipts: 0, originals: 0, bytes: 0 };

export function createErasing(options: ErasingOptions) {
  const { db, journal, clock } = options;
  const closings = createClosings(db);
  const due = createErasureDue(db, closings);
  const records = createRecordErasure({ db, journal, closings, due, clock });
  const originals = createOriginalErasure({ db, journal, clock });
  const problems = createProblemErasure({ db, journal, clock });
  const turn = () => new Promise<void>((resolve) => options.endOfTurn(resolve));

  async function survey(limits: RetentionLimits, isStopped: () => boolean): Promise<Survey> {
    const widest = limits.records > limits.originals ? limits.records : limits.originals;
    const found = new Map<string, ClosingRef>();
    const held = new Map<HeldReason, number>();
    const hold = (reason: HeldReason, count: number) =>
      held.set(reason, (held.get(reason) ?? 0) + count);
    const heldSources = new Set<number>();
    const seen = new Set<string>();
    const questions = closings.openQuestions();
    let receipts = 0;

    function look(ref: ClosingRef): void {
      const key = closingKey(ref);
      if (seen.has(key)) return;
      seen.add(key);
      const judged = due.judge(ref, questions);
      if (judged.left === 0) return;
      if (judged.held !== null) {
        for (const source of due.sourcesOf(ref)) heldSources.add(source);
        if (judged.isBefore(widest)) hold(judged.held, 1);
      } else if (judged.isBefore(limits.records)) {
        found.set(key, ref);
        receipts += judged.left;
      }
    }

    for (const day of due.daysBefore(widest)) {
      if (isStopped()) break;
      const of = closings.closingsOf(day);
      for (const ref of of.closings) {
        look(ref);
        await turn();
      }
      for (const open of of.open) {
        hold('no-closing', open.count);
        for (const source of due.sourcesOfOpen(open)) heldSources.add(source);
      }
      await turn();
    }
    for (const source of originals.openSources(limits.originals)) heldSources.add(source);
    const old = originals.due(limits.originals).filter(({ id }) => !heldSources.has(id));
    const free = old.filter(({ isHeld }) => isHeld === 0);
    if (free.length < old.length) hold('unfinished-import', old.length - free.length);
    return {
      closings: [...found.values()],
      originals: free,
      amount: {
        closings: found.size,
        receipts,
        originals: free.length,
        bytes: free.reduce((sum, { size }) => sum + size, 0),
      },
      held: [...held].map(([reason, count]) => ({ reason, count })),
    };
  }

  /** What a run that was ended left half done is finished first. */
  async function finish(isStopped: () => boolean): Promise<Ended> {
    for (;;) {
      if (isStopped()) return 'stopped';
      const { kind } = records.next();
      if (kind === 'busy') return 'busy';
      if (kind !== 'more') return 'complete';
      await turn();
    }
  }

  async function eraseRecords(
    survey: Survey,
    limits: RetentionLimits,
    erased: { closings: number; receipts: number },
    isStopped: () => boolean,
  ): Promise<Ended> {
    for (const ref of survey.closings) {
      if (isStopped()) return 'stopped';
      const begun = records.begin(ref, limits);
      if (begun.kind === 'busy') return 'busy';
      // Something came up since it was looked at.
      if (begun.kind !== 'begun') continue;
      const ended = await finish(isStopped);
      if (ended !== 'complete') return ended;
      erased.closings += 1;
      erased.receipts += begun.receipts;
    }
    return 'complete';
  }

  async function eraseOriginals(
    survey: Survey,
    limits: RetentionLimits,
    erased: { originals: number; bytes: number },
    isStopped: () => boolean,
  ): Promise<Ended> {
    for (const original of survey.originals) {
      if (isStopped()) return 'stopped';
      if (originals.isSending()) return 'busy';
      if (originals.erase(original, limits.originals)) {
        erased.originals += 1;
        erased.bytes += original.size;
      }
      await turn();
    }
    return 'complete';
  }

  return {
    /**
     * @param isErasing false: only looks
     * @throws errors of the disk; what was erased until then stays so
     */
    async run(request: ErasingRequest, isErasing: boolean): Promise<RetentionReport> {
      const { plan, isStopped } = request;
      const at = clock();
      const { today, clock: verdict } = options.date();
      const report = { at, clock: verdict, due: NOTHING, held: [], ended: 'complete' as Ended };
      if (today === null) return { ...report, limits: null, erased: isErasing ? NOTHING : null };
      const limits = narrowed(retentionLimits(today, plan), request.before);
      if (!isErasing) {
        const found = await survey(limits, isStopped);
        const ended = isStopped() ? 'stopped' : 'complete';
        return { ...report, limits, due: found.amount, held: found.held, erased: null, ended };
      }
      const erased = { closings: 0, receipts: 0, originals: 0, bytes: 0 };
      let ended = await finish(isStopped);
      let found: Survey | undefined;
      if (ended === 'complete') {
        found = await survey(limits, isStopped);
        ended = await eraseRecords(found, limits, erased, isStopped);
        if (ended === 'complete') ended = await eraseOriginals(found, limits, erased, isStopped);
      }
      while (ended === 'complete' && !isStopped() && !problems.slice(limits.records)) await turn();
      // Also what an earlier run, or a copy that was put back, left lying.
      if (!isStopped()) await options.ingest.removeErased(options.inbox(), limits.originals);
      const { amount = NOTHING, held = [] } = found ?? {};
      return { ...report, limits, due: amount, held, erased, ended };
    },
  };
}

function narrowed(limits: RetentionLimits, before: string | undefined): RetentionLimits {
  const earlier = (limit: string) => (before !== undefined && before < limit ? before : limit);
  return { records: earlier(limits.records), originals: earlier(limits.originals) };
}
