/** The text of a CSV file in pieces that end with a line: character set and line ends as they are found. */
import { isUtf8 } from 'node:buffer';
import type { Readable } from 'node:stream';

export type Encoding = 'windows-1252' | 'macintosh' | 'utf-16';

export interface TextDialect {
  /** The encoding that the file is said to have, where it is not UTF-8. Bytes that are UTF-8 are read as that. */
  readonly encoding?: Encoding;
  /** One character that ends a record in a file without line feeds. */
  readonly recordEnd?: string;
}

/** The text cannot be read. */
export class TextError extends Error {
  readonly kind: 'encoding' | 'endless';
  /** 1-based. */
  readonly line: number;
  readonly column: number | undefined;

  constructor(kind: 'encoding' | 'endless', line: number, column?: number) {
    super(kind);
    this.kind = kind;
    this.line = line;
    this.column = column;
  }
}

const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const BYTE_ORDER_MARK = 0xfeff;
/** Bytes that are looked at before it is decided how lines end. */
const SAMPLE_BYTES = 1 << 16;
/** No record of a till is as long; a longer one is no CSV. */
const MOST_LINE_BYTES = 4 * 1024 ** 2;

/**
 * Without its byte order mark, and with line feeds for whatever ends its records.
 *
 * @throws TextError
 */
export async function* wholeLines(input: Readable, dialect: TextDialect): AsyncGenerator<string> {
  const { first, chunks } = await sampled(input);
  const wide = wideEncoding(first, dialect);
  if (wide) {
    yield* wideLines(chunks, wide);
    return;
  }
  const end = lineEnd(first, dialect);
  let rest: Buffer = Buffer.alloc(0);
  let lines = 0;
  let isFirst = true;
  const decode = (bytes: Buffer): string => {
    const text = decodeLines(bytes, end, lines, dialect);
    for (let at = bytes.indexOf(end); at >= 0; at = bytes.indexOf(end, at + 1)) lines += 1;
    const hasMark = isFirst && text.charCodeAt(0) === BYTE_ORDER_MARK;
    isFirst = false;
    const unmarked = hasMark ? text.slice(1) : text;
    return end === LINE_FEED ? unmarked : unmarked.replaceAll(String.fromCharCode(end), '\n');
  };
  for await (const chunk of chunks) {
    const until = chunk.lastIndexOf(end) + 1;
    if (rest.length + chunk.length - until > MOST_LINE_BYTES) {
      throw new TextError('endless', lines + 1);
    }
    if (until === 0) {
      rest = Buffer.concat([rest, chunk]);
      continue;
    }
    const whole = chunk.subarray(0, until);
    const bytes = rest.length > 0 ? Buffer.concat([rest, whole]) : whole;
    rest = Buffer.from(chunk.subarray(until));
    yield decode(bytes);
  }
  if (rest.length > 0) yield decode(rest);
}

/** The beginning of a file, and all of it. */
async function sampled(
  input: Readable,
): Promise<{ first: Buffer; chunks: AsyncGenerator<Buffer> }> {
  const iterator = (input as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  const kept: Buffer[] = [];
  let length = 0;
  let isDone = false;
  while (length < SAMPLE_BYTES) {
    const next = await iterator.next();
    if (next.done) {
      isDone = true;
      break;
    }
    kept.push(next.value);
    length += next.value.length;
  }
  async function* all(): AsyncGenerator<Buffer> {
    yield* kept;
    while (!isDone) {
      const next = await iterator.next();
      if (next.done) return;
      yield next.value;
    }
  }
  return { first: Buffer.concat(kept), chunks: all() };
}

function lineEnd(first: Buffer, { recordEnd }: TextDialect): number {
  if (first.includes(LINE_FEED)) return LINE_FEED;
  const declared = recordEnd?.charCodeAt(0);
  if (declared !== undefined && declared < 0x80 && first.includes(declared)) return declared;
  return first.includes(RETURN) ? RETURN : LINE_FEED;
}

function decodeLines(
  bytes: Buffer,
  end: number,
  linesBefore: number,
  { encoding }: TextDialect,
): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  if (encoding !== undefined && encoding !== 'utf-16') {
    return new TextDecoder(encoding).decode(bytes);
  }
  throw brokenByte(bytes, end, linesBefore);
}

function brokenByte(bytes: Buffer, lineEnd: number, linesBefore: number): TextError {
  let lines = linesBefore;
  let start = 0;
  for (;;) {
    const end = bytes.indexOf(lineEnd, start);
    const line = bytes.subarray(start, end < 0 ? bytes.length : end);
    lines += 1;
    if (!isUtf8(line)) {
      return new TextError('encoding', lines, line.toString('utf8').indexOf('\uFFFD') + 1);
    }
    start = end + 1;
  }
}

type Wide = 'utf-16le' | 'utf-16be';

/** UTF-16 by its mark, or as declared by where the zero bytes of its first characters stand. */
function wideEncoding(first: Buffer, { encoding }: TextDialect): Wide | undefined {
  if (first[0] === 0xff && first[1] === 0xfe) return 'utf-16le';
  if (first[0] === 0xfe && first[1] === 0xff) return 'utf-16be';
  if (encoding !== 'utf-16') return undefined;
  if (first[1] === 0) return 'utf-16le';
  return first[0] === 0 ? 'utf-16be' : undefined;
}

async function* wideLines(chunks: AsyncGenerator<Buffer>, encoding: Wide): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let rest = '';
  let lines = 1;
  const decode = (bytes?: Buffer): string => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined });
    } catch {
      throw new TextError('encoding', lines);
    }
  };
  let end: string | undefined;
  for await (const chunk of chunks) {
    rest += decode(chunk);
    end ??= rest.includes('\n') ? '\n' : rest.includes('\r') ? '\r' : undefined;
    if (rest.length > MOST_LINE_BYTES) throw new TextError('endless', lines);
    const until = end === undefined ? 0 : rest.lastIndexOf(end) + 1;
    if (until === 0) continue;
    const whole = rest.slice(0, until);
    rest = rest.slice(until);
    lines += whole.split('\n').length - 1;
    yield end === '\r' ? whole.replaceAll('\r', '\n') : whole;
  }
  rest += decode();
  if (rest !== '') yield end === '\r' ? rest.replaceAll('\r', '\n') : rest;
}
