/** The calls for many jobs at once. */
import type { HandlerParts, HandlersOf } from '../handler-parts.ts';

export function bulkHandlers({ bulk }: HandlerParts): HandlersOf<'bulk'> {
  return {
    'bulk.prepare': ({ action, target }) => bulk.prepare(action, target),
    'bulk.run': ({ setId, reason }) => bulk.run(setId, reason ?? ''),
    'bulk.progress': (setId) => bulk.progress(setId),
    'bulk.stop': (setId) => bulk.stop(setId),
  };
}
