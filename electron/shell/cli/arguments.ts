/** The command line as typed, checked: every mistake names the option and the way it is written. */
import path from 'node:path';
import { parseArgs } from 'node:util';

/** The command was called wrongly; exit code 2. */
export class UsageError extends Error {}

export const USAGE = `Venduo POS Back Office: the same backend as the program with a window.

  npm run cli -- connect  --data DIR --url URL --client-id ID --client-secret S --refresh-token T
  npm run cli -- accounts --data DIR --file accounts.json
  npm run cli -- import   PATH... --data DIR [--json]
  npm run cli -- sync     --data DIR [--until-idle] [--max-wait SECONDS] [--concurrency N] [--go-on] [--json]
  npm run cli -- jobs     --data DIR [--json]
  npm run cli -- retry    --data DIR --all | --id N [--id N ...]
  npm run cli -- export   --data DIR --format csv|xlsx --out FILE [--language de|en]
  npm run cli -- serve    --data DIR [--port N]

Progress goes to standard error, results to standard output; the exit code is 0 only if all went as asked
(1: something needs attention, 2: called wrongly). docs/command-line.md has examples.`;

const OPTIONS = {
  data: { type: 'string' },
  url: { type: 'string' },
  'client-id': { type: 'string' },
  'client-secret': { type: 'string' },
  'refresh-token': { type: 'string' },
  file: { type: 'string' },
  json: { type: 'boolean' },
  'until-idle': { type: 'boolean' },
  'max-wait': { type: 'string' },
  'go-on': { type: 'boolean' },
  concurrency: { type: 'string' },
  all: { type: 'boolean' },
  id: { type: 'string', multiple: true },
  format: { type: 'string' },
  out: { type: 'string' },
  language: { type: 'string' },
  port: { type: 'string' },
  demo: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;
type Option = keyof typeof OPTIONS;

const ALLOWED: Readonly<Record<string, readonly Option[]>> = {
  connect: ['data', 'url', 'client-id', 'client-secret', 'refresh-token', 'json'],
  accounts: ['data', 'file', 'json'],
  import: ['data', 'json'],
  sync: ['data', 'until-idle', 'max-wait', 'concurrency', 'go-on', 'json'],
  jobs: ['data', 'json'],
  retry: ['data', 'all', 'id', 'json'],
  export: ['data', 'format', 'out', 'language', 'json'],
  serve: ['data', 'port', 'concurrency', 'demo', 'json'],
};

export interface CommandLine {
  readonly command: string;
  readonly paths: readonly string[];
  has(option: Option): boolean;
  /** @throws UsageError when it is missing */
  text(option: Option): string;
  optional(option: Option): string | undefined;
  list(option: 'id'): readonly string[];
  /** @throws UsageError when it is no whole number in the range */
  number(option: Option, fallback: number, range: { min: number; max: number }): number;
  /** The data folder as an absolute path. @throws UsageError */
  folder(): string;
}

/** @throws UsageError */
export function parseCommandLine(args: readonly string[]): CommandLine {
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  const values: Partial<Record<Option, string | boolean | string[]>> = parsed.values;
  const [command, ...paths] = parsed.positionals;
  if (values.help || command === undefined) throw new UsageError('');
  const allowed = ALLOWED[command];
  if (!allowed) throw new UsageError(`There is no command "${command}".`);
  for (const option of Object.keys(values)) {
    if (!(allowed as readonly string[]).includes(option)) {
      throw new UsageError(`"${command}" has no option --${option}.`);
    }
  }
  if (command !== 'import' && paths.length > 0) {
    throw new UsageError(`"${command}" takes no "${paths[0]}".`);
  }

  const line: CommandLine = {
    command,
    paths,
    has: (option) => values[option] === true,
    optional(option) {
      const value = values[option];
      return typeof value === 'string' ? value : undefined;
    },
    text(option) {
      const value = line.optional(option);
      if (value === undefined || value === '')
        throw new UsageError(`"${command}" needs --${option}.`);
      return value;
    },
    list(option) {
      const value = values[option];
      return Array.isArray(value) ? value : [];
    },
    number(option, fallback, range) {
      const value = line.optional(option);
      if (value === undefined) return fallback;
      const number = Number(value);
      if (!/^\d+$/.test(value) || number < range.min || number > range.max) {
        throw new UsageError(
          `--${option} is a whole number from ${range.min} to ${range.max}, not "${value}".`,
        );
      }
      return number;
    },
    folder: () => path.resolve(line.text('data')),
  };
  return line;
}
