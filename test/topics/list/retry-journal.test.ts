/** A retry stands in the journal, from the command line and from the card of a cause: who, when, how many. */
import path from 'node:path';
import { expect, it } from 'vitest';
import { parseCommandLine } from '../../../electron/shell/cli/arguments.ts';
import { retry, retryJobs } from '../../../electron/shell/cli/commands/retry.ts';
import { openStore, type Host } from '../../../electron/open-store.ts';
import { realTimers } from '../../../electron/shell/host/real-time.ts';
import { createKeyFileSecretBox } from '../../../electron/topics/connection/secret-box.ts';
import { openBackend } from '../../helpers/backend.ts';
import { insertJobs } from '../../helpers/jobs.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

function folderWithJobs(): { host: Host; ids: number[] } {
  const home = tempFolder();
  const host: Host = {
    folder: path.join(home, 'data'),
    user: 'weber',
    clock: () => 5_000,
    random: Math.random,
    timers: realTimers,
    uptime: () => 0,
    endOfTurn: setImmediate,
    secrets: createKeyFileSecretBox(path.join(home, 'config')),
    transport: () => Promise.reject(new Error('nothing is sent')),
    log: () => undefined,
  };
  const store = openStore(host);
  const ids = insertJobs(store.db, [{}, {}, {}]);
  store.db.exec(
    `UPDATE jobs SET state = 'attention', due_at = NULL, cause = 'refused', error = 'no'`,
  );
  store.close();
  return { host, ids };
}

function run(host: Host, ...options: string[]) {
  const line = parseCommandLine(['retry', '--data', host.folder, ...options], [retry]);
  if (!line) throw new Error('no command');
  return retryJobs(line, host);
}

function journalOf(host: Host, topic: 'job' | 'selection', subject: string) {
  const store = openStore(host);
  const entries = store.journal.about(topic, subject);
  store.close();
  return entries;
}

it('of all is one entry with their number', () => {
  const { host } = folderWithJobs();
  expect(run(host, '--all').ok).toBe(true);
  expect(journalOf(host, 'selection', 'all')).toEqual([
    expect.objectContaining({ who: 'weber', at: 5_000, action: 'retry', details: { count: 3 } }),
  ]);
});

it('of one job stands with that job, and with no other', () => {
  const { host, ids } = folderWithJobs();
  const [first = 0, second = 0] = ids;
  expect(run(host, '--id', String(first)).ok).toBe(true);
  expect(journalOf(host, 'job', String(first))).toEqual([
    expect.objectContaining({ who: 'weber', at: 5_000, action: 'retry' }),
  ]);
  expect(journalOf(host, 'job', String(second))).toEqual([]);
});

it('of a job that is not there leaves no entry', () => {
  const { host } = folderWithJobs();
  expect(run(host, '--id', '99').ok).toBe(false);
  expect(journalOf(host, 'job', '99')).toEqual([]);
});

it('of a cause is one entry with what it concerned and how many started', async () => {
  const backend = openBackend({ inbox: null });
  const { db, list } = backend.store;
  const ids = insertJobs(db, [{}, {}, {}]);
  db.exec(`UPDATE jobs SET state = 'attention', due_at = NULL, cause = 'refused', error = 'no'`);
  const started = new Promise<void>((resolve) => {
    backend.changes.subscribe(() => {
      if (ids.every((id) => list.row(id)?.state === 'waiting')) resolve();
    });
  });
  expect(await backend.handlers['attention.retry']({ cause: 'refused' })).toEqual({ started: 3 });
  await started;
  expect(backend.store.journal.about('cause', 'refused')).toEqual([
    expect.objectContaining({
      who: 'tester',
      action: 'retry',
      details: { cause: 'refused', count: 3 },
    }),
  ]);
});
