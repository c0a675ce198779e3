/** Connecting as a person does it, against the sandbox over real HTTP: signed in by browser or token, or told why not. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SignInState } from '../../../shared/contract/contract.ts';
import { MINUTE } from '../../../shared/domain/time.ts';
import { openBackend, type TestBackend } from '../../helpers/backend.ts';
import { CLIENT, openSandbox } from '../../helpers/sandbox.ts';

const given = (address: string, more: object = {}) => ({
  address,
  clientId: CLIENT.clientId,
  clientSecret: CLIENT.clientSecret,
  ...more,
});

async function waiting(backend: TestBackend, address: string, more: object = {}) {
  const state = await backend.handlers['connection.signIn'](given(address, more));
  if (state.phase !== 'waiting') throw new Error(`not waiting: ${JSON.stringify(state)}`);
  return state;
}

/** What the browser does: shows the page, presses a button, follows back to the program. */
async function press(url: string, decision: 'accept' | 'refuse'): Promise<string> {
  const page = await (await fetch(url)).text();
  const fields = [...page.matchAll(/name="([^"]+)" value="([^"]*)"/g)]
    .filter(([, name]) => name !== 'decision')
    .map(([, name = '', value = '']) => [name, unescape(value)] as [string, string]);
  const body = new URLSearchParams([...fields, ['decision', decision]]);
  const target = new URL(url);
  const answer = await fetch(`${target.origin}${target.pathname}`, { method: 'POST', body });
  return answer.text();
}

const unescape = (text: string) =>
  text.replaceAll(/&#(\d+);/g, (_all, code: string) => String.fromCharCode(Number(code)));

async function ended(backend: TestBackend): Promise<SignInState> {
  let state = await backend.handlers['connection.signInState']();
  await expect
    .poll(async () => {
      state = await backend.handlers['connection.signInState']();
      return state.phase;
    })
    .toMatch(/done|failed/);
  return state;
}

/** A server that answers everything in the same way. */
async function answering(answer: (response: http.ServerResponse) => void): Promise<string> {
  const server = http.createServer((_request, response) => answer(response));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('signing in with the browser', () => {
  it('ends connected, and says which fiscal year is open', async () => {
    const sandbox = await openSandbox();
    const backend = openBackend();
    const { url } = await waiting(backend, sandbox.url);
    expect(url).toContain('code_challenge_method=S256');
    expect(await press(url, 'accept')).toContain('Anmeldung erledigt');
    const state = await ended(backend);
    expect(state).toMatchObject({ phase: 'done', report: { warnings: [] } });
    expect(state.phase === 'done' && state.report.years.filter(({ open }) => open)).toHaveLength(1);
    expect(await backend.handlers['connection.test']()).toMatchObject({ ok: true });
    expect(backend.store.connection.stored()).toMatchObject({ baseUrl: sandbox.url });
  });

  it('refused by the person: told, and nothing is stored', async () => {
    const sandbox = await openSandbox();
    const backend = openBackend();
    const { url } = await waiting(backend, sandbox.url);
    expect(await press(url, 'refuse')).toContain('nicht geklappt');
    expect(await ended(backend)).toMatchObject({ problem: { code: 'consent-refused' } });
    expect(backend.store.connection.stored()).toBeUndefined();
  });

  it('with a wrong secret: told, and nothing is stored', async () => {
    const sandbox = await openSandbox();
    const backend = openBackend();
    const { url } = await waiting(backend, sandbox.url, { clientSecret: 'wrong' });
    await press(url, 'accept');
    expect(await ended(backend)).toMatchObject({ problem: { code: 'client-refused' } });
    expect(backend.store.connection.stored()).toBeUndefined();
  });

  it('an answer with another state changes nothing; ours still counts', async () => {
    const sandbox = await openSandbox();
    const backend = openBackend();
    const { url } = await waiting(backend, sandbox.url);
    const back = new URL(new URL(url).searchParams.get('redirect_uri') ?? '');
    for (const state of ['', 'forged']) {
      back.search = new URLSearchParams({ state, code: 'forged' }).toString();
      const answer = await fetch(back);
      expect(answer.status).toBe(400);
    }
    expect(await backend.handlers['connection.signInState']()).toMatchObject({ phase: 'waiting' });
    await press(url, 'accept');
    expect(await ended(backend)).toMatchObject({ phase: 'done' });
  });

  it('twin: with our state and a forged code it is refused by RetailSuite', async () => {
    const sandbox = await openSandbox();
    const backend = openBackend();
    const { url } = await waiting(backend, sandbox.url);
    const asked = new URL(url).searchParams;
    const back = new URL(asked.get('redirect_uri') ?? '');
    back.search = new URLSearchParams({
      state: asked.get('state') ?? '',
      code: 'forged',
    }).toString();
    await fetch(back);
    expect(await ended(backend)).toMatchObject({ problem: { code: 'token-used' } });
    expect(backend.store.connection.stored()).toBeUndefined();
  });

  it('the listener takes one answer, then it is gone', async () => {
    const sandbox = await openSandbox();
    const backend = openBackend();
    const { url } = await waiting(backend, sandbox.url);
    await press(url, 'accept');
    await ended(backend);
    const back = new URL(url).searchParams.get('redirect_uri') ?? '';
    await expect(fetch(back)).rejects.toThrow();
  });

  it.each([['refused'], ['ignored']] as const)(
    'gets in where the workspace has PKCE %s',
    async (pkce) => {
      const sandbox = await openSandbox({ pkce });
      const backend = openBackend();
      const { url } = await waiting(backend, sandbox.url);
      // Where it is refused the browser is sent once around, to a page without it.
      const first = await fetch(url, { redirect: 'manual' });
      const shown =
        first.status === 302
          ? ((await fetch(first.headers.get('location') ?? '', { redirect: 'manual' })).headers.get(
              'location',
            ) ?? '')
          : url;
      expect(shown.includes('code_challenge')).toBe(pkce === 'ignored');
      await press(shown, 'accept');
      expect(await ended(backend)).toMatchObject({ phase: 'done' });
    },
  );

  it('a code is worth nothing to someone without the verifier', async () => {
    const sandbox = await openSandbox();
    const backend = openBackend();
    const { url } = await waiting(backend, sandbox.url);
    const page = new URL(url);
    // A thief who saw the address asks for a code of his own for the same challenge, and has no verifier.
    const body = new URLSearchParams(page.searchParams);
    body.set('decision', 'accept');
    const answer = await fetch(`${page.origin}${page.pathname}`, {
      method: 'POST',
      body,
      redirect: 'manual',
    });
    const code = new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
    const stolen = await fetch(
      `${sandbox.url}/Actindo.CoreModules.Auth.OAuth2Token.getAccessToken`,
      {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          code,
          redirect_uri: page.searchParams.get('redirect_uri') ?? '',
          client_id: CLIENT.clientId,
          client_secret: CLIENT.clientSecret,
          code_verifier: 'guessed',
        }),
      },
    );
    expect(stolen.status).toBe(400);
  });

  it('an unknown app is told by RetailSuite and never sent back', async () => {
    const sandbox = await openSandbox();
    const backend = openBackend();
    const { url } = await waiting(backend, sandbox.url, { clientId: 'someone_else' });
    const answer = await fetch(url, { redirect: 'manual' });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('Unbekannte App');
  });

  it('starting again ends the one before', async () => {
    const sandbox = await openSandbox();
    const backend = openBackend();
    const first = await waiting(backend, sandbox.url);
    const second = await waiting(backend, sandbox.url);
    expect(second.url).not.toBe(first.url);
    await expect(
      fetch(new URL(first.url).searchParams.get('redirect_uri') ?? ''),
    ).rejects.toThrow();
  });
});

describe('pasting a token', () => {
  it('ends connected; the token that came back is the one that is kept', async () => {
    const sandbox = await openSandbox();
    const backend = openBackend();
    const reply = await backend.handlers['connection.useToken']({
      ...given(sandbox.url),
      refreshToken: ` ${CLIENT.refreshToken} `,
    });
    expect(reply).toMatchObject({ ok: true });
    expect(sandbox.client()?.refreshToken).not.toBe(CLIENT.refreshToken);
    // It works again, which the used one would not.
    expect(await backend.handlers['connection.test']()).toMatchObject({ ok: true });
  });

  it('used elsewhere: told, and the connection that there was is kept', async () => {
    const sandbox = await openSandbox();
    const backend = openBackend();
    const use = (refreshToken: string) =>
      backend.handlers['connection.useToken']({ ...given(sandbox.url), refreshToken });
    await use(CLIENT.refreshToken);
    expect(await use(CLIENT.refreshToken)).toMatchObject({
      ok: false,
      problem: { code: 'token-used' },
    });
    expect(await backend.handlers['connection.test']()).toMatchObject({ ok: true });
  });

  it('the stored secret is used where none is typed, for the same workspace and client alone', async () => {
    const sandbox = await openSandbox();
    const backend = openBackend();
    const use = (more: object) =>
      backend.handlers['connection.useToken']({
        ...given(sandbox.url, more),
        refreshToken: sandbox.client()?.refreshToken ?? '',
      });
    await use({});
    expect(await use({ clientSecret: '' })).toMatchObject({ ok: true });
    expect(await use({ clientSecret: '', clientId: 'another' })).toMatchObject({ ok: false });
  });
});

describe('an address', () => {
  const probe = (address: string, options = {}) =>
    openBackend(options).handlers['connection.probe'](address);

  it.each([
    ['', 'address-invalid'],
    ['shop', 'address-invalid'],
    ['ftp://shop.example.com', 'address-invalid'],
    ['https://user:pass@shop.example.com', 'address-invalid'],
    ['http://shop.example.com', 'address-not-secure'],
    ['https://no-such-shop.invalid', 'address-unknown'],
    ['http://127.0.0.1:9', 'unreachable'],
  ])('%s is %s', async (address, code) => {
    expect(await probe(address)).toMatchObject({ ok: false, problem: { code } });
  });

  it.each([
    ['a page of a shop', 200, 'text/html', '<html><body>Willkommen</body></html>', 'answers-html'],
    ['a redirect', 302, 'text/html', '', 'answers-html'],
    ['another service', 200, 'application/json', '{"hello": "world"}', 'not-retailsuite'],
    ['nothing', 200, 'text/plain', '', 'not-retailsuite'],
    ['a freeze', 530, 'text/html', '<h1>Tenant is frozen</h1>', 'frozen'],
    ['too many requests', 429, 'application/json', '{}', 'throttled'],
    ['a fault', 502, 'text/html', '<h1>Bad gateway</h1>', 'server-error'],
    ['a proxy that wants a password', 407, 'text/html', '', 'proxy-refused'],
  ])('that answers with %s is told', async (_what, status, type, body, code) => {
    const url = await answering((response) => {
      response.writeHead(status, { 'content-type': type }).end(body);
    });
    expect(await probe(url)).toMatchObject({ ok: false, problem: { code } });
  });

  it('without TLS where TLS was asked for is told', async () => {
    const { url } = await openSandbox();
    const answer = await probe(url.replace('http:', 'https:'));
    expect(answer).toMatchObject({ ok: false, problem: { code: 'tls-missing' } });
  });

  it('of RetailSuite is found, and a clock that agrees is no matter', async () => {
    const { url } = await openSandbox();
    expect(await probe(url)).toEqual({ ok: true, baseUrl: url, warnings: [] });
  });

  it.each([
    [-3, true],
    [3, true],
    [1.9, false],
  ])('a clock that is off by %s minutes: told %s', async (minutes, isTold) => {
    const { url } = await openSandbox();
    const answer = await probe(url, { clock: () => Date.now() + minutes * MINUTE });
    expect(answer).toMatchObject({
      ok: true,
      warnings: isTold ? [{ code: 'clock-off' }] : [],
    });
  });
});

describe('signing out', () => {
  it('removes the sign-in; the next one is as the first', async () => {
    const sandbox = await openSandbox();
    const backend = openBackend();
    const signIn = () =>
      backend.handlers['connection.useToken']({
        ...given(sandbox.url),
        refreshToken: sandbox.client()?.refreshToken ?? '',
      });
    expect(await signIn()).toMatchObject({ ok: true });
    expect(await backend.handlers['connection.signOut']()).toMatchObject({
      connected: false,
      unreadable: false,
      baseUrl: sandbox.url,
    });
    expect(await backend.handlers['connection.test']()).toMatchObject({
      problem: { code: 'not-connected' },
    });
    expect(backend.store.settings.raw('rs.tokens')).toBeUndefined();
    expect(await signIn()).toMatchObject({ ok: true });
  });

  it('while a renewal is out: its answer does not bring the sign-in back', async () => {
    const sandbox = await openSandbox();
    const backend = openBackend();
    backend.store.connection.save({ baseUrl: sandbox.url, ...CLIENT });
    sandbox.faults.next('slow', 1, 'getAccessToken');
    const asked = backend.store.connection.connector()?.fiscalYears(AbortSignal.timeout(5_000));
    await backend.handlers['connection.signOut']();
    await asked;
    expect(backend.store.settings.raw('rs.tokens')).toBeUndefined();
  });
});
