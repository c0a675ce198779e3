/** Many at once and the export with all parts: calls over loopback HTTP, the backend, and the sandbox over HTTP. */
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, it, onTestFinished } from 'vitest';
import { serveLoopback } from '../../electron/shell/transport/loopback.ts';
import type { BulkTarget, CallArgs, CallReply } from '../../shared/contract/contract.ts';
import { PAGE_SECRET_HEADER, type CallName } from '../../shared/contract/names.ts';
import type { Result } from '../../shared/contract/result.ts';
import { PRESET_ACCOUNTS } from '../../shared/domain/accounts.ts';
import { DEFAULT_SORT } from '../../shared/domain/job-list.ts';
import { openBackend, type TestBackend } from '../helpers/backend.ts';
import { insertJobs, type NewJob } from '../helpers/jobs.ts';
import { CLIENT, openSandbox } from '../helpers/sandbox.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

async function openShop(jobs: readonly NewJob[]) {
  const sandbox = await openSandbox();
  const backend = openBackend({ inbox: null });
  backend.store.connection.save({ baseUrl: sandbox.url, ...CLIENT });
  backend.store.assignment.change(PRESET_ACCOUNTS.SKR03, { chart: null });
  const ids = insertJobs(backend.store.db, jobs);
  const assetsFolder = tempFolder();
  fs.writeFileSync(path.join(assetsFolder, 'index.html'), '');
  const { handlers, changes, download } = backend;
  const window = await serveLoopback({ handlers, changes, download, assetsFolder, port: 0 });
  onTestFinished(() => window.close());
  const { origin, hash } = new URL(window.url);
  const json = { origin, 'content-type': 'application/json' };
  const session = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ token: hash.replace('#token=', '') }),
  });
  const cookie = session.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const { page } = (await session.json()) as { page: string };
  async function call<C extends CallName>(name: C, ...args: CallArgs<C>): Promise<CallReply<C>> {
    const answer = await fetch(`${origin}/api/call`, {
      method: 'POST',
      headers: { ...json, cookie, [PAGE_SECRET_HEADER]: page },
      body: JSON.stringify({ name, args }),
    });
    const result = (await answer.json()) as Result<CallReply<C>>;
    if (!result.ok) throw new Error(`${name}: ${result.code} ${result.message}`);
    return result.value;
  }
  return { sandbox, backend, ids, origin, cookie, call };
}

/** Resolves when no job is pending any more. */
async function untilBooked(backend: TestBackend, ids: readonly number[]): Promise<void> {
  const isThrough = () =>
    ids.every((id) => ['booked', 'verified'].includes(backend.store.list.row(id)?.state ?? ''));
  while (!isThrough()) {
    await new Promise<void>((resolve) => {
      const end = backend.changes.subscribe(() => {
        end();
        resolve();
      });
    });
  }
}

it('many jobs that need a person are sent again: exactly those counted, each once, the booked ones never', async () => {
  const { sandbox, backend, ids, call } = await openShop(
    Array.from({ length: 30 }, (_, index) => ({
      amount: 100 + index,
      payDesk: index % 2 ? 'K1' : 'K2',
    })),
  );
  const { db } = backend.store;
  db.prepare(
    `UPDATE jobs SET state = 'attention', cause = 'refused', due_at = NULL WHERE id > 5`,
  ).run();
  backend.start();
  await untilBooked(backend, ids.slice(0, 5));
  const target: BulkTarget = { kind: 'matching', conditions: [] };
  const aside = await call('bulk.prepare', {
    action: 'hold',
    target: { kind: 'jobs', ids: ids.slice(25) },
  });
  await call('bulk.run', { setId: aside.setId, reason: 'asked the bank' });

  const plan = await call('bulk.prepare', { action: 'retry', target });
  expect(plan).toMatchObject({ all: { count: 30 }, eligible: { count: 20 } });
  expect(plan.refused.map(({ reason, tally }) => [reason, tally.count])).toEqual([
    ['booked', 5],
    ['aside', 5],
  ]);
  const dry = await call('dryRun.run', { target: { kind: 'set', setId: plan.setId } });
  expect(dry).toMatchObject({ asked: 20, succeed: { count: 20 } });
  expect(sandbox.ledger.postings()).toHaveLength(5);
  await Promise.all([
    call('bulk.run', { setId: plan.setId }),
    call('bulk.run', { setId: plan.setId }),
  ]);
  await untilBooked(backend, ids.slice(0, 25));

  const references = sandbox.ledger.postings().map(({ beleg2 }) => beleg2);
  expect(references).toHaveLength(25);
  expect(new Set(references).size).toBe(25);
  const [held = 0] = ids.slice(25);
  expect((await call('jobs.details', held)).decisions).toMatchObject([
    { who: 'tester', action: 'hold', reason: 'asked the bank' },
  ]);
}, 600_000);

it('the list is exported and fetched, by the window alone', async () => {
  const { backend, ids, origin, cookie, call } = await openShop(
    Array.from({ length: 1_200 }, (_, index) => ({ amount: index + 1 })),
  );
  const { id } = await call('export.start', {
    form: 'shown',
    format: 'csv',
    isPlain: false,
    language: 'de',
    columns: ['id', 'amount'],
    target: { kind: 'matching', conditions: [] },
    sort: DEFAULT_SORT,
  });
  let progress = await call('export.progress', id ?? '');
  while (progress.status === 'running') progress = await call('export.progress', id ?? '');
  expect(progress).toMatchObject({ status: 'done', rows: 1_200, savedAs: null });
  const address = `${origin}${progress.download}`;

  const strangers: readonly [string, Record<string, string>][] = [
    ['no cookie', {}],
    ['a cookie of another session', { cookie: cookie.replace(/=.*/, '=guess') }],
    ['a link on another page', { cookie, 'sec-fetch-site': 'cross-site' }],
    ['another origin', { cookie, origin: 'http://evil.example' }],
  ];
  for (const [who, headers] of strangers) {
    expect((await fetch(address, { headers })).status, who).toBe(403);
  }
  expect((await fetch(address, { method: 'POST', headers: { cookie, origin } })).status).toBe(403);
  expect((await fetch(`${origin}/api/download/other`, { headers: { cookie } })).status).toBe(404);
  expect(
    (await fetch(`${origin}/api/download/..%2fvenduo.sqlite`, { headers: { cookie } })).status,
  ).toBe(404);

  const answer = await fetch(address, { headers: { cookie } });
  expect(answer.headers.get('content-disposition')).toMatch(
    /^attachment; filename="Belege-\d{4}-\d\d-\d\d\.csv"$/,
  );
  const rows = parse(Buffer.from(await answer.arrayBuffer()), {
    bom: true,
    delimiter: ';',
  }) as string[][];
  expect(rows).toHaveLength(1_201);
  expect(rows[1]).toEqual([String(ids.at(-1)), '12,00']);

  await backend.stop(1_000);
  expect(fs.readdirSync(path.join(backend.folder, 'exports'))).toEqual([]);
});
