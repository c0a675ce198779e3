/** The proxy that the system names for a browser host: taken, shown without its password, and its refusal told. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { createUndiciTransport, proxyFor } from '../../../electron/core/rs/transport-undici.ts';
import { openBackend } from '../../helpers/backend.ts';
import { openSandbox } from '../../helpers/sandbox.ts';

it.each([
  [{ HTTPS_PROXY: 'http://user:secret@proxy.example:3128' }, 'proxy.example:3128'],
  [{ https_proxy: 'http://proxy.example:3128' }, 'proxy.example:3128'],
  [{ HTTP_PROXY: 'http://proxy.example:3128' }, 'proxy.example:3128'],
  [{ HTTPS_PROXY: 'proxy.example:3128' }, 'proxy.example:3128'],
  [{ HTTPS_PROXY: ' user:secret@proxy.example:3128 ' }, 'proxy.example:3128'],
  [{}, null],
  [{ HTTPS_PROXY: 'http://p.example:1', NO_PROXY: 'retailsuite.example' }, null],
  [{ HTTPS_PROXY: 'http://p.example:1', NO_PROXY: '.retailsuite.example' }, null],
  [{ HTTPS_PROXY: 'http://p.example:1', NO_PROXY: '*' }, null],
  [{ HTTPS_PROXY: 'http://p.example:1', NO_PROXY: 'suite.example' }, 'p.example:1'],
])('%o is shown as %s', (environment, shown) => {
  expect(proxyFor(environment, 'https://shop.retailsuite.example')).toBe(shown);
});

it('a proxy that refuses is told as such, and RetailSuite is asked through it alone', async () => {
  const asked: string[] = [];
  const proxy = http.createServer((_request, response) => response.writeHead(407).end());
  proxy.on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
  });
  await new Promise<void>((resolve) => {
    proxy.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  // As it is often written: without a scheme.
  const address = `127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const transport = createUndiciTransport({ HTTPS_PROXY: address });
  onTestFinished(() => transport.destroy());
  const { handlers } = openBackend({ transport });
  expect(await handlers['connection.probe']('https://shop.retailsuite.example')).toMatchObject({
    ok: false,
    problem: { code: 'proxy-refused' },
  });
  expect(asked).toEqual(['shop.retailsuite.example:443']);
});

it.each(['socks5://proxy.example:1080', 'http://', 'proxy example'])(
  'a proxy that is none (%s) is named when something is to be sent, and not for what it is not used for',
  async (proxy) => {
    const transport = createUndiciTransport({ HTTPS_PROXY: proxy, NO_PROXY: '127.0.0.1' });
    onTestFinished(() => transport.destroy());
    const { handlers } = openBackend({ transport });
    const probed = await handlers['connection.probe']('https://shop.retailsuite.example');
    expect(probed).toMatchObject({ ok: false, problem: { code: 'proxy-refused' } });
    expect(JSON.stringify(probed)).toContain('HTTPS_PROXY');
    const sandbox = await openSandbox();
    expect(await handlers['connection.probe'](sandbox.url)).toMatchObject({ ok: true });
  },
);

it('a proxy whose name nobody knows is named, and not taken for the address', async () => {
  const transport = createUndiciTransport({ HTTPS_PROXY: 'proxy.invalid:3128' });
  onTestFinished(() => transport.destroy());
  const { handlers } = openBackend({ transport });
  const probed = await handlers['connection.probe']('https://shop.retailsuite.example');
  expect(probed).toMatchObject({ ok: false, problem: { code: 'proxy-refused' } });
  expect(JSON.stringify(probed)).toContain('proxy.invalid');
});
