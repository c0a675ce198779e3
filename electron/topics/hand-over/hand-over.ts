/**
 * What a person hands over in the window: its bytes come in pieces, so that the page never names a path of this PC.
 *
 * They are put together in the scratch folder under their own name and imported from there like every delivery; the
 * import keeps its own copy before it reads. Nothing is imported before the last byte is there, and one at a time.
 */
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type {
  CallArgs,
  CallReply,
  HandOverProgress,
  HandOverOffer,
  HandOverRefusal,
  HandOverResult,
} from '../../../shared/contract/contract.ts';
import { CallError } from '../../../shared/contract/result.ts';
import type { IngestReport } from '../../../shared/domain/ingest-report.ts';
import type { Ingest } from '../../core/ingest/index.ts';
import { MAX_DELIVERY_BYTES } from '../../core/ingest/index.ts';

/** Emptied by the import of what a power cut left in it. */
const SCRATCH = 'scratch';
const DELIVERY = /\.(zip|jsonl)$/i;
/** Not taken by every file system, or more than a name. */
// eslint-disable-next-line no-control-regex -- control characters are what no name may have
const NOT_IN_NAMES = /[\\/:*?"<>|\u0000-\u001f]/g;

interface Receiving {
  readonly place: string;
  readonly bytes: number;
  received: number;
}

interface Current {
  readonly id: string;
  /** Holds the delivery alone. */
  readonly folder: string;
  readonly place: string;
  readonly files: readonly Receiving[];
  progress: HandOverProgress;
}

export interface HandOverOptions {
  readonly dataFolder: string;
  readonly importPaths: Ingest['importPaths'];
  readonly onBug: (error: unknown) => void;
}

export function createHandOver({ dataFolder, importPaths, onBug }: HandOverOptions) {
  let current: Current | undefined;
  /** One call after the other: two pieces at once would tear a file. */
  let last: Promise<unknown> = Promise.resolve();

  function queued<T>(work: () => Promise<T>): Promise<T> {
    const result = last.then(work, work);
    last = result.catch(() => undefined);
    return result;
  }

  function find(id: string): Current {
    if (current?.id !== id) throw new CallError('not_found', 'This delivery is no longer known.');
    return current;
  }

  function receiving(id: string): Current {
    const found = find(id);
    if (found.progress.phase !== 'receiving') {
      throw new CallError('refused', 'This delivery is being read already.');
    }
    return found;
  }

  async function begin(offer: HandOverOffer): Promise<CallReply<'handOver.begin'>> {
    const refuse = (refusal: HandOverRefusal, detail = '') =>
      ({ ok: false, refusal, detail }) as const;
    if (current?.progress.phase === 'reading') return refuse('busy');
    const name = plainName(offer.name);
    const names = offer.files.map((file) => file.name.split('/').map(plainName));
    const isNamedWell = offer.isFolder
      ? names.every((parts) => parts.length <= 2 && parts.every((part) => part !== ''))
      : names.length === 1 && DELIVERY.test(name);
    if (name === '' || !isNamedWell) return refuse('ending');
    const bytes = offer.files.reduce((sum, file) => sum + file.bytes, 0);
    if (bytes === 0) return refuse('empty');
    if (bytes > MAX_DELIVERY_BYTES) return refuse('too-large');
    // A page that was closed half-way never comes back for it.
    if (current) await remove(current);
    const id = crypto.randomUUID();
    const folder = path.join(dataFolder, SCRATCH, `handed-${id}`);
    const place = path.join(folder, name);
    const files = offer.files.map(({ bytes }, index) => ({
      place: offer.isFolder ? path.join(place, ...(names[index] ?? [])) : place,
      bytes,
      received: 0,
    }));
    try {
      for (const file of files) {
        await fs.promises.mkdir(path.dirname(file.place), { recursive: true });
        await fs.promises.writeFile(file.place, '', { flag: 'wx' });
      }
    } catch (error) {
      await removeFolder(folder);
      return refuse('unwritable', error instanceof Error ? error.message : String(error));
    }
    current = { id, folder, place, files, progress: { phase: 'receiving' } };
    return { ok: true, id };
  }

  async function write({
    id,
    file: index,
    offset,
    base64,
  }: CallArgs<'handOver.write'>[0]): Promise<null> {
    const file = receiving(id).files[index];
    const bytes = Buffer.from(base64, 'base64');
    if (!file || offset + bytes.length > file.bytes || offset > file.received) {
      throw new CallError('refused', 'These bytes do not belong to what was announced.');
    }
    if (offset < file.received) return null;
    try {
      await fs.promises.appendFile(file.place, bytes);
    } catch (error) {
      // What was written of the piece is not known.
      await remove(find(id));
      throw new CallError('refused', error instanceof Error ? error.message : String(error));
    }
    file.received += bytes.length;
    return null;
  }

  function end(id: string): null {
    const found = receiving(id);
    if (found.files.some(({ received, bytes }) => received !== bytes)) {
      throw new CallError('refused', 'The delivery is not whole.');
    }
    found.progress = { phase: 'reading', events: 0 };
    const onEvents = (events: number) => {
      found.progress = { phase: 'reading', events };
    };
    importPaths(found.place, onEvents)
      .then(
        (reports) => {
          found.progress = { phase: 'done', result: resultOf(reports) };
        },
        (error: unknown) => {
          onBug(error);
          found.progress = { phase: 'done', result: failed(error) };
        },
      )
      .then(() => removeFolder(found.folder))
      .catch(onBug);
    return null;
  }

  async function remove(found: Current): Promise<void> {
    if (current === found) current = undefined;
    await removeFolder(found.folder);
  }

  return {
    begin: (offer: HandOverOffer) => queued(() => begin(offer)),
    write: (piece: CallArgs<'handOver.write'>[0]) => queued(() => write(piece)),
    end: (id: string) => queued(() => Promise.resolve().then(() => end(id))),
    progress: (id: string): HandOverProgress => find(id).progress,
    cancel: (id: string) => queued(() => remove(receiving(id)).then(() => null)),
  };
}

export type HandOver = ReturnType<typeof createHandOver>;

/** The name alone, without what would lead elsewhere; empty: none is left. */
function plainName(name: string): string {
  return name
    .replaceAll(NOT_IN_NAMES, '_')
    .replace(/^\.+/, '')
    .replace(/[. ]+$/, '');
}

/** What a virus scanner holds is removed with the leftovers of imports, a day later. */
function removeFolder(folder: string): Promise<void> {
  return fs.promises.rm(folder, { recursive: true, force: true }).catch(() => undefined);
}

function resultOf(reports: readonly IngestReport[]): HandOverResult {
  const sums: Record<string, number> = {};
  let jobs = 0;
  for (const { currency, count, sum } of reports.flatMap((report) => report.jobs)) {
    jobs += count;
    sums[currency] = (sums[currency] ?? 0) + sum;
  }
  const total = (count: (report: IngestReport) => number) =>
    reports.reduce((sum, report) => sum + count(report), 0);
  // Not even kept: no card tells of it.
  const unread = reports.find(({ sha256 }) => sha256 === null);
  return {
    sources: reports.map(({ source, kind, status }) => ({ source, kind, status })),
    events: total(({ events }) => events),
    duplicates: total(({ duplicates }) => duplicates),
    jobs,
    sums,
    problems: total(problemsOf),
    failure: unread ? (unread.rejected[0]?.message ?? '') : null,
  };
}

function problemsOf({ sha256, conflicts, blocked, rejected }: IngestReport): number {
  return sha256 === null ? 0 : conflicts.length + blocked.length + rejected.length;
}

function failed(error: unknown): HandOverResult {
  return {
    ...{ sources: [], events: 0, duplicates: 0, jobs: 0, sums: {}, problems: 0 },
    failure: error instanceof Error ? error.message : String(error),
  };
}
