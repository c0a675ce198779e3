/** A backup under a passphrase: comes back to the byte, or not at all. */
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import {
  createBackupKey,
  decryptFile,
  encryptFile,
  FRAME_BYTES,
  WrongPassphraseError,
  type BackupKey,
} from '../../../electron/topics/backup/encrypted-file.ts';
import { tempFolder } from '../../helpers/temp-folder.ts';

const PASSPHRASE = 'drei Äpfel am Kassenband';
/** Cheap, for tests alone. */
const COST = { logN: 4, r: 8, p: 1 };
const HEADER_BYTES = 76;
const SEALED_FRAME_BYTES = FRAME_BYTES + 16;
const goOn = () => undefined;

let folder: string;
let key: BackupKey;
const at = (name: string) => path.join(folder, name);

beforeEach(async () => {
  folder = tempFolder();
  key = await createBackupKey(PASSPHRASE, crypto.randomBytes(16), COST);
});

async function encrypted(size: number): Promise<Buffer> {
  const plain = crypto.randomBytes(size);
  fs.writeFileSync(at('plain'), plain);
  await encryptFile(at('plain'), at('sealed'), key, goOn);
  return plain;
}

/** What comes of the sealed file after `change`. */
async function opened(change: (bytes: Buffer) => Buffer, passphrase = PASSPHRASE): Promise<Buffer> {
  fs.writeFileSync(at('changed'), change(fs.readFileSync(at('sealed'))));
  await decryptFile(at('changed'), at('opened'), passphrase, goOn);
  return fs.readFileSync(at('opened'));
}
const asItIs = (bytes: Buffer) => bytes;

it.each([0, 1, FRAME_BYTES - 1, FRAME_BYTES, FRAME_BYTES + 1, 3 * FRAME_BYTES])(
  '%i bytes come back as they were, and are nowhere to be read',
  async (size) => {
    const plain = await encrypted(size);
    const sealed = fs.readFileSync(at('sealed'));
    if (size > 16) expect(sealed.includes(plain.subarray(0, 16))).toBe(false);
    expect((await opened(asItIs)).equals(plain)).toBe(true);
  },
);

it('another passphrase opens nothing and leaves nothing; the one that was meant opens still', async () => {
  const plain = await encrypted(1_000);
  await expect(opened(asItIs, `${PASSPHRASE} `)).rejects.toBeInstanceOf(WrongPassphraseError);
  expect(fs.existsSync(at('opened'))).toBe(false);
  expect((await opened(asItIs)).equals(plain)).toBe(true);
});

it('a letter that another keyboard makes of two characters is the same letter', async () => {
  const plain = await encrypted(10);
  const other = PASSPHRASE.normalize('NFD');
  expect(other).not.toBe(PASSPHRASE);
  expect((await opened(asItIs, other)).equals(plain)).toBe(true);
});

it('the same file twice is two different files, with nothing in common behind the passphrase’s salt', async () => {
  await encrypted(100);
  await encryptFile(at('plain'), at('again'), key, goOn);
  const [one, two] = ['sealed', 'again'].map((name) => fs.readFileSync(at(name)));
  expect(one?.subarray(28).equals(two?.subarray(28) ?? Buffer.alloc(0))).toBe(false);
});

it.each<[string, (bytes: Buffer) => Buffer]>([
  ['a byte of the first frame', (bytes) => flipped(bytes, HEADER_BYTES)],
  ['a byte of the last frame', (bytes) => flipped(bytes, bytes.length - 20)],
  ['the last tag', (bytes) => flipped(bytes, bytes.length - 1)],
  ['the last frame left out', (bytes) => bytes.subarray(0, HEADER_BYTES + 2 * SEALED_FRAME_BYTES)],
  ['cut off in a frame', (bytes) => bytes.subarray(0, bytes.length - 5)],
  ['cut off in the header', (bytes) => bytes.subarray(0, 40)],
  ['nothing behind the header', (bytes) => bytes.subarray(0, HEADER_BYTES)],
  ['a byte too many', (bytes) => Buffer.concat([bytes, Buffer.alloc(1)])],
  ['two frames exchanged', exchanged],
  ['another program’s file', (bytes) => flipped(bytes, 0)],
  ['another version', (bytes) => flipped(bytes, 8)],
  ['a salt that was changed', (bytes) => flipped(bytes, 30)],
  ['a cost that would take all memory', (bytes) => withByte(bytes, 9, 40)],
])('changed: %s: it is told, and is never taken for the backup', async (_name, change) => {
  await encrypted(2 * FRAME_BYTES + 100);
  await expect(opened(change)).rejects.toThrow();
});

it('twin: the same reading takes the file that nobody changed', async () => {
  const plain = await encrypted(2 * FRAME_BYTES + 100);
  expect((await opened(asItIs)).equals(plain)).toBe(true);
});

it('gives up before the next frame when it is asked to', async () => {
  await encrypted(3 * FRAME_BYTES);
  let frames = 0;
  const giveUp = () => {
    if (++frames === 2) throw new Error('The program ends.');
  };
  await expect(encryptFile(at('plain'), at('half'), key, giveUp)).rejects.toThrow('ends');
  expect(fs.statSync(at('half')).size).toBe(HEADER_BYTES + SEALED_FRAME_BYTES);
});

function withByte(bytes: Buffer, index: number, value: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[index] = value;
  return changed;
}

function flipped(bytes: Buffer, index: number): Buffer {
  return withByte(bytes, index, (bytes[index] ?? 0) ^ 0x80);
}

function exchanged(bytes: Buffer): Buffer {
  const frame = (index: number) =>
    bytes.subarray(
      HEADER_BYTES + index * SEALED_FRAME_BYTES,
      HEADER_BYTES + (index + 1) * SEALED_FRAME_BYTES,
    );
  return Buffer.concat([bytes.subarray(0, HEADER_BYTES), frame(1), frame(0), frame(2)]);
}
