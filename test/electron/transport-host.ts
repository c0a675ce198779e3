/** Electron's main script for transport.e2e.ts: nothing but the transport, for the test to call. */
import { app, net } from 'electron';
import {
  createNetTransport,
  forbidRepeatingProtocols,
} from '../../electron/shell/app/net-transport.ts';
import { TransportError } from '../../electron/core/rs/index.ts';

export type Outcome =
  | { readonly status: number; readonly headers: Record<string, string>; readonly body: string }
  | { readonly sent: boolean; readonly message: string };

export interface Given {
  readonly url: string;
  readonly body: string;
  readonly timeoutMs?: number;
  /** Given up before it begins. */
  readonly aborted?: boolean;
}

export interface TransportHost {
  send(given: Given): Promise<Outcome>;
  /** What the transport would be without its lanes. */
  sendPlainly(given: Given): Promise<string>;
}

const HEADERS = { 'content-type': 'application/json', authorization: 'Bearer one' };

forbidRepeatingProtocols();
const transport = createNetTransport();
const host: TransportHost = {
  async send({ url, body, timeoutMs = 10_000, aborted = false }) {
    const signal = aborted ? AbortSignal.abort() : new AbortController().signal;
    try {
      return await transport({ url, headers: HEADERS, body, timeoutMs, signal });
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      return { sent: error.sent, message: error.message };
    }
  },
  sendPlainly: ({ url, body }) =>
    net.fetch(url, { method: 'POST', body }).then(
      (response) => response.text(),
      (error: Error) => error.message,
    ),
};
void app.whenReady().then(() => Object.assign(globalThis, { host }));
