/** Stored secrets open for the address and field they were stored for: a changed database sends them to nobody else. */
import { describe, expect, it } from 'vitest';
import { openBackend } from '../../helpers/backend.ts';
import { CLIENT, openSandbox } from '../../helpers/sandbox.ts';

const signal = AbortSignal.timeout(10_000);

type Stored = Record<string, string>;

async function connected() {
  const sandbox = await openSandbox();
  const backend = openBackend();
  const { settings, connection, db } = backend.store;
  connection.save({ baseUrl: sandbox.url, ...CLIENT });
  const read = (key: string) => settings.raw(key) as Stored;
  const write = (key: string, value: Stored) => {
    db.prepare('UPDATE settings SET value = ? WHERE key = ?').run(JSON.stringify(value), key);
    connection.forget();
  };
  return { sandbox, backend, connection, read, write };
}

describe('a stored sign-in', () => {
  it('is not sent to an address that somebody wrote into the database', async () => {
    const { connection, read, write, backend } = await connected();
    const stranger = await openSandbox({ client: { ...CLIENT, clientSecret: 'of a stranger' } });
    write('rs.connection', { ...read('rs.connection'), baseUrl: stranger.url });
    expect(connection.connector()).toBeUndefined();
    expect(backend.logged).toContain('stored secrets cannot be read');
    expect(await backend.handlers['connection.test']()).toMatchObject({
      problem: { code: 'secrets-unreadable' },
    });
  });

  it('is not sent there without its mark either, as if it were of an earlier version', async () => {
    const { connection, read, write, backend } = await connected();
    const stranger = await openSandbox({ client: { ...CLIENT, clientSecret: 'of a stranger' } });
    const stored = read('rs.connection');
    const clientSecret = (stored['clientSecret'] ?? '').replace(/^bound1:/, '');
    write('rs.connection', { ...stored, baseUrl: stranger.url, clientSecret });
    expect(connection.connector()).toBeUndefined();
    expect(backend.logged).toContain('stored secrets cannot be read');
  });

  it('does not open in another field', async () => {
    const { connection, read, write } = await connected();
    const { clientSecret = '' } = read('rs.connection');
    write('rs.tokens', { ...read('rs.tokens'), refreshToken: clientSecret });
    expect(await connection.connector()?.fiscalYears(signal)).toMatchObject({
      ok: false,
      fault: { cause: 'sign-in-expired' },
    });
  });

  it('twin: untouched it is good; one of an earlier version is taken, and bound from then on', async () => {
    const { sandbox, backend, connection, read, write } = await connected();
    const unbound = (text = '') => text.replace(/^bound1:/, '');
    const box = backend.store.settings;
    expect(unbound(read('rs.connection')['clientSecret'])).not.toBe(
      read('rs.connection')['clientSecret'],
    );
    expect(await connection.connector()?.fiscalYears(signal)).toMatchObject({ ok: true });
    // As an earlier version stored it.
    const old = backend.oldSeal;
    write('rs.connection', { ...read('rs.connection'), clientSecret: old(CLIENT.clientSecret) });
    write('rs.tokens', {
      ...read('rs.tokens'),
      refreshToken: old(sandbox.client()?.refreshToken ?? ''),
      accessToken: old('gone'),
    });
    expect(await connection.connector()?.fiscalYears(signal)).toMatchObject({ ok: true });
    expect(JSON.stringify([box.raw('rs.connection'), box.raw('rs.tokens')])).toMatch(
      /bound1:.*bound1:.*bound1:/,
    );
  });
});
