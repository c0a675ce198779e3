/**
 * Secrets at rest: sealed with AES-256-GCM by a key that lies outside the data folder, readable by this user alone.
 *
 * A copy of the data folder (a backup, a support package) therefore holds no usable secret. In Electron the operating
 * system's own store is used instead where it really encrypts (`electron/shell/app/secret-box.ts`); the prefix of a sealed
 * text says which one it was.
 */
import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export interface SecretBox {
  /** The means of sealing: the operating system's store, or a key file of this user. */
  readonly kind: () => 'system' | 'key-file';
  seal(text: string): string;
  /** @throws SecretUnreadableError */
  open(sealed: string): string;
}

/** The key that sealed the secret is not here: another user, another PC, or a lost key file. */
export class SecretUnreadableError extends Error {
  constructor(reason: string) {
    super(
      `The stored sign-in for RetailSuite cannot be read (${reason}). No booking is lost. Sign in again in SETTINGS, ` +
        `or: npm run cli -- connect --data DIR --url URL --client-id ID --client-secret S --refresh-token T`,
    );
    this.name = 'SecretUnreadableError';
  }
}

const PREFIX = 'key1:';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Where this user's programs keep their configuration. */
export function userConfigFolder(environment: NodeJS.ProcessEnv = process.env): string {
  if (environment['VENDUO_CONFIG_DIR']) return environment['VENDUO_CONFIG_DIR'];
  const home = os.homedir();
  const base =
    process.platform === 'win32'
      ? (environment['APPDATA'] ?? path.join(home, 'AppData', 'Roaming'))
      : process.platform === 'darwin'
        ? path.join(home, 'Library', 'Application Support')
        : (environment['XDG_CONFIG_HOME'] ?? path.join(home, '.config'));
  return path.join(base, 'venduo-pos-back-office');
}

/** @param folder where the key file lies; it is made at the first seal. */
export function createKeyFileSecretBox(folder: string = userConfigFolder()): SecretBox {
  const file = path.join(folder, 'secret.key');

  function readKey(): Buffer | undefined {
    let key: Buffer;
    try {
      key = fs.readFileSync(file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
    if (key.length !== KEY_BYTES)
      throw new SecretUnreadableError(`the key file ${file} is damaged`);
    return key;
  }

  /** A key file that a power cut left half written seals nothing ever again: it is kept beside, and a new one made. */
  function keyForSealing(): Buffer {
    const size = fs.statSync(file, { throwIfNoEntry: false })?.size;
    if (size !== undefined && size !== KEY_BYTES) {
      fs.renameSync(file, `${file}.damaged-${crypto.randomUUID()}`);
    }
    return readKey() ?? makeKey();
  }

  function makeKey(): Buffer {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    try {
      // Exclusive: of two programs that start at once, one makes the key and the other reads it.
      fs.writeFileSync(file, crypto.randomBytes(KEY_BYTES), {
        mode: 0o600,
        flag: 'wx',
        flush: true,
      });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const key = readKey();
    if (!key) throw new SecretUnreadableError(`the key file ${file} cannot be made`);
    return key;
  }

  return {
    kind: () => 'key-file',
    seal(text) {
      const nonce = crypto.randomBytes(NONCE_BYTES);
      const cipher = crypto.createCipheriv('aes-256-gcm', keyForSealing(), nonce);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return PREFIX + Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64');
    },
    open(sealed) {
      if (!sealed.startsWith(PREFIX)) {
        throw new SecretUnreadableError(
          'it was stored by the desktop program, in the store of the operating system',
        );
      }
      const key = readKey();
      if (!key) throw new SecretUnreadableError(`the key file ${file} is missing`);
      const bytes = Buffer.from(sealed.slice(PREFIX.length), 'base64');
      const decipher = crypto.createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES));
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      try {
        const body = bytes.subarray(NONCE_BYTES + TAG_BYTES);
        return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
      } catch {
        throw new SecretUnreadableError('another key sealed it');
      }
    },
  };
}
