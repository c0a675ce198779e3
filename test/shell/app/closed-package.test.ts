/** Which arguments and variables an installed program heeds. */
import { expect, it, vi } from 'vitest';
import { strangeStart } from '../../../electron/shell/app/closed-package.ts';

vi.mock('electron', () => ({ app: {} }));

it('its own arguments, and those for a strange display, start it as it is', () => {
  const args = ['--data=/srv/shop', '--hidden', '--view=Heute', '--disable-gpu', '--lang=de'];
  expect(strangeStart(args, {}, false)).toEqual({ kept: args, strange: [] });
});

it.each([
  ['--remote-debugging-port=9222'],
  ['--remote-debugging-pipe'],
  ['--ignore-certificate-errors'],
  ['--no-sandbox'],
  ['--log-net-log=/tmp/net.json'],
  ['--host-resolver-rules=MAP * 127.0.0.1'],
  ['--inspect'],
  ['/tmp/strange.js'],
])('%s is left out', (argument) => {
  expect(strangeStart(['--hidden', argument], {}, false)).toEqual({
    kept: ['--hidden'],
    strange: [argument],
  });
});

it.each([['SSLKEYLOGFILE'], ['NODE_TLS_REJECT_UNAUTHORIZED'], ['NODE_EXTRA_CA_CERTS']])(
  'with %s it starts again',
  (name) => {
    expect(strangeStart([], { [name]: '0' }, false).strange).toEqual([name]);
  },
);

it('root starts without the sandbox of Chromium, or not at all', () => {
  expect(strangeStart(['--no-sandbox'], {}, true).strange).toEqual([]);
});
