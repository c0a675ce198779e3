/**
 * The contract over HTTP on this PC alone: a browser is the window.
 *
 * Bound to 127.0.0.1. A one-time token from the address's fragment (which never leaves the browser) is exchanged for an
 * HttpOnly SameSite=Strict cookie. Host and Origin are checked at every request, so that no page of the internet can
 * speak through the browser, not even by rebinding its name to this PC.
 */
import crypto from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ChangesSource, Handlers } from '../../shared/contract/contract.ts';
import { failure } from '../../shared/contract/result.ts';
import { readAsset } from './assets.ts';
import { SECURITY_HEADERS } from './security-headers.ts';
import { serve } from './serve.ts';

const MAX_REQUEST_BYTES = 1024 * 1024;
const HEARTBEAT_MS = 15_000;
const TOKEN_BYTES = 32;

export interface LoopbackOptions {
  readonly handlers: Handlers;
  readonly changes: ChangesSource;
  /** The built window. */
  readonly assetsFolder: string;
  /** 0: a free one. */
  readonly port: number;
  readonly onBug?: (name: string, error: unknown) => void;
}

export interface Loopback {
  /** With the one-time token: to be opened once. */
  readonly url: string;
  /** A further address for another browser; each token works once. */
  newUrl(): string;
  close(): Promise<void>;
}

export async function serveLoopback(options: LoopbackOptions): Promise<Loopback> {
  const tokens = new Set<string>();
  const sessions = new Set<string>();
  const streams = new Set<http.ServerResponse>();
  const answer = serve(options.handlers, options.onBug ?? (() => undefined));
  let origin = '';
  let cookieName = '';

  const server = http.createServer((request, response) => {
    handle(request, response).catch(() => {
      if (!response.headersSent) send(response, 500, 'text/plain', 'error');
      else response.destroy();
    });
  });

  async function handle(
    request: http.IncomingMessage,
    response: http.ServerResponse,
  ): Promise<void> {
    const path = new URL(request.url ?? '/', origin).pathname;
    if (`http://${request.headers.host}` !== origin) {
      return send(response, 403, 'text/plain', 'wrong host');
    }
    const from = request.headers.origin;
    if (from !== undefined && from !== origin)
      return send(response, 403, 'text/plain', 'wrong origin');
    if (path === '/api/session') return openSession(request, response);
    if (path === '/api/call') return call(request, response);
    if (path === '/api/changes') return stream(request, response);
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return send(response, 405, 'text/plain', 'GET only');
    // The page itself holds no data: without a session it can only say how to come in.
    const asset = await readAsset(options.assetsFolder, path);
    if (!asset) return send(response, 404, 'text/plain', 'not found');
    return send(response, 200, asset.type, asset.body);
  }

  function hasSession(request: http.IncomingMessage): boolean {
    const cookies = (request.headers.cookie ?? '').split(';').map((cookie) => cookie.trim());
    const session = cookies
      .find((cookie) => cookie.startsWith(`${cookieName}=`))
      ?.slice(cookieName.length + 1);
    return session !== undefined && sessions.has(session);
  }

  async function openSession(
    request: http.IncomingMessage,
    response: http.ServerResponse,
  ): Promise<void> {
    if (!isOurPost(request)) return send(response, 403, 'text/plain', 'wrong origin');
    const body = await readJson(request);
    const token = (body as { token?: unknown } | undefined)?.token;
    if (token === undefined && hasSession(request)) return sendJson(response, 200, { ok: true });
    if (typeof token !== 'string' || !tokens.delete(token)) {
      if (hasSession(request)) return sendJson(response, 200, { ok: true });
      return sendJson(
        response,
        401,
        failure('untrusted', 'This address was used already or is not known.'),
      );
    }
    const session = crypto.randomBytes(TOKEN_BYTES).toString('base64url');
    sessions.add(session);
    response.setHeader('set-cookie', `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/`);
    return sendJson(response, 200, { ok: true });
  }

  /** A page of another origin cannot send this without being asked by the browser first, which we never allow. */
  function isOurPost(request: http.IncomingMessage): boolean {
    return (
      request.method === 'POST' &&
      request.headers.origin === origin &&
      request.headers['content-type'] === 'application/json'
    );
  }

  async function call(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const isTrusted = isOurPost(request) && hasSession(request);
    const body = isTrusted ? await readJson(request) : undefined;
    const { name, args } = (body ?? {}) as { name?: unknown; args?: unknown };
    const result = await answer(name, args, isTrusted);
    sendJson(response, isTrusted ? 200 : 403, result);
  }

  function stream(request: http.IncomingMessage, response: http.ServerResponse): void {
    if (request.method !== 'GET' || !hasSession(request)) {
      return sendJson(response, 403, failure('untrusted', 'This caller may not ask.'));
    }
    response.writeHead(200, {
      ...SECURITY_HEADERS,
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
    });
    response.write(': open\n\n');
    streams.add(response);
    response.on('close', () => streams.delete(response));
  }

  const unsubscribe = options.changes.subscribe((changes) => {
    const event = `data: ${JSON.stringify(changes)}\n\n`;
    for (const open of streams) open.write(event);
  });
  const heartbeat = setInterval(() => {
    for (const open of streams) open.write(': here\n\n');
  }, HEARTBEAT_MS);

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  origin = `http://127.0.0.1:${port}`;
  // Cookies do not tell ports apart: two programs on this PC must not take each other's.
  cookieName = `venduo-${port}`;
  const newUrl = (): string => {
    const token = crypto.randomBytes(TOKEN_BYTES).toString('base64url');
    tokens.add(token);
    return `${origin}/#token=${token}`;
  };

  return {
    url: newUrl(),
    newUrl,
    async close() {
      clearInterval(heartbeat);
      unsubscribe();
      for (const open of streams) open.end();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function readJson(request: http.IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_REQUEST_BYTES) return undefined;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

function send(
  response: http.ServerResponse,
  status: number,
  type: string,
  body: string | Buffer,
): void {
  response.writeHead(status, {
    ...SECURITY_HEADERS,
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  });
  response.end(body);
}

function sendJson(response: http.ServerResponse, status: number, value: unknown): void {
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(value));
}
