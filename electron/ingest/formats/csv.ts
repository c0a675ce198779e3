/** CSV of any till: dialect from the first line, strict UTF-8, every record with the line it begins in. */
import { isUtf8 } from 'node:buffer';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import type { LocatedProblem } from '../../../shared/domain/ingest-report.ts';

/** The file cannot be read as CSV; names the place. */
export class CsvFileError extends Error {
  readonly problem: LocatedProblem;

  constructor(problem: LocatedProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

const DELIMITERS = [';', '|', '\t', ','];
const NEWLINE = 0x0a;
const MAX_HEADER_BYTES = 64 * 1024;

/**
 * Reads a file and hands over its records, synchronously and in order.
 *
 * @param onHeader gets the names of the first line, as written but trimmed.
 * @param onRecord gets the fields, and the 1-based line the record begins in.
 * @throws CsvFileError; whatever the callbacks throw
 */
export async function readCsv(
  input: Readable,
  file: string,
  onHeader: (names: string[]) => void,
  onRecord: (fields: string[], line: number) => void,
): Promise<void> {
  const reader = input[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const first = await firstLine(reader, file);
  if (first.length === 0) {
    throw new CsvFileError(problem(file, 1, 'empty', 'The file is empty: not even a header line'));
  }
  const headerEnd = first.indexOf(NEWLINE) < 0 ? first.length : first.indexOf(NEWLINE);
  const delimiter = sniffDelimiter(first.subarray(0, headerEnd).toString('utf8'));

  let header: string[] | undefined;
  let failure: unknown;
  const parser = parse({
    delimiter,
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    record_delimiter: ['\r\n', '\n'],
    // Handing a record over here and keeping none costs a third of streaming objects.
    on_record(fields: string[], { lines }) {
      if (!header) {
        header = fields.map((name) => name.trim());
        onHeader(header);
        return undefined;
      }
      onRecord(fields, lines);
      return undefined;
    },
  });
  parser.resume();

  async function* rest(): AsyncGenerator<Buffer> {
    yield first;
    for (;;) {
      const next = await reader.next();
      if (next.done) return;
      yield next.value;
    }
  }
  try {
    await pipeline(rest, strictUtf8(file), parser);
  } catch (error) {
    failure = error;
  }
  if (failure !== undefined) throw explain(failure, file);
}

async function firstLine(reader: AsyncIterator<Buffer>, file: string): Promise<Buffer> {
  let bytes = Buffer.alloc(0);
  try {
    while (!bytes.includes(NEWLINE) && bytes.length < MAX_HEADER_BYTES) {
      const next = await reader.next();
      if (next.done) break;
      bytes = Buffer.concat([bytes, next.value]);
    }
  } catch (error) {
    throw explain(error, file);
  }
  return bytes;
}

/** The sign that stands most often in the header line; names hold none of them. */
export function sniffDelimiter(header: string): string {
  const counts = DELIMITERS.map((delimiter) => header.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ';';
}

/** Lets whole lines of valid UTF-8 through; names the line of the first that is not. */
function strictUtf8(file: string): Transform {
  let rest = Buffer.alloc(0);
  let lines = 0;
  const check = (bytes: Buffer): void => {
    if (isUtf8(bytes)) {
      for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1))
        lines += 1;
      return;
    }
    let start = 0;
    for (;;) {
      const end = bytes.indexOf(NEWLINE, start);
      const line = bytes.subarray(start, end < 0 ? bytes.length : end);
      lines += 1;
      if (!isUtf8(line)) {
        const column = line.toString('utf8').indexOf('�') + 1;
        throw new CsvFileError({
          ...problem(file, lines, 'encoding', 'The line is not UTF-8, as the format demands'),
          column,
        });
      }
      if (end < 0) return;
      start = end + 1;
    }
  };
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      try {
        const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
        const end = bytes.lastIndexOf(NEWLINE) + 1;
        const whole = bytes.subarray(0, end);
        rest = Buffer.from(bytes.subarray(end));
        check(whole);
        done(null, whole);
      } catch (error) {
        done(error as Error);
      }
    },
    flush(done) {
      try {
        check(rest);
        done(null, rest);
      } catch (error) {
        done(error as Error);
      }
    },
  });
}

function problem(
  file: string,
  line: number | undefined,
  code: string,
  what: string,
): LocatedProblem {
  return {
    file,
    ...(line !== undefined && { line }),
    code,
    message: `${what}. Nothing was stored from this export and nothing is lost; export it again at the till.`,
  };
}

function explain(error: unknown, file: string): unknown {
  if (error instanceof CsvFileError) return error;
  const { code, lines, message } = error as { code?: string; lines?: number; message?: string };
  if (code?.startsWith('CSV_')) {
    return new CsvFileError(problem(file, lines, 'csv', `The line is no CSV (${message ?? code})`));
  }
  if (code === 'ENOENT') {
    return new CsvFileError(
      problem(file, undefined, 'not-found', 'The file is not there any more'),
    );
  }
  if (
    typeof code === 'string' ||
    /invalid|unexpected end|corrupt|too many bytes|not enough bytes/i.test(message ?? '')
  ) {
    return new CsvFileError(
      problem(file, undefined, 'damaged', `The file is damaged (${message ?? String(code)})`),
    );
  }
  return error;
}
