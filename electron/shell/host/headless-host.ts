/** The host of the command line: threads from source files or beside its bundle, secrets beside a key file, progress on standard error. */
import fs from 'node:fs';
import path from 'node:path';
import type { Host } from '../../open-store.ts';
import { createUndiciTransport } from '../../core/rs/transport-undici.ts';
import { createKeyFileSecretBox } from '../../topics/connection/secret-box.ts';
import { printable } from '../cli/printable.ts';
import { createRealHost, type ThreadName } from './real-host.ts';

const BACKEND = path.join(import.meta.dirname, '../..');

const THREAD_FILES: { readonly [K in ThreadName]: string } = {
  reader: 'core/ingest/reader-thread.ts',
  export: 'core/export/export-thread.ts',
  scan: 'core/db/list/scan-thread.ts',
  verify: 'topics/backup/verify-thread.ts',
};

/** @returns the thread's source, or its bundle beside the one that this module is part of (`scripts/bundle.ts`) */
function threadFile(name: ThreadName): string {
  const here = import.meta.filename;
  return path.extname(here) === '.ts'
    ? path.join(BACKEND, THREAD_FILES[name])
    : path.join(path.dirname(here), `${name}-thread.cjs`);
}

export function manifestVersion(): string {
  const file = path.join(BACKEND, '..', 'package.json');
  return (JSON.parse(fs.readFileSync(file, 'utf8')) as { version: string }).version;
}

/** The real host of the command line. */
export function createHeadlessHost(folder: string): Host {
  return createRealHost({
    folder,
    threadFile,
    secrets: createKeyFileSecretBox(),
    transport: createUndiciTransport(),
    log(level, message, details) {
      process.stderr.write(`${level === 'info' ? '' : `${level}: `}${printable(message)}\n`);
      if (details !== undefined) process.stderr.write(`  ${printable(explain(details))}\n`);
    },
  });
}

export function explain(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
