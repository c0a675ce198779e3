/**
 * A RetailSuite that does nothing but answer, in a process of its own: the ceiling that HTTP sets.
 *
 * Prints its address as one JSON line, like the sandbox. For the benchmark alone: it remembers nothing.
 */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { ENDPOINTS } from '../../electron/core/rs/wire.ts';

const ENVELOPE = { success: true, displayMessage: null, error: null, job_id: null };
const TOKEN = {
  ...ENVELOPE,
  access_token: 'access',
  refresh_token: 'refresh',
  token_type: 'Bearer',
  expires_in: 86_400,
};
const YEARS = {
  ...ENVELOPE,
  data: [{ id: '1', from: '2026-01-01', to: '2026-12-31', currency: 'EUR', planning: false }],
};

let number = 0;

function answerTo(path: string, body: string): unknown {
  if (path.endsWith(ENDPOINTS.token)) return TOKEN;
  if (path.endsWith(ENDPOINTS.fiscalYears)) return YEARS;
  if (path.endsWith('.getList')) return { ...ENVELOPE, data: [] };
  const { posting } = JSON.parse(body) as { posting: object };
  number += 1;
  return { ...ENVELOPE, posting: { ...posting, id: String(number) } };
}

const server = http.createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const answer = JSON.stringify(
      answerTo(request.url ?? '', Buffer.concat(chunks).toString('utf8')),
    );
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(answer),
    });
    response.end(answer);
  });
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  const address = {
    url: `http://127.0.0.1:${port}`,
    clientId: 'bench',
    clientSecret: 'bench',
    refreshToken: 'refresh',
  };
  process.stdout.write(`${JSON.stringify(address)}\n`);
});
// Ends with the benchmark, also with one that was killed.
process.stdin.on('end', () => process.exit(0)).resume();
