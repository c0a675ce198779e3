/** The loopback window over real HTTP: who gets in, and who does not. */
import { once } from 'node:events';
import fs from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { serveLoopback, type Loopback } from '../../../electron/shell/transport/loopback.ts';
import {
  contentSecurityPolicy,
  NONCE_PLACEHOLDER,
} from '../../../electron/shell/transport/security-headers.ts';
import { PAGE_SECRET_HEADER } from '../../../shared/contract/names.ts';
import type { Changes, Handlers } from '../../../shared/contract/contract.ts';
import { ask as askRaw } from '../../helpers/ask.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';
import { sampleChanges } from './sample-changes.ts';

const kick = vi.fn(() => ({ alreadyRunning: false, jobs: 3 }));
let loopback: Loopback;
let origin: string;
let assets: string;
const listeners = new Set<(changes: Changes) => void>();
const bugs: unknown[] = [];
const emit = (changes: Changes) => listeners.forEach((listener) => listener(changes));

/** A server with one handler, whose changes the test makes. */
const open = (port = 0) =>
  serveLoopback({
    handlers: { 'engine.kick': kick } as unknown as Handlers,
    changes: {
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    assetsFolder: assets,
    port,
    onBug: (_name, error) => bugs.push(error),
  });

beforeEach(async () => {
  kick.mockClear();
  listeners.clear();
  bugs.length = 0;
  const folder = tempFolder();
  assets = path.join(folder, 'assets');
  fs.mkdirSync(assets);
  fs.writeFileSync(
    path.join(assets, 'index.html'),
    `<meta nonce="${NONCE_PLACEHOLDER}"><h1>Venduo</h1>`,
  );
  fs.writeFileSync(path.join(folder, 'secret.json'), '{}');
  fs.symlinkSync(path.join(folder, 'secret.json'), path.join(assets, 'link.json'));
  loopback = await open();
  origin = new URL(loopback.url).origin;
  onTestFinished(() => loopback.close());
});

const ask = (
  method: string,
  target: string,
  headers: Readonly<Record<string, string>> = {},
  body = '',
) => askRaw(origin, false, method, target, headers, body);

const ours = () => ({ origin, 'content-type': 'application/json' });
const token = () => new URL(loopback.url).hash.replace('#token=', '');

/** The secret that the last sign-in gave to its page. */
let page = '';
const paged = () => ({ ...ours(), [PAGE_SECRET_HEADER]: page });

async function signIn(): Promise<string> {
  const { headers, body } = await ask(
    'POST',
    '/api/session',
    ours(),
    JSON.stringify({ token: token() }),
  );
  page = (JSON.parse(body) as { page: string }).page;
  return (headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
}

const CALL = JSON.stringify({ name: 'engine.kick', args: [] });

it('what is no address is no mistake of ours', async () => {
  expect((await ask('GET', '//')).status).toBe(400);
});

describe('the token', () => {
  it('becomes a cookie that no script reads and no other site sends', async () => {
    const { status, headers } = await ask(
      'POST',
      '/api/session',
      ours(),
      JSON.stringify({ token: token() }),
    );
    expect(status).toBe(200);
    expect(headers['set-cookie']?.[0]).toMatch(/HttpOnly; SameSite=Strict; Path=\//);
    // Without an age it would be gone with the browser's last window.
    expect(headers['set-cookie']?.[0]).toMatch(/; Max-Age=[1-9]\d+$/);
  });

  it('works once', async () => {
    await signIn();
    const again = await ask('POST', '/api/session', ours(), JSON.stringify({ token: token() }));
    expect(again.status).toBe(401);
    expect(again.headers['set-cookie']).toBeUndefined();
  });

  it.each(['', 'guess', null, 7])('is not guessed (%s)', async (guess) => {
    expect(
      (await ask('POST', '/api/session', ours(), JSON.stringify({ token: guess }))).status,
    ).toBe(401);
  });

  it('is not needed again while the session lasts', async () => {
    const cookie = await signIn();
    expect((await ask('POST', '/api/session', { ...paged(), cookie }, '{}')).status).toBe(200);
    // The cookie alone, as a page of another port may have it, is told no secret.
    const other = await ask('POST', '/api/session', { ...ours(), cookie }, '{}');
    expect([other.status, other.body.includes(page)]).toEqual([401, false]);
  });
});

describe('a call', () => {
  it('with a session reaches its handler', async () => {
    const cookie = await signIn();
    const { status, body } = await ask('POST', '/api/call', { ...paged(), cookie }, CALL);
    expect(status).toBe(200);
    expect(JSON.parse(body)).toEqual({ ok: true, value: { alreadyRunning: false, jobs: 3 } });
  });

  it.each<[string, (cookie: string) => Record<string, string>]>([
    ['without a session', () => ours()],
    [
      'with the cookie alone, as every port of this PC gets it',
      (cookie) => ({ ...ours(), cookie }),
    ],
    [
      'with the cookie and the secret of another page',
      (cookie) => ({ ...ours(), cookie, [PAGE_SECRET_HEADER]: 'x'.repeat(43) }),
    ],
    [
      'with a cookie that was made up',
      () => ({ ...paged(), cookie: `venduo-${new URL(origin).port}=x` }),
    ],
    ['of another origin', (cookie) => ({ ...paged(), cookie, origin: 'https://evil.example' })],
    [
      'without an origin',
      (cookie) => ({ cookie, 'content-type': 'application/json', [PAGE_SECRET_HEADER]: page }),
    ],
    ['of another type', (cookie) => ({ ...paged(), cookie, 'content-type': 'text/plain' })],
    ['to another name of this PC', (cookie) => ({ ...paged(), cookie, host: 'evil.example' })],
  ])('%s does not', async (_, headers) => {
    const cookie = await signIn();
    expect((await ask('POST', '/api/call', headers(cookie), CALL)).status).toBe(403);
    expect(kick).not.toHaveBeenCalled();
  });

  it.each(['not json', '{"name": "engine.kick"}', '[]', ' '.repeat(2_000_000)])(
    'that is malformed does not',
    async (body) => {
      const cookie = await signIn();
      const answer = await ask('POST', '/api/call', { ...paged(), cookie }, body);
      expect(JSON.parse(answer.body)).toMatchObject({ ok: false });
      expect(kick).not.toHaveBeenCalled();
    },
  );
});

describe('files', () => {
  it('are the built window’s, with the strict policy', async () => {
    const { status, headers, body } = await ask('GET', '/');
    expect(status).toBe(200);
    expect(body).toContain('Venduo');
    const policy = headers['content-security-policy'] as string;
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
    expect(policy).toBe(contentSecurityPolicy(nonce));
    expect(body).toContain(`nonce="${nonce}"`);
    expect(body).not.toContain(NONCE_PLACEHOLDER);
    // A word that is used twice can be learned from the first page.
    expect((await ask('GET', '/')).headers['content-security-policy']).not.toBe(policy);
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it.each([
    '/../secret.json',
    '/%2e%2e/secret.json',
    '/..%2fsecret.json',
    '/%2e%2e%5csecret.json',
    '/link.json',
    '/nothing.js',
    '/%00',
    '/%E0%A4',
  ])('%s is none of them', async (target) => {
    expect((await ask('GET', target)).status).toBe(404);
  });

  it('are only read', async () => {
    expect((await ask('PUT', '/index.html', { origin })).status).toBe(405);
  });
});

/** As it stands on the wire: HTTP closes each piece with a line of its own. */
const END_OF_EVENT = '\n\n\r\n';

describe('changes', () => {
  /** A page that listens; `heard` is all that it has read so far. */
  async function listen(cookie: string) {
    const { hostname, port, host } = new URL(origin);
    const socket = net.connect(Number(port), hostname);
    onTestFinished(() => void socket.destroy());
    const opened = {
      socket,
      heard: '',
      async until(condition: () => boolean): Promise<void> {
        while (!condition()) await new Promise((resolve) => socket.once('data', resolve));
      },
    };
    socket.on('data', (chunk: Buffer) => (opened.heard += chunk.toString()));
    socket.write(
      `GET /api/changes?page=${page} HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\n\r\n`,
    );
    await opened.until(() => opened.heard.includes(': open'));
    return opened;
  }

  it('come by a stream, to a session alone', async () => {
    expect((await ask('GET', '/api/changes')).status).toBe(403);
    const cookie = await signIn();
    expect((await ask('GET', '/api/changes', { cookie })).status).toBe(403);
    expect((await ask('GET', '/api/changes?page=guess', { cookie })).status).toBe(403);
    const page = await listen(cookie);
    emit(sampleChanges(7));
    await page.until(() => page.heard.includes('"revision":7'));
    expect(page.heard).toMatch(/^content-type: text\/event-stream/im);
    expect(page.heard).toContain(`data: ${JSON.stringify(sampleChanges(7))}\n\n`);
  });

  it('cross with the contract’s fields alone; what does not fit is left out and logged', async () => {
    const page = await listen(await signIn());
    emit({ ...sampleChanges(1), secret: 'token' } as Changes);
    emit({ ...sampleChanges(2), jobs: ['one'] } as unknown as Changes);
    emit(sampleChanges(3));
    await page.until(() => page.heard.includes('"revision":3'));
    expect(page.heard).toContain('"revision":1');
    expect(page.heard).not.toContain('token');
    expect(page.heard).not.toContain('"revision":2');
    expect(bugs).toHaveLength(1);
  });

  it('are not kept without end for a page that does not read: it is cut off, the others hear on', async () => {
    const cookie = await signIn();
    const asleep = await listen(cookie);
    const awake = await listen(cookie);
    const cutOff = new Promise((resolve) => asleep.socket.once('close', resolve));
    asleep.socket.on('error', () => undefined);
    asleep.socket.pause();
    const jobs = Array.from({ length: 50_000 }, (_, index) => 1_000_000 + index);
    // More than the line between them holds, and far more than is kept for one page.
    const last = 60;
    const mark = `"revision":${last},`;
    for (let revision = 1; revision <= last; revision++) {
      awake.heard = '';
      emit({ ...sampleChanges(revision), jobs });
      await awake.until(() => awake.heard.endsWith(END_OF_EVENT));
    }
    expect(awake.heard).toContain(mark);
    asleep.socket.resume();
    await Promise.race([cutOff, asleep.until(() => asleep.heard.includes(mark))]);
    expect(asleep.heard).not.toContain(mark);
  });
});

describe('the port', () => {
  it('that is taken is told in a sentence, and nothing is left running', async () => {
    const before = listeners.size;
    const timers = vi.spyOn(globalThis, 'setInterval');
    onTestFinished(() => timers.mockRestore());
    const taken = Number(new URL(origin).port);
    await expect(open(taken)).rejects.toThrow(
      new RegExp(`uses port ${taken} .*Nothing is lost.*Choose another port`),
    );
    expect(listeners.size).toBe(before);
    expect(timers).not.toHaveBeenCalled();
  });

  it('is free again after the end, and the changes are left alone', async () => {
    const port = Number(new URL(origin).port);
    await loopback.close();
    expect(listeners.size).toBe(0);
    const next = net.createServer().listen(port, '127.0.0.1');
    onTestFinished(() => void next.close());
    await once(next, 'listening');
    expect((next.address() as AddressInfo).port).toBe(port);
  });
});
