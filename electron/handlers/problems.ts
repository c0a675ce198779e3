/** The calls about what the import could not book. */
import type { HandlerParts, HandlersOf } from './parts.ts';

const PROBLEMS_SHOWN = 200;

export function problemHandlers({ problems }: HandlerParts): HandlersOf<'problems'> {
  return {
    'problems.list': () => ({ problems: problems.open(PROBLEMS_SHOWN), total: problems.count() }),
  };
}
