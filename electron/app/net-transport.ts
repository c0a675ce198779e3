/** The transport of the desktop program: Electron's network, with the system's proxy and certificates. */
import { net } from 'electron';
import { MAX_BODY_BYTES, TransportError, type HttpTransport } from '../rs/index.ts';

/** Chromium's errors of connections that were never made: no byte of a request can have left. */
const BEFORE_ANY_BYTE =
  /ERR_(CONNECTION_REFUSED|NAME_NOT_RESOLVED|INTERNET_DISCONNECTED|ADDRESS_UNREACHABLE|ADDRESS_INVALID|CONNECTION_TIMED_OUT|PROXY_CONNECTION_FAILED|TUNNEL_CONNECTION_FAILED|NETWORK_ACCESS_DENIED|CERT_\w+|SSL_\w+)/;

export const netTransport: HttpTransport = async ({ url, headers, body, timeoutMs, signal }) => {
  if (signal.aborted)
    throw new TransportError('The request was given up before it was sent.', false);
  const controller = new AbortController();
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    controller.abort();
  }, timeoutMs);
  const giveUp = () => controller.abort();
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    const response = await net.fetch(url, {
      method: 'POST',
      headers: { ...headers },
      body,
      signal: controller.signal,
      // What a redirect leads to is not RetailSuite, and must not get its token.
      redirect: 'manual',
      credentials: 'omit',
    });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers.entries()),
      body: await readBody(response),
    };
  } catch (error) {
    if (error instanceof TransportError) throw error;
    if (timedOut) throw new TransportError(`No answer within ${timeoutMs / 1000} seconds.`, true);
    const message = error instanceof Error ? error.message : String(error);
    throw new TransportError(message, !BEFORE_ANY_BYTE.test(message));
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', giveUp);
  }
};

async function readBody(response: Response): Promise<string> {
  const body = await response.arrayBuffer();
  if (body.byteLength > MAX_BODY_BYTES) {
    throw new TransportError('The answer is larger than any answer of RetailSuite.', true);
  }
  return Buffer.from(body).toString('utf8');
}
