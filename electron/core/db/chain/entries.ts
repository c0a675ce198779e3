/**
 * An entry of the chain: the rows that a transaction wrote, each with its digest, bound to the entry before it.
 *
 * Body: a section for each table. Length of its name (1 byte), its name, 0 for rows with a number or 1 for rows with a key
 * of text (1 byte), count of rows (4 bytes); then for each row its number (6 bytes) or the length of its key (2 bytes) and
 * the key, and its digest (16 bytes; zeros: the row is gone). Hash: SHA-256 of the hash before it (of the first entry:
 * 32 zeros), number (8 bytes), time (8 bytes) and body. Numbers are big-endian, texts UTF-8.
 */
import { DIGEST_BYTES, sha256, type RowKey } from './digests.ts';

const HASH_BYTES = 32;
/** Before the first entry. */
export const NO_HASH = '0'.repeat(2 * HASH_BYTES);
/** Hashes are read in hexadecimal digits. */
export const HASH_SQL = 'lower(hex(hash))';

const NUMBER_BYTES = 6;
const KEY_LENGTH_BYTES = 2;

export interface ChainRow {
  readonly seq: number;
  readonly at: number;
  readonly body: Buffer;
  /** In hexadecimal digits. */
  readonly hash: string;
}

export interface Section {
  readonly table: string;
  readonly isNumbered: boolean;
  readonly keys: readonly RowKey[];
  /** One behind the other, in the order of the keys. */
  readonly digests: Buffer;
}

export function bodyOf(sections: readonly Section[]): Buffer {
  return Buffer.concat(sections.map(sectionOf));
}

function sectionOf({ table, isNumbered, keys, digests }: Section): Buffer {
  const name = Buffer.from(table);
  const texts = isNumbered ? [] : keys.map((key) => Buffer.from(String(key)));
  const size = isNumbered
    ? keys.length * NUMBER_BYTES
    : texts.reduce((sum, text) => sum + KEY_LENGTH_BYTES + text.length, 0);
  const section = Buffer.alloc(name.length + 6 + size + keys.length * DIGEST_BYTES);
  let at = section.writeUInt8(name.length, 0);
  at += name.copy(section, at);
  at = section.writeUInt8(isNumbered ? 0 : 1, at);
  at = section.writeUInt32BE(keys.length, at);
  keys.forEach((key, index) => {
    const text = texts[index];
    if (text === undefined) at = section.writeUIntBE(Number(key), at, NUMBER_BYTES);
    else {
      at = section.writeUInt16BE(text.length, at);
      at += text.copy(section, at);
    }
    at += digests.copy(section, at, index * DIGEST_BYTES, (index + 1) * DIGEST_BYTES);
  });
  return section;
}

/** Hears of each row of a body: its table, its key and where its digest begins. */
export type OnRow = (table: string, key: RowKey, body: Buffer, digestAt: number) => void;

/** @throws RangeError when the body is no body */
export function readBody(body: Buffer, onRow: OnRow): void {
  for (let at = 0; at < body.length;) {
    const nameEnd = at + 1 + body.readUInt8(at);
    const table = body.toString('latin1', at + 1, nameEnd);
    const isNumbered = body.readUInt8(nameEnd) === 0;
    const count = body.readUInt32BE(nameEnd + 1);
    at = nameEnd + 5;
    for (let row = 0; row < count; row++) {
      let key: RowKey;
      if (isNumbered) {
        key = body.readUIntBE(at, NUMBER_BYTES);
        at += NUMBER_BYTES;
      } else {
        const keyAt = at + KEY_LENGTH_BYTES;
        at = keyAt + body.readUInt16BE(at);
        key = body.toString('utf8', keyAt, at);
      }
      if (at + DIGEST_BYTES > body.length) throw new RangeError('the body ends inside a row');
      onRow(table, key, body, at);
      at += DIGEST_BYTES;
    }
  }
}

/** What is hashed of an entry; grows with the largest one. */
let hashed = Buffer.alloc(4_096);
const BODY_AT = HASH_BYTES + 16;
const TWO_TO_32 = 2 ** 32;

/** @returns in hexadecimal digits */
export function hashOf(previous: string, { seq, at, body }: Omit<ChainRow, 'hash'>): string {
  const size = BODY_AT + body.length;
  if (hashed.length < size) hashed = Buffer.alloc(size * 2);
  hashed.write(previous, 0, HASH_BYTES, 'hex');
  write64(seq, HASH_BYTES);
  write64(at, HASH_BYTES + 8);
  body.copy(hashed, BODY_AT);
  return sha256(hashed.subarray(0, size));
}

/** As a number of 64 bits with a sign, four times as fast as with a bigint. */
function write64(value: number, at: number): void {
  const high = Math.floor(value / TWO_TO_32);
  hashed.writeInt32BE(high, at);
  hashed.writeUInt32BE(value - high * TWO_TO_32, at + 4);
}
