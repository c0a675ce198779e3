/** The command line as typed, checked: every mistake names the option and the way it is written. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Language } from '../../../shared/domain/preferences.ts';

/** The command was called wrongly; exit code 2. */
export class UsageError extends Error {}

/** All options of all commands; each command names its own. */
const OPTIONS = {
  data: { type: 'string' },
  url: { type: 'string' },
  'client-id': { type: 'string' },
  'client-secret': { type: 'string' },
  'client-secret-file': { type: 'string' },
  'refresh-token': { type: 'string' },
  'refresh-token-file': { type: 'string' },
  file: { type: 'string' },
  json: { type: 'boolean' },
  'until-idle': { type: 'boolean' },
  'max-wait': { type: 'string' },
  'go-on': { type: 'boolean' },
  concurrency: { type: 'string' },
  bill: { type: 'string' },
  all: { type: 'boolean' },
  id: { type: 'string', multiple: true },
  problem: { type: 'string' },
  as: { type: 'string' },
  reason: { type: 'string' },
  type: { type: 'string' },
  account: { type: 'string' },
  day: { type: 'string' },
  month: { type: 'string' },
  local: { type: 'boolean' },
  'pay-desk': { type: 'string' },
  store: { type: 'string' },
  currency: { type: 'string' },
  cents: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  kind: { type: 'string' },
  'take-back': { type: 'string' },
  format: { type: 'string' },
  form: { type: 'string' },
  plain: { type: 'boolean' },
  out: { type: 'string' },
  language: { type: 'string' },
  port: { type: 'string' },
  demo: { type: 'boolean' },
  anchor: { type: 'string' },
  again: { type: 'boolean' },
  before: { type: 'string' },
  'dry-run': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;
export type Option = keyof typeof OPTIONS;

/** Options that every command takes. */
const COMMON_OPTIONS: readonly Option[] = ['data', 'json'];

export interface CommandSyntax {
  readonly name: string;
  /** Beside `--data` and `--json`, which every command takes. */
  readonly options: readonly Option[];
  /** Takes words beside its options, such as the paths of `import`. */
  readonly takesPaths?: true;
}

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

/**
 * @returns undefined when help was asked for
 * @throws UsageError
 */
export function parseCommandLine(
  args: readonly string[],
  commands: readonly CommandSyntax[],
): CommandLine | undefined {
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  const values: Partial<Record<Option, string | boolean | string[]>> = parsed.values;
  const [command, ...paths] = parsed.positionals;
  if (values.help || command === undefined || command === 'help') return undefined;
  const syntax = commands.find(({ name }) => name === command);
  if (!syntax) throw new UsageError(`There is no command "${command}".`);
  const allowed: readonly string[] = [...COMMON_OPTIONS, ...syntax.options];
  for (const option of Object.keys(values)) {
    if (!allowed.includes(option)) {
      throw new UsageError(`"${command}" has no option --${option}.`);
    }
  }
  if (!syntax.takesPaths && paths.length > 0) {
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

/** Of what is printed or written for people; German where nothing is said. @throws UsageError */
export function languageOf(line: CommandLine): Language {
  const language = line.optional('language') ?? 'de';
  if (language !== 'de' && language !== 'en') {
    throw new UsageError(`--language is de or en, not "${language}".`);
  }
  return language;
}
