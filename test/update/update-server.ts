/** Serves new versions on this PC: files with byte ranges, single and multiple, as electron-updater asks for them; and its faults. */
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

const BOUNDARY = 'BOUND';

export interface UpdateServer {
  readonly address: string;
  sentBytes(): number;
  /** One byte of each answer is another one from now on. */
  alter(name: string): void;
  redirectTo(address: string): void;
  /** Answers that go beyond so many bytes stop there. @returns resolves once one does */
  holdAfter(bytes: number): Promise<void>;
  release(): void;
  close(): Promise<void>;
}

export async function startUpdateServer(folder: string): Promise<UpdateServer> {
  const altered = new Set<string>();
  let sent = 0;
  let target: string | undefined;
  let limit = Number.POSITIVE_INFINITY;
  let onHeld: () => void = () => undefined;

  const server = http.createServer((request, response) => {
    const name = path.basename(new URL(request.url ?? '/', 'http://x').pathname);
    const file = path.join(folder, name);
    if (target !== undefined) return response.writeHead(302, { location: target + name }).end();
    if (!fs.existsSync(file) || fs.statSync(file).isDirectory())
      return response.writeHead(404).end();
    const { status, headers, body } = answer(fs.readFileSync(file), request.headers.range);
    const middle = body.length >> 1;
    if (altered.has(name)) body.writeUInt8(body.readUInt8(middle) ^ 1, middle);
    response.writeHead(status, { ...headers, 'content-length': body.length });
    sent += body.length;
    if (sent <= limit) return response.end(body);
    response.write(body.subarray(0, body.length >> 1), () => onHeld());
    return undefined;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    sentBytes: () => sent,
    alter: (name) => altered.add(name),
    redirectTo(address) {
      target = address;
    },
    holdAfter(bytes) {
      limit = bytes;
      return new Promise((resolve) => (onHeld = resolve));
    },
    release() {
      limit = Number.POSITIVE_INFINITY;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function answer(bytes: Buffer, asked: string | undefined) {
  if (asked === undefined)
    return { status: 200, headers: { 'accept-ranges': 'bytes' }, body: bytes };
  const ranges = asked
    .replace('bytes=', '')
    .split(',')
    .map((part) => {
      const [from = '0', to = ''] = part.trim().split('-');
      return { from: Number(from), to: to === '' ? bytes.length - 1 : Number(to) };
    });
  const said = ({ from, to }: { from: number; to: number }) =>
    `bytes ${from}-${to}/${bytes.length}`;
  const [first] = ranges;
  if (ranges.length === 1 && first)
    return {
      status: 206,
      headers: { 'content-range': said(first) },
      body: bytes.subarray(first.from, first.to + 1),
    };
  const parts = ranges.flatMap((range) => [
    Buffer.from(
      `\r\n--${BOUNDARY}\r\nContent-Type: application/octet-stream\r\nContent-Range: ${said(range)}\r\n\r\n`,
    ),
    bytes.subarray(range.from, range.to + 1),
  ]);
  return {
    status: 206,
    headers: { 'content-type': `multipart/byteranges; boundary=${BOUNDARY}` },
    body: Buffer.concat([...parts, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]),
  };
}
