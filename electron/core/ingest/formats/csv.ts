/** CSV of any till: dialect from the first line or as declared, every record with the line that it begins in. */
import type { Readable } from 'node:stream';
import type { ProblemCode } from '../../../../shared/domain/problem-codes.ts';
import type { LocatedProblem } from '../../../../shared/domain/ingest-report.ts';
import { CsvRecords, CsvSyntaxError } from './csv-records.ts';
import { TextError, wholeLines, type TextDialect } from './csv-text.ts';

/** The file cannot be read as CSV; names the place. */
export class CsvFileError extends Error {
  readonly problem: LocatedProblem;

  constructor(problem: LocatedProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** The facts about a file before it is read. */
export interface CsvDialect extends TextDialect {
  readonly delimiter?: string;
  readonly decimal?: ',' | '.';
  /** Of columns whose numbers are written without a sign: `1250` is 12.50 where two are implied. */
  readonly impliedDecimals?: ReadonlyMap<string, number>;
  /** In upper case, in the order of the file. */
  readonly columns?: readonly string[];
  /** 1-based line of the first record behind the header. */
  readonly firstRecord?: number;
}

const DELIMITERS = [';', '|', '\t', ','];

/**
 * Reads a file and hands over its records, synchronously and in order.
 *
 * @param onHeader gets the first record, trimmed. It may answer that this is a record like the others, or a line before
 *   the header; then the next one is asked about.
 * @param onRecord gets the fields, and the 1-based line that the record begins in.
 * @throws CsvFileError; whatever the callbacks throw
 */
export async function readCsv(
  input: Readable,
  file: string,
  onHeader: (names: string[], line: number) => 'record' | 'skip' | void,
  onRecord: (fields: string[], line: number) => void,
  dialect: CsvDialect = {},
): Promise<void> {
  let records: CsvRecords | undefined;
  let hasHeader = false;
  const begin = (text: string): CsvRecords => {
    const delimiter = delimiterOf(text.slice(0, text.search(/\n|$/)), dialect);
    const reader = new CsvRecords(delimiter, (fields, line) => {
      if (hasHeader) return onRecord(fields, line);
      const header = onHeader(
        fields.map((name) => name.trim()),
        line,
      );
      if (header === 'skip') return;
      hasHeader = true;
      reader.width = fields.length;
      if (header === 'record') onRecord(fields, line);
    });
    return reader;
  };
  try {
    for await (const text of wholeLines(input, dialect)) {
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

function delimiterOf(header: string, { delimiter }: CsvDialect): string {
  return delimiter !== undefined && header.includes(delimiter) ? delimiter : sniffDelimiter(header);
}

/** The sign that stands most often in the header line; names hold none of them. */
function sniffDelimiter(header: string): string {
  const counts = DELIMITERS.map((delimiter) => header.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ';';
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
  if (error instanceof TextError) {
    const { kind, line, column } = error;
    if (kind === 'endless')
      return new CsvFileError(problem(file, line, 'csv', 'The line is endless'));
    return new CsvFileError({
      ...problem(file, line, 'encoding', 'The line is not UTF-8, as the format demands'),
      ...(column !== undefined && { column }),
    });
  }
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
