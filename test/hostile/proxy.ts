/** A line that is not to be trusted: a TCP proxy that does to one posting what the test says. */
import net, { type AddressInfo } from 'node:net';
import tls from 'node:tls';
import { onTestFinished } from 'vitest';
import { realTimers } from '../../electron/shell/host/real-time.ts';

export type Mischief =
  /** So many bytes of the request pass; then the connection is reset. */
  | { readonly kind: 'cut-request'; readonly bytes: number }
  /** The request passes, and so many bytes of the answer; then the connection is reset. */
  | { readonly kind: 'cut-answer'; readonly bytes: number }
  /** The request passes; the answer is another one, and the connection then ends, if it is to. */
  | {
      readonly kind: 'other-answer';
      readonly change: (answer: string) => string;
      readonly thenEnds: boolean;
    }
  /** Nothing passes; the proxy answers by itself. */
  | { readonly kind: 'own-answer'; readonly answer: string }
  /** The request passes, nothing comes back, and nothing is closed. */
  | { readonly kind: 'half-open' }
  /** The request passes; the answer comes a byte at a time, slower than anyone waits. */
  | { readonly kind: 'slow-loris'; readonly everyMs: number };

const MARK = 'Postings.save';

export class HostileProxy {
  readonly port: number;
  /** Of the last posting that passed whole. */
  requestBytes = 0;
  answerBytes = 0;
  #armed: Mischief | undefined;
  readonly #target: number;
  readonly #sockets = new Set<net.Socket>();

  private constructor(server: net.Server, target: number) {
    this.port = (server.address() as AddressInfo).port;
    this.#target = target;
  }

  /** @param secure listens with TLS and this certificate; the way to RS stays plain. */
  static async open(target: number, secure?: tls.TlsOptions): Promise<HostileProxy> {
    const accept = (socket: net.Socket): void => proxy.#serve(socket);
    const server = secure ? tls.createServer(secure, accept) : net.createServer(accept);
    // A client that refuses the certificate breaks the handshake off: that is the test's purpose.
    server.on('tlsClientError', () => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const proxy = new HostileProxy(server, target);
    onTestFinished(async () => {
      for (const socket of proxy.#sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    });
    return proxy;
  }

  /** The next posting suffers it. */
  arm(mischief: Mischief): void {
    this.#armed = mischief;
  }

  #serve(client: net.Socket): void {
    const upstream = net.connect(this.#target, '127.0.0.1');
    this.#track(client, upstream);
    let mischief: Mischief | undefined;
    let request = 0;
    let answer = Buffer.alloc(0);
    let isMischievous = false;

    client.on('data', (chunk: Buffer) => {
      if (chunk.includes(MARK)) {
        mischief = this.#armed;
        this.#armed = undefined;
        isMischievous = mischief !== undefined;
        request = 0;
        answer = Buffer.alloc(0);
      }
      if (mischief?.kind === 'own-answer') {
        client.write(mischief.answer);
        mischief = undefined;
        return;
      }
      if (isMischievous && mischief?.kind === 'cut-request') {
        const allowed = chunk.subarray(0, Math.max(0, mischief.bytes - request));
        request += chunk.length;
        upstream.write(allowed);
        if (request >= mischief.bytes) {
          upstream.end();
          reset(client);
        }
        return;
      }
      request += chunk.length;
      this.requestBytes = request;
      upstream.write(chunk);
    });

    upstream.on('data', (chunk: Buffer) => {
      answer = Buffer.concat([answer, chunk]);
      switch (mischief?.kind) {
        case undefined:
        case 'own-answer':
        case 'cut-request':
          this.answerBytes = answer.length;
          client.write(chunk);
          return;
        case 'half-open':
          return;
        case 'cut-answer':
          client.write(answer.subarray(0, mischief.bytes), () => reset(client));
          return;
        case 'other-answer':
          client.write(mischief.change(answer.toString('latin1')), 'latin1');
          if (mischief.thenEnds) client.end();
          return;
        case 'slow-loris':
          drip(client, answer, mischief.everyMs);
          return;
      }
    });
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => {
      if (mischief === undefined || mischief.kind === 'cut-request') client.destroy();
    });
  }

  #track(...sockets: net.Socket[]): void {
    for (const socket of sockets) {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => this.#sockets.delete(socket));
    }
  }
}

function reset(socket: net.Socket): void {
  if (socket instanceof tls.TLSSocket) socket.destroy();
  else socket.resetAndDestroy();
}

function drip(client: net.Socket, answer: Buffer, everyMs: number): void {
  let at = 0;
  const next = (): void => {
    if (client.destroyed || at >= answer.length) return;
    client.write(answer.subarray(at, ++at));
    realTimers.after(everyMs, next);
  };
  next();
}

/** Passes bytes through; in place of the next that come back, it gives the garbage and closes. */
export class GarblingTunnel {
  garbage: Buffer | undefined;

  /** @returns its port */
  async open(target: number): Promise<number> {
    const server = net.createServer((client) => {
      const upstream = net.connect(target, '127.0.0.1');
      for (const socket of [client, upstream]) socket.on('error', () => undefined);
      client.on('data', (chunk: Buffer) => upstream.write(chunk));
      client.on('close', () => upstream.destroy());
      upstream.on('close', () => client.destroy());
      upstream.on('data', (chunk: Buffer) => {
        const { garbage } = this;
        this.garbage = undefined;
        if (garbage) client.end(garbage);
        else client.write(chunk);
      });
      onTestFinished(() => {
        client.destroy();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.close();
    });
    return (server.address() as AddressInfo).port;
  }
}
