/**
 * The transport of the desktop program: Chromium's network, with the system's proxy and certificates.
 *
 * Chromium repeats a request by itself, whatever its method, when a connection that had served before ends without an
 * answer. RetailSuite would book such a posting twice. No connection serves twice here for that reason: each request gets a lane (a
 * network session) for itself, whose connections are closed first (docs/adr/0011). HTTP/2 and QUIC, which repeat on
 * more occasions, are switched off.
 */
import { app, net, session, type Session } from 'electron';
import {
  MAX_BODY_BYTES,
  TIMED_OUT,
  TransportError,
  type HttpTransport,
} from '../../core/rs/index.ts';

/** Errors that exist only before a connection stands: no byte of a request can have left. */
const NEVER_CONNECTED =
  /ERR_(CONNECTION_REFUSED|CONNECTION_TIMED_OUT|NAME_NOT_RESOLVED|ADDRESS_INVALID|PROXY_CONNECTION_FAILED|TUNNEL_CONNECTION_FAILED|NETWORK_ACCESS_DENIED|SSL_VERSION_OR_CIPHER_MISMATCH|CERT_\w+)\b/;
/** The same sentence for "cannot get there" and for a line that breaks with the request on it. */
const NO_WAY = /ERR_(INTERNET_DISCONNECTED|ADDRESS_UNREACHABLE)\b/;

/** Must run before the app is ready. */
export function forbidRepeatingProtocols(): void {
  app.commandLine.appendSwitch('disable-http2');
  app.commandLine.appendSwitch('disable-quic');
}

/** Each request that runs at the same time has a session of its own. */
export function createNetTransport(): HttpTransport {
  const free: Session[] = [];
  let made = 0;

  return async ({ url, headers, body, timeoutMs, signal }) => {
    const lane = free.pop() ?? session.fromPartition(`retailsuite-${(made += 1)}`);
    const controller = new AbortController();
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      controller.abort();
    }, timeoutMs);
    const giveUp = () => controller.abort();
    signal.addEventListener('abort', giveUp, { once: true });
    const wasOffline = !net.isOnline();
    try {
      await lane.closeAllConnections();
      if (signal.aborted || timedOut) {
        throw new TransportError('The request was given up before it was sent.', false);
      }
      const response = await lane.fetch(url, {
        method: 'POST',
        headers: { ...headers },
        body,
        signal: controller.signal,
        // The target of a redirect is not RetailSuite, and must not get its token.
        redirect: 'manual',
        credentials: 'omit',
        cache: 'no-store',
      });
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers.entries()),
        body: await readBody(response, controller.signal),
      };
    } catch (error) {
      if (error instanceof TransportError) throw error;
      if (timedOut) {
        throw new TransportError(`No answer within ${timeoutMs / 1000} seconds.`, true, TIMED_OUT);
      }
      const message = error instanceof Error ? error.message : String(error);
      const stayedHere = NEVER_CONNECTED.test(message) || (wasOffline && NO_WAY.test(message));
      throw new TransportError(message, !stayedHere, /ERR_\w+/.exec(message)?.[0]);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
      // Ends what is still on its way; the lane is clean again.
      controller.abort();
      free.push(lane);
    }
  };
}

async function readBody(response: Response, signal: AbortSignal): Promise<string> {
  if (!response.body) return '';
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  // A body that stalls is given up as well, whether or not the stream notices by itself.
  const givenUp = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () =>
      reject(new Error('The answer was not read to its end.')),
    );
  });
  givenUp.catch(() => undefined);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await Promise.race([reader.read(), givenUp]);
    if (done) return Buffer.concat(chunks).toString('utf8');
    size += value.byteLength;
    if (size > MAX_BODY_BYTES) {
      throw new TransportError('The answer is larger than any answer of RetailSuite.', true);
    }
    chunks.push(value);
  }
}
