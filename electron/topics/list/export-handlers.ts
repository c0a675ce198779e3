/** The calls that export the list. */
import type { HandlerParts, HandlersOf } from '../handler-parts.ts';

export function exportHandlers({ exports }: HandlerParts): HandlersOf<'export'> {
  return {
    'export.start': async (request) => ({ id: await exports.start(request) }),
    'export.progress': (id) => exports.progress(id),
    'export.cancel': (id) => exports.cancel(id),
  };
}
