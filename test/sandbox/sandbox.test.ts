/** The sandbox speaks the agreed wire, and is never kinder than the real RetailSuite. */
import { expect, it } from 'vitest';
import type { Sandbox } from '../../sandbox/server.ts';
import { CLIENT, openSandbox } from '../helpers/sandbox.ts';

const SAVE = 'Actindo.Modules.RetailSuite.RetailSuiteAccounting.Postings.save';
const INVOICES = 'Actindo.Modules.RetailSuite.RetailSuiteFaktBase.BusinessDocuments.getList';
const SAMPLE = {
  bstKey: 0,
  gegkonto: 10007,
  umsatz: 59.99,
  beleg1: '202100040',
  beleg2: 'VP-1',
  konto: '1001',
  text: 'POS Barzahlung',
  currency: 'EUR',
  i_stkey: 0,
  datum: '2021-11-10',
  wj_id: '7',
  wmonat: 11,
  journal: 11,
  action: 'save',
};

async function signIn(sandbox: Sandbox, more: Record<string, string> = {}) {
  const response = await fetch(
    `${sandbox.url}/Actindo.CoreModules.Auth.OAuth2Token.getAccessToken`,
    {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        refresh_token: CLIENT.refreshToken,
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        ...more,
      }),
    },
  );
  return { status: response.status, json: (await response.json()) as Record<string, string> };
}

async function caller(sandbox: Sandbox) {
  const token = (await signIn(sandbox)).json['access_token'];
  return async (name: string, body: unknown) => {
    const response = await fetch(`${sandbox.url}/${name}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, json: (await response.json()) as Record<string, unknown> };
  };
}

it('books the documented sample and answers with the whole envelope', async () => {
  const call = await caller(await openSandbox());
  expect(await call(SAVE, { posting: SAMPLE })).toEqual({
    status: 200,
    json: {
      posting: { ...SAMPLE, id: '1', lfdNr: 1 },
      success: true,
      displayMessage: null,
      displayMessageTitle: null,
      error: null,
      job_id: null,
    },
  });
});

it('stores the same posting twice when it comes twice', async () => {
  const sandbox = await openSandbox();
  const call = await caller(sandbox);
  await call(SAVE, { posting: SAMPLE });
  await call(SAVE, { posting: SAMPLE });
  expect(sandbox.ledger.postings().map(({ lfdNr }) => lfdNr)).toEqual([1, 2]);
});

it('kills a refresh token with its use', async () => {
  const sandbox = await openSandbox();
  const first = await signIn(sandbox);
  expect(first.json).toMatchObject({ expires_in: 3600, token_type: 'bearer' });
  expect((await signIn(sandbox)).status).toBe(400);
  expect((await signIn(sandbox, { refresh_token: first.json['refresh_token'] ?? '' })).status).toBe(
    200,
  );
});

it('lets no other client in', async () => {
  const sandbox = await openSandbox();
  expect((await signIn(sandbox, { client_secret: 'guess' })).status).toBe(401);
});

it('enrols the first client that comes to fresh books, and only that', async () => {
  const sandbox = await openSandbox({ client: undefined as never });
  expect((await signIn(sandbox, { client_id: 'mine' })).status).toBe(200);
  expect((await signIn(sandbox)).status).toBe(401);
});

it('answers who is not logged in with 401 or with errno 10000, both in turn', async () => {
  const sandbox = await openSandbox();
  const statuses = new Set<number>();
  for (let n = 0; n < 20; n++) {
    const response = await fetch(`${sandbox.url}/${SAVE}`, { method: 'POST', body: '{}' });
    statuses.add(response.status);
    expect(await response.json()).toMatchObject({ success: false, errno: 10_000 });
  }
  expect([...statuses].sort()).toEqual([200, 401]);
});

it.each([
  ['a number as konto', { konto: 1001 }],
  ['a text as gegkonto', { gegkonto: '10007' }],
  ['a text as umsatz', { umsatz: '59.99' }],
  ['a number as wj_id', { wj_id: 7 }],
  ['an unknown field', { kost1: '1' }],
])('refuses %s', async (_, more) => {
  const call = await caller(await openSandbox());
  expect((await call(SAVE, { posting: { ...SAMPLE, ...more } })).json).toMatchObject({
    success: false,
  });
});

it('an access token that was revoked is dead', async () => {
  const sandbox = await openSandbox({ errorStyle: 'http' });
  const call = await caller(sandbox);
  sandbox.faults.next('unauthorized');
  expect((await call(SAVE, { posting: SAMPLE })).status).toBe(401);
  expect((await call(SAVE, { posting: SAMPLE })).status).not.toBe(200);
  expect(sandbox.ledger.postings()).toEqual([]);
});

it('answers malformed JSON with 400', async () => {
  const call = await caller(await openSandbox());
  expect((await call(SAVE, '{"posting":')).status).toBe(400);
});

it('has an invoice only after its time, and leaves unknown bills out of the list', async () => {
  let now = 1_000_000;
  const sandbox = await openSandbox({ clock: () => now, autoInvoiceMs: 5_000 });
  const call = await caller(sandbox);
  const ask = async () =>
    (
      await call(INVOICES, {
        filter: [{ property: 'posBillNumber', operator: 'in', value: ['2-2026/11/0000000025'] }],
      })
    ).json['data'] as { documentNumber: string }[];
  expect(await ask()).toEqual([]);
  now += 5_000;
  expect(await ask()).toMatchObject([
    {
      type: 'RB',
      customerSupplierId: 10_007,
      posBillNumber: '2-2026/11/0000000025',
      legacyProperties: {},
    },
  ]);
});

it('keeps its books over a restart', async () => {
  const sandbox = await openSandbox();
  await (
    await caller(sandbox)
  )(SAVE, { posting: SAMPLE });
  expect(await (await fetch(`${sandbox.url}/sandbox/ledger`)).json()).toMatchObject({
    postings: [{ umsatz: 59.99, beleg2: 'VP-1' }],
  });
});

it('a rate never loses the answer to a token call; a fault by name does', async () => {
  const sandbox = await openSandbox({ faults: { 'answer-lost': 1 } });
  const { status, json } = await signIn(sandbox);
  expect(status).toBe(200);
  sandbox.faults.next('answer-lost', 1, 'getAccessToken');
  const token = json['refresh_token'] ?? '';
  await expect(signIn(sandbox, { refresh_token: token })).rejects.toThrow();
  expect((await signIn(sandbox, { refresh_token: token })).status).toBe(400);
});
