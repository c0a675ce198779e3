/** `retry`: starts jobs again, with an entry in the journal. */
import { openStore, type Host, type Store } from '../../../open-store.ts';
import { UsageError, type CommandLine } from '../arguments.ts';
import type { Command, Outcome } from '../command.ts';

export const retry: Command = {
  name: 'retry',
  usage: '--data DIR --all | --id N [--id N ...]',
  needsShop: true,
  options: ['all', 'id'],
  run: retryJobs,
};

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

export function retryJobs(line: CommandLine, host: Host): Outcome {
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
