/**
 * A backup encrypted by a passphrase: scrypt makes the key, AES-256-GCM seals the file in frames, so that neither direction
 * holds more than a frame in memory. The format stands in docs/backup-file.md.
 */
import crypto from 'node:crypto';
import fs from 'node:fs';

const MAGIC = Buffer.from('VENDUOBK', 'latin1');
const FORMAT_VERSION = 1;
const SALT_BYTES = 16;
const FILE_SALT_BYTES = 32;
const PROOF_BYTES = 16;
const KEY_BYTES = 32;
const TAG_BYTES = 16;
const COST_BYTES = 3;
const SALT_AT = MAGIC.length + 1 + COST_BYTES;
const FILE_SALT_AT = SALT_AT + SALT_BYTES;
const PROOF_AT = FILE_SALT_AT + FILE_SALT_BYTES;
const HEADER_BYTES = PROOF_AT + PROOF_BYTES;
/** Of plain text; only the last frame is shorter. */
export const FRAME_BYTES = 1_048_576;
const SEALED_FRAME_BYTES = FRAME_BYTES + TAG_BYTES;

/** Parameters of scrypt; `logN`: the binary logarithm of its cost. */
export interface ScryptCost {
  readonly logN: number;
  readonly r: number;
  readonly p: number;
}
/** 128 MiB and a good part of a second: once, when the passphrase is set, and once for a file that is read. */
const SCRYPT_COST: ScryptCost = { logN: 17, r: 8, p: 1 };
/** A file asks for its own cost, and must not be able to ask for the memory of the whole PC. */
const MAX_SCRYPT_COST: ScryptCost = { logN: 18, r: 8, p: 4 };

export interface BackupKey {
  readonly cost: ScryptCost;
  readonly salt: Buffer;
  readonly key: Buffer;
}

/** The passphrase is another one, or the beginning of the file was changed: nobody can tell these apart. */
export class WrongPassphraseError extends Error {
  constructor() {
    super('The passphrase does not open this backup.');
    this.name = 'WrongPassphraseError';
  }
}

/** @param salt one for each passphrase, 16 bytes of chance */
export function createBackupKey(
  passphrase: string,
  salt: Buffer = crypto.randomBytes(SALT_BYTES),
  cost: ScryptCost = SCRYPT_COST,
): Promise<BackupKey> {
  const N = 2 ** cost.logN;
  const maxmem = 256 * N * cost.r;
  return new Promise((resolve, reject) => {
    // The same letter is typed as one character on one system and as two on another.
    const text = passphrase.normalize('NFKC');
    crypto.scrypt(text, salt, KEY_BYTES, { N, r: cost.r, p: cost.p, maxmem }, (error, key) => {
      if (error) reject(error);
      else resolve({ cost, salt, key });
    });
  });
}

/** Called before each frame; throws to give up. */
export type BeforeFrame = () => void;

/**
 * Encrypts `from` into `to`, which must not exist; `to` is on the disk at the end.
 *
 * @throws what the file system says; `to` may then be there in part
 */
export async function encryptFile(
  from: string,
  to: string,
  key: BackupKey,
  beforeFrame: BeforeFrame,
): Promise<void> {
  const fileSalt = crypto.randomBytes(FILE_SALT_BYTES);
  const header = headerOf(key, fileSalt);
  const fileKey = derive(key.key, fileSalt, 'file', KEY_BYTES);
  await writing(to, async (target) => {
    await target.appendFile(header);
    await reading(from, async (source, size) => {
      const count = Math.max(1, Math.ceil(size / FRAME_BYTES));
      for (let index = 0; index < count; index++) {
        beforeFrame();
        const start = index * FRAME_BYTES;
        const plain = await readExactly(source, start, Math.min(FRAME_BYTES, size - start));
        const nonce = nonceOf(index, index === count - 1);
        const cipher = crypto.createCipheriv('aes-256-gcm', fileKey, nonce).setAAD(header);
        const sealed = [cipher.update(plain), cipher.final(), cipher.getAuthTag()];
        await target.appendFile(Buffer.concat(sealed));
      }
    });
  });
}

/** Takes the next piece of a file. */
export type Sink = (plain: Buffer) => Promise<void> | void;

/**
 * Decrypts `from` into `to`, which must not exist. Only after it has returned is `to` the whole file and unchanged.
 *
 * @throws WrongPassphraseError, or an Error when the file is no such backup, was cut off or changed
 */
export async function decryptFile(
  from: string,
  to: string,
  passphrase: string,
  beforeFrame: BeforeFrame,
): Promise<void> {
  const header = await readHeader(from);
  const key = await keyFor(header, passphrase);
  checkKey(header, key);
  await writing(to, (target) =>
    decryptInto((plain) => target.appendFile(plain), from, key, beforeFrame),
  );
}

/** Decrypts with the key at hand; what the sink got is the whole file only after this has returned. @throws like `decryptFile` */
export async function decryptInto(
  sink: Sink,
  from: string,
  key: BackupKey,
  beforeFrame: BeforeFrame,
): Promise<void> {
  const header = await readHeader(from);
  checkKey(header, key);
  const fileKey = derive(key.key, header.subarray(FILE_SALT_AT, PROOF_AT), 'file', KEY_BYTES);
  await reading(from, async (source, size) => {
    const body = size - HEADER_BYTES;
    const count = Math.max(1, Math.ceil(body / SEALED_FRAME_BYTES));
    for (let index = 0; index < count; index++) {
      beforeFrame();
      const start = index * SEALED_FRAME_BYTES;
      const length = Math.min(SEALED_FRAME_BYTES, body - start);
      if (length < TAG_BYTES) throw new Error('The backup was cut off.');
      const sealed = await readExactly(source, HEADER_BYTES + start, length);
      const nonce = nonceOf(index, index === count - 1);
      const decipher = crypto.createDecipheriv('aes-256-gcm', fileKey, nonce).setAAD(header);
      decipher.setAuthTag(sealed.subarray(length - TAG_BYTES));
      const plain = decipher.update(sealed.subarray(0, length - TAG_BYTES));
      try {
        decipher.final();
      } catch {
        throw new Error(`The backup was cut off or changed (frame ${index + 1} of ${count}).`);
      }
      await sink(plain);
    }
  });
}

/** Copies a file frame by frame. @param to must not exist; on the disk at the end */
export async function copyFile(from: string, to: string, beforeFrame: BeforeFrame): Promise<void> {
  await writing(to, (target) => readInto((plain) => target.appendFile(plain), from, beforeFrame));
}

/** Reads a file frame by frame. */
export async function readInto(sink: Sink, from: string, beforeFrame: BeforeFrame): Promise<void> {
  await reading(from, async (source, size) => {
    for (let start = 0; start < size; start += FRAME_BYTES) {
      beforeFrame();
      await sink(await readExactly(source, start, Math.min(FRAME_BYTES, size - start)));
    }
  });
}

function headerOf({ cost, salt, key }: BackupKey, fileSalt: Buffer): Buffer {
  const costBytes = Buffer.from([cost.logN, cost.r, cost.p]);
  const proof = derive(key, fileSalt, 'proof', PROOF_BYTES);
  return Buffer.concat([MAGIC, Buffer.from([FORMAT_VERSION]), costBytes, salt, fileSalt, proof]);
}

async function readHeader(file: string): Promise<Buffer> {
  return reading(file, async (source, size) => {
    if (size < HEADER_BYTES) throw new Error('The backup was cut off.');
    const header = await readExactly(source, 0, HEADER_BYTES);
    if (!header.subarray(0, MAGIC.length).equals(MAGIC)) {
      throw new Error('This is no encrypted backup.');
    }
    if (header[MAGIC.length] !== FORMAT_VERSION) {
      throw new Error('A newer version of the program made this backup.');
    }
    return header;
  });
}

async function keyFor(header: Buffer, passphrase: string): Promise<BackupKey> {
  const [logN = 0, r = 0, p = 0] = header.subarray(MAGIC.length + 1, SALT_AT);
  const max = MAX_SCRYPT_COST;
  if (logN < 1 || r < 1 || p < 1 || logN > max.logN || r > max.r || p > max.p) {
    throw new Error('The beginning of the backup is damaged.');
  }
  return createBackupKey(passphrase, header.subarray(SALT_AT, FILE_SALT_AT), { logN, r, p });
}

/** @throws WrongPassphraseError */
function checkKey(header: Buffer, { key }: BackupKey): void {
  const proof = derive(key, header.subarray(FILE_SALT_AT, PROOF_AT), 'proof', PROOF_BYTES);
  if (!crypto.timingSafeEqual(proof, header.subarray(PROOF_AT))) throw new WrongPassphraseError();
}

/** Several keys come of one, each for its own use; a file never shares its key with another. */
function derive(key: Buffer, fileSalt: Buffer, use: 'file' | 'proof', bytes: number): Buffer {
  return Buffer.from(crypto.hkdfSync('sha256', key, fileSalt, `venduo backup ${use}`, bytes));
}

/** The number keeps frames in their order; the last byte says that no more may follow. */
function nonceOf(index: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(index, 7);
  nonce.writeUInt8(isLast ? 1 : 0, 11);
  return nonce;
}

async function readExactly(
  source: fs.promises.FileHandle,
  position: number,
  length: number,
): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await source.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) throw new Error('The file became shorter while it was read.');
    filled += bytesRead;
  }
  return buffer;
}

async function reading<T>(
  file: string,
  work: (source: fs.promises.FileHandle, size: number) => Promise<T>,
): Promise<T> {
  const source = await fs.promises.open(file, 'r');
  try {
    return await work(source, (await source.stat()).size);
  } finally {
    await source.close();
  }
}

/** The file is on the disk when this returns. */
async function writing(
  file: string,
  work: (target: fs.promises.FileHandle) => Promise<void>,
): Promise<void> {
  const target = await fs.promises.open(file, 'wx', 0o600);
  try {
    await work(target);
    await target.sync();
  } finally {
    await target.close();
  }
}
