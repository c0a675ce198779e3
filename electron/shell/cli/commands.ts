/** What the commands of the command line do; results as values, printed by `headless.ts`. */
import fs from 'node:fs';
import { z } from 'zod';
import {
  accountsFileSchema,
  PRESET_ACCOUNTS,
  type AccountRow,
} from '../../../shared/domain/accounts.ts';
import type { IngestReport } from '../../../shared/domain/ingest-report.ts';
import { messageOf } from '../../../shared/domain/job-list.ts';
import { MINUTE, SECOND } from '../../../shared/domain/time.ts';
import { statusOf } from '../../../shared/domain/states.ts';
import { createBackend, type BackendOptions } from '../../create-backend.ts';
import { openStore, type Host, type Store } from '../../open-store.ts';
import type { Pause } from '../../core/engine/face.ts';
import { SETUP_PROGRESS } from '../../topics/settings/program-settings.ts';
import { UsageError, type CommandLine } from './arguments.ts';
import { untilIdle } from './until-idle.ts';

/** What a command leaves: `lines` for `--json`, `text` for people, and whether all went as asked. */
export interface Outcome {
  readonly lines: Iterable<unknown>;
  readonly text: readonly string[];
  readonly ok: boolean;
}

const STOP_DEADLINE_MS = 40 * SECOND;
const CONNECT_ATTEMPTS = 5;

export async function connect(line: CommandLine, host: Host): Promise<Outcome> {
  const baseUrl = line.text('url').replace(/\/+$/, '');
  if (!URL.canParse(baseUrl) || !/^https?:$/.test(new URL(baseUrl).protocol)) {
    throw new UsageError(
      `--url is the address of the workspace, like https://shop.example.com, not "${baseUrl}".`,
    );
  }
  const store = openStore(host);
  try {
    store.connection.save({
      baseUrl,
      clientId: line.text('client-id'),
      clientSecret: line.text('client-secret'),
      refreshToken: line.text('refresh-token'),
    });
    // Who connects here sets up here: a window that was opened before does not ask for it again.
    const progress = store.settings.get(SETUP_PROGRESS);
    if (progress?.state === 'running') {
      store.settings.set(SETUP_PROGRESS, { ...progress, state: 'skipped' });
    }
    const reply = await ask(store, host);
    const ok = reply?.ok === true;
    const restarted = ok ? store.moves.restartByCause('not-connected', host.clock()) : 0;
    const message = ok
      ? 'Connected: RetailSuite answered.'
      : `Stored, but RetailSuite did not let us in: ${reply?.ok === false ? reply.fault.message : 'no connection'} ` +
        `Check address, client and refresh token, and connect again; nothing is lost.`;
    return {
      ok,
      lines: [
        {
          connected: ok,
          url: baseUrl,
          fiscalYears: reply?.ok ? reply.value.length : 0,
          restarted,
          ...(reply?.ok === false && { cause: reply.fault.cause, message: reply.fault.message }),
        },
      ],
      text: [message],
    };
  } finally {
    store.close();
  }
}

/** A hiccup of the line is no reason to send a person back to the form; a refused sign-in is. */
async function ask(store: Store, host: Host) {
  for (let attempt = 1; ; attempt++) {
    const reply = await store.connection.connector()?.fiscalYears(AbortSignal.timeout(MINUTE));
    const isFinal = reply?.ok !== false || reply.fault.cause === 'sign-in-expired';
    if (isFinal || attempt === CONNECT_ATTEMPTS) return reply;
    await new Promise<void>((resolve) => host.timers.after(SECOND, resolve));
  }
}

export function accounts(line: CommandLine, host: Host): Outcome {
  const rows = readAccounts(line.text('file'));
  const store = openStore(host);
  try {
    const now = host.clock();
    const done = store.db
      .transaction(() => {
        const change = store.assignment.change(rows, { chart: null });
        if (change.kind !== 'changed') throw new Error('Nothing was asked of the accounts.');
        const restarted = change.freed.reduce(
          (sum, { cause, ids }) =>
            sum + ids.filter((id) => store.moves.restart(id, cause, now)).length,
          0,
        );
        return { changed: change.changed, restarted };
      })
      .immediate();
    return {
      ok: true,
      lines: [{ accounts: rows.length, ...done }],
      text: [
        `${rows.length} accounts assigned, ${done.changed} of them new or changed; ` +
          `${done.restarted} jobs that waited for an account start again.`,
      ],
    };
  } finally {
    store.close();
  }
}

/** @throws UsageError that names file and place */
function readAccounts(file: string): AccountRow[] {
  let json: unknown;
  try {
    json = JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(
      `${file} cannot be read as JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const parsed = accountsFileSchema.safeParse(json);
  if (!parsed.success) {
    throw new UsageError(`${file}: ${z.prettifyError(parsed.error)}. Nothing was changed.`);
  }
  const { preset, accounts: given = [] } = parsed.data;
  if (!preset && given.length === 0) {
    throw new UsageError(`${file} has neither "preset" nor "accounts". Nothing was changed.`);
  }
  // Later rows overwrite earlier ones at the same place: what is given wins over the preset.
  return [...(preset ? PRESET_ACCOUNTS[preset] : []), ...given];
}

export async function importPaths(line: CommandLine, host: Host): Promise<Outcome> {
  if (line.paths.length === 0) throw new UsageError('"import" needs at least one PATH.');
  const store = openStore(host);
  const ingest = store.ingest({ onStored: () => undefined });
  try {
    const reports: IngestReport[] = [];
    for (const path of line.paths) {
      host.log('info', `importing ${path}`);
      reports.push(...(await ingest.importPaths(path)));
    }
    return {
      ok: reports.every(isClean),
      lines: reports,
      text: reports.flatMap(describe),
    };
  } finally {
    await ingest.stop();
    store.close();
  }
}

function isClean(report: IngestReport): boolean {
  return (
    report.status !== 'failed' &&
    report.conflicts.length === 0 &&
    report.blocked.length === 0 &&
    report.rejected.length === 0
  );
}

function describe(report: IngestReport): string[] {
  const place = (problem: { file: string; line?: number | undefined; column?: unknown }) =>
    [problem.file, problem.line, problem.column].filter((part) => part !== undefined).join(':');
  return [
    `${report.source}: ${report.status}, ${report.events} new events, ${report.duplicates} known already`,
    ...report.jobs.map(
      ({ type, count, sum, currency }) =>
        `  ${type}: ${count} jobs, ${sum} minor units ${currency}`,
    ),
    ...report.conflicts.map((conflict) => `  conflict: ${conflict.message}`),
    ...report.blocked.flatMap((closing) => [
      `  blocked: closing ${closing.closing} of pay desk ${closing.payDesk}; nothing of it is booked`,
      ...closing.reasons.map((reason) => `    ${place(reason)}: ${reason.message}`),
    ]),
    ...report.rejected.map((problem) => `  rejected: ${place(problem)}: ${problem.message}`),
    ...report.warnings.map((problem) => `  note: ${place(problem)}: ${problem.message}`),
  ];
}

export async function sync(
  line: CommandLine,
  options: BackendOptions,
  interrupted: Promise<void>,
): Promise<Outcome> {
  const wait = line.number('max-wait', 60, { min: 0, max: 86_400 });
  // Without --until-idle it is one round: what is due is sent, nothing is waited for.
  const maxWaitMs = line.has('until-idle') ? wait * SECOND : 0;
  const startedAt = options.clock();
  const backend = createBackend({
    ...options,
    inbox: null,
    ...(line.optional('concurrency') !== undefined && {
      concurrency: line.number('concurrency', 4, { min: 1, max: 64 }),
    }),
  });
  const booked = () => {
    const { total, pending } = backend.status();
    return total - pending.count;
  };
  const bookedBefore = booked();
  const stopProgress = reportProgress(backend.status, options);
  try {
    if (line.has('go-on')) backend.byPerson.lift();
    backend.start();
    await backend.ingest.resume();
    await backend.engine.kick('waiting');
    await Promise.race([
      interrupted,
      untilIdle({
        state: backend.engine.state,
        maxWaitMs,
        clock: options.clock,
        timers: options.timers,
      }),
    ]);
    const status = backend.status();
    const { pause } = backend.engine.state();
    const result = {
      booked: booked() - bookedBefore,
      waiting: status.waiting.count + status.sending.count,
      waitingInvoice: status.waitingInvoice.count,
      unclear: status.unclear.count,
      attention: status.attention.count,
      aside: status.aside.count,
      durationMs: options.clock() - startedAt,
      ...(pause && { pause: { cause: pause.cause, message: pause.message } }),
    };
    return {
      ok: status.pending.count - status.aside.count === 0,
      lines: [result],
      text: [
        `${result.booked} booked, ${result.waiting} waiting, ${result.waitingInvoice} waiting for their invoice, ` +
          `${result.unclear} unclear, ${result.attention} need a person (${(result.durationMs / SECOND).toFixed(1)} s).`,
        ...(pause ? [explainPause(pause)] : []),
      ],
    };
  } finally {
    stopProgress();
    await backend.stop(STOP_DEADLINE_MS);
  }
}

function explainPause({ cause, message, since }: Pause): string {
  return cause === 'stopped'
    ? `Stopped by a person since ${new Date(since).toISOString()}: nothing was sent, everything is stored. ` +
        `It goes on with KICK JOB, or with "sync --go-on".`
    : `Paused: ${message}`;
}

function reportProgress(
  status: () => { pending: { count: number }; total: number },
  options: BackendOptions,
): () => void {
  let cancel: (() => void) | undefined;
  let last = '';
  const report = (): void => {
    const { pending, total } = status();
    const now = `${total - pending.count} of ${total} booked`;
    if (now !== last) options.log('info', now);
    last = now;
    cancel = options.timers.after(2 * SECOND, report);
  };
  report();
  return () => cancel?.();
}

export function jobs(host: Host): Outcome & { close(): void } {
  const store = openStore(host);
  function* lines() {
    for (const row of store.list.every()) {
      yield {
        id: row.id,
        type: row.type,
        state: row.state,
        status: statusOf(row.state) === 'synced' ? 'Sync successful' : 'Pending',
        message: {
          'order-synced': 'Order synced to RS',
          'order-not-synced': 'Order NOT synced to RS',
          none: null,
        }[messageOf(row) ?? 'none'],
        amountCents: row.amount,
        currency: row.currency,
        businessDay: row.businessDay,
        billNumber: row.billNumber,
        invoiceNumber: row.invoiceNumber,
        reference: row.reference,
        postingNumber: row.postingNumber,
        attempts: row.attempts,
        cause: row.cause,
        error: row.error,
        store: row.store,
        payDesk: row.payDesk,
        paymentType: row.paymentType,
        dueAt: row.dueAt,
        lastCheckAt: row.lastCheckAt,
        createdAt: row.createdAt,
        modifiedAt: row.modifiedAt,
      };
    }
  }
  const { pending } = store.list.openTallies();
  return {
    ok: true,
    lines: lines(),
    text: [`${store.list.total()} jobs, ${pending.count} of them not booked.`],
    close: store.close,
  };
}

/** Part of the transaction that starts the jobs again. */
function noteRetry(store: Store, at: number, which: readonly number[] | 'all', count: number) {
  const entry = { at, action: 'retry', reason: null };
  if (which === 'all') {
    store.journal.append({ ...entry, topic: 'selection', subject: 'all', details: { count } });
    return;
  }
  for (const id of which) {
    store.journal.append({ ...entry, topic: 'job', subject: String(id), details: null });
  }
}

export function retry(line: CommandLine, host: Host): Outcome {
  const ids = line.list('id').map((text) => {
    if (!/^[1-9]\d*$/.test(text))
      throw new UsageError(`--id is the number of a job, not "${text}".`);
    return Number(text);
  });
  if (line.has('all') === ids.length > 0)
    throw new UsageError('"retry" needs either --all or --id.');
  const store = openStore(host);
  try {
    const now = host.clock();
    const started = store.db
      .transaction(() => {
        const wanted = ids.length > 0 ? ids : store.moves.kickable(now, 'all');
        const done = wanted.filter((id) =>
          ids.length > 0 ? store.moves.retry(id, now) : store.moves.kick(id, now),
        );
        noteRetry(store, now, ids.length > 0 ? done : 'all', done.length);
        return done;
      })
      .immediate();
    const refused = ids.filter((id) => !started.includes(id));
    return {
      ok: refused.length === 0,
      lines: [{ started: started.length, refused }],
      text: [
        `${started.length} jobs start again at the next sync.`,
        ...refused.map(
          (id) => `Job ${id} is booked, being sent, or unknown: nothing was done with it.`,
        ),
      ],
    };
  } finally {
    store.close();
  }
}
