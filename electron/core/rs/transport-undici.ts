/** The transport of the headless host: undici with kept-alive connections and the proxy of the environment. */
import { Agent, EnvHttpProxyAgent, request, type Dispatcher } from 'undici';
import { MAX_BODY_BYTES, TIMED_OUT, TransportError, type HttpTransport } from './http.ts';

const CONNECT_TIMEOUT_MS = 10_000;
const CONNECTIONS = 64;
/** Code of a `TransportError`, in the manner of Chromium's. */
const PROXY_INVALID = 'ERR_PROXY_INVALID';
const PROXY_UNKNOWN = 'ERR_PROXY_UNKNOWN';

/** Ends of a connection that was never made: no byte of a request can have left. */
const BEFORE_ANY_BYTE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
]);

export function createUndiciTransport(
  environment: NodeJS.ProcessEnv = process.env,
): HttpTransport & { close(): Promise<void>; destroy(): Promise<void> } {
  const wrongProxy = wrongProxyOf(environment);
  const dispatcher = createDispatcher(wrongProxy === undefined ? environment : {});

  const send: HttpTransport = async ({ url, headers, body, timeoutMs, signal }) => {
    if (signal.aborted)
      throw new TransportError('The request was given up before it was sent.', false);
    if (wrongProxy !== undefined && proxyFor(environment, url) !== null) {
      throw new TransportError(wrongProxy, false, PROXY_INVALID);
    }
    // One controller instead of AbortSignal.any and .timeout: those cost more than the rest of a fast request.
    const controller = new AbortController();
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      controller.abort();
    }, timeoutMs);
    const giveUp = () => controller.abort();
    signal.addEventListener('abort', giveUp, { once: true });
    try {
      const response = await request(url, {
        dispatcher,
        method: 'POST',
        headers,
        body,
        signal: controller.signal,
      });
      return {
        status: response.statusCode,
        headers: flat(response.headers),
        body: await readBody(response.body),
      };
    } catch (error) {
      if (error instanceof TransportError) throw error;
      if (timedOut) {
        throw new TransportError(`No answer within ${timeoutMs / 1000} seconds.`, true, TIMED_OUT);
      }
      const lost = lostProxyOf(error, url);
      if (lost !== undefined) throw new TransportError(lost, false, PROXY_UNKNOWN);
      throw new TransportError(describe(error), mayHaveLeft(error), failuresOf(error)[0]?.code);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
    }
  };
  return Object.assign(send, {
    close: () => dispatcher.close(),
    destroy: () => dispatcher.destroy(),
  });
}

function createDispatcher(environment: NodeJS.ProcessEnv): Dispatcher {
  const options = { connect: { timeout: CONNECT_TIMEOUT_MS }, connections: CONNECTIONS };
  const usesProxy = ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy'].some(
    (name) => environment[name],
  );
  return usesProxy
    ? new EnvHttpProxyAgent({
        ...options,
        httpProxy: proxyOf(environment, 'http:') ?? '',
        httpsProxy: proxyOf(environment, 'https:') ?? '',
        noProxy: environment['no_proxy'] ?? environment['NO_PROXY'] ?? '',
      })
    : new Agent(options);
}

function proxyOf(environment: NodeJS.ProcessEnv, protocol: string): string | undefined {
  const http = environment['http_proxy'] || environment['HTTP_PROXY'];
  const https = environment['https_proxy'] || environment['HTTPS_PROXY'];
  const proxy = (protocol === 'https:' ? https || http : http)?.trim();
  if (!proxy) return undefined;
  // Often written as name and port alone.
  return /^[a-z][a-z\d+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
}

/** The fault of the environment's proxy, in words; undefined: nothing, or there is none. */
function wrongProxyOf(environment: NodeJS.ProcessEnv): string | undefined {
  for (const [protocol, name] of [
    ['https:', 'HTTPS_PROXY'],
    ['http:', 'HTTP_PROXY'],
  ] as const) {
    const proxy = proxyOf(environment, protocol);
    if (proxy === undefined) continue;
    const isAddress = URL.canParse(proxy) && /^https?:$/.test(new URL(proxy).protocol);
    if (isAddress) continue;
    const shown = proxy.replace(/\/\/.*@/, '//');
    return (
      `The proxy that this PC names (${name}) is not one that can be used: "${shown}". ` +
      'It is written as http://proxy.example.com:3128.'
    );
  }
  return undefined;
}

/** What to say where the name that nobody knows is not the address's but its proxy's. */
function lostProxyOf(error: unknown, url: string): string | undefined {
  const { hostname } = new URL(url);
  const lost = failuresOf(error).find(
    (one) => /^(ENOTFOUND|EAI_AGAIN)$/.test(one.code ?? '') && one.hostname !== undefined,
  );
  if (lost?.hostname === undefined || lost.hostname === hostname) return undefined;
  return (
    `The proxy that this PC names (${lost.hostname}) is not known in this network: ${describe(error)}. ` +
    'Check HTTPS_PROXY or HTTP_PROXY.'
  );
}

/**
 * The proxy on the way to an address, to be shown: without name and password.
 *
 * @returns null: none, or the address is one of those that are reached without.
 */
export function proxyFor(environment: NodeJS.ProcessEnv, url: string): string | null {
  const { protocol, hostname } = new URL(url);
  const proxy = proxyOf(environment, protocol);
  if (proxy === undefined) return null;
  const without = (environment['no_proxy'] ?? environment['NO_PROXY'] ?? '').split(/[\s,]+/);
  const isWithout = without.some((entry) => {
    const name = entry.replace(/^\*?\./, '').replace(/:\d+$/, '');
    return entry === '*' || (name !== '' && (hostname === name || hostname.endsWith(`.${name}`)));
  });
  if (isWithout) return null;
  return URL.canParse(proxy) ? new URL(proxy).host : proxy.replace(/^.*@/, '');
}

async function readBody(body: Dispatcher.ResponseData['body']): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) {
      throw new TransportError('The answer is larger than any answer of RetailSuite.', true);
    }
    chunks.push(chunk);
  }
  return chunks.length === 1
    ? (chunks[0] as Buffer).toString('utf8')
    : Buffer.concat(chunks).toString('utf8');
}

function flat(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const flattened: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flattened[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flattened;
}

interface Failure {
  readonly code: string;
  readonly syscall: string | undefined;
  readonly hostname: string | undefined;
}

function failuresOf(error: unknown): Failure[] {
  if (error instanceof AggregateError) return error.errors.flatMap(failuresOf);
  const { code, cause, syscall, hostname } = (error ?? {}) as {
    code?: unknown;
    cause?: unknown;
    syscall?: string;
    hostname?: string;
  };
  return [
    ...(typeof code === 'string' ? [{ code, syscall, hostname }] : []),
    ...(cause === undefined ? [] : failuresOf(cause)),
  ];
}

function mayHaveLeft(error: unknown): boolean {
  const failures = failuresOf(error);
  return failures.length === 0 || !failures.every(cameBeforeAnyByte);
}

function cameBeforeAnyByte({ code, syscall }: Failure): boolean {
  // A connection that stood can end in these too: only the attempt to make one says that nothing left.
  if (NO_WAY.has(code)) return syscall === 'connect' || syscall === 'getaddrinfo';
  return (
    BEFORE_ANY_BYTE.has(code) ||
    code.startsWith('ERR_TLS') ||
    code.startsWith('CERT_') ||
    CERTIFICATE.has(code)
  );
}

const NO_WAY = new Set(['EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN']);

/** A certificate that is refused ends the handshake: the request waits behind it. */
const CERTIFICATE = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_GET_ISSUER_CERT',
  'ERR_SSL_WRONG_VERSION_NUMBER',
]);

function describe(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const code = failuresOf(error)[0]?.code;
  return code && !message.includes(code) ? `${message} (${code})`.trim() : message;
}
