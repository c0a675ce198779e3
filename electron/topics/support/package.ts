/** Makes the support package: what helps to understand an error, masked, readable before it is saved. */
import { Buffer } from 'node:buffer';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { ZipFile } from 'yazl';
import type {
  EngineStatus,
  JobDetails,
  Problem,
  SupportFile,
} from '../../../shared/contract/contract.ts';
import type { ProgramSettings } from '../../../shared/domain/program-settings.ts';
import type { Clock } from '../../../shared/domain/time.ts';
import { maskJson, maskText, maskValue } from './mask.ts';

/** The end of the log tells most; what is older is in the log itself. */
const MAX_LOG_BYTES = 200_000;
/** Open problems of the import, at most. */
const MAX_PROBLEMS = 200;

export interface SupportParts {
  readonly version: string;
  readonly demo: boolean;
  readonly timeZone: string;
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly status: () => EngineStatus;
  readonly settings: () => ProgramSettings;
  /** The newest open problems of the import, so many at most. */
  readonly problems: (limit: number) => readonly Problem[];
}

export interface Support {
  preview(job: JobDetails | null): { readonly id: string; readonly files: SupportFile[] };
  /** @returns undefined when that preview is no longer the last one */
  zip(id: string): Promise<{ readonly name: string; readonly bytes: Buffer } | undefined>;
}

export function createSupport(parts: SupportParts): Support {
  let last: { id: string; at: number; files: SupportFile[] } | undefined;

  return {
    preview(job) {
      const at = parts.clock();
      const files: SupportFile[] = [
        { name: 'program.json', topic: 'program', text: json(programFacts(parts, at)) },
        { name: 'settings.json', topic: 'settings', text: json(maskValue(parts.settings())) },
        ...(job === null
          ? []
          : [{ name: `job-${job.job.id}.json`, topic: 'job' as const, text: json(jobFacts(job)) }]),
        {
          name: 'problems.json',
          topic: 'problems',
          text: json(maskValue(parts.problems(MAX_PROBLEMS))),
        },
        ...logOf(parts.dataFolder),
      ];
      last = { id: crypto.randomUUID(), at, files };
      return { id: last.id, files };
    },

    async zip(id) {
      if (last?.id !== id) return undefined;
      const { at, files } = last;
      const packer = new ZipFile();
      for (const { name, text } of files) {
        packer.addBuffer(Buffer.from(text), name, { mtime: new Date(at) });
      }
      packer.end();
      const chunks: Buffer[] = [];
      for await (const chunk of packer.outputStream as AsyncIterable<Buffer>) chunks.push(chunk);
      const day = new Date(at).toISOString().slice(0, 10);
      return { name: `venduo-pos-support-${day}.zip`, bytes: Buffer.concat(chunks) };
    },
  };
}

function programFacts(parts: SupportParts, at: number): unknown {
  return {
    madeAt: new Date(at).toISOString(),
    version: parts.version,
    demo: parts.demo,
    timeZone: parts.timeZone,
    system: `${process.platform} ${process.arch}`,
    runtime: process.versions['electron'] ?? process.version,
    status: parts.status(),
  };
}

/** Masks what RS and the till sent field by field, and the rest as text. */
function jobFacts(details: JobDetails): unknown {
  const { attempts, event, parameter, siblings, ...rest } = details;
  return {
    ...(maskValue(rest) as object),
    parameter: parameter === null ? null : maskJson(parameter),
    attempts: attempts.map((attempt) => ({
      ...(maskValue(attempt) as object),
      request: maskJson(attempt.request),
      response: attempt.response === null ? null : maskJson(attempt.response),
    })),
    event: { ...(maskValue(event) as object), payload: maskJson(event.payload) },
    siblings: siblings.map(({ id, type, state }) => ({ id, type, state })),
  };
}

function logOf(folder: string): SupportFile[] {
  try {
    const file = path.join(folder, 'logs', 'program.log');
    const text = fs.readFileSync(file, 'utf8').slice(-MAX_LOG_BYTES);
    return [{ name: 'program.log', topic: 'log', text: maskText(text) }];
  } catch {
    // The browser host writes no log file.
    return [];
  }
}

function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
