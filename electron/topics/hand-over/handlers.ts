/** The calls by which the window hands over what a person dropped or chose. */
import type { HandlersOf } from '../../../shared/contract/contract.ts';
import type { HandOver } from './hand-over.ts';

export function createHandOverHandlers({
  handOver,
}: {
  readonly handOver: HandOver;
}): HandlersOf<'handOver'> {
  return {
    'handOver.begin': handOver.begin,
    'handOver.write': handOver.write,
    'handOver.end': handOver.end,
    'handOver.progress': handOver.progress,
    'handOver.cancel': handOver.cancel,
  };
}
