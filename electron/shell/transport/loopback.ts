/**
 * The contract over HTTP on this PC alone: a browser is the window.
 *
 * Bound to 127.0.0.1. A one-time token from the address's fragment (which never leaves the browser) is exchanged for an
 * HttpOnly SameSite=Strict cookie and a secret of the page. The cookie alone opens nothing, because the browser sends it
 * to every port of this PC; the secret is kept by the page's origin, port included, and outlives a reload. Host and Origin are checked at every request, so that no page of the internet can
 * speak through the browser, not even by rebinding its name to this PC.
 */
import crypto from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import type { ChangesSource, Handlers } from '../../../shared/contract/contract.ts';
import { PAGE_SECRET_HEADER } from '../../../shared/contract/names.ts';
import { failure } from '../../../shared/contract/result.ts';
import { readAsset } from './assets.ts';
import { SECURITY_HEADERS } from './security-headers.ts';
import { checked, serve } from './serve.ts';

const MAX_REQUEST_BYTES = 1024 * 1024;
const DOWNLOAD = '/api/download/';
const HEARTBEAT_MS = 15_000;
const TOKEN_BYTES = 32;
/** The browser forgets a cookie without an age when it is closed. The session itself ends with this program. */
const COOKIE_AGE_S = 30 * 24 * 60 * 60;
/** Bytes that are kept for a page that does not read; beyond them the page is cut off, comes back, and asks for the snapshot. */
const MAX_BACKLOG_BYTES = 1024 * 1024;

export interface LoopbackOptions {
  readonly handlers: Handlers;
  readonly changes: ChangesSource;
  /** The built window. */
  readonly assetsFolder: string;
  /** A file that the page may fetch; undefined: there is none of this name. */
  readonly download?: (
    id: string,
  ) => { readonly file: string; readonly name: string; readonly type: string } | undefined;
  /** 0: a free one. */
  readonly port: number;
  readonly onBug?: (name: string, error: unknown) => void;
}

export interface Loopback {
  /** With the one-time token: to be opened once. */
  readonly url: string;
  close(): Promise<void>;
}

/** @throws when the port cannot be had, with a sentence for the person who chose it */
export async function serveLoopback(options: LoopbackOptions): Promise<Loopback> {
  const token = crypto.randomBytes(TOKEN_BYTES).toString('base64url');
  let isTokenUsed = false;
  /** From a session's cookie to the secret of its page. */
  const sessions = new Map<string, string>();
  const streams = new Set<http.ServerResponse>();
  const onBug = options.onBug ?? (() => undefined);
  const answer = serve(options.handlers, onBug);
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
    const path = pathOf(request.url ?? '/', origin);
    if (path === undefined) return send(response, 400, 'text/plain', 'no address');
    if (`http://${request.headers.host}` !== origin) {
      return send(response, 403, 'text/plain', 'wrong host');
    }
    const from = request.headers.origin;
    if (from !== undefined && from !== origin)
      return send(response, 403, 'text/plain', 'wrong origin');
    if (path === '/api/session') return openSession(request, response);
    if (path === '/api/call') return call(request, response);
    if (path === '/api/changes') return stream(request, response);
    if (path.startsWith(DOWNLOAD)) return download(request, response, path.slice(DOWNLOAD.length));
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return send(response, 405, 'text/plain', 'GET only');
    // The page itself holds no data: without a session it can only say how to come in.
    const asset = await readAsset(options.assetsFolder, path);
    if (!asset) return send(response, 404, 'text/plain', 'not found');
    response.writeHead(200, {
      ...asset.headers,
      'content-length': asset.body.byteLength,
      'cache-control': 'no-store',
    });
    response.end(asset.body);
  }

  function hasSession(request: http.IncomingMessage, given = pageSecretOf(request)): boolean {
    const expected = cookieSession(request);
    return expected !== undefined && given !== undefined && isSame(given, expected);
  }

  /** @returns the page's secret of the session that the cookie names */
  function cookieSession(request: http.IncomingMessage): string | undefined {
    const cookies = (request.headers.cookie ?? '').split(';').map((cookie) => cookie.trim());
    const session = cookies
      .find((cookie) => cookie.startsWith(`${cookieName}=`))
      ?.slice(cookieName.length + 1);
    return session === undefined ? undefined : sessions.get(session);
  }

  async function openSession(
    request: http.IncomingMessage,
    response: http.ServerResponse,
  ): Promise<void> {
    if (!isOurPost(request)) return send(response, 403, 'text/plain', 'wrong origin');
    const body = await readJson(request);
    const given = (body as { token?: unknown } | null | undefined)?.token;
    if (isTokenUsed || typeof given !== 'string' || !isSame(given, token)) {
      if (hasSession(request)) return sendJson(response, 200, { ok: true });
      return sendJson(
        response,
        401,
        failure('untrusted', 'This address was used already or is not known.'),
      );
    }
    isTokenUsed = true;
    const session = crypto.randomBytes(TOKEN_BYTES).toString('base64url');
    const pageSecret = crypto.randomBytes(TOKEN_BYTES).toString('base64url');
    sessions.set(session, pageSecret);
    response.setHeader(
      'set-cookie',
      `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${COOKIE_AGE_S}`,
    );
    return sendJson(response, 200, { ok: true, page: pageSecret });
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
    // A browser's event stream takes no headers of ours.
    const given = new URL(request.url ?? '/', origin).searchParams.get('page') ?? undefined;
    if (request.method !== 'GET' || !hasSession(request, given)) {
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

  /** The name is a secret of its own, given to the page alone: a link carries no header. Another page's link cannot fetch it either: the browser sends it no cookie, and says where it comes from. */
  async function download(
    request: http.IncomingMessage,
    response: http.ServerResponse,
    id: string,
  ): Promise<void> {
    const site = request.headers['sec-fetch-site'];
    const isOurs = site === undefined || site === 'same-origin';
    if (request.method !== 'GET' || cookieSession(request) === undefined || !isOurs) {
      return sendJson(response, 403, failure('untrusted', 'This caller may not ask.'));
    }
    const found = options.download?.(id);
    const size = found && (await fs.promises.stat(found.file).catch(() => undefined))?.size;
    if (!found || size === undefined) return send(response, 404, 'text/plain', 'not found');
    response.writeHead(200, {
      ...SECURITY_HEADERS,
      'content-type': found.type,
      'content-length': size,
      'content-disposition': `attachment; filename="${found.name.replaceAll(/[^\w.-]/g, '_')}"`,
      'cache-control': 'no-store',
    });
    await pipeline(fs.createReadStream(found.file), response);
  }

  // First of all: a port that cannot be had must leave nothing behind that keeps the program alive.
  await listen(server, options.port);
  const { port } = server.address() as AddressInfo;
  // Browsers leave out the port where it is 80.
  origin = new URL(`http://127.0.0.1:${port}`).origin;
  // Cookies do not tell ports apart: two programs on this PC must not take each other's.
  cookieName = `venduo-${port}`;

  function tell(text: string): void {
    for (const open of streams) {
      if (open.writableLength > MAX_BACKLOG_BYTES) open.destroy();
      else open.write(text);
    }
  }
  const unsubscribe = checked(options.changes, onBug).subscribe((changes) =>
    tell(`data: ${JSON.stringify(changes)}\n\n`),
  );
  const heartbeat = setInterval(() => tell(': here\n\n'), HEARTBEAT_MS);

  return {
    url: `${origin}/#token=${token}`,
    async close() {
      clearInterval(heartbeat);
      unsubscribe();
      for (const open of streams) open.end();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** @throws with a sentence for the person who chose the port */
async function listen(server: http.Server, port: number): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.removeListener('error', reject);
        resolve();
      });
    });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    const reason =
      code === 'EADDRINUSE'
        ? `another program of this PC uses port ${port} (${code}); it may be this one, started before`
        : `this PC does not give us port ${port} (${code})`;
    throw new Error(
      `The window cannot be served: ${reason}. Nothing is lost and nothing was booked by it. ` +
        'Choose another port, or 0 for a free one.',
      { cause: error },
    );
  }
}

/** @returns undefined for what is no address, such as `//` */
function pathOf(target: string, origin: string): string | undefined {
  try {
    return new URL(target, origin).pathname;
  } catch {
    return undefined;
  }
}

function pageSecretOf(request: http.IncomingMessage): string | undefined {
  const given = request.headers[PAGE_SECRET_HEADER];
  return typeof given === 'string' ? given : undefined;
}

/** In a time that does not tell how much of it was right. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => crypto.createHash('sha256').update(text).digest();
  return crypto.timingSafeEqual(digest(given), digest(expected));
}

/** @returns undefined for what is no JSON, or too much of it */
async function readJson(request: http.IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Read to its end all the same: who is cut off while sending never reads the answer.
    if (size <= MAX_REQUEST_BYTES) chunks.push(chunk);
  }
  if (size > MAX_REQUEST_BYTES) return undefined;
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
