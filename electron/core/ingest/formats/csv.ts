/** CSV of any till: dialect from the first line, strict UTF-8, every record with the line it begins in. */
import { isUtf8 } from 'node:buffer';
import type { Readable } from 'node:stream';
import type { ProblemCode } from '../../../../shared/domain/problem-codes.ts';
import type { LocatedProblem } from '../../../../shared/domain/ingest-report.ts';
import { CsvRecords, CsvSyntaxError } from './csv-records.ts';

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
const BYTE_ORDER_MARK = 0xfeff;
/** No record of a till is as long; what is is no CSV. */
const MOST_LINE_BYTES = 4 * 1024 ** 2;

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
  let records: CsvRecords | undefined;
  let hasHeader = false;
  const begin = (text: string): CsvRecords =>
    new CsvRecords(sniffDelimiter(text.slice(0, text.search(/\n|$/))), (fields, line) => {
      if (hasHeader) return onRecord(fields, line);
      hasHeader = true;
      onHeader(fields.map((name) => name.trim()));
    });
  try {
    for await (const text of wholeLines(input, file)) {
      records ??= begin(text);
      records.write(text);
    }
    records?.end();
  } catch (error) {
    throw explain(error, file);
  } finally {
    input.destroy();
  }
  if (!hasHeader) {
    throw new CsvFileError(problem(file, 1, 'empty', 'The file is empty: not even a header line'));
  }
}

/** The sign that stands most often in the header line; names hold none of them. */
export function sniffDelimiter(header: string): string {
  const counts = DELIMITERS.map((delimiter) => header.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ';';
}

/** The text of a file in pieces that end with a line, without its byte order mark. @throws CsvFileError at a byte that is not UTF-8 */
async function* wholeLines(input: Readable, file: string): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  let lines = 0;
  let isFirst = true;
  const decode = (bytes: Buffer): string => {
    if (!isUtf8(bytes)) throw brokenByte(bytes, lines, file);
    for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) lines += 1;
    const text = bytes.toString('utf8');
    const hasMark = isFirst && text.charCodeAt(0) === BYTE_ORDER_MARK;
    isFirst = false;
    return hasMark ? text.slice(1) : text;
  };
  for await (const chunk of input as AsyncIterable<Buffer>) {
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    if (rest.length + chunk.length - end > MOST_LINE_BYTES) {
      throw new CsvFileError(problem(file, lines + 1, 'csv', 'The line is endless'));
    }
    if (end === 0) {
      rest = Buffer.concat([rest, chunk]);
      continue;
    }
    const whole = chunk.subarray(0, end);
    const bytes = rest.length > 0 ? Buffer.concat([rest, whole]) : whole;
    rest = Buffer.from(chunk.subarray(end));
    yield decode(bytes);
  }
  if (rest.length > 0) yield decode(rest);
}

function brokenByte(bytes: Buffer, linesBefore: number, file: string): CsvFileError {
  let lines = linesBefore;
  let start = 0;
  for (;;) {
    const end = bytes.indexOf(NEWLINE, start);
    const line = bytes.subarray(start, end < 0 ? bytes.length : end);
    lines += 1;
    if (!isUtf8(line)) {
      const column = line.toString('utf8').indexOf('\uFFFD') + 1;
      return new CsvFileError({
        ...problem(file, lines, 'encoding', 'The line is not UTF-8, as the format demands'),
        column,
      });
    }
    start = end + 1;
  }
}

function problem(
  file: string,
  line: number | undefined,
  code: ProblemCode,
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
  if (error instanceof CsvSyntaxError) {
    const what = `The line is no CSV (${error.message})`;
    return new CsvFileError(problem(file, error.line, 'csv', what));
  }
  const { code, message } = error as { code?: string; message?: string };
  if (code === 'ENOENT') {
    return new CsvFileError(
      problem(file, undefined, 'not-found', 'The file is not there any more'),
    );
  }
  if (
    (typeof code === 'string' && !code.startsWith('SQLITE')) ||
    /invalid|unexpected end|corrupt|too many bytes|not enough bytes/i.test(message ?? '')
  ) {
    return new CsvFileError(
      problem(file, undefined, 'damaged', `The file is damaged (${message ?? String(code)})`),
    );
  }
  return error;
}
