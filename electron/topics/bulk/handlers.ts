/** The calls for many jobs at once. */
import type { HandlersOf } from '../../../shared/contract/contract.ts';
import type { Bulk } from './bulk.ts';

export function createBulkHandlers({ bulk }: { readonly bulk: Bulk }): HandlersOf<'bulk'> {
  return {
    'bulk.prepare': ({ action, target }) => bulk.prepare(action, target),
    'bulk.run': ({ setId, reason }) => bulk.run(setId, reason ?? ''),
    'bulk.progress': (setId) => bulk.progress(setId),
    'bulk.stop': (setId) => bulk.stop(setId),
  };
}
