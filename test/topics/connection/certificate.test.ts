/** A workspace whose certificate does not hold, over real TLS: each fault has its own word, and nothing is sent to it. */
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';
import { expect, it, onTestFinished } from 'vitest';
import { createUndiciTransport } from '../../../electron/core/rs/transport-undici.ts';
import { DAY } from '../../../shared/domain/time.ts';
import { openBackend } from '../../helpers/backend.ts';
import { selfSigned, type Certificate } from '../../helpers/certificate.ts';

const around = (days: number) => new Date(Date.now() + days * DAY);
const NOT_LOGGED_IN = JSON.stringify({ success: false, errno: 18_446_744, error: 'Not logged in' });

async function serve({ key, cert }: Certificate): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = https.createServer({ key, cert }, (request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(200, { 'content-type': 'application/json' }).end(NOT_LOGGED_IN);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `https://localhost:${(server.address() as AddressInfo).port}`, asked };
}

/** As if the system trusted this authority. */
function trusting(cert: string): void {
  const before = tls.getCACertificates('default');
  tls.setDefaultCACertificates([...before, cert]);
  onTestFinished(() => tls.setDefaultCACertificates(before));
}

it.each([
  ['nobody vouches for (a proxy’s, say)', 'certificate-untrusted', ['localhost'], -1, 30, false],
  ['has run out', 'certificate-expired', ['localhost'], -60, -30, true],
  ['is for a time to come', 'certificate-expired', ['localhost'], 30, 60, true],
  ['is another one’s', 'certificate-name', ['shop.example.com'], -1, 30, true],
] as const)('that %s is %s', async (_what, code, names, from, to, isTrusted) => {
  const certificate = selfSigned({ names, from: around(from), to: around(to) });
  if (isTrusted) trusting(certificate.cert);
  const { url, asked } = await serve(certificate);
  const answer = await openBackend().handlers['connection.probe'](url);
  expect(answer).toMatchObject({ ok: false, problem: { code } });
  expect(asked).toEqual([]);
});

it('twin: one that holds is no matter', async () => {
  const certificate = selfSigned({ names: ['localhost'], from: around(-1), to: around(30) });
  trusting(certificate.cert);
  const { url, asked } = await serve(certificate);
  const transport = createUndiciTransport({});
  onTestFinished(() => transport.destroy());
  const answer = await openBackend({ transport }).handlers['connection.probe'](url);
  expect(answer).toMatchObject({ ok: true });
  expect(asked).toHaveLength(1);
});
