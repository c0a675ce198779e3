/** Generated for every call of the contract: nothing crosses unparsed, and no stranger gets an answer. */
import { describe, expect, it, vi } from 'vitest';
import { serve } from '../../../electron/shell/transport/serve.ts';
import { contract, type Handlers } from '../../../shared/contract/contract.ts';
import { CALL_NAMES } from '../../../shared/contract/names.ts';
import { CallError } from '../../../shared/contract/result.ts';
import { VALID_ARGS } from './valid-args.ts';

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
