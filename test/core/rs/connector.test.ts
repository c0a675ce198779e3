/** The connector against the real sandbox over HTTP: what each fault of the line and of RS is read as. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createUndiciTransport } from '../../../electron/core/rs/transport-undici.ts';
import type { HttpTransport } from '../../../electron/core/rs/index.ts';
import type { Posting } from '../../../electron/core/rs/connector.ts';
import { samplePosting } from '../../helpers/sample-posting.ts';
import { connectTo, fieldName, isCall, MemoryTokens, openSandbox } from '../../helpers/sandbox.ts';
import type { FaultName } from '../../../sandbox/faults.ts';

const signal = new AbortController().signal;

describe('a posting', () => {
  it('is booked with the number that RS gives it, and stored exactly as sent', async () => {
    const sandbox = await openSandbox();
    const rs = connectTo(sandbox);
    const sent = await samplePosting(rs);
    expect(await rs.post(sent, signal)).toMatchObject({
      kind: 'booked',
      posting: { number: '1', reference: 'VP-TEST-1', amount: 5_999, account: '1000', month: 11 },
      exchange: { httpStatus: 200 },
    });
    expect(sandbox.ledger.postings()).toMatchObject([sent]);
  });

  it.each<[FaultName, string, string, number]>([
    ['answer-lost', 'unclear', 'no-answer', 1],
    ['half-open', 'unclear', 'no-answer', 0],
    ['dropped', 'unclear', 'no-answer', 0],
    ['schema-drift', 'unclear', 'bad-answer', 1],
    ['throttled', 'not-sent', 'throttled', 0],
    ['frozen', 'not-sent', 'frozen', 0],
  ])('that suffers %s is %s (%s)', async (fault, kind, cause, booked) => {
    const sandbox = await openSandbox();
    const rs = connectTo(
      sandbox,
      fault === 'half-open' ? { settings: { requestTimeoutMs: 2_000 } } : {},
    );
    const sent = await samplePosting(rs);
    sandbox.faults.next(fault, 1, 'Postings.save');
    expect(await rs.post(sent, signal)).toMatchObject({ kind, fault: { cause } });
    expect(sandbox.ledger.postings()).toHaveLength(booked);
    expect(await rs.post(sent, signal)).toMatchObject({ kind: 'booked' });
  });

  it.each<FaultName>(['server-error', 'garbage'])(
    'that suffers %s is unclear, whether it was booked or not',
    async (fault) => {
      const sandbox = await openSandbox();
      const rs = connectTo(sandbox);
      const sent = await samplePosting(rs);
      sandbox.faults.next(fault, 20, 'Postings.save');
      for (let n = 0; n < 20; n++) {
        expect(await rs.post(sent, signal)).toMatchObject({ kind: 'unclear' });
      }
      const booked = sandbox.ledger.postings().length;
      expect(booked).toBeGreaterThan(0);
      expect(booked).toBeLessThan(20);
    },
  );

  it('that is slow is booked all the same', async () => {
    const sandbox = await openSandbox();
    const rs = connectTo(sandbox);
    const sent = await samplePosting(rs);
    sandbox.faults.next('slow', 1, 'Postings.save');
    expect(await rs.post(sent, signal)).toMatchObject({ kind: 'booked' });
  });

  it('with a dead access token is repeated once with a fresh one, and booked once', async () => {
    const sandbox = await openSandbox();
    const tokens = new MemoryTokens();
    const rs = connectTo(sandbox, { tokens });
    const sent = await samplePosting(rs);
    sandbox.faults.next('unauthorized', 1, 'Postings.save');
    expect(await rs.post(sent, signal)).toMatchObject({ kind: 'booked' });
    expect(sandbox.ledger.postings()).toHaveLength(1);
    expect(tokens.saved).toHaveLength(2);
  });

  it.each<[string, Partial<Posting>, string]>([
    ['an unknown account', { konto: '4711' }, 'account-refused'],
    ['another currency', { currency: 'CHF' }, 'currency-refused'],
    ['no fiscal year', { datum: '1999-01-01' }, 'fiscal-year-missing'],
    ['a date after the month', { wmonat: 10 }, 'refused'],
    ['a long text', { text: 'x'.repeat(31) }, 'refused'],
    ['nothing', { umsatz: 0 }, 'refused'],
  ])('with %s is refused, in either style of error', async (_, more, cause) => {
    for (const errorStyle of ['http', 'body'] as const) {
      const sandbox = await openSandbox({ errorStyle });
      const rs = connectTo(sandbox);
      const reply = await rs.post(await samplePosting(rs, more), signal);
      expect(reply).toMatchObject({ kind: 'refused', fault: { cause, pauses: false } });
      expect(sandbox.ledger.postings()).toEqual([]);
    }
  });

  it('to a locked account is refused', async () => {
    const sandbox = await openSandbox();
    sandbox.ledger.setAccount({
      number: '1000',
      description: 'Kasse',
      currency: 'EUR',
      locked: true,
    });
    const rs = connectTo(sandbox);
    expect(await rs.post(await samplePosting(rs), signal)).toMatchObject({
      kind: 'refused',
      fault: { cause: 'account-refused' },
    });
  });

  it('in a locked month is booked in the next open one, and the answer says so', async () => {
    const sandbox = await openSandbox();
    const rs = connectTo(sandbox);
    const sent = await samplePosting(rs);
    sandbox.ledger.lockMonths(sent.wj_id, [11, 12]);
    expect(await rs.post(sent, signal)).toMatchObject({
      kind: 'booked',
      posting: { month: 1, fiscalYear: String(Number(sent.wj_id) + 1) },
    });
  });

  it('has certainly not left when nobody listens, or the name is unknown', async () => {
    const sandbox = await openSandbox();
    const sent = await samplePosting(connectTo(sandbox));
    const tokens = new MemoryTokens();
    tokens.current = { refreshToken: 'x', accessToken: 'y', expiresAt: Date.now() + 3_600_000 };
    for (const baseUrl of ['http://127.0.0.1:1', 'http://nobody.invalid']) {
      const rs = connectTo(sandbox, { settings: { baseUrl }, tokens });
      expect(await rs.post(sent, signal)).toMatchObject({
        kind: 'not-sent',
        fault: { cause: 'offline', pauses: true },
      });
    }
  });

  it('does not leave once its time is over, also after a sign-in that took long', async () => {
    const sandbox = await openSandbox();
    const rs = connectTo(sandbox);
    const sent = await samplePosting(rs);
    expect(await rs.post(sent, signal, () => false)).toMatchObject({ kind: 'not-sent' });
    sandbox.faults.next('unauthorized', 1, 'Postings.save');
    let asked = 0;
    expect(await rs.post(sent, signal, () => ++asked === 1)).toMatchObject({ kind: 'not-sent' });
    expect([asked, sandbox.ledger.postings().length]).toEqual([2, 0]);
    expect(await rs.post(sent, signal, () => true)).toMatchObject({ kind: 'booked' });
  });

  it('that is given up by us is unclear', async () => {
    const sandbox = await openSandbox();
    const rs = connectTo(sandbox);
    const sent = await samplePosting(rs);
    sandbox.faults.next('half-open', 1, 'Postings.save');
    const controller = new AbortController();
    const reply = rs.post(sent, controller.signal);
    controller.abort();
    expect(['unclear', 'not-sent']).toContain((await reply).kind);
  });

  it('answered with another posting is unclear', async () => {
    const sandbox = await openSandbox();
    const inner = createUndiciTransport({});
    onTestFinished(() => inner.destroy());
    const rs = connectTo(sandbox, {
      transport: async (request) => {
        const response = await inner(request);
        return { ...response, body: response.body.replaceAll('VP-TEST-1', 'VP-OTHER') };
      },
    });
    expect(await rs.post(await samplePosting(rs), signal)).toMatchObject({ kind: 'unclear' });
  });
});

describe('a page of a proxy', () => {
  it.each([200, 403, 407, 502])(
    'with status %i instead of RS leaves a posting unclear',
    async (status) => {
      const server = http.createServer((_, response) => {
        response
          .writeHead(status, { 'content-type': 'text/html' })
          .end('<html>Bitte anmelden</html>');
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      onTestFinished(() => new Promise((resolve) => server.close(() => resolve())));
      const sandbox = await openSandbox();
      const sent = await samplePosting(connectTo(sandbox));
      const tokens = new MemoryTokens();
      tokens.current = { refreshToken: 'x', accessToken: 'y', expiresAt: Date.now() + 3_600_000 };
      const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const rs = connectTo(sandbox, { settings: { baseUrl }, tokens });
      expect(await rs.post(sent, signal)).toMatchObject({ kind: 'unclear' });
      expect(await rs.fiscalYears(signal)).toMatchObject({ ok: false, fault: { pauses: true } });
      server.closeAllConnections();
    },
  );
});

describe('an answer without the keys that say nothing', () => {
  /** As RS may leave out what is null. @param also further keys to take away */
  function bare(also: readonly string[] = []): HttpTransport {
    const network = createUndiciTransport({});
    onTestFinished(() => network.destroy());
    return async (request) => {
      const response = await network(request);
      const json = JSON.parse(response.body) as Record<string, unknown>;
      for (const key of ['error', 'displayMessage', 'displayMessageTitle', 'job_id', ...also]) {
        delete json[key];
      }
      return { ...response, body: JSON.stringify(json) };
    };
  }

  it('is as good as one with them', async () => {
    const sandbox = await openSandbox();
    const rs = connectTo(sandbox, { transport: bare() });
    const sent = await samplePosting(rs);
    expect(await rs.post(sent, signal)).toMatchObject({ kind: 'booked', posting: { number: '1' } });
    expect(await rs.lookUp([sent.beleg2], signal)).toMatchObject({ ok: true });
  });

  it('twin: without the posting it is unclear, although it says that all went well', async () => {
    const sandbox = await openSandbox();
    const rs = connectTo(sandbox, { transport: bare([fieldName('save', 'answer')]) });
    expect(await rs.post(await samplePosting(rs), signal)).toMatchObject({ kind: 'unclear' });
  });

  it('is a refusal where it says so, even without a reason', async () => {
    const sandbox = await openSandbox({ errorStyle: 'body' });
    const rs = connectTo(sandbox, { transport: bare() });
    const sent = await samplePosting(rs, { konto: '4711' });
    expect(await rs.post(sent, signal)).toMatchObject({ kind: 'refused' });
  });
});

describe('an RS that leaves the filter out and tells every posting', () => {
  function unfiltered(): HttpTransport {
    const network = createUndiciTransport({});
    onTestFinished(() => network.destroy());
    return (request) => {
      if (!isCall(request.url, 'postings')) return network(request);
      const { filter: _filter, ...rest } = JSON.parse(request.body) as { filter: unknown };
      return network({ ...request, body: JSON.stringify(rest) });
    };
  }

  it('settles nothing with what was not asked for', async () => {
    const sandbox = await openSandbox();
    const rs = connectTo(sandbox, { transport: unfiltered() });
    const sent = await samplePosting(rs);
    await rs.post(sent, signal);
    await rs.post({ ...sent, beleg2: 'VP-TEST-2', datum: '2021-11-11' }, signal);
    const raw = sandbox.ledger.postings().map(({ datum }) => datum);
    expect(raw).toEqual(['2021-11-10', '2021-11-11']);
    expect(await rs.postingsOfDay('2021-11-11', signal)).toMatchObject({
      ok: true,
      value: [{ reference: 'VP-TEST-2' }],
    });
    expect(await rs.postingsOfDay('2021-11-12', signal)).toMatchObject({ ok: true, value: [] });
    const found = await rs.lookUp(['VP-TEST-3'], signal);
    expect(found.ok && [...found.value]).toEqual([]);
  });
});

describe('questions', () => {
  it('for the postings of a day find those of that day alone', async () => {
    const sandbox = await openSandbox();
    const rs = connectTo(sandbox);
    const sent = await samplePosting(rs);
    await rs.post(sent, signal);
    await rs.post({ ...sent, beleg2: 'VP-TEST-2', datum: '2021-11-11' }, signal);
    expect(await rs.postingsOfDay('2021-11-10', signal)).toMatchObject({
      ok: true,
      value: [{ reference: 'VP-TEST-1', businessDay: '2021-11-10' }],
    });
  });

  it('for invoices are one request, and answer only what was asked', async () => {
    const sandbox = await openSandbox();
    for (const n of [1, 2]) {
      sandbox.ledger.addInvoice({
        posBillNumber: `B${n}`,
        documentNumber: `20260000${n}`,
        availableAt: 0,
      });
    }
    const rs = connectTo(sandbox);
    const reply = await rs.findInvoices(['B1', 'B3'], signal);
    expect(reply.ok && [...reply.value]).toEqual([
      [
        'B1',
        [
          {
            billNumber: 'B1',
            documentNumber: '202600001',
            debtor: '10007',
            currency: 'EUR',
            type: 'RB',
          },
        ],
      ],
    ]);
  });

  it('for postings find every one of a reference: RS does not deduplicate', async () => {
    const sandbox = await openSandbox();
    const rs = connectTo(sandbox);
    const sent = await samplePosting(rs);
    await rs.post(sent, signal);
    await rs.post(sent, signal);
    const reply = await rs.lookUp(['VP-TEST-1', 'VP-UNKNOWN'], signal);
    expect(reply.ok && [...reply.value].map(([key, found]) => [key, found.length])).toEqual([
      ['VP-TEST-1', 2],
    ]);
  });

  it('go on over all pages', async () => {
    const sandbox = await openSandbox();
    const rs = connectTo(sandbox);
    const sent = await samplePosting(rs);
    for (let n = 0; n < 150; n++) await rs.post(sent, signal);
    const reply = await rs.lookUp(['VP-TEST-1'], signal);
    expect(reply.ok && reply.value.get('VP-TEST-1')?.length).toBe(150);
  });
});

describe('signing in', () => {
  it('renews once for all who wait, and stores the new refresh token before it uses the access token', async () => {
    const sandbox = await openSandbox();
    const order: string[] = [];
    const inner = createUndiciTransport({});
    onTestFinished(() => inner.destroy());
    class Watched extends MemoryTokens {
      override save(tokens: Parameters<MemoryTokens['save']>[0]): void {
        order.push('stored');
        super.save(tokens);
      }
    }
    const rs = connectTo(sandbox, {
      tokens: new Watched(),
      transport: (request) => {
        order.push(request.url.includes('getAccessToken') ? 'renew' : 'use');
        return inner(request);
      },
    });
    await Promise.all([rs.fiscalYears(signal), rs.fiscalYears(signal), rs.fiscalYears(signal)]);
    expect(order).toEqual(['renew', 'stored', 'use', 'use', 'use']);
  });

  it('renews before the access token dies', async () => {
    const sandbox = await openSandbox();
    const tokens = new MemoryTokens();
    let now = Date.now();
    const rs = connectTo(sandbox, { tokens, clock: () => now });
    await rs.fiscalYears(signal);
    now += 57 * 60_000;
    await rs.fiscalYears(signal);
    now += 31_000;
    await rs.fiscalYears(signal);
    expect(tokens.saved).toHaveLength(2);
  });

  it('with a dead refresh token needs a person', async () => {
    const sandbox = await openSandbox();
    const tokens = new MemoryTokens();
    await connectTo(sandbox, { tokens }).fiscalYears(signal);
    const old = connectTo(sandbox, { tokens: new MemoryTokens() });
    expect(await old.fiscalYears(signal)).toMatchObject({
      ok: false,
      fault: { cause: 'sign-in-expired', pauses: true },
    });
  });

  it('without a line is offline, not expired', async () => {
    const sandbox = await openSandbox();
    const rs = connectTo(sandbox, { settings: { baseUrl: 'http://127.0.0.1:1' } });
    expect(await rs.fiscalYears(signal)).toMatchObject({ ok: false, fault: { cause: 'offline' } });
  });
});
