/**
 * The sandbox: a RetailSuite to talk to, over real HTTP, exactly on the agreed wire, with its faults.
 *
 * It is never kinder than the real one: no deduplication, tokens that die, errors in both documented styles.
 */
import crypto from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { SECOND, type Clock, type Random, type Timers } from '../shared/domain/time.ts';
import { AUTHORIZE, createAuthorize, type Pkce } from './authorize.ts';
import type { Answer } from './answer.ts';
import { createCalls, TOKEN, type CallContext } from './calls.ts';
import { control } from './control.ts';
import { agreedCall, agreedRequest, otherAnswer, type DialectName } from './dialect.ts';
import { Faults, type FaultName } from './faults.ts';
import { Ledger, type Client } from './ledger.ts';

const MAX_REQUEST_BYTES = 1024 * 1024;
const DEFAULT_LATE_MS = 3 * SECOND;
const DEFAULT_SLOW_MS = 2 * SECOND;
const HTTP_FROZEN = 530;

export interface SandboxOptions {
  readonly folder: string;
  /** 0: a free one. */
  readonly port: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly timers: Timers;
  /** Delay from the first question for a bill to its invoice; absent: RS makes none by itself. */
  readonly autoInvoiceMs?: number;
  readonly faults?: Readonly<Partial<Record<FaultName, number>>>;
  /** With these, no other client is let in; without, the first one that comes is enrolled. */
  readonly client?: Client;
  /** `http`: always 4xx; `body`: always 200 with success false; `both` (default): now one, now the other. */
  readonly errorStyle?: 'http' | 'body' | 'both';
  /** How late a `late` request is booked. */
  readonly lateMs?: number;
  readonly slowMs?: number;
  /** Default: `checked`. */
  readonly pkce?: Pkce;
  /** Default: `agreed`. */
  readonly dialect?: DialectName;
}

export interface Sandbox {
  readonly url: string;
  readonly port: number;
  readonly ledger: Ledger;
  readonly faults: Faults;
  /** Credentials that get in; undefined while nobody is enrolled. */
  client(): Client | undefined;
  close(): Promise<void>;
}

export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const ledger = new Ledger(options.folder);
  const faults = new Faults(options.random);
  for (const [name, rate] of Object.entries(options.faults ?? {})) {
    faults.setRate(name as FaultName, rate);
  }
  if (options.client && !ledger.client()) ledger.saveClient(options.client);
  const cancels = new Set<() => void>();
  const later = (ms: number, run: () => void): void => {
    const cancel = options.timers.after(ms, () => {
      cancels.delete(cancel);
      run();
    });
    cancels.add(cancel);
  };

  const newToken = () => crypto.randomBytes(24).toString('base64url');
  const authorize = createAuthorize({
    ledger,
    clock: options.clock,
    newToken,
    pkce: options.pkce ?? 'checked',
  });
  const context: CallContext = {
    ledger,
    authorize,
    clock: options.clock,
    newToken,
    autoInvoiceMs: options.autoInvoiceMs,
    errorStatus: () => {
      const style = options.errorStyle ?? 'both';
      return style === 'http' || (style === 'both' && options.random() < 0.5) ? 400 : 200;
    },
  };
  const dialect = options.dialect ?? 'agreed';
  const agreed = createCalls(context);
  const call: typeof agreed = (name, method, headers, body) => {
    if (dialect === 'agreed') return agreed(name, method, headers, body);
    const known = agreedCall(dialect, name);
    if (known === undefined) return agreed(`unknown:${name}`, method, headers, body);
    let request = body;
    try {
      request = agreedRequest(known, body);
    } catch {
      // Answered as the malformed request that it is.
    }
    return otherAnswer(known, agreed(known, method, headers, request));
  };

  let aheadMs = 0;
  const tellTime = (ms: number): void => {
    aheadMs = ms;
  };

  const server = http.createServer((request, response) => {
    response.setHeader('date', new Date(options.clock() + aheadMs).toUTCString());
    readBody(request).then(
      (body) => answer(request, response, body),
      () => request.destroy(),
    );
  });

  function answer(
    request: http.IncomingMessage,
    response: http.ServerResponse,
    body: string,
  ): void {
    const { pathname: path, searchParams } = new URL(request.url ?? '/', 'http://sandbox');
    if (path.startsWith('/sandbox/')) {
      write(
        response,
        control(path, request.method ?? 'GET', body, {
          ledger,
          faults,
          clock: options.clock,
          tellTime,
        }),
      );
      return;
    }
    const name = path.slice(1);
    const method = request.method ?? '';
    const process = (changed = body): Answer =>
      name === AUTHORIZE
        ? authorize.answer(method, searchParams, body)
        : call(name, method, request.headers, changed);
    const fault = faults.pick(agreedCall(dialect, name) ?? name);
    if (fault === undefined) write(response, process());
    else if (fault === 'same-page') write(response, process(fromTheStart(body)));
    else suffer(fault, name, request, response, process);
  }

  function suffer(
    fault: Exclude<FaultName, 'same-page'>,
    name: string,
    request: http.IncomingMessage,
    response: http.ServerResponse,
    process: () => Answer,
  ): void {
    const half = options.random() < 0.5;
    switch (fault) {
      case 'answer-lost':
        process();
        request.socket.destroy();
        return;
      case 'late':
        later(options.lateMs ?? DEFAULT_LATE_MS, process);
        request.socket.destroy();
        return;
      case 'half-open':
        return;
      case 'slow':
        later(options.slowMs ?? DEFAULT_SLOW_MS, () => {
          if (!response.destroyed) write(response, process());
        });
        return;
      case 'unauthorized':
        ledger.revokeAccessTokens();
        write(response, {
          status: 401,
          json: { success: false, errno: 10_000, error: 'Not logged in' },
        });
        return;
      case 'throttled':
        write(response, {
          status: 429,
          json: { success: false, errno: 429, error: 'Too many requests' },
          ...(half && { headers: { 'retry-after': '1' } }),
        });
        return;
      case 'frozen':
        write(response, { status: HTTP_FROZEN, text: '<h1>Tenant is frozen</h1>' });
        return;
      case 'server-error':
        if (half) process();
        write(response, {
          status: 500,
          json: { success: false, errno: 1, error: 'Internal server error' },
        });
        return;
      case 'garbage':
        if (half) process();
        write(response, {
          status: 200,
          text: half ? '<html><body>Bitte anmelden</body></html>' : '{"posting": {',
        });
        return;
      case 'empty':
        if (half) process();
        write(response, { status: 200, text: '' });
        return;
      case 'odd-token': {
        const answer = process();
        write(response, name === TOKEN ? oddToken(answer, half) : answer);
        return;
      }
      case 'schema-drift': {
        const { status, json } = process();
        const drifted =
          json?.['posting'] !== undefined || json?.['result'] !== undefined
            ? { success: true, booked: json['posting'] ?? json['result'] }
            : json;
        write(response, { status, json: drifted });
        return;
      }
      case 'dropped':
        request.socket.destroy();
        return;
    }
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    ledger,
    faults,
    client: () => ledger.client(),
    async close() {
      for (const cancel of cancels) cancel();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      ledger.close();
    },
  };
}

/** The request for a page as an RS reads it that ignores `start`; anything else stays as it is. */
function fromTheStart(body: string): string {
  try {
    const request = JSON.parse(body) as object;
    const start = ['start', 'offset'].find((name) => name in request);
    return start === undefined ? body : JSON.stringify({ ...request, [start]: 0 });
  } catch {
    return body;
  }
}

function oddToken({ status, json }: Answer, asText: boolean): Answer {
  const { expires_in: seconds, token_type: _type, ...rest } = json ?? {};
  const odd = asText && seconds !== undefined ? { ...rest, expires_in: String(seconds) } : rest;
  return { status, text: `\uFEFF${JSON.stringify(odd)}` };
}

function readBody(request: http.IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_REQUEST_BYTES) reject(new Error('too large'));
      else chunks.push(chunk);
    });
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.on('error', reject);
  });
}

function write(response: http.ServerResponse, answer: Answer): void {
  const body = answer.text ?? JSON.stringify(answer.json);
  response.writeHead(answer.status, {
    'content-type': answer.text === undefined ? 'application/json' : 'text/html',
    'content-length': Buffer.byteLength(body),
    ...answer.headers,
  });
  response.end(body);
}
