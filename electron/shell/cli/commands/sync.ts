/** `sync`: sends what is due, and waits until the engine is idle if asked to. */
import { SECOND } from '../../../../shared/domain/time.ts';
import { createBackend } from '../../../create-backend.ts';
import type { BackendOptions } from '../../host/backend.ts';
import type { Pause } from '../../../core/engine/face.ts';
import type { CommandLine } from '../arguments.ts';
import type { Command, CommandHost, Outcome } from '../command.ts';
import { untilIdle } from '../until-idle.ts';

const STOP_DEADLINE_MS = 40 * SECOND;

export const sync: Command = {
  name: 'sync',
  usage: '--data DIR [--until-idle] [--max-wait SECONDS] [--concurrency N] [--go-on] [--json]',
  needsShop: true,
  options: ['until-idle', 'max-wait', 'concurrency', 'go-on'],
  run: syncJobs,
};

async function syncJobs(line: CommandLine, host: CommandHost): Promise<Outcome> {
  const options = host.backendOptions();
  const interrupted = host.interrupted();
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
    if (line.has('go-on')) backend.byPerson.clear();
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
