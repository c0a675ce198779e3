/** The report of one import: collected while it is read, or made of what is known of the source. */
import path from 'node:path';
import type {
  BlockedClosing,
  Conflict,
  IngestReport,
  JobSum,
  LocatedProblem,
} from '../../../shared/domain/ingest-report.ts';
import type { JobDraft, SourceKind } from '../../../shared/domain/pos-event.ts';
import type { StoredSource } from '../db/sources.ts';
import type { ImportProblem } from './import-problems.ts';

/** A bad line of an inbox file as it stood, for the file beside the archived one; at most as many as the report names. */
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

/** A source that was set aside before: its report again. */
export function stillAside(name: string, before: StoredSource): Imported {
  const report = JSON.parse(before.report ?? '{}') as IngestReport;
  return { report: { ...report, source: name }, rejectedLines: [], isFinished: true };
}

/** The same bytes were imported before. */
export function known(name: string, before: StoredSource): Imported {
  const report = JSON.parse(before.report ?? '{}') as IngestReport;
  return {
    report: {
      ...report,
      source: name,
      status: 'known',
      events: 0,
      jobs: [],
      duplicates: report.events + report.duplicates,
    },
    rejectedLines: [],
    isFinished: true,
  };
}

/** The source is not there, or cannot be read. */
export function unreadable(source: string, error: unknown): Imported {
  const report = new ReportBuilder(path.basename(source), 'unknown', null);
  report.failed = true;
  const code = (error as NodeJS.ErrnoException).code;
  const what =
    code === 'ENOENT'
      ? `${source} is not there (any more)`
      : `${source} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  report.rejected.push({
    file: source,
    code: code === 'ENOENT' ? 'not-found' : 'unreadable',
    message: `${what}. Nothing was stored from it and nothing is lost; check the path or the drive and import it again.`,
  });
  return { report: report.build(), rejectedLines: [], isFinished: true, failure: error };
}
