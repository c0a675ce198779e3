/**
 * A backend in memory with the contract's face: real conditions, sorting and paging, replies parsed by the contract's
 * schemas, and changes, gaps and failures at the test's command.
 */
import {
  changesSchema,
  contract,
  type Api,
  type CallArgs,
  type CallReply,
  type Changes,
  type DesktopState,
  type FolderProblem,
  type EngineStatus,
  type Snapshot,
  type Tally,
} from '../../shared/contract/contract.ts';
import type { CallName } from '../../shared/contract/names.ts';
import { CallError, failure, type Result } from '../../shared/contract/result.ts';
import {
  canRetry,
  messageOf,
  type Condition,
  type JobColumn,
  type JobRow,
  type PageRequest,
  type ValueColumn,
} from '../../shared/domain/job-list.ts';
import { foldText } from '../../shared/domain/fold-text.ts';
import { readSearch } from '../../shared/domain/search-text.ts';
import { DEFAULT_PREFERENCES, type Preferences } from '../../shared/domain/preferences.ts';
import { statusOf, type JobState } from '../../shared/domain/states.ts';
import { FakeBulk, isBulkCall } from './fake-bulk.ts';
import { FakeClosing, isClosingCall } from './fake-closing.ts';
import { FakeExport, isExportCall } from './fake-export.ts';
import { FakeHandOver, isHandOverCall } from './fake-hand-over.ts';
import { FakePlaces, isPlaceCall } from './fake-places.ts';
import { FakeSetup, isSetupCall } from './fake-setup.ts';
import { FakeUpdates, isUpdateCall } from './fake-updates.ts';
import {
  SAMPLE_NOW,
  SAMPLE_PROBLEMS,
  SAMPLE_TIME_ZONE,
  sampleDetails,
  sampleOriginal,
} from './sample-jobs.ts';
import { SAMPLE_ABOUT, sampleSupport } from './sample-support.ts';

export interface FakeOptions {
  readonly jobs?: readonly JobRow[];
  readonly preferences?: Preferences;
  readonly demo?: boolean;
  readonly openProblems?: number;
  readonly clock: () => number;
  /** Waits before an answer; absent: the answer comes in the next microtask. */
  readonly delay?: (call: CallName) => Promise<void>;
}

export class FakeBackend {
  readonly calls: { readonly name: CallName; readonly args: readonly unknown[] }[] = [];
  preferences: Preferences;
  status: Partial<EngineStatus> = {};
  openProblems: number;
  folderProblems: FolderProblem[] = [];
  settingsRevision = 0;
  restarts = 0;
  desktop: DesktopState = { kind: 'desktop', tray: true, keepInTray: true, autostart: false };
  /** Notifications that the window asked for, each until it is clicked or closed. */
  readonly notifications: {
    readonly title: string;
    readonly body: string;
    readonly resolve: (reply: CallReply<'desktop.notify'>) => void;
  }[] = [];
  /** What the kept original says instead of the sample. */
  original: CallReply<'details.original'> | undefined;
  /** Said of the money of any question instead of the sum. */
  sums: 'counting' | 'too-large' | undefined;
  delay: (call: CallName) => Promise<void>;
  /** Calls that fail, with the message. */
  readonly failing = new Map<CallName, string>();
  readonly setup: FakeSetup;
  readonly places: FakePlaces;
  readonly bulk: FakeBulk;
  readonly export = new FakeExport();
  readonly handOver = new FakeHandOver();
  readonly updates = new FakeUpdates();
  readonly closing: FakeClosing;
  private readonly clock: () => number;
  private readonly demo: boolean;
  private readonly jobs = new Map<number, JobRow>();
  private readonly listeners = new Set<{
    onChanges: (changes: Changes) => void;
    onGap: () => void;
  }>();
  private revision = 0;

  constructor(options: FakeOptions) {
    this.clock = options.clock;
    this.setup = new FakeSetup(options.clock);
    this.places = new FakePlaces(options.clock);
    this.closing = new FakeClosing(options.clock);
    this.bulk = new FakeBulk(options.clock, {
      find: (target) =>
        target.kind === 'jobs'
          ? this.all.filter(({ id }) => target.ids.includes(id))
          : this.matching(target),
      get: (id) => this.jobs.get(id),
      put: (rows) => this.put(rows),
    });
    this.demo = options.demo ?? true;
    this.preferences = options.preferences ?? DEFAULT_PREFERENCES;
    this.openProblems = options.openProblems ?? 0;
    this.delay = options.delay ?? (() => Promise.resolve());
    for (const job of options.jobs ?? []) this.jobs.set(job.id, job);
  }

  get api(): Api {
    return {
      call: async <C extends CallName>(name: C, ...args: CallArgs<C>) => {
        this.calls.push({ name, args });
        await this.delay(name);
        const answer = await this.answer(name, args);
        return answer as Result<CallReply<C>>;
      },
      subscribe: (onChanges, onGap) => {
        const listener = { onChanges, onGap };
        this.listeners.add(listener);
        return () => this.listeners.delete(listener);
      },
    };
  }

  /** Every job, newest first. */
  get all(): readonly JobRow[] {
    return [...this.jobs.values()].sort((a, b) => b.id - a.id);
  }

  /** Writes jobs and tells of them in one batch. `deliver: false`: the batch is lost on the way. */
  put(rows: readonly JobRow[], { deliver = true } = {}): void {
    for (const row of rows) this.jobs.set(row.id, row);
    this.tell(rows.length > 500 ? 'all' : rows.map((row) => row.id), deliver);
  }

  patch(id: number, change: Partial<JobRow>, options?: { deliver: boolean }): void {
    const row = this.jobs.get(id);
    if (!row) throw new Error(`The fake has no job ${id}`);
    this.put([{ ...row, ...change }], options);
  }

  setStatus(change: Partial<EngineStatus>): void {
    this.status = { ...this.status, ...change };
    this.tell([], true);
  }

  setOpenProblems(count: number): void {
    this.openProblems = count;
    this.tell([], true);
  }

  /** Another window saved settings, or preferences that all windows share. */
  touchSettings(): void {
    this.settingsRevision += 1;
    this.tell([], true);
  }

  /** The transport noticed that the line was interrupted. */
  reportGap(): void {
    for (const { onGap } of this.listeners) onGap();
  }

  inbox: Snapshot['inbox'] = {
    folder: 'C:\\ProgramData\\Venduo\\BackOffice\\inbox',
    opens: true,
  };

  snapshot(): Snapshot {
    return {
      revision: this.revision,
      version: '0.1.0',
      demo: this.demo,
      dataFolder: 'C:\\ProgramData\\Venduo\\BackOffice',
      inbox: this.inbox,
      timeZone: SAMPLE_TIME_ZONE,
      status: this.engineStatus(),
      preferences: this.preferences,
      openProblems: this.openProblems,
      folderProblems: this.folderProblems,
      settingsRevision: this.settingsRevision,
      setupOpen: this.setup.state.open,
      update: this.updates.note,
    };
  }

  page(request: PageRequest): CallReply<'jobs.page'> {
    const matching = this.matching(request);
    const { column, direction } = request.sort;
    const sign = direction === 'asc' ? 1 : -1;
    matching.sort(
      (a, b) => sign * (compare(valueOf(a, column), valueOf(b, column)) || a.id - b.id),
    );
    return {
      rows: matching.slice(request.offset, request.offset + request.limit),
      total: matching.length,
      exact: true,
      sums: this.sums ?? sumsOf(matching),
      all: this.jobs.size,
      asOf: this.clock(),
      newestId: Math.max(0, ...this.jobs.keys()),
    };
  }

  private matching({
    conditions,
    search = '',
  }: Pick<PageRequest, 'conditions' | 'search'>): JobRow[] {
    return this.all.filter(
      (row) =>
        conditions.every((condition) =>
          conditions.some((other) => other.column === condition.column && matches(row, other)),
        ) && isFoundBy(row, search),
    );
  }

  private tell(jobs: Changes['jobs'], deliver: boolean): void {
    this.revision += 1;
    const changes = changesSchema.parse({
      revision: this.revision,
      status: this.engineStatus(),
      jobs,
      openProblems: this.openProblems,
      folderProblems: this.folderProblems,
      settingsRevision: this.settingsRevision,
    });
    if (!deliver) return;
    for (const { onChanges } of this.listeners) onChanges(changes);
  }

  private async answer(name: CallName, args: readonly unknown[]): Promise<Result<unknown>> {
    const failing = this.failing.get(name);
    if (failing !== undefined) return failure('unavailable', failing);
    const parsed = contract[name].args.safeParse(args);
    if (!parsed.success) return failure('invalid_args', parsed.error.message);
    try {
      const value = await this.handle(name, parsed.data as never);
      return { ok: true, value: contract[name].reply.parse(value) };
    } catch (error) {
      if (error instanceof CallError) return failure(error.code, error.message);
      throw error;
    }
  }

  private handle(name: CallName, args: readonly [never]): unknown {
    if (isPlaceCall(name)) return this.places.answer(name, args);
    if (isClosingCall(name)) return this.closing.answer(name, args);
    if (isBulkCall(name)) return this.bulk.answer(name, args);
    if (isExportCall(name)) return this.export.answer(name, args);
    if (isUpdateCall(name)) return this.updates.answer(name);
    if (isHandOverCall(name)) return this.handOver.answer(name, args);
    if (isSetupCall(name)) return this.setup.answer(name, args);
    switch (name) {
      case 'app.snapshot':
        return this.snapshot();
      case 'jobs.page':
        return this.page(args[0]);
      case 'jobs.news': {
        const { ids, after, question } = args[0] as CallArgs<'jobs.news'>[0];
        return {
          rows: ids.flatMap((id) => this.jobs.get(id) ?? []),
          count: this.matching(question).filter(({ id }) => id > after).length,
        };
      }
      case 'jobs.sums': {
        const ids: readonly number[] = args[0];
        return sumsOf(ids.flatMap((id) => this.jobs.get(id) ?? []));
      }
      case 'jobs.values': {
        const column: ValueColumn = args[0];
        const counts = new Map<string, number>();
        for (const row of this.all) {
          const value = String(valueOf(row, column) ?? '');
          if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
        }
        return [...counts]
          .map(([value, count]) => ({ value, count }))
          .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
          .slice(0, 500);
      }
      case 'jobs.details': {
        const job = this.jobs.get(args[0]);
        if (!job) throw new CallError('not_found', `There is no job ${String(args[0])}.`);
        return {
          ...sampleDetails(job, this.all),
          decisions: this.bulk.decisions.get(job.id) ?? [],
        };
      }
      case 'details.around': {
        const { id, list } = args[0] as CallArgs<'details.around'>[0];
        const job = this.jobs.get(id);
        if (!job) throw new CallError('not_found', `There is no job ${id}.`);
        const { rows } = this.page({ ...list, offset: 0, limit: this.jobs.size });
        const at = rows.findIndex((row) => row.id === id);
        const same = this.all.filter((row) => row.closing === job.closing);
        return {
          previous: rows[at - 1]?.id ?? null,
          next: at < 0 ? null : (rows[at + 1]?.id ?? null),
          exact: true,
          related: [
            {
              relation: 'closing',
              count: same.length,
              conditions: [
                { kind: 'text', column: 'closing', operator: 'equals', text: job.closing ?? '' },
              ],
            },
          ],
        };
      }
      case 'support.about':
        return SAMPLE_ABOUT;
      case 'support.preview':
        return sampleSupport((args[0] as CallArgs<'support.preview'>[0]).job);
      case 'support.save':
        return { kind: 'download', name: 'venduo-pos-support.zip', zip: 'UEsFBgAAAAA=' };
      case 'desktop.state':
        return this.desktop;
      case 'desktop.set':
        this.desktop = { ...this.desktop, ...(args[0] as Partial<DesktopState>) };
        return this.desktop;
      case 'desktop.restart':
        this.restarts += 1;
        return { restarting: true };
      case 'desktop.notify':
        return new Promise((resolve) => {
          this.notifications.push({ ...(args[0] as CallArgs<'desktop.notify'>[0]), resolve });
        });
      case 'details.byHand':
        return {
          postings: [
            {
              number: '48100',
              receipt: '2-2021/11/0000000082',
              debit: '1000',
              credit: '10007',
              amount: 5_999,
              currency: 'EUR',
              businessDay: '2021-11-10',
              sameReceipt: true,
            },
          ],
        };
      case 'details.decideByHand': {
        const { id, number }: CallArgs<'details.decideByHand'>[0] = args[0];
        this.patch(id, {
          ...(number === null
            ? { state: 'waiting', dueAt: this.clock() }
            : { state: 'verified', dueAt: null, postingNumber: number }),
          cause: null,
        });
        return null;
      }
      case 'details.original':
        return this.original ?? sampleOriginal(args[0]);
      case 'jobs.retry': {
        const ids: readonly number[] = args[0];
        const started = ids.filter((id) => {
          const job = this.jobs.get(id);
          return job !== undefined && canRetry(job);
        });
        for (const id of started) {
          this.patch(id, { state: 'waiting', cause: null, dueAt: this.clock() });
        }
        return { started: started.length, refused: ids.length - started.length };
      }
      case 'engine.kick': {
        const alreadyRunning = this.engineStatus().running;
        if (this.status.pause?.cause === 'stopped') this.setStatus({ pause: null });
        if (!alreadyRunning) this.setStatus({ running: true });
        return { alreadyRunning, jobs: this.engineStatus().pending.count };
      }
      case 'engine.stop':
        this.setStatus({ pause: { cause: 'stopped', since: this.clock(), until: null } });
        return { out: this.engineStatus().sending.count };
      case 'attention.problems':
        return {
          problems: SAMPLE_PROBLEMS.slice(0, this.openProblems),
          total: this.openProblems,
        };
      case 'preferences.save':
        this.preferences = args[0];
        return null;
    }
  }

  private engineStatus(): EngineStatus {
    const tally = (test: (state: JobState) => boolean): Tally => {
      const rows = [...this.jobs.values()].filter((row) => test(row.state));
      const sums: Record<string, number> = {};
      for (const row of rows) sums[row.currency] = (sums[row.currency] ?? 0) + row.amount;
      return {
        count: rows.length,
        sums,
        oldestAt: rows.length > 0 ? Math.min(...rows.map((row) => row.createdAt)) : null,
      };
    };
    const due = [...this.jobs.values()].flatMap((row) =>
      statusOf(row.state) === 'pending' && row.dueAt !== null ? [row.dueAt] : [],
    );
    return {
      running: false,
      pause: null,
      run: null,
      pending: tally((state) => statusOf(state) === 'pending'),
      waiting: tally((state) => state === 'waiting'),
      waitingInvoice: tally((state) => state === 'waiting-invoice'),
      sending: tally((state) => state === 'sending'),
      unclear: tally((state) => state === 'unclear'),
      attention: tally((state) => state === 'attention'),
      aside: tally((state) => state === 'on-hold' || state === 'excluded'),
      total: this.jobs.size,
      nextDueAt: due.length > 0 ? Math.min(...due) : null,
      lastBookedAt: this.jobs.size > 0 ? Math.max(...this.all.map((row) => row.modifiedAt)) : null,
      connected: true,
      ...this.status,
    };
  }
}

const MESSAGES = {
  'order-synced': 'Order synced to RS',
  'order-not-synced': 'Order NOT synced to RS',
};

function valueOf(row: JobRow, column: JobColumn): string | number | null {
  switch (column) {
    case 'status':
      return statusOf(row.state);
    case 'message': {
      const message = messageOf(row);
      return message ? MESSAGES[message] : '';
    }
    case 'details':
      return row.id;
    case 'retry':
      return row.attempts;
    default:
      return row[column];
  }
}

function compare(a: string | number | null, b: string | number | null): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  return a < b ? -1 : 1;
}

function sumsOf(rows: readonly JobRow[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { currency, amount } of rows) sums[currency] = (sums[currency] ?? 0) + amount;
  return sums;
}

function isFoundBy(row: JobRow, search: string): boolean {
  const texts = [row.billNumber, row.invoiceNumber, row.reference, row.postingNumber, row.payDesk];
  const meaning = readSearch(search, SAMPLE_NOW, SAMPLE_TIME_ZONE);
  if (!meaning) return true;
  const { folded, amounts, moment } = meaning;
  return (
    texts.some((text) => foldText(text ?? '').includes(folded)) ||
    amounts.includes(row.amount) ||
    (moment !== undefined && row.createdAt >= moment.from && row.createdAt <= moment.to)
  );
}

function matches(row: JobRow, condition: Condition): boolean {
  const value = valueOf(row, condition.column);
  switch (condition.kind) {
    case 'choice':
      return condition.values.includes(String(value));
    case 'text': {
      const text = String(value ?? '').toLowerCase();
      const wanted = condition.text.toLowerCase();
      if (condition.operator === 'empty') return text === '';
      if (condition.operator === 'equals') return String(value) === condition.text;
      return condition.operator === 'starts' ? text.startsWith(wanted) : text.includes(wanted);
    }
    case 'range':
    case 'day':
      return (
        value !== null &&
        (condition.from === undefined || value >= condition.from) &&
        (condition.to === undefined || value <= condition.to)
      );
  }
}
