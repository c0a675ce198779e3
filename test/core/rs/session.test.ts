/** Signing in beside another program, or a person, that signs in at the same time. */
import { expect, it } from 'vitest';
import { createConnection } from '../../../electron/topics/connection/connection.ts';
import { createDialectFile } from '../../../electron/topics/connection/dialect-file.ts';
import { openDatabase } from '../../../electron/core/db/open.ts';
import { createSettingsStore } from '../../../electron/core/db/settings.ts';
import { createSession } from '../../../electron/core/rs/session.ts';
import { MemoryTokens } from '../../helpers/sandbox.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const tokenAnswer = {
  status: 200,
  headers: {},
  body: JSON.stringify({ access_token: 'a', refresh_token: 'late', expires_in: 3_600 }),
};

function sessionOf(tokens: MemoryTokens, meanwhile: () => void) {
  return createSession({
    tokenUrl: 'https://rs.example/token',
    clientId: 'id',
    clientSecret: 'secret',
    tokens,
    transport: () => {
      meanwhile();
      return Promise.resolve(tokenAnswer);
    },
    clock: () => 0,
    timeoutMs: 1_000,
  });
}

it('a renewed refresh token is stored', async () => {
  const tokens = new MemoryTokens();
  expect(await sessionOf(tokens, () => undefined).accessToken()).toMatchObject({ ok: true });
  expect(tokens.current?.refreshToken).toBe('late');
});

it('an answer that comes after a new sign-in does not overwrite it', async () => {
  const tokens = new MemoryTokens();
  const session = sessionOf(tokens, () => {
    tokens.current = { refreshToken: 'of a person', accessToken: null, expiresAt: null };
  });
  expect(await session.accessToken()).toMatchObject({ ok: true, token: 'a' });
  expect(tokens.current?.refreshToken).toBe('of a person');
});

it('a new sign-in is a new connection, also where the same secret is sealed to the same text', () => {
  let now = 1;
  const db = openDatabase(tempFolder(), { now: () => now });
  const connection = createConnection({
    settings: createSettingsStore(db),
    // As the stores of macOS and Linux do: without a nonce.
    secrets: {
      kind: () => 'system',
      seal: (text) => `sealed ${text}`,
      open: (sealed) => sealed.slice('sealed '.length),
    },
    transport: () => Promise.resolve(tokenAnswer),
    clock: () => now,
    dialectFile: createDialectFile(tempFolder(), () => now),
    onUnreadable: () => undefined,
  });
  const given = { baseUrl: 'https://rs.example', clientId: 'id', clientSecret: 's' };
  connection.save({ ...given, refreshToken: 'first' });
  const first = connection.connector();
  expect(connection.connector()).toBe(first);
  now += 1;
  connection.save({ ...given, refreshToken: 'second' });
  expect(connection.connector()).not.toBe(first);
  db.close();
});
