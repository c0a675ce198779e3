/** The last digest that the chain has of each row: 16 bytes a row and little more, for millions of them. */
import { DIGEST_BYTES, GONE, type RowKey } from '../digests.ts';

const CHUNK_ROWS = 4_096;

export interface LatestDigests {
  note(key: RowKey, body: Buffer, digestAt: number): void;
  /** The digest lies at the start of `into` then. @returns whether the chain has the row, and not as gone */
  take(key: RowKey, digest: Buffer): 'same' | 'other' | 'none';
  /** Rows that the chain has and nobody took. */
  left(): Iterable<RowKey>;
}

export function createLatestDigests(): LatestDigests {
  const chunks = new Map<number, Buffer>();
  const texts = new Map<string, Buffer>();

  const chunkOf = (key: number) => chunks.get(Math.floor(key / CHUNK_ROWS));
  const placeOf = (key: number) => (key % CHUNK_ROWS) * DIGEST_BYTES;

  function isGone(chunk: Buffer, at: number): boolean {
    return chunk.compare(GONE, 0, DIGEST_BYTES, at, at + DIGEST_BYTES) === 0;
  }

  return {
    note(key, body, digestAt) {
      if (typeof key === 'string') {
        texts.set(key, Buffer.from(body.subarray(digestAt, digestAt + DIGEST_BYTES)));
        return;
      }
      let chunk = chunkOf(key);
      if (!chunk) {
        chunk = Buffer.alloc(CHUNK_ROWS * DIGEST_BYTES);
        chunks.set(Math.floor(key / CHUNK_ROWS), chunk);
      }
      // Faster than `copy` for so few bytes.
      const place = placeOf(key);
      for (let byte = 0; byte < DIGEST_BYTES; byte++) {
        chunk[place + byte] = body[digestAt + byte] as number;
      }
    },
    take(key, digest) {
      const chunk = typeof key === 'string' ? texts.get(key) : chunkOf(key);
      const at = typeof key === 'string' ? 0 : placeOf(key);
      if (!chunk || isGone(chunk, at)) return 'none';
      const isSame = chunk.compare(digest, 0, DIGEST_BYTES, at, at + DIGEST_BYTES) === 0;
      GONE.copy(chunk, at);
      return isSame ? 'same' : 'other';
    },
    *left() {
      for (const [key, digest] of texts) if (!isGone(digest, 0)) yield key;
      for (const [number, chunk] of chunks) {
        for (let row = 0; row < CHUNK_ROWS; row++) {
          if (!isGone(chunk, row * DIGEST_BYTES)) yield number * CHUNK_ROWS + row;
        }
      }
    },
  };
}
