/** The calls of the details page beyond the job itself. */
import type { HandlersOf } from '../../../shared/contract/contract.ts';
import { CallError } from '../../../shared/contract/result.ts';
import type { JobList } from '../../core/db/job-list.ts';
import type { JobsAround } from '../../core/db/list/around.ts';
import { readOriginalLine } from '../../core/ingest/index.ts';
import { createByHandHandlers, type ByHandHandlersOptions } from './by-hand.ts';

export interface DetailsHandlersOptions extends ByHandHandlersOptions {
  readonly list: JobList;
  readonly around: JobsAround;
  readonly dataFolder: string;
}

export function createDetailsHandlers(options: DetailsHandlersOptions): HandlersOf<'details'> {
  const { list, around, dataFolder } = options;
  return {
    ...createByHandHandlers(options),
    'details.around': async ({ id, list: request }) => {
      const job = list.row(id);
      if (!job) throw new CallError('not_found', `There is no job ${id}.`);
      const { previous, next } = await around.neighbours(request, id);
      return {
        previous: previous.id,
        next: next.id,
        exact: previous.exact && next.exact,
        related: around.related(job),
      };
    },
    'details.original': (id) => {
      const origin = list.origin(id);
      if (!origin) throw new CallError('not_found', `There is no job ${id}.`);
      return readOriginalLine(origin, dataFolder);
    },
  };
}
