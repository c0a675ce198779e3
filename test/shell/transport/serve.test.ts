/** Generated for every call of the contract: nothing crosses unparsed, and no stranger gets an answer. */
import { describe, expect, it, vi } from 'vitest';
import { serve } from '../../../electron/shell/transport/serve.ts';
import { contract, type Handlers } from '../../../shared/contract/contract.ts';
import { CALL_NAMES, type CallName } from '../../../shared/contract/names.ts';
import { CallError } from '../../../shared/contract/result.ts';
import { DEFAULT_SORT } from '../../../shared/domain/job-list.ts';
import { DEFAULT_PREFERENCES } from '../../../shared/domain/preferences.ts';

const CLIENT = { address: 'shop.example.com', clientId: 'venduo_pos', clientSecret: 'secret' };

/** Arguments that the contract allows, for each call; a new call without a row does not compile. */
const VALID_ARGS: Readonly<Record<CallName, readonly unknown[]>> = {
  'app.snapshot': [],
  'jobs.page': [{ conditions: [], sort: DEFAULT_SORT, offset: 0, limit: 25 }],
  'jobs.news': [{ ids: [1, 2], after: 2, question: { conditions: [] } }],
  'jobs.sums': [[1, 2]],
  'jobs.values': ['payDesk'],
  'jobs.details': [1],
  'jobs.retry': [[1, 2]],
  'bulk.prepare': [{ action: 'hold', target: { kind: 'jobs', ids: [1, 2] } }],
  'bulk.run': [{ setId: 'set', reason: 'asked the bank' }],
  'bulk.progress': ['set'],
  'bulk.stop': ['set'],
  'export.start': [
    {
      form: 'shown',
      format: 'csv',
      isPlain: false,
      language: 'de',
      columns: ['id', 'amount'],
      target: { kind: 'matching', conditions: [] },
      sort: DEFAULT_SORT,
    },
  ],
  'export.progress': ['export'],
  'export.cancel': ['export'],
  'details.around': [{ id: 1, list: { conditions: [], sort: DEFAULT_SORT, offset: 0, limit: 25 } }],
  'details.original': [1],
  'details.byHand': [1],
  'details.decideByHand': [{ id: 1, number: '7', reason: 'booked by the tax office' }],
  'support.preview': [{ job: 1 }],
  'support.save': [{ id: 'preview' }],
  'desktop.state': [],
  'desktop.restart': [],
  'desktop.set': [{ keepInTray: false }],
  'desktop.notify': [{ title: 'Venduo POS', body: 'One needs you.' }],
  'engine.kick': [],
  'engine.stop': [],
  'attention.problems': [],
  'attention.problem': [1],
  'attention.decide': [{ id: 1, decision: 'keep', reason: 'as printed on the receipt' }],
  'attention.history': [],
  'places.list': [],
  'places.rename': ['pay-desk', 'K1', 'Theke'],
  'places.setOff': ['store', '1', true],
  'places.merge': [{ payDesk: 'K1', into: 'K2' }],
  'accounts.book': [],
  'accounts.chart': [true],
  'accounts.check': [[{ type: 'cash', currency: 'EUR', account: '1000' }]],
  'accounts.save': [
    { changes: [{ type: 'cash', currency: 'EUR', account: null, payDesk: 'K1' }], version: 3 },
  ],
  'accounts.history': [100],
  'attention.list': [],
  'attention.recheck': [],
  'attention.retry': [{ cause: 'account-missing', accountType: 'cash', currency: 'EUR' }],
  'dryRun.run': [{ target: { kind: 'waiting' } }],
  'closing.month': ['2026-11'],
  'closing.day': ['2026-11-25', 'de'],
  'closing.read': [{ day: '2026-11-25' }, 'de'],
  'closing.accept': [{ job: 1, reason: 'asked the tax adviser' }],
  'closing.clearing': [{ from: '2026-11-01', to: '2026-11-30' }],
  'taxFolder.make': [{ from: '2026-11-01', to: '2026-11-30', out: '/media/stick', language: 'de' }],
  'preferences.save': [DEFAULT_PREFERENCES],
  'setup.state': [],
  'setup.go': ['connection'],
  'setup.keep': [{ address: 'schmidt.retailsuite.example', chart: 'SKR03' }],
  'setup.close': ['skipped'],
  'setup.startDemo': [],
  'connection.probe': ['shop.example.com'],
  'connection.signIn': [CLIENT],
  'connection.signInState': [],
  'connection.cancelSignIn': [],
  'connection.useToken': [{ ...CLIENT, refreshToken: 'token' }],
  'connection.test': [],
  'connection.signOut': [],
  'connection.firstContact': [null],
  'folders.check': ['inbox', '/tills'],
  'folders.choose': ['/tills'],
  'folders.open': [],
  'settings.save': [{ concurrency: 2 }],
  'backup.state': [],
  'backup.make': [],
  'backup.restore': [null],
  'till.book': ['1\nK1\n7\nEUR\n'],
  'till.account': ['1\nK1\n7\nEUR\n'],
  'till.opening': [
    { store: null, payDesk: 'K1', currency: 'EUR', cents: 20_000, reason: 'counted' },
  ],
  'till.unexplain': [{ id: 1, reason: 'it was another till' }],
  'till.explain': [
    {
      store: '1',
      payDesk: 'K1',
      kind: 'receipt',
      numbers: { first: '39', last: '39' },
      reason: 'test',
    },
  ],
};

/** A handler for every call that answers with `reply` and remembers that it was called. */
function spies(reply: unknown = null) {
  const handler = vi.fn(() => reply);
  const handlers = Object.fromEntries(
    CALL_NAMES.map((name) => [name, handler]),
  ) as unknown as Handlers;
  const bugs: unknown[] = [];
  return { handler, bugs, call: serve(handlers, (_name, error) => bugs.push(error)) };
}

describe.each(CALL_NAMES)('%s', (name) => {
  const valid = [...VALID_ARGS[name]];

  it('does not reach its handler from a sender that is not trusted', async () => {
    const { call, handler } = spies();
    expect(await call(name, valid, false)).toMatchObject({ ok: false, code: 'untrusted' });
    expect(handler).not.toHaveBeenCalled();
  });

  it('does not reach its handler with an argument too many', async () => {
    const { call, handler } = spies();
    expect(await call(name, [...valid, 'extra'], true)).toMatchObject({
      ok: false,
      code: 'invalid_args',
    });
    expect(handler).not.toHaveBeenCalled();
  });

  it.each(valid.map((_, index) => index))(
    'does not reach its handler with a wrong argument %i',
    async (index) => {
      for (const wrong of [undefined, null, 'text', -1, 1.5, {}, { unknown: true }, () => 1]) {
        if (contract[name].args.safeParse(valid.with(index, wrong)).success) continue;
        const { call, handler } = spies();
        expect(await call(name, valid.with(index, wrong), true)).toMatchObject({
          ok: false,
          code: 'invalid_args',
        });
        expect(handler).not.toHaveBeenCalled();
      }
    },
  );

  it('does not reach its handler with arguments that are no list', async () => {
    for (const args of [undefined, null, {}, 'text', { length: 0 }]) {
      const { call, handler } = spies();
      expect(await call(name, args, true)).toMatchObject({ ok: false, code: 'invalid_args' });
      expect(handler).not.toHaveBeenCalled();
    }
  });

  it('twin: reaches it with what the contract allows', async () => {
    const { call, handler } = spies();
    await call(name, valid, true);
    expect(handler).toHaveBeenCalledTimes(1);
  });

  it('answers "internal" when the handler gives what the contract does not know, without a word of it', async () => {
    const { call, bugs } = spies({ secret: 'token' });
    const answer = await call(name, valid, true);
    expect(answer).toMatchObject({ ok: false, code: 'internal' });
    expect(JSON.stringify(answer)).not.toContain('token');
    expect(bugs).toHaveLength(1);
  });
});

describe('errors are values', () => {
  const failing = (error: Error) => {
    const handlers = { 'engine.kick': () => Promise.reject(error) } as unknown as Handlers;
    return serve(handlers, () => undefined)('engine.kick', [], true);
  };

  it('a refusal keeps its code and its sentence', async () => {
    expect(await failing(new CallError('refused', 'Not now.'))).toEqual({
      ok: false,
      code: 'refused',
      message: 'Not now.',
    });
  });

  it('a bug is told without its text', async () => {
    const answer = await failing(new Error('SELECT secret FROM settings'));
    expect(answer).toMatchObject({ ok: false, code: 'internal' });
    expect(JSON.stringify(answer)).not.toContain('SELECT');
  });

  it.each(['app.destroy', '__proto__', 'constructor', 7, undefined])(
    '%s is no call',
    async (name) => {
      const { call, handler } = spies();
      expect(await call(name, [], true)).toMatchObject({ ok: false, code: 'unknown_call' });
      expect(handler).not.toHaveBeenCalled();
    },
  );
});
