/**
 * Exports on their way: one at a time, in a thread where the host has one, so that the list stays instant meanwhile.
 *
 * On a desktop the person says in the system's dialog where the file goes. Where the window is a page in a browser, the
 * file is made in the data folder and fetched by the page; it is removed with the next export and at the end.
 */
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Worker } from 'node:worker_threads';
import type {
  ExportForm,
  ExportFormat,
  ExportProgress,
  ExportRequest,
} from '../../../shared/contract/contract.ts';
import { CallError } from '../../../shared/contract/result.ts';
import type { Language } from '../../../shared/domain/preferences.ts';
import type { Clock } from '../../../shared/domain/time.ts';
import { openForReading } from '../db/open.ts';
import { createThreadClient } from '../worker-thread.ts';
import { exportJobs, type ExportTask } from './export-jobs.ts';
import type { ThreadMessage, ThreadTask } from './export-thread.ts';
import { wallClock } from '../../../shared/domain/wall-clock.ts';

/** In the data folder: what a browser may fetch. */
const FOLDER = 'exports';
const TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

const NAMES: Readonly<Record<ExportForm, Readonly<Record<Language, string>>>> = {
  shown: { de: 'Belege', en: 'Receipts' },
  tax: { de: 'Steuerbuero', en: 'Tax-adviser' },
};

/** Asks where a file goes. @returns null when the person chose none */
export type ChooseFile = (name: string, format: ExportFormat) => Promise<string | null>;

export interface Download {
  readonly file: string;
  readonly name: string;
  readonly type: string;
}

export interface ExportsOptions {
  readonly dataFolder: string;
  readonly timeZone: string;
  readonly clock: Clock;
  readonly yieldTurn: () => Promise<void>;
  readonly chooseFile?: ChooseFile | undefined;
  readonly startThread?: ((task: ThreadTask) => Worker) | undefined;
}

interface Running {
  readonly format: ExportFormat;
  readonly file: string;
  readonly isDownload: boolean;
  progress: ExportProgress;
  cancel: () => void;
  ended: Promise<void>;
}

export function createExports(options: ExportsOptions) {
  const { dataFolder, clock, chooseFile } = options;
  const folder = path.join(dataFolder, FOLDER);
  let latest: { readonly id: string; readonly run: Running } | undefined;
  let isChoosing = false;

  function find(id: string): Running {
    if (latest?.id !== id) throw new CallError('not_found', 'This export is no longer known.');
    return latest.run;
  }

  async function begin(request: ExportRequest): Promise<string | null> {
    const day = new Date(wallClock(options.timeZone)(clock())).toISOString().slice(0, 10);
    const name = `${NAMES[request.form][request.language]}-${day}.${request.format}`;
    const chosen = chooseFile ? await chooseFile(name, request.format) : undefined;
    if (chosen === null) return null;
    const id = crypto.randomUUID();
    const file = chosen ?? path.join(folder, `${id}.${request.format}`);
    clear();
    if (chosen === undefined) fs.mkdirSync(folder, { recursive: true });
    const run: Running = {
      format: request.format,
      file,
      isDownload: chosen === undefined,
      progress: {
        status: 'running',
        rows: 0,
        name: chosen === undefined ? name : path.basename(file),
        savedAs: chosen ?? null,
        download: null,
        error: null,
      },
      cancel: () => undefined,
      ended: Promise.resolve(),
    };
    latest = { id, run };
    const task: ExportTask = { ...request, file, timeZone: options.timeZone, madeAt: clock() };
    run.ended = work(id, run, task);
    return id;
  }

  async function work(id: string, run: Running, task: ExportTask): Promise<void> {
    const end = (change: Partial<ExportProgress>) => {
      // Cancelled is cancelled, whatever arrives later.
      if (run.progress.status === 'running') run.progress = { ...run.progress, ...change };
    };
    const onRows = (rows: number) => end({ rows });
    try {
      const rows = await (options.startThread
        ? inThread(options.startThread({ folder: dataFolder, task }), run, onRows)
        : here(run, task, onRows));
      end({ status: 'done', rows, download: run.isDownload ? `/api/download/${id}` : null });
    } catch (error) {
      end({ status: 'failed', error: error instanceof Error ? error.message : String(error) });
      await fs.promises.rm(`${run.file}.part`, { force: true });
    }
  }

  async function here(
    run: Running,
    task: ExportTask,
    onRows: (rows: number) => void,
  ): Promise<number> {
    const abort = new AbortController();
    run.cancel = () => abort.abort();
    const db = openForReading(dataFolder);
    try {
      const { yieldTurn } = options;
      return await exportJobs(db, task, { yieldTurn, onRows, signal: abort.signal });
    } finally {
      db.close();
    }
  }

  /** A file made for a browser is kept until the next one. */
  function clear(): void {
    if (latest?.run.isDownload) fs.rmSync(latest.run.file, { force: true });
    latest = undefined;
  }

  return {
    /** @throws CallError `refused` while another one runs */
    async start(request: ExportRequest): Promise<string | null> {
      if (isChoosing || latest?.run.progress.status === 'running') {
        throw new CallError('refused', 'Another export is running.');
      }
      isChoosing = true;
      try {
        return await begin(request);
      } finally {
        isChoosing = false;
      }
    },

    /** @throws CallError `not_found` */
    progress: (id: string): ExportProgress => find(id).progress,

    /** @throws CallError `not_found` */
    cancel(id: string): ExportProgress {
      const run = find(id);
      if (run.progress.status === 'running') {
        run.progress = { ...run.progress, status: 'cancelled' };
        run.cancel();
      }
      return run.progress;
    },

    /** The file that the page of a browser may fetch; undefined: there is none under this name. */
    download(id: string): Download | undefined {
      if (latest?.id !== id || latest.run.progress.download === null) return undefined;
      const { file, format, progress } = latest.run;
      return { file, name: progress.name, type: TYPES[format] };
    },

    /** Removes files that an earlier run of the program left. */
    clearFolder: () => fs.rmSync(folder, { recursive: true, force: true }),

    async end(): Promise<void> {
      const run = latest?.run;
      if (run?.progress.status === 'running') {
        run.progress = { ...run.progress, status: 'cancelled' };
        run.cancel();
      }
      await run?.ended;
      clear();
    },
  };
}

/** @throws what the thread says, or that it ended without a word */
function inThread(worker: Worker, run: Running, onRows: (rows: number) => void): Promise<number> {
  return new Promise((resolve, reject) => {
    const thread = createThreadClient<never, ThreadMessage>(worker, {
      name: 'the export',
      onMessage({ kind, rows }) {
        if (kind === 'rows') onRows(rows);
        else resolve(rows);
      },
      onEnd: reject,
    });
    run.cancel = () => void thread.terminate();
  });
}

export type Exports = ReturnType<typeof createExports>;
