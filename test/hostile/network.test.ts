/**
 * The real connector and transport over a line that is not to be trusted. Whatever it does, following the rules (send
 * again only what certainly did not leave; else ask first) ends with exactly one posting.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import tls from 'node:tls';
import { expect, it, onTestFinished } from 'vitest';
import type { Posting, PostReply, RsConnector } from '../../electron/core/rs/connector.ts';
import type { HttpTransport } from '../../electron/core/rs/index.ts';
import { createUndiciTransport } from '../../electron/core/rs/transport-undici.ts';
import type { Sandbox } from '../../sandbox/server.ts';
import { samplePostingIn } from '../helpers/sample-posting.ts';
import { connectTo, openSandbox } from '../helpers/sandbox.ts';
import { tempFolder } from '../helpers/temp-folder.ts';
import { GarblingTunnel, HostileProxy, type Mischief } from './proxy.ts';

const signal = new AbortController().signal;

interface Line {
  readonly sandbox: Sandbox;
  readonly proxy: HostileProxy;
  readonly rs: RsConnector;
  readonly years: Awaited<ReturnType<RsConnector['fiscalYears']>>;
}

async function openLine(
  options: {
    readonly transport?: HttpTransport;
    readonly secure?: tls.TlsOptions;
    /** Between the program and the proxy. */
    readonly tunnel?: (port: number) => Promise<number>;
  } = {},
): Promise<Line> {
  const sandbox = await openSandbox({ errorStyle: 'http' });
  const proxy = await HostileProxy.open(sandbox.port, options.secure);
  const port = options.tunnel ? await options.tunnel(proxy.port) : proxy.port;
  const baseUrl = `${options.secure ? 'https' : 'http'}://127.0.0.1:${port}`;
  const rs = connectTo(sandbox, {
    // Half the cases wait for it: long enough for a loaded PC to sign in.
    settings: { baseUrl, requestTimeoutMs: 2_000 },
    ...(options.transport && { transport: options.transport }),
  });
  return { sandbox, proxy, rs, years: await rs.fiscalYears(signal) };
}

function posting({ rs, years }: Line, reference: string): Posting {
  if (!years.ok) throw new Error(years.fault.message);
  return samplePostingIn(years.value, rs, reference);
}

/** Sends under mischief, then as the rules say. @returns the first reply's kind, and how often RS has it in the end */
async function deliver(line: Line, reference: string, mischief: Mischief) {
  const sent = posting(line, reference);
  line.proxy.arm(mischief);
  const first = await line.rs.post(sent, signal);
  let reply: PostReply = first;
  for (let round = 0; reply.kind !== 'booked' && round < 5; round++) {
    if (reply.kind === 'unclear') {
      const found = await line.rs.lookUp([reference], signal);
      if (!found.ok) continue;
      if (found.value.has(reference)) break;
    }
    reply = await line.rs.post(sent, signal);
  }
  const booked = line.sandbox.ledger.postings().filter(({ beleg2 }) => beleg2 === reference);
  return { kind: first.kind, booked: booked.length };
}

async function measure(line: Line): Promise<void> {
  expect(await line.rs.post(posting(line, 'VP-CLEAN'), signal)).toMatchObject({ kind: 'booked' });
  expect(line.proxy.requestBytes).toBeGreaterThan(300);
  expect(line.proxy.answerBytes).toBeGreaterThan(300);
}

function offsets(bytes: number): number[] {
  return Array.from({ length: bytes + 1 }, (_, index) => index);
}

it('reset at each byte of the request: unclear, and one posting in the end', async () => {
  const line = await openLine();
  await measure(line);
  for (const bytes of offsets(line.proxy.requestBytes)) {
    const result = await deliver(line, `VP-Q-${bytes}`, { kind: 'cut-request', bytes });
    expect({ bytes, ...result }).toEqual({ bytes, kind: 'unclear', booked: 1 });
  }
}, 600_000);

it('reset at each byte of the answer: unclear, and one posting in the end', async () => {
  const line = await openLine();
  await measure(line);
  const { answerBytes } = line.proxy;
  for (const bytes of offsets(answerBytes - 1)) {
    const result = await deliver(line, `VP-A-${bytes}`, { kind: 'cut-answer', bytes });
    expect({ bytes, ...result }).toEqual({ bytes, kind: 'unclear', booked: 1 });
  }
}, 600_000);

const HTML = '<html><body>Bitte melden Sie sich am Netzwerk an.</body></html>';
const length = (delta: number) => (answer: string) =>
  answer.replace(
    /content-length: (\d+)/i,
    (_, bytes) => `content-length: ${Number(bytes) + delta}`,
  );
const chunked = (answer: string) => {
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  const size = body.length.toString(16);
  return (
    head.replace(/content-length: \d+/i, 'transfer-encoding: chunked') +
    `\r\n\r\n${size}\r\n${body.slice(0, -20)}`
  );
};
const own = (status: string, body: string): Mischief => ({
  kind: 'own-answer',
  answer: `HTTP/1.1 ${status}\r\ncontent-type: text/html\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
});

const MISCHIEFS: readonly (readonly [string, Mischief])[] = [
  ['half-open connection', { kind: 'half-open' }],
  ['answer slower than the deadline', { kind: 'slow-loris', everyMs: 20 }],
  ['content length too short', { kind: 'other-answer', change: length(-30), thenEnds: true }],
  [
    'content length too long, then closed',
    { kind: 'other-answer', change: length(30), thenEnds: true },
  ],
  [
    'content length too long, left open',
    { kind: 'other-answer', change: length(30), thenEnds: false },
  ],
  ['chunked answer that breaks off', { kind: 'other-answer', change: chunked, thenEnds: true }],
  ['chunked answer that hangs', { kind: 'other-answer', change: chunked, thenEnds: false }],
  [
    'no HTTP at all',
    { kind: 'other-answer', change: () => '\0\x01\x02 nonsense\r\n\r\n', thenEnds: true },
  ],
  ['HTML of a sign-in page', own('200 OK', HTML)],
  ['HTML of a gateway that failed', own('502 Bad Gateway', HTML)],
  ['closed without a word', { kind: 'other-answer', change: () => '', thenEnds: true }],
];

it.each(MISCHIEFS)('%s: unclear, and one posting in the end', async (_name, mischief) => {
  const line = await openLine();
  expect(await deliver(line, 'VP-1', mischief)).toEqual({ kind: 'unclear', booked: 1 });
});

it('twin: a transport that repeats by itself books twice, and this is seen', async () => {
  const transport = createUndiciTransport({});
  onTestFinished(() => transport.destroy());
  const repeating: HttpTransport = async (request) => {
    try {
      return await transport(request);
    } catch {
      return await transport(request);
    }
  };
  const line = await openLine({ transport: repeating });
  await measure(line);
  const mischief: Mischief = { kind: 'cut-answer', bytes: 10 };
  expect(await deliver(line, 'VP-1', mischief)).toMatchObject({ booked: 2 });
});

/** A certificate of our own for 127.0.0.1; undefined where there is no openssl. */
function selfSigned(): { key: string; cert: string } | undefined {
  const folder = tempFolder();
  const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
  try {
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
        ...['-keyout', key, '-out', cert, '-days', '2', '-subj', '/CN=127.0.0.1'],
        ...['-addext', 'subjectAltName=IP:127.0.0.1'],
      ],
      { stdio: 'ignore' },
    );
  } catch {
    return undefined;
  }
  return { key: fs.readFileSync(key, 'utf8'), cert: fs.readFileSync(cert, 'utf8') };
}

const NO_OPENSSL = 'no openssl on this machine to make a certificate with';

it('TLS with a certificate that nobody vouches for: nothing leaves, nothing is booked', async (context) => {
  const secure = selfSigned();
  if (!secure) return context.skip(NO_OPENSSL);
  const line = await openLine({ secure });
  expect(line.years).toMatchObject({ ok: false, fault: { pauses: true } });
  expect(line.sandbox.ledger.postings()).toEqual([]);
});

it('TLS that breaks in the middle: unclear, and one posting in the end', async (context) => {
  const secure = selfSigned();
  if (!secure) return context.skip(NO_OPENSSL);
  const before = tls.getCACertificates('default');
  tls.setDefaultCACertificates([...before, secure.cert]);
  onTestFinished(() => tls.setDefaultCACertificates(before));
  const line = await openLine({ secure });
  await measure(line);
  const { answerBytes } = line.proxy;
  for (let bytes = 0; bytes < answerBytes - 1; bytes += 40) {
    const result = await deliver(line, `VP-T-${bytes}`, { kind: 'cut-answer', bytes });
    expect({ bytes, ...result }).toEqual({ bytes, kind: 'unclear', booked: 1 });
  }
});

const GARBAGE: readonly (readonly [string, Buffer])[] = [
  ['text', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
  ['a record of no known version', Buffer.from([0x17, 0x09, 0x09, 0x00, 0x02, 0x01, 0x02])],
  ['a record that cannot be decrypted', Buffer.from([0x17, 0x03, 0x03, 0x00, 0x04, 1, 2, 3, 4])],
];

it.each(
  GARBAGE.flatMap(([name, garbage]) =>
    (['TLSv1.2', 'TLSv1.3'] as const).map((version) => [version, name, garbage] as const),
  ),
)('%s whose answer is %s: unclear, and one posting in the end', async (version, _name, garbage) => {
  const pair = selfSigned();
  // The test of the broken certificate tells that it was skipped.
  if (!pair) return;
  const secure = { ...pair, maxVersion: version };
  const before = tls.getCACertificates('default');
  tls.setDefaultCACertificates([...before, pair.cert]);
  onTestFinished(() => tls.setDefaultCACertificates(before));
  const tunnel = new GarblingTunnel();
  const line = await openLine({ secure, tunnel: (port) => tunnel.open(port) });
  await measure(line);
  tunnel.garbage = garbage;
  const result = await deliver(line, 'VP-1', { kind: 'cut-answer', bytes: 10_000 });
  expect(result).toEqual({ kind: 'unclear', booked: 1 });
});
