/** A command of the command line: how it is called, and what it does. */
import type { BackendOptions } from '../host/backend.ts';
import type { Host } from '../../open-store.ts';
import type { CommandLine, CommandSyntax } from './arguments.ts';

export interface Command extends CommandSyntax {
  /** Follows the name in the help text. */
  readonly usage: string;
  /** Reads or changes a shop that is there: a mistyped folder must not become an empty one. */
  readonly needsShop?: true;
  /** Prints `lines` without `--json`, too. */
  readonly printsLines?: true;
  /** @throws UsageError before anything is changed */
  run(line: CommandLine, host: CommandHost): Outcome | Promise<Outcome>;
}

/** The result of a command: `lines` for `--json`, `text` for people, and whether all went as asked. */
export interface Outcome {
  /** Read once, and to its end. */
  readonly lines: Iterable<unknown>;
  readonly text: readonly string[];
  /** Decides the exit code. */
  readonly ok: boolean;
}

/** Lent to a command by `headless.ts`. */
export interface CommandHost extends Host {
  /** For a command that starts the engine. */
  backendOptions(): BackendOptions;
  /** Resolves at the first Ctrl+C or polite end from now on; call it before anything is started. */
  interrupted(): Promise<void>;
  /** The built window. */
  readonly assetsFolder: string;
  /** A demo shop beside this one, started when its window is first asked for. */
  openDemo(): Promise<{ open(): Promise<string>; close(): void }>;
}
