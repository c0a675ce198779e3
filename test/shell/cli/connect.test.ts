/** `connect` and `disconnect`: a sign-in is stored when RetailSuite has accepted it, and never replaced by a typo. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createUndiciTransport } from '../../../electron/core/rs/transport-undici.ts';
import { openStore, type Host } from '../../../electron/open-store.ts';
import { parseCommandLine, UsageError } from '../../../electron/shell/cli/arguments.ts';
import { COMMANDS } from '../../../electron/shell/cli/commands.ts';
import { createSecretInput } from '../../../electron/shell/cli/secret-input.ts';
import type { CommandHost } from '../../../electron/shell/cli/command.ts';
import { realTimers } from '../../../electron/shell/host/real-time.ts';
import { createKeyFileSecretBox } from '../../../electron/topics/connection/secret-box.ts';
import { CLIENT, openSandbox } from '../../helpers/sandbox.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

function hostFor(home = tempFolder()): Host {
  const transport = createUndiciTransport({});
  onTestFinished(() => transport.destroy());
  return {
    folder: path.join(home, 'data'),
    user: 'tester',
    clock: Date.now,
    random: Math.random,
    timers: { after: (_ms, run) => realTimers.after(0, run) },
    uptime: () => performance.now(),
    endOfTurn: setImmediate,
    secrets: createKeyFileSecretBox(path.join(home, 'config')),
    transport,
    log: () => undefined,
  };
}

function lineOf(host: Host, name: string, options: Record<string, string>) {
  const args = Object.entries(options).flatMap(([option, value]) => [`--${option}`, value]);
  const line = parseCommandLine([name, '--data', host.folder, ...args], COMMANDS);
  if (!line) throw new Error('help was asked for');
  return line;
}

async function run(host: Host, name: string, options: Record<string, string> = {}) {
  const command = COMMANDS.find((each) => each.name === name);
  const outcome = await command?.run(lineOf(host, name, options), host as CommandHost);
  return { ok: outcome?.ok, line: [...(outcome?.lines ?? [])][0], text: outcome?.text.join() };
}

const given = (url: string, more: Record<string, string> = {}) => ({
  url,
  'client-id': CLIENT.clientId,
  'client-secret': CLIENT.clientSecret,
  'refresh-token': CLIENT.refreshToken,
  ...more,
});

function stored(host: Host) {
  const store = openStore(host);
  try {
    return {
      connection: store.connection.stored(),
      settings: store.db.prepare('SELECT key, value FROM settings ORDER BY key').all(),
      history: store.db.prepare('SELECT topic, action FROM journal').all(),
      isConnected: store.connection.connector() !== undefined,
    };
  } finally {
    store.close();
  }
}

describe('connect', () => {
  it('stores the sign-in that RetailSuite accepted, and notes who connected', async () => {
    const sandbox = await openSandbox();
    const host = hostFor();
    const { ok, line } = await run(host, 'connect', given(sandbox.url));
    expect({ ok, line }).toMatchObject({ ok: true, line: { connected: true, fiscalYears: 21 } });
    expect(stored(host)).toMatchObject({
      isConnected: true,
      connection: { baseUrl: sandbox.url },
      history: [{ topic: 'setting', action: 'connect' }],
    });
  });

  it.each<[string, Record<string, string>]>([
    ['a mistyped secret', { 'client-secret': 'wrong' }],
    ['a mistyped refresh token', { 'refresh-token': 'wrong' }],
    ['a mistyped client', { 'client-id': 'wrong' }],
    ['an address where nobody is', { url: 'http://127.0.0.1:9' }],
  ])('with %s leaves the good sign-in as it is', async (_, typo) => {
    const sandbox = await openSandbox();
    const host = hostFor();
    await run(host, 'connect', given(sandbox.url));
    const before = stored(host);
    const { ok, text } = await run(host, 'connect', given(sandbox.url, typo));
    expect(ok).toBe(false);
    expect(text).toContain('The stored sign-in stays as it was.');
    expect(stored(host)).toEqual(before);
    const after = openStore(host);
    const reply = await after.connection.connector()?.fiscalYears(AbortSignal.timeout(5_000));
    after.close();
    expect(reply?.ok).toBe(true);
  });

  it('tries again when the line has a hiccup', async () => {
    const sandbox = await openSandbox();
    sandbox.faults.next('frozen', 2);
    const { ok } = await run(hostFor(), 'connect', given(sandbox.url));
    expect(ok).toBe(true);
  });

  it('refuses plain http outside this PC before anything is sent or made', async () => {
    const host = hostFor();
    const error = await run(host, 'connect', given('http://shop.example.com')).catch(
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(UsageError);
    expect(String(error)).toContain('--url must begin with https');
    expect(fs.existsSync(host.folder)).toBe(false);
  });

  it('takes secrets from files, with or without a byte order mark and a line end', async () => {
    const sandbox = await openSandbox();
    const host = hostFor();
    const folder = tempFolder();
    const file = (name: string, content: string) => {
      fs.writeFileSync(path.join(folder, name), content);
      return path.join(folder, name);
    };
    const { ok } = await run(host, 'connect', {
      url: sandbox.url,
      'client-id': CLIENT.clientId,
      'client-secret-file': file('secret', `\uFEFF${CLIENT.clientSecret}\r\n`),
      'refresh-token-file': file('token', CLIENT.refreshToken),
    });
    expect(ok).toBe(true);
  });
});

describe('a secret', () => {
  const read = (options: Record<string, string>, input = '') =>
    createSecretInput(lineOf(hostFor(), 'connect', options), () => input);

  it('comes from standard input, a line each', () => {
    const secretOf = read({ 'client-secret-file': '-', 'refresh-token-file': '-' }, 's\nt\n');
    expect([secretOf('client-secret'), secretOf('refresh-token')]).toEqual(['s', 't']);
  });

  it.each<[Record<string, string>, string]>([
    [{ 'client-secret-file': '-' }, 'there is nothing in standard input'],
    [{ 'client-secret-file': '/nowhere/s' }, '/nowhere/s cannot be read'],
    [{ 'client-secret-file': '-', 'client-secret': 's' }, 'not both'],
    [{}, 'needs --client-secret'],
  ])('that cannot be had from %j is told', (options, message) => {
    expect(() => read(options)('client-secret')).toThrow(message);
  });
});

describe('disconnect', () => {
  it('removes tokens and secret, and keeps address and client', async () => {
    const sandbox = await openSandbox();
    const host = hostFor();
    await run(host, 'connect', given(sandbox.url));
    const tokens = (settings: unknown) => JSON.stringify(settings).includes('rs.tokens');
    expect(tokens(stored(host).settings)).toBe(true);
    expect((await run(host, 'disconnect')).line).toEqual({ signedOut: true, url: sandbox.url });
    const after = stored(host);
    expect(tokens(after.settings)).toBe(false);
    expect(after).toMatchObject({
      isConnected: false,
      connection: { baseUrl: sandbox.url, signedOut: true },
    });
    expect(after.connection?.clientSecret).toBeUndefined();
    expect((await run(host, 'disconnect')).line).toMatchObject({ signedOut: false });
  });
});
