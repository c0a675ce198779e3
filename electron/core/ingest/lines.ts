/** Reads a file line by line as bytes, so that a broken line harms no other, and an endless one no memory. */
import fs from 'node:fs';

export interface RawLine {
  /** 1-based. */
  readonly number: number;
  /** Without its end (LF or CRLF); only the beginning of a line that is too long. */
  readonly bytes: Buffer;
  readonly isTooLong: boolean;
}

const NEWLINE = 0x0a;
const RETURN = 0x0d;

/** @throws errors of the file system */
export async function* readLines(file: string, maxBytes: number): AsyncGenerator<RawLine> {
  let number = 1;
  let parts: Buffer[] = [];
  let length = 0;
  const add = (part: Buffer) => {
    if (length < maxBytes) parts.push(part);
    length += part.length;
  };
  const line = (): RawLine => {
    let bytes = Buffer.concat(parts);
    const isTooLong = length > maxBytes;
    if (isTooLong) bytes = bytes.subarray(0, maxBytes);
    else if (bytes.at(-1) === RETURN) bytes = bytes.subarray(0, -1);
    parts = [];
    length = 0;
    return { number: number++, bytes, isTooLong };
  };
  for await (const chunk of fs.createReadStream(file) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      add(chunk.subarray(start, end));
      yield line();
      start = end + 1;
    }
    add(chunk.subarray(start));
  }
  if (length > 0) yield line();
}
