/** Secrets from a file or standard input: arguments of a program can be read by every user of the PC. */
import fs from 'node:fs';
import { decodeText } from '../../core/decode-text.ts';
import { UsageError, type CommandLine, type Option } from './arguments.ts';

const STANDARD_INPUT = '-';

/**
 * Reads `--NAME`, or the file that `--NAME-file` names; `-` is standard input, a line for each secret that is read there.
 *
 * @throws UsageError
 */
export function createSecretInput(
  line: CommandLine,
  readInput: () => string = () => decodeText(fs.readFileSync(0)),
): (name: Option & ('client-secret' | 'refresh-token')) => string {
  let inputLines: string[] | undefined;

  function nextInputLine(): string {
    inputLines ??= readInput().split(/\r?\n/);
    return inputLines.shift() ?? '';
  }

  function fileContent(file: string): string {
    try {
      return decodeText(fs.readFileSync(file));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new UsageError(`${file} cannot be read: ${reason}. Nothing was changed.`);
    }
  }

  return (name) => {
    const given = line.optional(name);
    const file = line.optional(`${name}-file`);
    if (given !== undefined && file !== undefined) {
      throw new UsageError(`Either --${name} or --${name}-file, not both.`);
    }
    if (file === undefined) return line.text(name);
    const secret = (file === STANDARD_INPUT ? nextInputLine() : fileContent(file)).trim();
    if (secret === '') {
      const place = file === STANDARD_INPUT ? 'standard input' : file;
      throw new UsageError(`--${name}-file: there is nothing in ${place}. Nothing was changed.`);
    }
    return secret;
  };
}
