/** The calls of the details page beyond the job itself. */
import { CallError } from '../../../shared/contract/result.ts';
import { readOriginalLine } from '../../core/ingest/index.ts';
import { byHandHandlers } from './by-hand.ts';
import type { HandlerParts, HandlersOf } from '../handler-parts.ts';

export function detailsHandlers(parts: HandlerParts): HandlersOf<'details'> {
  const { list, around, folder } = parts;
  return {
    ...byHandHandlers(parts),
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
      return readOriginalLine(origin, folder);
    },
  };
}
