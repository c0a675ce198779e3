/**
 * Many jobs at once, in two steps: `prepare` freezes the exact set and tells what it is, `run` acts on exactly that set.
 *
 * A set is a list of ids in memory (eight bytes a job), so that a million of them is no burden. Every job is looked at
 * again in the transaction that changes it: a job that has changed meanwhile is refused and reported, never guessed. Both steps go
 * in slices and leave the event loop to others in between. If the program ends, what is done is done and stands in the
 * journal; the rest is as it was.
 */
import crypto from 'node:crypto';
import type {
  BulkPlan,
  BulkProgress,
  BulkTarget,
  Tally,
} from '../../../shared/contract/contract.ts';
import { CallError } from '../../../shared/contract/result.ts';
import {
  needsReason,
  refusalOf,
  type BulkAction,
  type BulkRefusal,
} from '../../../shared/domain/bulk.ts';
import { MINUTE, type Clock, type Timers } from '../../../shared/domain/time.ts';
import type { JobAtHand, JobDecisions } from '../../core/db/jobs/decisions.ts';
import type { Journal } from '../../core/db/journal.ts';
import type { JobWalk } from '../../core/db/list/walk.ts';
import { IdList } from './id-list.ts';
import { Sum } from './tally.ts';

/** A set that nobody decides on is kept this long; counted anew it is another one. */
const UNDECIDED_TTL_MS = 15 * MINUTE;
/** A finished set stays known this long. */
const FINISHED_TTL_MS = 60 * MINUTE;
const MAX_SETS = 8;
/** Jobs per transaction; adapted so that one takes a few milliseconds. */
const FIRST_SLICE_JOBS = 25;
const MIN_SLICE_JOBS = 5;
const MAX_SLICE_JOBS = 400;
const SLICE_DURATION_MS = 6;
/** `run` answers after this time at the latest, with what is done until then. */
const ANSWER_DELAY_LIMIT_MS = 400;

interface FrozenSet {
  readonly action: BulkAction;
  readonly ids: IdList;
  readonly target: BulkTarget;
  readonly tally: Tally;
  expiresAt: number;
  run: Run | undefined;
}

interface Run {
  status: BulkProgress['status'];
  readonly done: Sum;
  readonly refused: Map<BulkRefusal, number>;
  readonly finished: Promise<void>;
}

export interface BulkOptions {
  readonly decisions: JobDecisions;
  readonly walk: JobWalk;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Runs a function in one transaction. */
  readonly transact: <T>(work: () => T) => T;
  readonly yieldTurn: () => Promise<void>;
  /** Jobs changed. */
  readonly onChange: (ids: readonly number[]) => void;
  readonly onBug: (error: unknown) => void;
}

export function createBulk(options: BulkOptions) {
  const { decisions, walk, journal, clock, timers, transact, yieldTurn } = options;
  const sets = new Map<string, FrozenSet>();
  let stopped = false;

  function forgetOld(): void {
    const now = clock();
    for (const [id, { expiresAt, run }] of sets) {
      const isIdle = run?.status !== 'running';
      if (isIdle && (expiresAt <= now || sets.size > MAX_SETS)) sets.delete(id);
    }
  }

  function find(setId: string): FrozenSet {
    forgetOld();
    const set = sets.get(setId);
    if (!set) throw new CallError('not_found', 'This selection is no longer known. Count it anew.');
    return set;
  }

  async function prepare(action: BulkAction, target: BulkTarget): Promise<BulkPlan> {
    const all = new Sum();
    const eligible = new Sum();
    const refused = new Map<BulkRefusal, Sum>();
    const ids = new IdList();
    let days: { first: string; last: string } | null = null;
    const asked = target.kind === 'jobs' ? [...new Set(target.ids)] : [];
    const slices = target.kind === 'jobs' ? walk.byIds(asked) : walk.matching(target);
    for await (const slice of slices) {
      if (stopped) throw new CallError('unavailable', 'The program is ending.');
      for (const job of slice) {
        all.add(job);
        const reason = refusalOf(action, job);
        if (reason !== null) {
          groupOf(refused, reason).add(job);
          continue;
        }
        eligible.add(job);
        ids.push(job.id);
        days ??= { first: job.businessDay, last: job.businessDay };
        if (job.businessDay < days.first) days.first = job.businessDay;
        if (job.businessDay > days.last) days.last = job.businessDay;
      }
    }
    for (let missing = asked.length - all.tally().count; missing > 0; missing--) {
      groupOf(refused, 'unknown').addUnknown();
    }
    const setId = crypto.randomUUID();
    const expiresAt = clock() + UNDECIDED_TTL_MS;
    sets.set(setId, { action, ids, target, tally: eligible.tally(), expiresAt, run: undefined });
    forgetOld();
    return {
      setId,
      action,
      all: all.tally(),
      eligible: eligible.tally(),
      days,
      refused: [...refused].map(([reason, sum]) => ({ reason, tally: sum.tally() })),
      expiresAt,
    };
  }

  function begin(set: FrozenSet, reason: string | null): Run {
    let finish = (): void => undefined;
    const run: Run = {
      status: 'running',
      done: new Sum(),
      refused: new Map(),
      finished: new Promise((resolve) => (finish = resolve)),
    };
    work(set, run, reason)
      .catch((error: unknown) => {
        run.status = 'stopped';
        options.onBug(error);
      })
      .finally(() => {
        set.expiresAt = clock() + FINISHED_TTL_MS;
        finish();
      });
    return run;
  }

  async function work(set: FrozenSet, run: Run, reason: string | null): Promise<void> {
    const { ids, action } = set;
    noteTheWhole(set, reason);
    let size = FIRST_SLICE_JOBS;
    for (let at = 0; at < ids.length;) {
      await yieldTurn();
      if (stopped) run.status = 'stopped';
      if (run.status !== 'running') return;
      const slice = ids.slice(at, at + size);
      const startedAt = clock();
      const { moved, refused } = transact(() => act(action, slice, reason));
      const took = clock() - startedAt;
      at += slice.length;
      if (took > SLICE_DURATION_MS) size = Math.max(MIN_SLICE_JOBS, Math.floor(size / 2));
      else if (took * 2 < SLICE_DURATION_MS) size = Math.min(MAX_SLICE_JOBS, size * 2);
      moved.forEach((job) => run.done.add(job));
      for (const why of refused) run.refused.set(why, (run.refused.get(why) ?? 0) + 1);
      if (moved.length > 0) options.onChange(moved.map(({ id }) => id));
    }
    run.status = 'done';
  }

  /** One slice, inside its transaction. */
  function act(action: BulkAction, ids: readonly number[], reason: string | null) {
    const now = clock();
    const moved: JobAtHand[] = [];
    const refused: BulkRefusal[] = [];
    for (const id of ids) {
      const job = decisions.look(id);
      const why = job ? refusalOf(action, job) : 'unknown';
      if (!job || why !== null) {
        refused.push(why ?? 'unknown');
      } else if (decisions.move(action, id, now)) {
        moved.push(job);
        journal.append({
          at: now,
          topic: 'job',
          subject: String(id),
          action,
          reason,
          details: { from: job.state },
        });
      } else {
        refused.push('busy');
      }
    }
    return { moved, refused };
  }

  /** The whole request, before the first job: it shows later where a crash cut it short. */
  function noteTheWhole({ action, target, tally }: FrozenSet, reason: string | null): void {
    if (tally.count < 2) return;
    const asked = target.kind === 'jobs' ? null : target;
    transact(() =>
      journal.append({
        at: clock(),
        topic: 'selection',
        subject: action,
        action,
        reason,
        details: { count: tally.count, sums: tally.sums, asked },
      }),
    );
  }

  function progress(set: FrozenSet): BulkProgress {
    const { run, ids } = set;
    return {
      status: run?.status ?? 'stopped',
      total: ids.length,
      done: run?.done.tally() ?? new Sum().tally(),
      refused: [...(run?.refused ?? [])].map(([reason, count]) => ({ reason, count })),
    };
  }

  return {
    prepare,

    /** @throws CallError `not_found`: the set is gone; `refused`: the reason is missing */
    async run(setId: string, reason: string): Promise<BulkProgress> {
      const set = find(setId);
      if (needsReason(set.action) && reason.trim() === '') {
        throw new CallError('refused', 'This needs a reason.');
      }
      set.run ??= begin(set, reason.trim() || null);
      let cancel = (): void => undefined;
      const enough = new Promise<void>(
        (resolve) => (cancel = timers.after(ANSWER_DELAY_LIMIT_MS, resolve)),
      );
      await Promise.race([set.run.finished, enough]);
      cancel();
      return progress(set);
    },

    /** The first jobs of a set, and how many it has. @throws CallError `not_found` */
    jobsOf(setId: string, most: number): { readonly ids: number[]; readonly count: number } {
      const { ids } = find(setId);
      return { ids: ids.slice(0, most), count: ids.length };
    },

    /** @throws CallError `not_found` */
    progress: (setId: string): BulkProgress => progress(find(setId)),

    /** @throws CallError `not_found` */
    stop(setId: string): BulkProgress {
      const set = find(setId);
      if (!set.run) sets.delete(setId);
      else if (set.run.status === 'running') set.run.status = 'stopped';
      return progress(set);
    },

    /** The program ends: no further slice begins. */
    end(): void {
      stopped = true;
    },
  };
}

function groupOf(groups: Map<BulkRefusal, Sum>, reason: BulkRefusal): Sum {
  const known = groups.get(reason);
  if (known) return known;
  const sum = new Sum();
  groups.set(reason, sum);
  return sum;
}

export type Bulk = ReturnType<typeof createBulk>;
