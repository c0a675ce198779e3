/** Many jobs at once, in memory: sets that are frozen and acted upon, with the rule of the real backend. */
import type {
  BulkPlan,
  BulkProgress,
  BulkTarget,
  JobDetails,
  Tally,
} from '../../shared/contract/contract.ts';
import type { CallName } from '../../shared/contract/names.ts';
import { CallError } from '../../shared/contract/result.ts';
import { refusalOf, type BulkAction, type BulkRefusal } from '../../shared/domain/bulk.ts';
import type { JobRow } from '../../shared/domain/job-list.ts';
import type { JobState } from '../../shared/domain/states.ts';

const TARGETS: Readonly<Record<BulkAction, JobState>> = {
  retry: 'waiting',
  hold: 'on-hold',
  exclude: 'excluded',
  release: 'waiting',
};

export interface FakeJobs {
  find(target: BulkTarget): readonly JobRow[];
  get(id: number): JobRow | undefined;
  put(rows: readonly JobRow[]): void;
}

export function isBulkCall(name: CallName): name is Extract<CallName, `bulk.${string}`> {
  return name.startsWith('bulk.');
}

export class FakeBulk {
  readonly decisions = new Map<number, JobDetails['decisions']>();
  /** Sets that are gone, as after a restart. */
  forgetsSets = false;
  readonly #sets = new Map<
    string,
    { action: BulkAction; ids: number[]; progress: BulkProgress | undefined }
  >();
  readonly #clock: () => number;
  readonly #jobs: FakeJobs;

  constructor(clock: () => number, jobs: FakeJobs) {
    this.#clock = clock;
    this.#jobs = jobs;
  }

  answer(name: Extract<CallName, `bulk.${string}`>, args: readonly [never]): unknown {
    switch (name) {
      case 'bulk.prepare':
        return this.#prepare(args[0]);
      case 'bulk.run':
        return this.#run(args[0]);
      case 'bulk.progress':
      case 'bulk.stop':
        return this.#find(args[0]).progress;
    }
  }

  #prepare({ action, target }: { action: BulkAction; target: BulkTarget }): BulkPlan {
    const rows = this.#jobs.find(target);
    const groups = new Map<BulkRefusal, JobRow[]>();
    const eligible: JobRow[] = [];
    for (const row of rows) {
      const reason = refusalOf(action, { state: row.state, isLeased: false });
      if (reason === null) eligible.push(row);
      else groups.set(reason, [...(groups.get(reason) ?? []), row]);
    }
    const setId = `set-${this.#sets.size + 1}`;
    this.#sets.set(setId, { action, ids: eligible.map(({ id }) => id), progress: undefined });
    const days = eligible.map(({ businessDay }) => businessDay).sort();
    return {
      setId,
      action,
      all: tallyOf(rows),
      eligible: tallyOf(eligible),
      days: days.length === 0 ? null : { first: days[0] ?? '', last: days.at(-1) ?? '' },
      refused: [...groups].map(([reason, of]) => ({ reason, tally: tallyOf(of) })),
      expiresAt: this.#clock() + 900_000,
    };
  }

  #find(setId: string) {
    const set = this.#sets.get(setId);
    if (!set || this.forgetsSets) {
      throw new CallError('not_found', 'This selection is no longer known. Count it anew.');
    }
    return set;
  }

  #run({ setId, reason = '' }: { setId: string; reason?: string }): BulkProgress {
    const set = this.#find(setId);
    if (set.progress) return set.progress;
    const { action } = set;
    if (action !== 'retry' && reason.trim() === '') {
      throw new CallError('refused', 'This needs a reason.');
    }
    const refused = new Map<BulkRefusal, number>();
    const moved: JobRow[] = [];
    for (const id of set.ids) {
      const row = this.#jobs.get(id);
      const why = row ? refusalOf(action, { state: row.state, isLeased: false }) : 'unknown';
      if (!row || why !== null) {
        refused.set(why ?? 'unknown', (refused.get(why ?? 'unknown') ?? 0) + 1);
        continue;
      }
      moved.push(row);
      const entry = { at: this.#clock(), who: 'anna', action, reason: reason.trim() || null };
      this.decisions.set(id, [...(this.decisions.get(id) ?? []), entry]);
    }
    const isDue = action === 'retry' || action === 'release';
    this.#jobs.put(
      moved.map((row) => ({
        ...row,
        state: TARGETS[action],
        cause: isDue ? null : row.cause,
        dueAt: isDue ? this.#clock() : null,
        modifiedAt: this.#clock(),
      })),
    );
    set.progress = {
      status: 'done',
      total: set.ids.length,
      done: tallyOf(moved),
      refused: [...refused].map(([why, count]) => ({ reason: why, count })),
    };
    return set.progress;
  }
}

function tallyOf(rows: readonly JobRow[]): Tally {
  const sums: Record<string, number> = {};
  for (const row of rows) sums[row.currency] = (sums[row.currency] ?? 0) + row.amount;
  return {
    count: rows.length,
    sums,
    oldestAt: rows.length > 0 ? Math.min(...rows.map((row) => row.createdAt)) : null,
  };
}
