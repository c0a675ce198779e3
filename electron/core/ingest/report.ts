/** Collects the report of one import. */
import type {
  BlockedClosing,
  Conflict,
  IngestReport,
  JobSum,
  LocatedProblem,
} from '../../../shared/domain/ingest-report.ts';
import type { JobDraft, SourceKind } from '../../../shared/domain/pos-event.ts';
import type { ImportProblem } from './import-problems.ts';

export class ReportBuilder {
  readonly #source: string;
  readonly #kind: SourceKind | 'unknown';
  readonly #sha256: string | null;
  readonly #jobs = new Map<string, JobSum>();
  events = 0;
  duplicates = 0;
  failed = false;
  readonly conflicts: Conflict[] = [];
  readonly blocked: BlockedClosing[] = [];
  readonly rejected: LocatedProblem[] = [];
  readonly warnings: LocatedProblem[] = [];

  constructor(source: string, kind: SourceKind | 'unknown', sha256: string | null) {
    this.#source = source;
    this.#kind = kind;
    this.#sha256 = sha256;
  }

  /** Puts a problem where readers of the report look for its kind. */
  add({ detail }: ImportProblem): void {
    switch (detail.kind) {
      case 'conflict':
        this.conflicts.push(detail.conflict);
        break;
      case 'blocked-closing':
        this.blocked.push(detail.closing);
        break;
      case 'source-failed':
        this.failed = true;
        this.rejected.push(detail.problem);
        break;
      case 'rejected':
        this.rejected.push(detail.problem);
        break;
    }
  }

  addJobs(jobs: readonly JobDraft[], currency: string): void {
    for (const { type, amount } of jobs) {
      const key = `${type} ${currency}`;
      const sum = this.#jobs.get(key) ?? { type, currency, count: 0, sum: 0 };
      this.#jobs.set(key, { ...sum, count: sum.count + 1, sum: sum.sum + amount });
    }
  }

  get jobCount(): number {
    return [...this.#jobs.values()].reduce((count, sum) => count + sum.count, 0);
  }

  /** @param known the same bytes were imported before. */
  build(known = false): IngestReport {
    const clean =
      this.conflicts.length === 0 && this.blocked.length === 0 && this.rejected.length === 0;
    return {
      source: this.#source,
      kind: this.#kind,
      sha256: this.#sha256,
      status: this.failed ? 'failed' : known ? 'known' : clean ? 'imported' : 'partly',
      events: this.events,
      jobs: [...this.#jobs.values()].sort((a, b) => a.type.localeCompare(b.type)),
      duplicates: this.duplicates,
      conflicts: this.conflicts,
      blocked: this.blocked,
      rejected: this.rejected,
      warnings: this.warnings,
    };
  }
}
