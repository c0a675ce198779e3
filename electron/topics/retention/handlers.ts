/** The calls of retention. */
import type { HandlersOf } from '../../../shared/contract/contract.ts';
import type { Retention } from './retention.ts';

export function createRetentionHandlers(options: {
  readonly retention: Retention;
}): HandlersOf<'retention'> {
  return { 'retention.state': () => options.retention.state() };
}
