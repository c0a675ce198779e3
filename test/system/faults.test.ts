/**
 * Each of the sandbox's named faults: the window is told a cause that has a card in both languages, and once the fault is
 * over, every job is booked, once, without a further click. The whole backend against the sandbox over HTTP; the faults
 * are set through its control plane.
 */
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { openDatabase } from '../../electron/core/db/open.ts';
import { createSettingsStore } from '../../electron/core/db/settings.ts';
import { createUndiciTransport } from '../../electron/core/rs/transport-undici.ts';
import { causes as german } from '../../renderer/locales/de/causes.ts';
import { causes as english } from '../../renderer/locales/en/causes.ts';
import { FAULTS } from '../../sandbox/faults.ts';
import type { Sandbox } from '../../sandbox/server.ts';
import { PRESET_ACCOUNTS, type AccountRow } from '../../shared/domain/accounts.ts';
import type { Cause } from '../../shared/domain/causes.ts';
import { openBackend, type TestBackend } from '../helpers/backend.ts';
import { insertJobs, type NewJob } from '../helpers/jobs.ts';
import { CLIENT, openSandbox } from '../helpers/sandbox.ts';
import { tempFolder } from '../helpers/temp-folder.ts';
import { obstacles, WHAT_IS_TOLD } from '../helpers/told-faults.ts';

/** Nobody learns more from waiting half a minute for an answer that never comes. */
const IMPATIENCE_MS = 200;
/** A loaded machine answers late, and late is not never. */
const PATIENCE_MS = 30_000;

const JOBS: readonly NewJob[] = [
  { type: 'cash-in', amount: 500 },
  { type: 'cash-out', amount: -120 },
  { type: 'close-diff', amount: -5 },
];

async function shop(
  jobs: readonly NewJob[] = JOBS,
  accounts: readonly AccountRow[] = PRESET_ACCOUNTS.SKR03,
) {
  const sandbox = await openSandbox();
  const folder = path.join(tempFolder(), 'data');
  const db = openDatabase(folder, { now: Date.now });
  // The sandbox takes up a late request within milliseconds; waiting a minute would prove nothing more.
  createSettingsStore(db).set({ key: 'engine.settleWindowMs', schema: z.number() }, 400);
  db.close();
  const network = createUndiciTransport({});
  onTestFinished(() => network.destroy());
  /** Requests that are known to get no answer, by a part of their path. */
  const unanswered = { path: '', left: 0 };
  const backend = openBackend({
    folder,
    inbox: null,
    random: () => 0,
    transport(request) {
      const isUnanswered = unanswered.left > 0 && request.url.includes(unanswered.path);
      if (isUnanswered) unanswered.left -= 1;
      return network({ ...request, timeoutMs: isUnanswered ? IMPATIENCE_MS : PATIENCE_MS });
    },
  });
  backend.store.connection.save({ baseUrl: sandbox.url, ...CLIENT });
  backend.store.assignment.change(accounts, { chart: null });
  const ids = insertJobs(backend.store.db, jobs);
  return { sandbox, backend, ids, unanswered };
}

const control = (sandbox: Sandbox, body: object) => set(sandbox, 'faults', body);

async function set(sandbox: Sandbox, what: string, body: object): Promise<void> {
  const answer = await fetch(`${sandbox.url}/sandbox/${what}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
}

/** Every cause that the window was told, in the engine's sentence or with a job. */
function listen(backend: TestBackend, ids: readonly number[]): Set<Cause> {
  const told = new Set<Cause>();
  backend.changes.subscribe((changes) => {
    if (changes.status.pause) told.add(changes.status.pause.cause);
    for (const id of ids) {
      const cause = backend.store.list.row(id)?.cause;
      if (cause) told.add(cause);
    }
  });
  return told;
}

function until(backend: TestBackend, holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const end = backend.changes.subscribe(() => {
      if (!holds()) return;
      end();
      resolve();
    });
    if (holds()) {
      end();
      resolve();
    }
  });
}

const isBooked = (backend: TestBackend, ids: readonly number[]) => () =>
  ids.every((id) => {
    const state = backend.store.list.row(id)?.state;
    return state === 'booked' || state === 'verified';
  });

function expectBookedOnce(sandbox: Sandbox, backend: TestBackend, ids: readonly number[]): void {
  const wanted = ids.map((id) => backend.store.list.row(id)?.reference).sort();
  expect(
    sandbox.ledger
      .postings()
      .map(({ beleg2 }) => beleg2)
      .sort(),
  ).toEqual(wanted);
}

function expectCard(cause: Cause): void {
  for (const card of [german[cause], english[cause]]) {
    for (const text of [card.what, card.money, card.todo, card.who]) expect(text).not.toBe('');
  }
}

it('the table names every fault of the sandbox', () => {
  expect(Object.keys(WHAT_IS_TOLD).sort()).toEqual([...FAULTS].sort());
});

describe.each(FAULTS)('%s', (name) => {
  const expected = WHAT_IS_TOLD[name];

  it('of one posting is told and mends itself', async () => {
    const { sandbox, backend, ids, unanswered } = await shop();
    const next = { name, count: 1, path: 'Postings.save' };
    await control(sandbox, { next: [next] });
    if (name === 'half-open') Object.assign(unanswered, { path: next.path, left: next.count });
    backend.start();
    await until(backend, isBooked(backend, ids));
    const attempts = await Promise.all(
      ids.map(async (id) => (await backend.handlers['jobs.details'](id)).attempts),
    );
    const met = attempts
      .flat()
      .filter(({ outcome, kind }) => kind === 'post' && outcome !== 'booked');
    expect(met.map(({ outcome }) => outcome)).toEqual(
      expected.posting === 'booked' ? [] : [expected.posting],
    );
    for (const { error } of met) expect(error).toBeTruthy();
    expectBookedOnce(sandbox, backend, ids);
  });

  it('of everything is told, and once it is over the jobs are booked by themselves', async () => {
    const { sandbox, backend, ids, unanswered } = await shop();
    await control(sandbox, { rates: { [name]: 1 } });
    if (name === 'half-open') unanswered.left = Infinity;
    const told = listen(backend, ids);
    backend.start();
    const { everything } = expected;
    if (everything !== null) {
      await until(backend, () => told.has(everything));
      expectCard(everything);
    }
    await control(sandbox, { clear: true });
    unanswered.left = 0;
    await until(backend, isBooked(backend, ids));
    if (everything === null) expect([...told]).toEqual([]);
    expectBookedOnce(sandbox, backend, ids);
  });
});

it('twin: while a fault lasts nothing is booked', async () => {
  const { sandbox, backend, ids } = await shop();
  await control(sandbox, { rates: { frozen: 1 } });
  const told = listen(backend, ids);
  backend.start();
  await until(backend, () => told.has('frozen'));
  expect(isBooked(backend, ids)()).toBe(false);
  expect(sandbox.ledger.postings()).toEqual([]);
});

const YEAR = '12';
/** The cash account of the preset. */
const CASH = { number: '1000', description: 'Kasse', currency: 'EUR', locked: false };

/** Facts in RS that somebody mends there: nobody clicks here. Opening the cards asks at once what a timer asks later. */
describe('what is mended in RetailSuite', () => {
  it.each(obstacles(CASH, CASH, YEAR))(
    '$cause goes away without a click, once',
    async ({ cause, fact, ...step }) => {
      const { sandbox, backend, ids } = await shop();
      await set(sandbox, fact, step.broken);
      backend.start();
      await until(backend, () => ids.every((id) => backend.store.list.row(id)?.cause === cause));
      expectCard(cause);
      await set(sandbox, fact, step.mended);
      await backend.handlers['attention.recheck']();
      await until(backend, isBooked(backend, ids));
      expectBookedOnce(sandbox, backend, ids);
      const entries = backend.store.journal.about('cause', cause);
      // One goes ahead of those with the same accounts or in the same year; the others follow it.
      expect(entries.map(({ who, action }) => `${who}: ${action}`)).toEqual(
        cause === 'fiscal-year-missing'
          ? ['program: try', 'program: restart']
          : ['program: try', 'program: restart', 'program: try'],
      );
    },
  );

  it('twin: while it is not mended, nothing is sent', async () => {
    const { sandbox, backend, ids } = await shop();
    await set(sandbox, 'accounts', { ...CASH, locked: true });
    backend.start();
    const isRefused = () =>
      ids.every((id) => backend.store.list.row(id)?.cause === 'account-refused');
    await until(backend, isRefused);
    const answered = new Promise<void>((resolve) => {
      const connector = backend.store.connection.connector();
      if (!connector) throw new Error('not connected');
      const { accounts } = connector;
      connector.accounts = async (signal) => {
        const reply = await accounts(signal);
        setImmediate(resolve);
        return reply;
      };
    });
    await backend.handlers['attention.recheck']();
    await answered;
    expect(isRefused()).toBe(true);
    expect(backend.store.journal.about('cause', 'account-refused')).toEqual([]);
    expect(sandbox.ledger.postings()).toEqual([]);
  });
});

/** Facts in RS or on this PC that no waiting heals: what a person does once, and that it is enough. */
describe('what a person has to decide', () => {
  it('an account that RS has locked: another one is assigned, and the jobs go on', async () => {
    const { sandbox, backend, ids } = await shop();
    await set(sandbox, 'accounts', { ...CASH, locked: true });
    backend.start();
    await until(backend, () =>
      ids.every((id) => backend.store.list.row(id)?.cause === 'account-refused'),
    );
    expectCard('account-refused');
    const { cards } = await backend.handlers['attention.list']();
    expect(cards.reduce((sum, { tally }) => sum + tally.count, 0)).toBe(ids.length);
    await backend.handlers['accounts.save']({
      changes: [{ type: 'cash', currency: 'EUR', account: '1001' }],
      version: null,
    });
    await until(backend, isBooked(backend, ids));
    expectBookedOnce(sandbox, backend, ids);
  });

  it('a sign-in that was used elsewhere: signed in anew, and the jobs go on', async () => {
    const { sandbox, backend, ids } = await shop();
    backend.store.connection.save({
      baseUrl: sandbox.url,
      ...CLIENT,
      refreshToken: 'used elsewhere',
    });
    const told = listen(backend, ids);
    backend.start();
    await until(backend, () => told.has('sign-in-expired'));
    expectCard('sign-in-expired');
    const signedIn = await backend.handlers['connection.useToken']({
      address: sandbox.url,
      ...CLIENT,
    });
    expect(signedIn).toMatchObject({ ok: true });
    await until(backend, isBooked(backend, ids));
    expectBookedOnce(sandbox, backend, ids);
  });
});
