/** The calls of the list: pages, filters, export, and starting single jobs again. */
import type { HandlersOf, JobDetails } from '../../../shared/contract/contract.ts';
import type { Clock } from '../../../shared/domain/time.ts';
import type { Journal } from '../../core/db/journal.ts';
import type { JobNews } from '../../core/db/list/news.ts';
import type { JobPages } from '../../core/db/list/pages.ts';
import type { JobValues } from '../../core/db/list/values.ts';
import type { Engine } from '../../core/engine/face.ts';
import type { Exports } from '../../core/export/exports.ts';

export interface ListHandlersOptions {
  readonly pages: JobPages;
  readonly news: JobNews;
  readonly values: JobValues;
  readonly exports: Exports;
  readonly engine: Pick<Engine, 'restart'>;
  readonly journal: Journal;
  /** @throws CallError when there is no such job */
  readonly jobDetails: (id: number) => JobDetails;
  /** Runs a function in one transaction. */
  readonly transact: <T>(work: () => T) => T;
  readonly clock: Clock;
}

export function createListHandlers(
  options: ListHandlersOptions,
): HandlersOf<'jobs'> & HandlersOf<'export'> {
  const { pages, news, values, exports, engine, journal, jobDetails, clock } = options;
  return {
    'jobs.page': pages.page,
    'jobs.news': ({ ids, after, question }) => ({
      rows: news.rows(ids),
      count: news.countAfter(after, question),
    }),
    'jobs.sums': (ids) => pages.sumsOf(ids),
    'jobs.values': (column) => values.values(column),
    'jobs.details': jobDetails,
    'jobs.retry': (ids) => {
      const started = options.transact(() => {
        const done = engine.restart(ids);
        for (const id of done) {
          const entry = { topic: 'job', subject: String(id), action: 'retry' } as const;
          journal.append({ ...entry, at: clock(), reason: null, details: null });
        }
        return done.length;
      });
      return { started, refused: ids.length - started };
    },
    'export.start': async (request) => ({ id: await exports.start(request) }),
    'export.progress': (id) => exports.progress(id),
    'export.cancel': (id) => exports.cancel(id),
  };
}
