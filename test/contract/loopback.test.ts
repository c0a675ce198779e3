/** The loopback window over real HTTP: who gets in, and who does not. */
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { serveLoopback, type Loopback } from '../../electron/transport/loopback.ts';
import { CONTENT_SECURITY_POLICY } from '../../electron/transport/security-headers.ts';
import type { Changes, Handlers } from '../../shared/contract/contract.ts';
import { tempFolder } from '../helpers/temp-folder.ts';

const kick = vi.fn(() => ({ alreadyRunning: false, jobs: 3 }));
let loopback: Loopback;
let origin: string;
let emit: (changes: Changes) => void;

beforeEach(async () => {
  kick.mockClear();
  const folder = tempFolder();
  const assets = path.join(folder, 'assets');
  fs.mkdirSync(assets);
  fs.writeFileSync(path.join(assets, 'index.html'), '<h1>Venduo</h1>');
  fs.writeFileSync(path.join(folder, 'secret.json'), '{}');
  fs.symlinkSync(path.join(folder, 'secret.json'), path.join(assets, 'link.json'));
  loopback = await serveLoopback({
    handlers: { 'engine.kick': kick } as unknown as Handlers,
    changes: {
      subscribe(listener) {
        emit = listener;
        return () => undefined;
      },
    },
    assetsFolder: assets,
    port: 0,
  });
  origin = new URL(loopback.url).origin;
  onTestFinished(() => loopback.close());
});

interface Asked {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** Raw HTTP: `fetch` would set Host and Origin right and tidy the path up. */
function ask(
  method: string,
  target: string,
  headers: Record<string, string> = {},
  body = '',
): Promise<Asked> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin);
    const request = http.request(
      { hostname, port, method, path: target, headers, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

const ours = () => ({ origin, 'content-type': 'application/json' });
const token = (url = loopback.url) => new URL(url).hash.replace('#token=', '');

async function signIn(): Promise<string> {
  const { headers } = await ask('POST', '/api/session', ours(), JSON.stringify({ token: token() }));
  return (headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
}

const CALL = JSON.stringify({ name: 'engine.kick', args: [] });

describe('the token', () => {
  test('becomes a cookie that no script reads and no other site sends', async () => {
    const { status, headers } = await ask(
      'POST',
      '/api/session',
      ours(),
      JSON.stringify({ token: token() }),
    );
    expect(status).toBe(200);
    expect(headers['set-cookie']?.[0]).toMatch(/HttpOnly; SameSite=Strict; Path=\//);
  });

  test('works once', async () => {
    await signIn();
    const again = await ask('POST', '/api/session', ours(), JSON.stringify({ token: token() }));
    expect(again.status).toBe(401);
    expect(again.headers['set-cookie']).toBeUndefined();
  });

  test.each(['', 'guess', null, 7])('is not guessed (%s)', async (guess) => {
    expect(
      (await ask('POST', '/api/session', ours(), JSON.stringify({ token: guess }))).status,
    ).toBe(401);
  });

  test('is not needed again while the session lasts', async () => {
    const cookie = await signIn();
    expect((await ask('POST', '/api/session', { ...ours(), cookie }, '{}')).status).toBe(200);
  });
});

describe('a call', () => {
  test('with a session reaches its handler', async () => {
    const cookie = await signIn();
    const { status, body } = await ask('POST', '/api/call', { ...ours(), cookie }, CALL);
    expect(status).toBe(200);
    expect(JSON.parse(body)).toEqual({ ok: true, value: { alreadyRunning: false, jobs: 3 } });
  });

  test.each<[string, (cookie: string) => Record<string, string>]>([
    ['without a session', () => ours()],
    [
      'with a cookie that was made up',
      () => ({ ...ours(), cookie: `venduo-${new URL(origin).port}=x` }),
    ],
    ['of another origin', (cookie) => ({ ...ours(), cookie, origin: 'https://evil.example' })],
    ['without an origin', (cookie) => ({ cookie, 'content-type': 'application/json' })],
    ['of another type', (cookie) => ({ ...ours(), cookie, 'content-type': 'text/plain' })],
    ['to another name of this PC', (cookie) => ({ ...ours(), cookie, host: 'evil.example' })],
  ])('%s does not', async (_, headers) => {
    const cookie = await signIn();
    expect((await ask('POST', '/api/call', headers(cookie), CALL)).status).toBe(403);
    expect(kick).not.toHaveBeenCalled();
  });

  test.each(['not json', '{"name": "engine.kick"}', '[]', ' '.repeat(2_000_000)])(
    'that is malformed does not',
    async (body) => {
      const cookie = await signIn();
      const answer = await ask('POST', '/api/call', { ...ours(), cookie }, body);
      expect(JSON.parse(answer.body)).toMatchObject({ ok: false });
      expect(kick).not.toHaveBeenCalled();
    },
  );
});

describe('files', () => {
  test('are the built window’s, with the strict policy', async () => {
    const { status, headers, body } = await ask('GET', '/');
    expect(status).toBe(200);
    expect(body).toContain('Venduo');
    expect(headers['content-security-policy']).toBe(CONTENT_SECURITY_POLICY);
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  test.each([
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

  test('are only read', async () => {
    expect((await ask('PUT', '/index.html', { origin })).status).toBe(405);
  });
});

test('changes come by a stream, to a session alone', async () => {
  expect((await ask('GET', '/api/changes')).status).toBe(403);
  const cookie = await signIn();
  const { hostname, port } = new URL(origin);
  const text = await new Promise<string>((resolve, reject) => {
    const request = http.get(
      { hostname, port, path: '/api/changes', headers: { cookie } },
      (response) => {
        let heard = '';
        response.on('data', (chunk: Buffer) => {
          heard += chunk.toString();
          if (heard.includes(': open') && !heard.includes('data:'))
            emit({ revision: 7 } as Changes);
          if (heard.includes('"revision":7')) {
            resolve(heard);
            request.destroy();
          }
        });
      },
    );
    request.on('error', (error) => (request.destroyed ? undefined : reject(error)));
  });
  expect(text).toContain('data: {"revision":7}\n\n');
});
