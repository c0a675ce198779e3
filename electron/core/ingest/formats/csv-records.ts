/**
 * Splits CSV text into records (RFC 4180 quotes, any one-character delimiter, LF or CRLF).
 *
 * Written by hand because exports of years are some hundred megabytes: searching for the next sign with `indexOf` is
 * five times as fast as a parser that looks at every character. The test holds it against `csv-parse`.
 */

/** The text is no CSV from here on. */
export class CsvSyntaxError extends Error {
  /** 1-based line the record begins in. */
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

const QUOTE = 0x22;
const RETURN = 0x0d;
/** A quote that is never closed must not swallow a file of gigabytes before it is reported. */
const MOST_CHARACTERS = 1_000_000;

export class CsvRecords {
  readonly #delimiter: string;
  readonly #delimiterCode: number;
  readonly #onRecord: (fields: string[], line: number) => void;
  /** The record that is not complete yet: its quote is still open. */
  #rest = '';
  #line = 1;
  /** Fields of a record; with it, a quote that is part of an unquoted text can be told from one that opens a field. */
  width: number | undefined;

  /** @param onRecord gets the fields, and the 1-based line the record begins in. Empty lines are skipped. */
  constructor(delimiter: string, onRecord: (fields: string[], line: number) => void) {
    this.#delimiter = delimiter;
    this.#delimiterCode = delimiter.charCodeAt(0);
    this.#onRecord = onRecord;
  }

  /**
   * @param text whole lines, each with its end; only the last text of a file may lack it.
   * @throws CsvSyntaxError, and whatever `onRecord` throws
   */
  write(text: string): void {
    const all = this.#rest + text;
    this.#rest = '';
    let start = 0;
    while (start < all.length) {
      const end = this.#record(all, start);
      if (end < 0) {
        if (all.length - start > MOST_CHARACTERS) {
          const next = this.#literal(all, start);
          if (next === undefined) throw this.#openQuote();
          start = next;
          continue;
        }
        this.#rest = all.slice(start);
        return;
      }
      start = end;
    }
  }

  /** @throws CsvSyntaxError */
  end(): void {
    // A quote that nothing closes is text where the line has all of its fields without it.
    while (this.#rest !== '') {
      const text = this.#rest;
      this.#rest = '';
      const end = this.#literal(text, 0);
      if (end === undefined) throw this.#openQuote();
      this.write(text.slice(end));
    }
  }

  #openQuote(): CsvSyntaxError {
    return new CsvSyntaxError(this.#line, 'a quote is opened and never closed');
  }

  /** Takes one record. @returns where the next one begins; negative when a quote is still open at the end. */
  #record(text: string, start: number): number {
    const line = this.#line;
    const fields: string[] = [];
    let lineEnd = endOfLine(text, start);
    let lines = 1;
    let at = start;
    for (;;) {
      let end: number;
      if (text.charCodeAt(at) === QUOTE) {
        const quoted = closingQuote(text, at);
        if (quoted < 0) return -1;
        const value = text.slice(at + 1, quoted);
        fields.push(value.includes('"') ? value.replaceAll('""', '"') : value);
        while (lineEnd < quoted) {
          lines += 1;
          lineEnd = endOfLine(text, lineEnd + 1);
        }
        end = quoted + 1;
        if (text.charCodeAt(end) === RETURN && end + 1 === lineEnd) end += 1;
        if (end < lineEnd && text.charCodeAt(end) !== this.#delimiterCode) {
          const next = this.#literal(text, start);
          if (next !== undefined) return next;
          throw new CsvSyntaxError(line, `text stands behind the closing quote of a field`);
        }
      } else {
        end = text.indexOf(this.#delimiter, at);
        if (end < 0 || end > lineEnd) end = lineEnd;
        const isLast = end === lineEnd;
        const hasReturn = isLast && end > at && text.charCodeAt(end - 1) === RETURN;
        fields.push(text.slice(at, hasReturn ? end - 1 : end));
      }
      if (end >= lineEnd) break;
      at = end + 1;
    }
    if (lines > 1 && this.width !== undefined && fields.length !== this.width) {
      const next = this.#literal(text, start);
      if (next !== undefined) return next;
    }
    this.#line += lines;
    const isEmpty = fields.length === 1 && fields[0] === '' && text.charCodeAt(start) !== QUOTE;
    if (!isEmpty) this.#onRecord(fields, line);
    return lineEnd + 1;
  }

  /**
   * Takes the line as text without quoted fields, where it then has all of its fields: `"Rot" Wein;1,00`.
   *
   * @returns where the next record begins; undefined: the line proves nothing
   */
  #literal(text: string, start: number): number | undefined {
    const end = endOfLine(text, start);
    const hasReturn = text.charCodeAt(end - 1) === RETURN;
    const fields = text.slice(start, hasReturn ? end - 1 : end).split(this.#delimiter);
    if (fields.length !== this.width) return undefined;
    this.#onRecord(fields.map(withoutQuotes), this.#line);
    this.#line += 1;
    return end + 1;
  }
}

/** A field that is quoted as a whole loses its quotes; any other keeps what it has. */
function withoutQuotes(field: string): string {
  const inner = /^"((?:[^"]|"")*)"$/.exec(field)?.[1];
  return inner === undefined ? field : inner.replaceAll('""', '"');
}

function endOfLine(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at < 0 ? text.length : at;
}

/** The end of the field whose opening quote stands at `open`; negative when there is none. */
function closingQuote(text: string, open: number): number {
  let at = text.indexOf('"', open + 1);
  while (at >= 0 && text.charCodeAt(at + 1) === QUOTE) at = text.indexOf('"', at + 2);
  return at;
}
