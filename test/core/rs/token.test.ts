/** Token answers as services send them: the new refresh token is stored, whatever else is wrong with the answer. */
import { describe, expect, it } from 'vitest';
import { createSession } from '../../../electron/core/rs/session.ts';
import type { HttpResponse } from '../../../electron/core/rs/index.ts';
import { MemoryTokens } from '../../helpers/sandbox.ts';

const HOUR_MS = 3_600_000;

function answered(body: string, more: Partial<HttpResponse> = {}) {
  const tokens = new MemoryTokens();
  const session = createSession({
    tokenUrl: 'https://rs.example/token',
    clientId: 'id',
    clientSecret: 'secret',
    tokens,
    transport: () => Promise.resolve({ status: 200, headers: {}, body, ...more }),
    clock: () => 0,
    timeoutMs: 1_000,
  });
  return { tokens, reply: session.accessToken() };
}

describe('an odd token answer', () => {
  it.each<[string, string, number]>([
    [
      'begins with a byte order mark',
      '\uFEFF{"access_token":"a","refresh_token":"new","expires_in":60}',
      60_000,
    ],
    [
      'has its seconds as text',
      '{"access_token":"a","refresh_token":"new","expires_in":"60"}',
      60_000,
    ],
    ['has no seconds', '{"access_token":"a","refresh_token":"new"}', HOUR_MS],
    [
      'has seconds that are none',
      '{"access_token":"a","refresh_token":"new","expires_in":"soon"}',
      HOUR_MS,
    ],
  ])('that %s signs in, and its refresh token is stored', async (_, body, expiresAt) => {
    const { tokens, reply } = answered(body);
    expect(await reply).toEqual({ ok: true, token: 'a' });
    expect(tokens.current).toEqual({ refreshToken: 'new', accessToken: 'a', expiresAt });
  });

  it.each<[string, string]>([
    ['has no access token', '{"refresh_token":"new","success":true,"error":null}'],
    ['has its access token as a number', '{"access_token":1,"refresh_token":"new"}'],
    ['wraps what it says', '{"data":{"access_token":"a","refresh_token":"new"}}'],
    ['was cut off', '{"refresh_token":"new","access_tok'],
    ['escapes', '{"refresh_token":"n\\u0065w"}'],
  ])('that %s signs nobody in, and its refresh token is stored all the same', async (_, body) => {
    const { tokens, reply } = answered(body);
    expect(await reply).toMatchObject({ ok: false, fault: { cause: 'bad-answer' } });
    expect(tokens.current).toEqual({ refreshToken: 'new', accessToken: null, expiresAt: null });
  });

  it('without a refresh token leaves the stored one alive', async () => {
    const { tokens, reply } = answered('{"access_token":"a","expires_in":60}');
    expect(await reply).toEqual({ ok: true, token: 'a' });
    expect(tokens.current).toMatchObject({ refreshToken: 'first', accessToken: 'a' });
  });

  it.each<[string, string, number]>([
    ['a refusal', '{"error":"invalid_grant","refresh_token":"dead"}', 400],
    ['a failure in words', '{"success":false,"errno":1,"refresh_token":"dead"}', 200],
    ['a page', '<form data-x=\'"refresh_token":"dead"\'>', 502],
  ])('twin: a refresh token in %s is none', async (_, body, status) => {
    const { tokens, reply } = answered(body, { status });
    expect(await reply).toMatchObject({ ok: false });
    expect(tokens.saved).toEqual([]);
  });
});

describe('what is no token answer', () => {
  it.each<[string, string, string]>([
    [
      'a page',
      '<html><style>a{}</style><body><h1>Bitte</h1>anmelden</body>',
      'It reads: "Bitte anmelden"',
    ],
    ['nothing', '', 'It was empty.'],
  ])('keeps its text in the message: %s', async (_, body, text) => {
    const reply = await answered(body).reply;
    expect(reply.ok ? '' : reply.fault.message).toContain(text);
  });

  it('that asks for a year of patience gets an hour', async () => {
    const headers = { 'retry-after': '99999999' };
    expect(await answered('', { status: 429, headers }).reply).toMatchObject({
      fault: { cause: 'throttled', retryAfterMs: HOUR_MS },
    });
  });
});
