/**
 * The desktop program's transport tells the truth about each request: answered, never left, or unknown; and it never
 * sends one twice by itself. In the real Electron, against a server that counts.
 */
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { _electron, expect, test, type ElectronApplication } from '@playwright/test';
import { build } from 'vite';
import { electronExecutable, whyNoElectron } from '../../scripts/electron-lane.ts';
import { newFolder, ROOT } from './program.ts';
import type { Given, Outcome, TransportHost } from './transport-host.ts';

type WithHost = typeof globalThis & { host: TransportHost };

let folder: string;
let app: ElectronApplication;
let server: http.Server;
let address: string;
/** What reached the server, in order. */
let requests: { url: string; headers: http.IncomingHttpHeaders; body: string }[] = [];

function answer(request: http.IncomingMessage, response: http.ServerResponse): void {
  switch (request.url) {
    case '/lost':
      request.socket.destroy();
      return;
    case '/silent':
      return;
    case '/stalls':
      response.write('{ "success": ');
      return;
    case '/redirect':
      response.writeHead(307, { location: '/elsewhere' }).end();
      return;
    case '/huge':
      response.end(Buffer.alloc(4 * 1024 * 1024 + 1, 'x'));
      return;
    default:
      response.writeHead(429, { 'Retry-After': '7', 'set-cookie': 'a=b' }).end('{ "grüße": 1 }');
  }
}

test.beforeAll(async () => {
  const reason = whyNoElectron(ROOT, process.env);
  if (reason !== undefined) throw new Error(`The Electron suite cannot run: ${reason}`);
  folder = newFolder();
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: path.join(import.meta.dirname, 'transport-host.ts'),
      outDir: folder,
      emptyOutDir: false,
      target: 'node18',
      rollupOptions: {
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: 'main.cjs' },
      },
    },
  });
  fs.writeFileSync(
    path.join(folder, 'package.json'),
    '{ "name": "transport", "main": "main.cjs" }',
  );
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  app = await _electron.launch({
    executablePath: electronExecutable(ROOT, process.env),
    args: [folder, `--user-data-dir=${path.join(folder, 'user')}`, ...root],
  });
  await app.evaluate(({ app: electron }) => electron.whenReady());

  server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      requests.push({ url: request.url ?? '', headers: request.headers, body });
      answer(request, response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

test.beforeEach(() => {
  requests = [];
});

test.afterAll(async () => {
  await app.close();
  server.closeAllConnections();
  server.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

const send = (given: Given): Promise<Outcome> =>
  app.evaluate((_electronModule, one) => (globalThis as WithHost).host.send(one), given);
const sendPlainly = (given: Given): Promise<string> =>
  app.evaluate((_electronModule, one) => (globalThis as WithHost).host.sendPlainly(one), given);
const received = (body: string): number => requests.filter((one) => one.body === body).length;

test('a request whose answer is lost is sent once, and is unknown', async () => {
  for (let n = 0; n < 5; n++) await send({ url: `${address}/ok`, body: 'before' });
  const outcome = await send({ url: `${address}/lost`, body: 'posting' });
  expect(outcome).toMatchObject({ sent: true });
  expect(received('posting')).toBe(1);
});

test('the twin: without lanes Chromium sends it twice', async () => {
  await sendPlainly({ url: `${address}/ok`, body: 'before' });
  await sendPlainly({ url: `${address}/lost`, body: 'posting' });
  expect(received('posting')).toBe(2);
});

test('many at once, answered and lost, are sent once each', async () => {
  const bodies = Array.from({ length: 40 }, (_, n) => `posting ${n}`);
  for (let round = 0; round < 2; round++) {
    await Promise.all(
      bodies.map((body, n) =>
        send({ url: `${address}/${n % 3 === 0 ? 'lost' : 'ok'}`, body: `${body}/${round}` }),
      ),
    );
  }
  expect(requests).toHaveLength(80);
  expect(new Set(requests.map(({ body }) => body)).size).toBe(80);
});

test('an answer comes with status, headers in lower case and text', async () => {
  const outcome = await send({ url: `${address}/ok`, body: '{"text":"Abschöpfung"}' });
  expect(outcome).toMatchObject({
    status: 429,
    headers: { 'retry-after': '7' },
    body: '{ "grüße": 1 }',
  });
  expect(requests).toEqual([
    {
      url: '/ok',
      headers: expect.objectContaining({
        authorization: 'Bearer one',
        'content-type': 'application/json',
      }) as unknown,
      body: '{"text":"Abschöpfung"}',
    },
  ]);
});

test('cookies are neither kept nor sent', async () => {
  for (let n = 0; n < 3; n++) await send({ url: `${address}/ok`, body: 'one' });
  expect(requests.map(({ headers }) => headers.cookie)).toEqual([undefined, undefined, undefined]);
});

test('a redirect is not followed: nobody else gets the token', async () => {
  await send({ url: `${address}/redirect`, body: 'posting' });
  expect(requests.map(({ url }) => url)).toEqual(['/redirect']);
});

test('a port where nobody listens: nothing has left', async () => {
  const closed = http.createServer().listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const { port } = closed.address() as AddressInfo;
  closed.close();
  await once(closed, 'close');
  expect(await send({ url: `http://127.0.0.1:${port}/`, body: 'posting' })).toMatchObject({
    sent: false,
    message: expect.stringContaining('ERR_CONNECTION_REFUSED') as unknown,
  });
});

test('a name that does not exist: nothing has left', async () => {
  const outcome = await send({ url: 'http://nowhere.invalid/', body: 'posting' });
  expect(outcome).toMatchObject({ sent: false });
});

test('no TLS where it is expected: may have left, or not', async () => {
  const url = address.replace('http:', 'https:');
  expect(await send({ url, body: 'posting' })).toMatchObject({ sent: true });
  expect(requests).toEqual([]);
});

test('given up before it begins: nothing has left', async () => {
  const outcome = await send({ url: `${address}/ok`, body: 'posting', aborted: true });
  expect(outcome).toMatchObject({ sent: false });
  expect(requests).toEqual([]);
});

for (const url of ['/silent', '/stalls']) {
  test(`no end of the answer in time (${url}): unknown`, async () => {
    const outcome = await send({ url: `${address}${url}`, body: 'posting', timeoutMs: 500 });
    expect(outcome).toEqual({ sent: true, message: 'No answer within 0.5 seconds.' });
    expect(received('posting')).toBe(1);
    // The lane that was given up serves again.
    expect(await send({ url: `${address}/ok`, body: 'next' })).toMatchObject({ status: 429 });
  });
}

test('an answer that is too large is given up', async () => {
  const outcome = await send({ url: `${address}/huge`, body: 'posting' });
  expect(outcome).toMatchObject({
    sent: true,
    message: expect.stringContaining('larger') as unknown,
  });
});
